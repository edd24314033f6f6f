//! A batch as large as they come goes on in one act, and comes back in one.

use std::time::Instant;

use crate::house::houses;
use crate::steps::list;

/// Four titles of one publisher.
const LIST: &str = "9780521809269 1\n9781107015364 1\n9787020002207 1\n9780141439600 1";
/// Orders on SQLite, and on PostgreSQL, where each statement travels.
const ORDERS: [usize; 2] = [250, 40];

#[tokio::test]
async fn a_batch_of_a_thousand_lines_goes_on_in_one_act() {
    for house in houses().await {
        let gu = house.hand("gu");
        let orders = ORDERS[usize::from(house.db.engine() == store::Engine::Postgres)];
        for order in 0..orders {
            // The credit of one alone does not suffice.
            house.hand(["mei", "tang"][order % 2]).place(list(LIST)).await.unwrap();
        }
        let lines = orders as i64 * 4;
        let begin = Instant::now();
        let purchase = gu.gather(house.titles[5].publisher_id, Vec::new()).await.unwrap();
        println!("{:?}: {lines} lines were gathered in {:?}", house.db.engine(), begin.elapsed());
        assert_eq!(gu.batch(&purchase).await.head.lines, lines);
        let begin = Instant::now();
        let customs = gu.forward(&purchase, Vec::new()).await.unwrap().unwrap();
        println!("{:?}: {lines} lines went on in {:?}", house.db.engine(), begin.elapsed());
        let act = gu.batch(&customs).await.moves[0].clone();
        assert_eq!((act.copies, gu.batch(&customs).await.head.lines), (lines, lines));
        gu.undo(act.id, "the wrong lorry").await.unwrap();
        assert_eq!(gu.batch(&purchase).await.head.lines, lines);
        assert!(house.violations().await.is_empty());
    }
}
