//! What a partner sees of its customers, told as a story of the tiny house.

mod house;

use domain::batches::{self, Gather};
use domain::orders::{self, PlaceOrder};
use domain::{Fault, Refusal, Scope, orgs};
use kernel::shapes::CustomerState;
use uuid::Uuid;

use house::{DAY, House, NOW, houses};

/// Of MIT Press.
const ALGORITHMS: &str = "9780262033848";
/// Of Addison-Wesley.
const PATTERNS: &str = "9780201633610";

async fn order(house: &House, who: &str, for_org: Option<&str>, text: &str) -> String {
    let form = PlaceOrder {
        id: Uuid::now_v7(),
        for_org: for_org.map(|org| house.org(org)),
        text: text.to_owned(),
        own_ref: String::new(),
        course: String::new(),
        needed_by: "2026-10-01".to_owned(),
        urgent: false,
        note: String::new(),
        rest: false,
    };
    let placed = house.db.write((house.scope(who), form), |tx, (scope, form)| Box::pin(orders::place(tx, scope, form)));
    placed.await.expect("the order is placed").no
}

async fn buy(house: &House, publisher_id: Uuid) {
    let wish = (house.scope("zhao"), Gather { publisher_id, slices: Vec::new() });
    let bought = house
        .db
        .write(wish, |tx, (scope, wish)| Box::pin(async move { batches::gather(tx, &scope.staff()?, wish).await }));
    bought.await.expect("a purchase batch");
}

async fn seen(house: &House, scope: &Scope) -> Vec<CustomerState> {
    orgs::under_way(&mut house.db.read().await.expect("a reader"), scope).await.expect("the partner's customers")
}

#[tokio::test]
async fn a_partner_sees_what_is_under_way_for_each_customer() {
    for house in houses().await {
        let before = seen(&house, &house.scope("lin")).await;
        assert_eq!(
            before.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(),
            ["Nanjing School", "Suzhou Library"]
        );
        assert!(before.iter().all(|one| one.open_orders == 0 && one.owed_fen == 0 && one.last_order_at.is_none()));

        let no = order(&house, "lin", Some("suzhou"), &format!("{ALGORITHMS} 3\n{PATTERNS} 2")).await;
        order(&house, "lin", Some("suzhou"), &format!("{PATTERNS} 1")).await;
        order(&house, "mei", None, &format!("{ALGORITHMS} 40")).await;
        buy(&house, house.titles[0].publisher_id).await;

        let states = seen(&house, &house.scope("lin")).await;
        let (nanjing, suzhou) = (&states[0], &states[1]);
        assert_eq!(
            (nanjing.id, nanjing.open_orders),
            (house.org("nanjing"), 0),
            "another one's orders are not its own"
        );
        assert_eq!((suzhou.open_orders, suzhou.late_orders), (2, 0));
        assert_eq!((suzhou.waiting, suzhou.on_the_way), (3, 3), "those of MIT Press are bought");
        assert_eq!((suzhou.answered, suzhou.last_order_at), (0, Some(NOW)));
        let mut conn = house.db.read().await.expect("a reader");
        let total = orders::find(&mut conn, &house.scope("lin"), &no).await.expect("the order").head.total_fen;
        assert!(suzhou.owed_fen > total.expect("the payer sees it"), "two orders cost more than the first");

        let late = seen(&house, &house.scope_at("lin", NOW + 30 * DAY)).await;
        assert_eq!(late[1].late_orders, 2, "the first of October has passed");
    }
}

#[tokio::test]
async fn a_partner_owes_nothing_for_what_a_customer_pays_itself() {
    for house in houses().await {
        order(&house, "sun", None, &format!("{PATTERNS} 1")).await;
        let states = seen(&house, &house.scope("lin")).await;
        assert_eq!((states[1].open_orders, states[1].owed_fen), (1, 0));
    }
}

#[tokio::test]
async fn nobody_else_has_customers() {
    for house in houses().await {
        for name in ["mei", "sun", "zhao", "gu"] {
            let mut conn = house.db.read().await.expect("a reader");
            let refused = orgs::under_way(&mut conn, &house.scope(name)).await;
            assert!(matches!(refused, Err(Fault::Refused(Refusal::NotFound))), "{name}");
        }
    }
}
