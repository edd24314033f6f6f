//! What happens to a delivered parcel that nobody confirms: the house asks once, later it closes by itself. The house may
//! close it before, with a note.

use kernel::{Faults, Refusal};
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use super::{handled, number};
use crate::days::DAY_MS;
use crate::outbox::{self, Kind};
use crate::scope::{Scope, Staff};
use crate::{audit, events, invoices};

/// How long the house waits, in days after a delivery: rows of `waits`.
pub(super) struct Waits {
    /// Until it asks.
    ask: i64,
    /// Until the parcel closes by itself.
    pub(super) close: i64,
}

pub(super) async fn waits(conn: &mut Conn) -> Result<Waits> {
    let rows = sql!(fetch_all as (String, i64), conn, "select what, days from waits")?;
    let days = |what: &str| rows.iter().find(|(code, _)| code == what).map(|(_, days)| *days);
    let ask = days("acceptance_ask").ok_or(Refusal::NotFound)?;
    Ok(Waits { ask, close: days("acceptance_close").ok_or(Refusal::NotFound)? })
}

/// Asks customers to confirm parcels that have been with them for some days, once each, and closes those that nobody
/// confirmed in time: their copies stay as they are. Answers how many it asked about and how many it closed. A repeat does
/// nothing.
pub async fn ask_and_close(tx: &mut Tx, scope: &Scope) -> Result<(usize, usize)> {
    let waits = waits(tx).await?;
    let asked = ask(tx, scope.now, scope.now - waits.ask * DAY_MS).await?;
    let closed = close_unconfirmed(tx, scope, &waits).await?;
    let mut changed = asked.clone();
    changed.extend(closed.iter().map(|(org_id, id, _)| (*org_id, *id)));
    changed.sort_unstable();
    changed.dedup();
    events::record_each(tx, scope.now, "parcel.changed", &changed).await?;
    Ok((asked.len(), closed.len()))
}

async fn ask(tx: &mut Tx, now: i64, delivered_before: i64) -> Result<Vec<(Uuid, Uuid)>> {
    let asked = sql!(
        fetch_all as (Uuid, Uuid),
        tx,
        "update parcels set asked_at = $1
         where delivered_at is not null and delivered_at <= $2 and asked_at is null and closed_at is null
         returning org_id, id",
        now,
        delivered_before
    )?;
    for (_, id) in &asked {
        outbox::post_once(tx, now, Kind::Acceptance, *id).await?;
    }
    Ok(asked)
}

/// Nobody's parcel closes before its customer had the whole time between the question and the end, even if the house asked
/// late.
async fn close_unconfirmed(tx: &mut Tx, scope: &Scope, waits: &Waits) -> Result<Vec<(Uuid, Uuid, String)>> {
    let closed = sql!(
        fetch_all as (Uuid, Uuid, String),
        tx,
        "update parcels set closed_at = $1, closed_by = 'time', version = version + 1
         where delivered_at is not null and delivered_at <= $2 and asked_at <= $3 and closed_at is null
         returning org_id, id, no",
        scope.now,
        scope.now - waits.close * DAY_MS,
        scope.now - (waits.close - waits.ask).max(0) * DAY_MS
    )?;
    for (org_id, id, _) in &closed {
        invoices::issue(tx, scope, (*org_id, *id)).await?;
    }
    if !closed.is_empty() {
        let nos: Vec<&str> = closed.iter().map(|(_, _, no)| no.as_str()).collect();
        let detail = serde_json::json!({ "parcels": nos });
        let subject = nos.len().to_string();
        audit::record(tx, scope, audit::Entry { org_id: scope.org_id, verb: "parcels.close", subject, detail }).await?;
    }
    Ok(closed)
}

/// Closes a delivered parcel for the house, with a note that its customer reads.
///
/// # Errors
/// `note: Required | TooShort | TooLong`, `Stale` when it is not delivered, closed already or changed; `NotFound`,
/// `NotAllowed` for another desk.
pub async fn close(tx: &mut Tx, staff: &Staff<'_>, no: &str, version: i64, note: &str) -> Result<()> {
    let parcel = handled(tx, staff, &number(no)).await?;
    staff.holds(&parcel.desk)?;
    let mut faults = Faults::new();
    let note = faults.text("note", note, 2, 500);
    faults.check()?;
    if parcel.delivered_at.is_none() || parcel.closed_at.is_some() {
        return Err(Refusal::Stale.into());
    }
    parcel.claim(tx, version).await?;
    sql!(
        execute,
        tx,
        "update parcels set closed_at = $3, closed_by = 'house', closing_note = $4 where org_id = $1 and id = $2",
        parcel.org_id,
        parcel.id,
        staff.now,
        &note
    )?;
    invoices::issue(tx, staff, (parcel.org_id, parcel.id)).await?;
    let detail = serde_json::json!({ "note": note });
    let entry = audit::Entry { org_id: parcel.org_id, verb: "parcel.close", subject: parcel.no, detail };
    audit::record(tx, staff, entry).await?;
    events::record(tx, staff.now, parcel.org_id, "parcel.changed", parcel.id).await
}
