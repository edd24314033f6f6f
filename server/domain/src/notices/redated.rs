//! Dates of an order that moved: told to everybody who hears of the order, with what was said before and what is true now.

use kernel::shapes::{MovedDates, Topic};
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::spread::{Tiding, spread};
use crate::outbox::Due;

#[derive(sqlx::FromRow)]
struct Row {
    order_id: Uuid,
    by_id: Option<Uuid>,
    old_low: i64,
    old_high: i64,
    new_low: i64,
    new_high: i64,
}

/// Tells it. What moves once more on the same day takes the place of the first notice, which keeps the range that was true
/// before.
pub(super) async fn tell(tx: &mut Tx, due: &Due, now: i64) -> Result<()> {
    let found = sql!(
        fetch_optional as Row,
        tx,
        "select order_id, by_id, old_low, old_high, new_low, new_high from redatings where id = $1",
        due.subject
    )?;
    let Some(row) = found else { return Ok(()) };
    sql!(
        execute,
        tx,
        "insert into outbox_orders (outbox_id, org_id, order_id, lines, copies, title)
         select $1, org_id, order_id, lines, copies, title from redatings where id = $2",
        due.id,
        due.subject
    )?;
    let dates = MovedDates { old: (row.old_low, row.old_high), new: (row.new_low, row.new_high) };
    let tiding = Tiding::new(Topic::Redated, format!("redated:{}", row.order_id));
    spread(tx, due, &Tiding { dates: Some(dates), by: row.by_id, ..tiding }, now).await
}
