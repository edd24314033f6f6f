//! What is told as one number with a way to the list behind it.

use kernel::journey::StageKind;
use kernel::shapes::{Prompt, Task, Urgency};
use store::{Conn, Result, sql};

use super::{Desk, Kind};
use crate::days::DAY_MS;
use crate::scope::Staff;
use crate::{outbox, parcels, rounds};

/// Lines are counted no further: the number only says whether it is worth a look.
const MOST: i64 = 2_000;
/// A chance from which on a line will probably be late, in thousandths.
const PROBABLE: i64 = 300;
/// A round that ended with refusals is told for so many days.
const ROUND_DAYS: i64 = 3;

/// All of them.
pub(super) async fn all(conn: &mut Conn, staff: &Staff<'_>, desk: &Desk<'_>) -> Result<Kind> {
    let mut tasks = Vec::new();
    for (id, refused, ended_at) in rounds::refused_lately(conn, staff, staff.now - ROUND_DAYS * DAY_MS).await? {
        tasks.push(task(format!("round:{id}"), Urgency::Today, Prompt::Round { id, refused, ended_at }));
    }
    let rows = outbox::dead_count(conn, staff).await?;
    if rows > 0 {
        tasks.push(task(format!("undelivered:{rows}"), Urgency::Today, Prompt::Undelivered { rows }));
    }
    let lines = at_risk(conn, desk).await?;
    if lines > 0 {
        tasks.push(task(format!("risk:{lines}"), Urgency::Soon, Prompt::AtRisk { lines, most: MOST }));
    }
    tasks.extend(unconfirmed(conn, staff, desk).await?);
    let lines = silent(conn, desk).await?;
    if lines > 0 {
        tasks.push(task(format!("silent:{lines}"), Urgency::Look, Prompt::Silent { lines, most: MOST }));
    }
    let all = i64::try_from(tasks.len()).unwrap_or(i64::MAX);
    Ok(Kind { code: "", tasks, all })
}

/// A number in a key makes it another prompt when it has changed.
fn task(key: String, urgency: Urgency, prompt: Prompt) -> Task {
    Task { key, urgency, desk: String::new(), prompt }
}

/// Lines whose rearmost copies stand at this desk and that will probably miss their customer's day, the worst first.
async fn at_risk(conn: &mut Conn, desk: &Desk<'_>) -> Result<i64> {
    let (lines,) = sql!(
        fetch_one as (i64,),
        conn,
        "select count(*) from (
           select stage from arrivals where late is not null and late >= $1 order by late desc limit $2) a
         join stages g on g.code = a.stage where cast($3 as text) = '' or g.desk = $3",
        PROBABLE,
        MOST,
        desk.code
    )?;
    Ok(lines)
}

/// Parcels that nobody has confirmed, for the desk that sends them.
async fn unconfirmed(conn: &mut Conn, staff: &Staff<'_>, desk: &Desk<'_>) -> Result<Option<Task>> {
    let sends = desk.stages.iter().filter(|stage| stage.kind == StageKind::Way).last();
    if !sends.is_some_and(|stage| desk.code.is_empty() || stage.desk == desk.code) {
        return Ok(None);
    }
    let found = parcels::waiting(conn, staff).await?;
    let since = found.rows.first().and_then(|row| row.asked_at);
    Ok(since.map(|since| {
        let prompt = Prompt::Parcels { parcels: found.count, since };
        task(format!("parcels:{}", found.count), Urgency::Look, prompt)
    }))
}

/// Lines whose rearmost copies have stood at this desk longer than nineteen in twenty do, the longest first.
async fn silent(conn: &mut Conn, desk: &Desk<'_>) -> Result<i64> {
    let (lines,) = sql!(
        fetch_one as (i64,),
        conn,
        "select count(*) from (
           select stage from arrivals where silent_at is not null order by silent_at limit $1) a
         join stages g on g.code = a.stage where cast($2 as text) = '' or g.desk = $2",
        MOST,
        desk.code
    )?;
    Ok(lines)
}
