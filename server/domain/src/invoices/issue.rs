//! Billing what was accepted of a parcel.

use kernel::Refusal;
use store::{Result, Tx, insert_many, sql};
use uuid::Uuid;

use super::LETTER;
use crate::outbox::{self, Kind};
use crate::scope::{Scope, new_id};
use crate::{audit, counters, days, events};

/// Copies of one line in the parcel, as they are counted for the invoice.
#[derive(sqlx::FromRow)]
struct Came {
    payer_id: Uuid,
    line_id: Uuid,
    price_fen: i64,
    /// Copies in the parcel that were not refused.
    accepted: i64,
    /// Copies of the line that have not left the way for good.
    kept: i64,
    /// Copies of the line that are on invoices.
    billed: i64,
}

impl Came {
    /// Copies to bill: what takes the place of a copy that was billed and came back is free.
    fn copies(&self) -> i64 {
        self.accepted.min(self.kept - self.billed).max(0)
    }
}

/// Bills what was accepted of a parcel that was closed just now, an invoice for each organisation that ordered some of it.
/// Copies of which nothing was said count as accepted; those that were refused are not billed.
pub(crate) async fn issue(tx: &mut Tx, scope: &Scope, (org_id, parcel_id): (Uuid, Uuid)) -> Result<()> {
    // The customer's row is taken first: of two parcels that close at once the second one sees what the first one billed.
    sql!(execute, tx, "update orgs set version = version where id = $1", org_id)?;
    let came = contents(tx, (org_id, parcel_id)).await?;
    let billed: Vec<Came> = came.into_iter().filter(|line| line.copies() > 0).collect();
    for lines in billed.chunk_by(|one, other| one.payer_id == other.payer_id) {
        bill(tx, scope, (org_id, parcel_id), lines).await?;
    }
    Ok(())
}

/// What is in the parcel, by payer.
async fn contents(tx: &mut Tx, (org_id, parcel_id): (Uuid, Uuid)) -> Result<Vec<Came>> {
    sql!(
        fetch_all as Came,
        tx,
        "select o.payer_id, i.line_id, l.price_fen,
                i.copies - (select coalesce(cast(sum(a.refused) as bigint), 0) from acceptances a
                            where a.org_id = i.org_id and a.parcel_id = i.parcel_id and a.line_id = i.line_id) as accepted,
                (select coalesce(cast(sum(s.copies) as bigint), 0) from slices s cross join stages g
                 where s.org_id = i.org_id and s.line_id = i.line_id and g.code = s.stage and g.kind <> 'exit') as kept,
                (select coalesce(cast(sum(v.copies) as bigint), 0) from invoice_lines v
                 where v.org_id = i.org_id and v.line_id = i.line_id) as billed
         from parcel_items i cross join order_lines l cross join orders o
         where i.org_id = $1 and i.parcel_id = $2 and l.org_id = i.org_id and l.id = i.line_id
           and o.org_id = l.org_id and o.id = l.order_id
         order by o.payer_id, o.no, l.position",
        org_id,
        parcel_id
    )
}

/// Writes the invoice of one payer. Its number is taken in the same transaction, so that none is ever left out.
async fn bill(tx: &mut Tx, scope: &Scope, (org_id, parcel_id): (Uuid, Uuid), lines: &[Came]) -> Result<()> {
    let Some(first) = lines.first() else { return Ok(()) };
    let total = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.price_fen.checked_mul(line.copies())?));
    let total_fen = total.ok_or(Refusal::TooLarge)?;
    let due_day = days::today(scope.now) + days_to_pay(tx).await?;
    let (id, no) = (new_id(), counters::next(tx, LETTER, scope.now).await?);
    sql!(
        execute,
        tx,
        "insert into invoices (org_id, id, no, payer_id, parcel_id, tax_no, issued_at, due_day, lines, copies, total_fen,
                               paid_day, version)
         values ($1, $2, $3, $4, $5, '', $6, $7, $8, $9, $10, null, 1)",
        org_id,
        id,
        &no,
        first.payer_id,
        parcel_id,
        scope.now,
        due_day,
        i64::try_from(lines.len()).unwrap_or(i64::MAX),
        lines.iter().map(Came::copies).sum::<i64>(),
        total_fen
    )?;
    let row =
        |line: &Came| vec![org_id.into(), id.into(), line.line_id.into(), line.copies().into(), line.price_fen.into()];
    let columns = &["org_id", "invoice_id", "line_id", "copies", "price_fen"];
    insert_many(tx, "invoice_lines", columns, lines.iter().map(row).collect()).await?;
    let detail = serde_json::json!({ "parcel": parcel_id, "lines": lines.len(), "total_fen": total_fen });
    audit::record(tx, scope, audit::Entry { org_id: first.payer_id, verb: "invoice.issue", subject: no, detail })
        .await?;
    events::record(tx, scope.now, first.payer_id, "invoice.issued", id).await?;
    outbox::post(tx, scope.now, Kind::Invoice, id).await
}

/// Days from an invoice to the day on which it is due: a row of `waits`.
async fn days_to_pay(tx: &mut Tx) -> Result<i64> {
    let found = sql!(fetch_optional as (i64,), tx, "select days from waits where what = 'invoice_due'")?;
    found.map(|(days,)| days).ok_or_else(|| Refusal::NotFound.into())
}
