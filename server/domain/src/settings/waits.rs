//! How many days the house waits before it does something by itself.

use kernel::shapes::{WaitRow, Waits};
use kernel::{FaultCode, Refusal, forms};
use store::{Conn, Result, Tx, sql};

use super::{Changed, WAIT, changes, record};
use crate::scope::Staff;

/// Fewest and most days.
const FEWEST: i64 = 1;
const MOST: i64 = 180;

/// A number of days as it was typed.
#[derive(Clone, Debug)]
pub struct SetWait {
    /// Before what: a code of `waits`.
    pub code: String,
    /// What the page was made from.
    pub version: i64,
    /// Days.
    pub days: String,
}

/// How long the house waits.
pub async fn waits(conn: &mut Conn, staff: &Staff<'_>) -> Result<Waits> {
    Ok(Waits { rows: rows(conn).await?, mine: staff.supervisor().is_ok(), changes: changes(conn, staff, WAIT).await? })
}

pub(super) async fn rows(conn: &mut Conn) -> Result<Vec<WaitRow>> {
    let rows = sql!(fetch_all as (String, i64, i64), conn, "select what, days, version from waits order by what")?;
    Ok(rows.into_iter().map(|(code, days, version)| WaitRow { code, days, version }).collect())
}

/// Sets how long the house waits. What is due already is done at the next turn of the job.
///
/// # Errors
/// `NotAllowed` for a desk's people, `NotFound` for a code that is none, `Stale`, `days: OutOfRange | NothingChanges`; also
/// `OutOfRange` for a question that would come after the closing that it precedes.
pub async fn set_wait(tx: &mut Tx, staff: &Staff<'_>, wish: &SetWait) -> Result<()> {
    staff.supervisor()?;
    let all = rows(tx).await?;
    let before = all.iter().find(|row| row.code == wish.code).ok_or(Refusal::NotFound)?;
    let (min, max) = span(&all, &wish.code);
    let days = forms::whole("days", &wish.days, min, max)?;
    if before.version != wish.version {
        return Err(Refusal::Stale.into());
    }
    if days == before.days {
        return Err(Refusal::field("days", FaultCode::NothingChanges).into());
    }
    let set = sql!(
        execute,
        tx,
        "update waits set days = $3, version = version + 1 where what = $1 and version = $2",
        &wish.code,
        wish.version,
        days
    )?;
    if set == 0 {
        return Err(Refusal::Stale.into());
    }
    record(tx, staff, (WAIT, wish.code.clone()), &Changed { was: Some(before.days), became: Some(days) }).await
}

/// A question comes before the closing of the same name: `acceptance_ask` before `acceptance_close`.
fn span(all: &[WaitRow], code: &str) -> (i64, i64) {
    let of = |code: String| all.iter().find(|row| row.code == code).map(|row| row.days);
    let earlier = code.strip_suffix("_close").and_then(|stem| of(format!("{stem}_ask")));
    let later = code.strip_suffix("_ask").and_then(|stem| of(format!("{stem}_close")));
    (earlier.map_or(FEWEST, |days| days + 1), later.map_or(MOST, |days| days - 1))
}
