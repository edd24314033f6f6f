//! A batch of 1,000 lines of 300 customers goes on: one answer for the desk, every open page hears of its own order and of no
//! other, and each customer is told once. `--nocapture` prints how long it took.

use std::time::Instant;

use domain::notices;
use domain::outbox::{self, Kind};
use kernel::shapes::{BatchPage, NoticeRow, Notices, Topic};

use crate::browser::Browser;
use crate::crowd::{self, BATCH, CUSTOMERS, Customer};
use crate::house::PASSWORD;
use crate::live::Ear;
use crate::portal::{Portal, portals};
use crate::world::order_of;

/// One customer of so many has the order's page open.
const ONE_OF: usize = 25;

/// The open page of an order.
struct Look {
    browser: Browser,
    ear: Ear,
    customer: Customer,
}

impl Look {
    /// A customer signs in, opens the order's page and leaves it open.
    async fn open(portal: &Portal, customer: Customer) -> Self {
        let mut browser = portal.nobody();
        let fields = [("email", customer.email.as_str()), ("password", PASSWORD)];
        let answer = browser.call("/api/people/sign_in", &fields).await;
        assert!(answer.status.is_success(), "{answer:?}");
        assert!(browser.get(&format!("/orders/{}", customer.order)).await.body.contains("Purchase"));
        let mut ear = Ear::open(&mut browser).await;
        ear.hello().await;
        Self { browser, ear, customer }
    }

    /// Waits until the page hears of its order, and reads it again as the page does.
    async fn hears(&mut self) {
        let told = self.ear.until(&self.customer.order_id.to_string()).await;
        assert_eq!(told.len(), 1, "it heard of something that is not its own: {told:?}");
        assert!(told[0].contains("order.moved"), "{told:?}");
        let lines = order_of(&mut self.browser, &self.customer.order).await.lines;
        assert_eq!(lines.len() as i64, self.customer.lines);
        let stages = lines.iter().flat_map(|line| &line.slices).map(|slice| slice.stage.as_str());
        assert!(stages.eq(lines.iter().map(|_| "customs")));
    }

    async fn notices(&mut self) -> Vec<NoticeRow> {
        self.browser.call("/api/notices/list", &[]).await.json::<Notices>().rows
    }
}

/// Does what the post does.
async fn tell(portal: &Portal) {
    let (db, now) = (portal.house.db.db(), server::clock::now());
    for due in outbox::due(&mut db.read().await.unwrap(), now, 100).await.unwrap() {
        assert_ne!(due.kind, Kind::Letter);
        db.write((due, now), |tx, (due, now)| Box::pin(notices::tell(tx, due, *now))).await.unwrap();
    }
}

/// Whom a notice was made for.
async fn told(portal: &Portal) -> Vec<(i64, i64)> {
    let conn = &mut portal.house.db.read().await.unwrap();
    let counted =
        async { store::sql!(fetch_all as (i64, i64), conn, "select count(*), count(distinct user_id) from notices") };
    counted.await.unwrap()
}

#[tokio::test]
async fn a_thousand_lines_go_on_and_each_customer_hears_of_his_own_once() {
    for portal in portals().await {
        let customers = crowd::gather(&portal.house, portal.house.now()).await;
        portal.tell();
        let mut looks = Vec::new();
        for customer in customers.into_iter().step_by(ONE_OF) {
            looks.push(Look::open(&portal, customer).await);
        }
        let mut gu = portal.browser("gu").await;
        let version = gu.call("/api/batches/find", &[("no", BATCH)]).await.json::<BatchPage>().version.to_string();

        let begun = Instant::now();
        let went = gu.call("/api/batches/forward", &[("no", BATCH), ("version", &version)]).await;
        let answered = begun.elapsed();
        assert!(went.json::<Option<String>>().is_some_and(|no| no.starts_with('C')));
        for look in &mut looks {
            look.hears().await;
        }
        let changed = begun.elapsed();
        tell(&portal).await;
        for look in &mut looks {
            let told = look.notices().await;
            let [notice] = told.as_slice() else { panic!("one notice: {told:?}") };
            assert_eq!((notice.topic, notice.lines(), notice.orders.len()), (Topic::Moved, look.customer.lines, 1));
        }
        assert_eq!(told(&portal).await, [(CUSTOMERS as i64, CUSTOMERS as i64)]);
        let (engine, pages) = (portal.house.db.engine(), looks.len());
        println!(
            "{engine:?}: answered in {answered:?}, {pages} open pages changed in {changed:?}, told in {:?}",
            begun.elapsed()
        );
    }
}
