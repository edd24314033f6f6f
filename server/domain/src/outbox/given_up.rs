//! What was given up after too many tries: a supervisor sees it, and has it tried again.

use kernel::shapes::DeadRow;
use serde_json::json;
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use crate::Staff;
use crate::audit::{self, Entry};

/// What was given up, the newest first, at most 100. For supervisors.
///
/// # Errors
/// `NotAllowed` for a desk's people.
pub async fn dead(conn: &mut Conn, staff: &Staff<'_>) -> Result<Vec<DeadRow>> {
    staff.supervisor()?;
    let rows = sql!(
        fetch_all as (Uuid, String, i64, i64, String, Option<String>),
        conn,
        "select b.id, b.kind, coalesce(b.dead_at, 0), b.tries, b.fault, coalesce(u.email, w.email)
         from outbox b left join letters l on l.id = b.subject_id and b.kind = 'letter'
         left join users u on u.org_id = l.org_id and u.id = l.user_id left join watchers w on w.id = l.watcher_id
         where b.dead_at is not null order by b.dead_at desc, b.id limit 100"
    )?;
    let row = |(id, kind, at, tries, fault, to): (Uuid, String, i64, i64, String, Option<String>)| DeadRow {
        id,
        kind,
        at,
        tries,
        fault,
        to: to.unwrap_or_default(),
    };
    Ok(rows.into_iter().map(row).collect())
}

/// How much was given up, for a mark on the desk's page; 0 for who cannot do anything about it.
pub async fn dead_count(conn: &mut Conn, staff: &Staff<'_>) -> Result<i64> {
    if staff.supervisor().is_err() {
        return Ok(0);
    }
    let (count,) = sql!(fetch_one as (i64,), conn, "select count(*) from outbox where dead_at is not null")?;
    Ok(count)
}

/// Has everything that was given up tried again, as if for the first time. Answers how much it was.
///
/// # Errors
/// `NotAllowed` for a desk's people.
pub async fn retry(tx: &mut Tx, staff: &Staff<'_>) -> Result<u64> {
    staff.supervisor()?;
    let again = sql!(
        execute,
        tx,
        "update outbox set dead_at = null, tries = 0, due_at = $1 where dead_at is not null",
        staff.now
    )?;
    let detail = json!({ "rows": again });
    let entry = Entry { org_id: staff.org_id, verb: "outbox.retry", subject: "outbox".to_owned(), detail };
    audit::record(tx, staff, entry).await?;
    Ok(again)
}
