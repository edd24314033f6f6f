//! What happened, written in the transaction in which it happened. Open pages are told from these rows after the commit, so
//! that nobody is told of something that was rolled back.

use store::{Conn, Result, Tx, insert_many, sql};
use uuid::Uuid;

/// One thing that happened to one subject of one organisation.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Event {
    /// Key in the order of time.
    pub id: Uuid,
    /// When.
    pub at: i64,
    /// Whose page it touches.
    pub org_id: Uuid,
    /// `order.placed`, `order.moved`, `complaint.filed`, `complaint.changed`, `batch.changed`.
    pub kind: String,
    /// Order, complaint or batch.
    pub subject_id: Uuid,
}

/// Writes an event.
pub async fn record(tx: &mut Tx, at: i64, org_id: Uuid, kind: &str, subject_id: Uuid) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into events (id, at, org_id, kind, subject_id) values ($1, $2, $3, $4, $5)",
        crate::scope::new_id(),
        at,
        org_id,
        kind,
        subject_id
    )?;
    Ok(())
}

/// Writes one event for each subject, `(organisation, subject)`, in one go.
pub async fn record_each(tx: &mut Tx, at: i64, kind: &str, subjects: &[(Uuid, Uuid)]) -> Result<()> {
    let row = |(org_id, subject): &(Uuid, Uuid)| {
        vec![crate::scope::new_id().into(), at.into(), (*org_id).into(), kind.into(), (*subject).into()]
    };
    insert_many(tx, "events", &["id", "at", "org_id", "kind", "subject_id"], subjects.iter().map(row).collect()).await
}

/// Who reads events again and again looks back so far each time, in milliseconds: longer than any transaction may take.
pub const OVERLAP_MS: i64 = 30_000;
/// Events read in one statement.
const PAGE: usize = 5_000;

/// The events at or after an instant, oldest first. Whoever follows them reads with an overlap ([`OVERLAP_MS`])
/// and skips what was met already, so that a transaction which committed late is not missed.
pub async fn since(conn: &mut Conn, at: i64) -> Result<Vec<Event>> {
    let (mut events, mut last): (Vec<Event>, _) = (Vec::new(), (at - 1, Uuid::max()));
    loop {
        let page = sql!(
            fetch_all as Event,
            conn,
            "select id, at, org_id, kind, subject_id from events where (at, id) > ($1, $2) order by at, id limit 5000",
            last.0,
            last.1
        )?;
        let more = page.len() == PAGE;
        last = page.last().map_or(last, |event| (event.at, event.id));
        events.extend(page);
        if !more {
            return Ok(events);
        }
    }
}
