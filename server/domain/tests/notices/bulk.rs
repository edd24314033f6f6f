//! A batch of 1,000 lines of 300 customers: one row in the outbox, one notice for each customer.

use std::time::Instant;

use store::sql;

use crate::crowd::{self, BATCH, CUSTOMERS, LINES};
use crate::story::{Story, stories};

#[tokio::test]
async fn a_thousand_lines_of_three_hundred_customers_are_one_notice_each() {
    for story in stories().await {
        let customers = crowd::gather(&story.house, story.now).await;
        assert_eq!(customers.iter().map(|customer| customer.lines).sum::<i64>(), LINES as i64);
        let began = Instant::now();
        story.forward(BATCH).await;
        let moved = began.elapsed();
        assert_eq!(story.tell().await, 1, "one row in the outbox");
        println!("{:?}: moved in {moved:?}, told in {:?}", story.house.db.engine(), began.elapsed() - moved);
        assert_eq!(told(&story).await, (CUSTOMERS as i64, LINES as i64));
    }
}

/// How many people were told, of how many lines.
async fn told(story: &Story) -> (i64, i64) {
    let conn = &mut story.house.db.read().await.unwrap();
    let counted = sql!(
        fetch_one as (i64, i64),
        conn,
        "select count(distinct user_id), cast(sum(lines) as bigint) from notice_orders"
    );
    counted.unwrap()
}
