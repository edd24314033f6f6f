//! What who pays is told of an invoice. Nobody else hears of it: an amount is only for the organisation that owes it.

use kernel::shapes::Topic;
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::spread::{Tiding, spread};
use crate::outbox::Due;

/// How the causes of notices about an invoice begin; its number follows, and the reads of notices find the invoice by it.
const ISSUED: &str = "invoice:";

/// An invoice was issued: told to those of its payer's people who hear of the orders that it bills. Who closed the parcel
/// is told like everybody else, because closing a parcel shows nobody an invoice.
pub(super) async fn issued(tx: &mut Tx, due: &Due, now: i64) -> Result<()> {
    let found =
        sql!(fetch_optional as (String, Uuid), tx, "select no, payer_id from invoices where id = $1", due.subject)?;
    let Some((no, payer)) = found else { return Ok(()) };
    sql!(
        execute,
        tx,
        "insert into outbox_orders (outbox_id, org_id, order_id, lines, copies, title)
         select $1, l.org_id, l.order_id, count(*), cast(sum(v.copies) as bigint), min(t.title)
         from invoices i cross join invoice_lines v cross join order_lines l cross join titles t
         where i.id = $2 and v.org_id = i.org_id and v.invoice_id = i.id and l.org_id = v.org_id and l.id = v.line_id
           and t.id = l.title_id
         group by l.org_id, l.order_id",
        due.id,
        due.subject
    )?;
    let tiding = Tiding::new(Topic::Invoice, format!("{ISSUED}{no}"));
    spread(tx, due, &Tiding { only: Some(payer), once: true, ..tiding }, now).await
}
