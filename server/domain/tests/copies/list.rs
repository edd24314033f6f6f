//! The list of orders of one customer alone, and a form that finds what became of it.

use domain::{Refusal, orders};
use uuid::Uuid;

use crate::house::{House, houses};
use crate::steps::list;

/// Numbers of the orders that somebody sees, of one organisation if it is named.
async fn seen(house: &House, name: &str, of: Option<&str>) -> Result<Vec<String>, Refusal> {
    let of = of.map(|org| house.org(org));
    let page = orders::list(&mut house.db.read().await.unwrap(), &house.scope(name), of, None).await;
    page.map(|page| page.rows.into_iter().map(|row| row.no).collect()).map_err(Refusal::from)
}

#[tokio::test]
async fn a_partner_looks_at_one_customer_and_at_nobody_elses() {
    for house in houses().await {
        let lin = house.hand("lin");
        let mut placed = Vec::new();
        for customer in ["suzhou", "nanjing", "suzhou"] {
            let form = orders::PlaceOrder { for_org: Some(house.org(customer)), ..list("9780262033848 2") };
            placed.push(lin.place(form).await.unwrap().no);
        }
        let own = lin.place(list("9780262035613 1")).await.unwrap().no;
        house.hand("mei").place(list("9780262033848 1")).await.unwrap();

        assert_eq!(seen(&house, "lin", None).await.unwrap().len(), 4);
        assert_eq!(seen(&house, "lin", Some("suzhou")).await.unwrap(), [placed[2].clone(), placed[0].clone()]);
        assert_eq!(seen(&house, "lin", Some("nanjing")).await.unwrap(), [placed[1].clone()]);
        assert_eq!(seen(&house, "lin", Some("jiangsu")).await.unwrap(), [own], "its own, without those below it");
        assert_eq!(seen(&house, "sun", Some("suzhou")).await.unwrap().len(), 2);
        assert_eq!(seen(&house, "gu", Some("suzhou")).await.unwrap().len(), 2);
        for (name, foreign) in [("lin", "pku"), ("sun", "nanjing"), ("sun", "jiangsu"), ("tang", "pku")] {
            assert_eq!(seen(&house, name, Some(foreign)).await, Err(Refusal::NotFound), "{name} asks for {foreign}");
        }
    }
}

#[tokio::test]
async fn only_a_partner_is_offered_customers_to_choose_from() {
    for house in houses().await {
        let mut conn = house.db.read().await.unwrap();
        for (name, offered) in [("lin", 3), ("sun", 0), ("mei", 0), ("gu", 0)] {
            let page = orders::list(&mut conn, &house.scope(name), None, None).await.unwrap();
            assert_eq!(page.customers.len(), offered, "{name}");
            assert!(offered == 0 || page.customers[0].id == house.org("jiangsu"), "the own organisation comes first");
        }
    }
}

#[tokio::test]
async fn a_form_finds_its_order_for_those_who_may_see_it() {
    for house in houses().await {
        let form = list("9780262033848 2");
        let placed = |name: &str, id: Uuid| {
            let scope = house.scope(name);
            let db = house.db.db();
            async move { orders::placed(&mut db.read().await.unwrap(), &scope, id).await.unwrap() }
        };
        assert_eq!(placed("mei", form.id).await, None);
        let no = house.hand("mei").place(form.clone()).await.unwrap().no;
        for name in ["mei", "chen", "gu"] {
            assert_eq!(placed(name, form.id).await.as_ref(), Some(&no), "{name}");
        }
        for name in ["tang", "lin", "sun"] {
            assert_eq!(placed(name, form.id).await, None, "{name} learns of a foreign order");
        }
    }
}
