//! Credit: what an organisation may owe. It is taken by one conditional update, so that two orders at the same instant can
//! never overdraw it together, and every change has an entry: used = Σ entries = Σ open orders + unpaid invoices.

use kernel::Refusal;
use store::{Result, Tx, sql};
use uuid::Uuid;

/// Who owes, and for which order.
#[derive(Clone, Copy, Debug)]
pub struct Debt {
    /// The paying organisation.
    pub payer: Uuid,
    /// The customer that the order is for.
    pub org_id: Uuid,
    /// The order.
    pub order_id: Uuid,
}

/// Takes credit for an order (or gives it back, when `delta_fen` is negative) and writes the entry.
///
/// # Errors
/// `Credit` with what is missing; nothing was taken then.
pub async fn change(tx: &mut Tx, debt: Debt, delta_fen: i64, reason: &str, at: i64) -> Result<()> {
    let Debt { payer, order_id, .. } = debt;
    if delta_fen == 0 {
        return Ok(());
    }
    let taken = sql!(
        execute,
        tx,
        "update orgs set credit_used_fen = credit_used_fen + $2, version = version + 1
         where id = $1 and credit_used_fen + $2 <= credit_limit_fen and credit_used_fen + $2 >= 0",
        payer,
        delta_fen
    )?;
    if taken == 0 {
        let free: Option<(i64,)> = sql!(
            fetch_optional as (i64,),
            tx,
            "select credit_limit_fen - credit_used_fen from orgs where id = $1",
            payer
        )?;
        let (free,) = free.ok_or(Refusal::NotFound)?;
        return Err(Refusal::Credit { short_fen: delta_fen.saturating_sub(free) }.into());
    }
    sql!(
        execute,
        tx,
        "insert into credit_entries (org_id, id, order_id, delta_fen, reason, at) values ($1, $2, $3, $4, $5, $6)",
        payer,
        crate::scope::new_id(),
        order_id,
        delta_fen,
        reason,
        at
    )?;
    Ok(())
}

/// Has an order owe what it should: the price of its copies that have not left the way for good, less what was paid of its
/// invoices, and never less than nothing. What it owed before does not matter, so that copies and payments may come and go
/// in any order.
///
/// # Errors
/// `Credit` with what is missing; nothing was taken then.
pub async fn level(tx: &mut Tx, debt: Debt, reason: &str, at: i64) -> Result<()> {
    let Debt { payer, org_id, order_id } = debt;
    // The payer's row is taken first: of two who change what one order owes the second one counts what the first one did.
    sql!(execute, tx, "update orgs set version = version where id = $1", payer)?;
    let (delta_fen,) = sql!(
        fetch_one as (i64,),
        tx,
        "select cast(case when due.worth > due.paid then due.worth - due.paid else 0 end - due.entered as bigint) from (
           select
             (select coalesce(sum(s.copies * l.price_fen), 0)
              from order_lines l cross join slices s cross join stages g
              where l.org_id = $2 and l.order_id = $3 and s.org_id = l.org_id and s.line_id = l.id and g.code = s.stage
                and g.kind <> 'exit') as worth,
             (select coalesce(sum(v.copies * v.price_fen), 0)
              from order_lines l cross join invoice_lines v cross join invoices i
              where l.org_id = $2 and l.order_id = $3 and v.org_id = l.org_id and v.line_id = l.id
                and i.org_id = v.org_id and i.id = v.invoice_id and i.paid_day is not null) as paid,
             (select coalesce(sum(e.delta_fen), 0) from credit_entries e
              where e.org_id = $1 and e.order_id = $3) as entered) due",
        payer,
        org_id,
        order_id
    )?;
    change(tx, debt, delta_fen, reason, at).await
}
