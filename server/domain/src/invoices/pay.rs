//! Payments: the house writes down that an invoice was paid, which gives its credit back, and takes that back when it was a
//! mistake.

use kernel::{FaultCode, Faults, Refusal};
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::{DESK, Handled, handled};
use crate::credit::{self, Debt};
use crate::days;
use crate::scope::{Staff, new_id};

/// How long before today a payment can lie, in days.
const OLDEST_DAYS: i64 = 730;

/// A payment as it was typed.
#[derive(Clone, Debug)]
pub struct PayInvoice {
    /// Number of the invoice.
    pub no: String,
    /// What the page was made from.
    pub version: i64,
    /// The day on which it was paid, as `2026-11-28`.
    pub day: String,
    /// By which the bank knows it.
    pub reference: String,
}

/// Writes down that an invoice was paid. Its orders give their credit back.
///
/// # Errors
/// `NotAllowed` for another desk's people, `NotFound`; `day: NotADate | DateAhead`, `reference: Required | TooShort | TooLong`;
/// `Stale` when it was changed or is paid already.
pub async fn pay(tx: &mut Tx, staff: &Staff<'_>, wish: &PayInvoice) -> Result<()> {
    staff.holds(DESK)?;
    let invoice = handled(tx, staff, &wish.no).await?;
    let mut faults = Faults::new();
    let day = paid_on(&mut faults, &wish.day, days::today(staff.now));
    let reference = faults.line("reference", &wish.reference, 2, 60);
    faults.check()?;
    let marked = sql!(
        execute,
        tx,
        "update invoices set paid_day = $4, version = version + 1
         where org_id = $1 and id = $2 and version = $3 and paid_day is null",
        invoice.org_id,
        invoice.id,
        wish.version,
        day
    )?;
    if marked == 0 {
        return Err(Refusal::Stale.into());
    }
    sql!(
        execute,
        tx,
        "insert into payments (org_id, id, invoice_id, day, reference, by_id, at, undone_note)
         values ($1, $2, $3, $4, $5, $6, $7, '')",
        invoice.org_id,
        new_id(),
        invoice.id,
        day,
        &reference,
        staff.person()?,
        staff.now
    )?;
    settle(tx, staff, &invoice, "paid").await?;
    let detail = serde_json::json!({ "day": day, "reference": reference, "total_fen": invoice.total_fen });
    invoice.record(tx, staff, "invoice.pay", detail).await
}

fn paid_on(faults: &mut Faults, typed: &str, today: i64) -> i64 {
    match days::typed(typed) {
        Some(day) if day > today => faults.add("day", FaultCode::DateAhead),
        Some(day) if day >= today - OLDEST_DAYS => return day,
        _ => faults.add("day", FaultCode::NotADate),
    }
    today
}

/// A payment that is taken back.
#[derive(Clone, Debug)]
pub struct UndoPayment {
    /// Number of the invoice.
    pub no: String,
    /// What the page was made from.
    pub version: i64,
    /// Why.
    pub note: String,
}

/// Takes back that an invoice was paid: it is owed again.
///
/// # Errors
/// `NotAllowed` for another desk's people, `NotFound`; `note: Required | TooShort | TooLong`; `Stale` when it was changed or is not
/// paid; `Credit` when what it gave back has been used since, and the limit leaves no room for it.
pub async fn undo_payment(tx: &mut Tx, staff: &Staff<'_>, wish: &UndoPayment) -> Result<()> {
    staff.holds(DESK)?;
    let invoice = handled(tx, staff, &wish.no).await?;
    let mut faults = Faults::new();
    let note = faults.text("note", &wish.note, 2, 500);
    faults.check()?;
    let marked = sql!(
        execute,
        tx,
        "update invoices set paid_day = null, version = version + 1
         where org_id = $1 and id = $2 and version = $3 and paid_day is not null",
        invoice.org_id,
        invoice.id,
        wish.version
    )?;
    if marked == 0 {
        return Err(Refusal::Stale.into());
    }
    sql!(
        execute,
        tx,
        "update payments set undone_at = $3, undone_by = $4, undone_note = $5
         where org_id = $1 and invoice_id = $2 and undone_at is null",
        invoice.org_id,
        invoice.id,
        staff.now,
        staff.person()?,
        &note
    )?;
    settle(tx, staff, &invoice, "payment_undone").await?;
    let detail = serde_json::json!({ "note": note });
    invoice.record(tx, staff, "invoice.undo_payment", detail).await
}

/// Has every order of an invoice owe what it should.
async fn settle(tx: &mut Tx, staff: &Staff<'_>, invoice: &Handled, reason: &str) -> Result<()> {
    let orders = sql!(
        fetch_all as (Uuid,),
        tx,
        "select distinct l.order_id from invoice_lines v cross join order_lines l
         where v.org_id = $1 and v.invoice_id = $2 and l.org_id = v.org_id and l.id = v.line_id order by l.order_id",
        invoice.org_id,
        invoice.id
    )?;
    for (order_id,) in orders {
        let debt = Debt { payer: invoice.payer_id, org_id: invoice.org_id, order_id };
        credit::level(tx, debt, reason, staff.now).await?;
    }
    Ok(())
}
