//! A round over as many batches as a desk ever chooses is begun at once, however long it takes.

use std::time::{Duration, Instant};

use crate::house::houses;

/// Four titles of one publisher.
const LIST: &str = "9780521809269 1\n9781107015364 1\n9787020002207 1\n9780141439600 1";
/// Orders on SQLite, and on PostgreSQL, where each statement travels.
const ORDERS: [usize; 2] = [200, 40];
/// Lines in a batch.
const LINES: usize = 8;

#[tokio::test]
async fn a_hundred_batches_are_answered_at_once() {
    for house in houses().await {
        let gu = house.hand("gu");
        for order in 0..ORDERS[usize::from(house.db.engine() == store::Engine::Postgres)] {
            // The credit of one alone does not suffice.
            house.hand(["mei", "tang"][order % 2]).place(LIST, false).await;
        }
        let publisher = house.titles[5].publisher_id;
        let open = {
            let mut conn = house.db.read().await.unwrap();
            domain::batches::open_lines(&mut conn, &gu.scope.staff().unwrap(), publisher).await.unwrap()
        };
        let mut numbers = Vec::new();
        for lines in open.chunks(LINES) {
            numbers.push(gu.gather(publisher, lines.iter().map(|line| line.slice_id).collect()).await);
        }
        let wish = gu.wish("forward", &numbers).await;
        let begun = Instant::now();
        let id = gu.begin(wish).await.unwrap();
        let answered = begun.elapsed();
        house.run_rounds().await;
        let page = gu.round(id).await.unwrap();
        println!(
            "{:?}: {} batches, {} lines: answered in {answered:?}, carried out in {:?}",
            house.db.engine(),
            page.head.items,
            page.lines,
            begun.elapsed()
        );
        assert!(answered < Duration::from_secs(2), "answered in {answered:?}");
        assert_eq!((page.head.done, page.lines), (numbers.len() as i64, open.len() as i64));
        assert!(house.violations().await.is_empty());
    }
}
