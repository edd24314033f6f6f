//! Credit: what an organisation may owe. It is taken by one conditional update, so that two orders at the same instant can
//! never overdraw it together, and every change has an entry: used = Σ entries.

use kernel::Refusal;
use store::{Result, Tx, sql};
use uuid::Uuid;

/// Who owes, and for which order.
#[derive(Clone, Copy, Debug)]
pub struct Debt {
    /// The paying organisation.
    pub payer: Uuid,
    /// The order.
    pub order_id: Uuid,
}

/// Takes credit for an order (or gives it back, when `delta_fen` is negative) and writes the entry.
///
/// # Errors
/// `Credit` with what is missing; nothing was taken then.
pub async fn change(tx: &mut Tx, debt: Debt, delta_fen: i64, reason: &str, at: i64) -> Result<()> {
    let Debt { payer, order_id } = debt;
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
