//! Until when a batch should have gone on. It is set by the usual days when the batch is opened; a desk that knows better
//! says so, with a reason, and every word of it is kept.

use kernel::{FaultCode, Faults};
use store::{Result, Tx, sql};

use super::pour::claim;
use crate::cutoffs::closing;
use crate::scope::{Staff, new_id};
use crate::{audit, days, events};

/// The furthest day that a desk can name.
const MOST_DAYS: i64 = 366;

/// Another expected day.
#[derive(Clone, Debug)]
pub struct Expect {
    /// Number of the batch.
    pub no: String,
    /// What the page was made from.
    pub version: i64,
    /// The day, as `2026-11-28`.
    pub day: String,
    /// Why.
    pub note: String,
}

/// Changes the expected day of a batch.
///
/// # Errors
/// `day: NotADate | DatePassed`, `note: Required`; `NotAllowed`, `Stale`.
pub async fn expect(tx: &mut Tx, staff: &Staff<'_>, wish: &Expect) -> Result<()> {
    let held = claim(tx, staff, &wish.no, wish.version).await?;
    let mut faults = Faults::new();
    let (day, note) = read(&mut faults, staff.now, (&wish.day, &wish.note));
    faults.check()?;
    let expected_at = closing(day);
    sql!(execute, tx, "update batches set expected_at = $2 where id = $1", held.id, expected_at)?;
    sql!(
        execute,
        tx,
        "insert into batch_dates (id, batch_id, expected_at, note, by_id, at) values ($1, $2, $3, $4, $5, $6)",
        new_id(),
        held.id,
        expected_at,
        &note,
        staff.user_id,
        staff.now
    )?;
    let detail = serde_json::json!({ "expected_at": expected_at, "note": note });
    let entry = audit::Entry { org_id: staff.org_id, verb: "batch.expect", subject: held.no.clone(), detail };
    audit::record(tx, staff, entry).await?;
    events::record(tx, staff.now, staff.org_id, "batch.changed", held.id).await
}

/// Reads a day and the reason for it as they were typed.
pub(crate) fn read(faults: &mut Faults, now: i64, (day, note): (&str, &str)) -> (i64, String) {
    let note = faults.text("note", note, 2, 500);
    let today = days::today(now);
    let day = days::typed(day).filter(|day| *day <= today + MOST_DAYS);
    match day {
        None => faults.add("day", FaultCode::NotADate),
        Some(day) if day < today => faults.add("day", FaultCode::DatePassed),
        Some(_) => {}
    }
    (day.unwrap_or(today), note)
}
