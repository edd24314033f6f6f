//! Lines that may be late: one notice for each order, chance and day, with the lines that rose over it.

use kernel::shapes::Topic;
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::spread::{Tiding, spread};
use crate::outbox::Due;

/// Tells of the lines of one telling. What was told and has become void in the meantime is not told.
pub(super) async fn tell(tx: &mut Tx, due: &Due, now: i64) -> Result<()> {
    let found = sql!(
        fetch_optional as (i64, Option<i64>, Uuid),
        tx,
        "select a.band, min(a.act_by), l.order_id from alerts a join order_lines l on l.org_id = a.org_id and l.id = a.line_id
         where a.alert_id = $1 group by a.band, l.order_id",
        due.subject
    )?;
    let Some((band, act_by, order)) = found else { return Ok(()) };
    sql!(
        execute,
        tx,
        "insert into outbox_orders (outbox_id, org_id, order_id, lines, copies, title)
         select $1, l.org_id, l.order_id, count(*), cast(sum(l.copies) as bigint), min(t.title)
         from alerts a join order_lines l on l.org_id = a.org_id and l.id = a.line_id join titles t on t.id = l.title_id
         where a.alert_id = $2 group by l.org_id, l.order_id",
        due.id,
        due.subject
    )?;
    let tiding = Tiding {
        alert: Some((band, act_by)),
        adds: true,
        ..Tiding::new(Topic::Alert, format!("alert:{order}:{band}"))
    };
    spread(tx, due, &tiding, now).await
}
