//! What must be told or sent, written in the transaction in which it happened, so that nobody is told of something that was
//! rolled back and nothing that happened goes untold. A job takes the rows that are due: telling people of an act
//! ([`crate::notices::tell`]) happens in one transaction with the mark that it is done; a letter is claimed first, sent,
//! and marked afterwards, so that it goes out at least once, each time under the same Message-ID.
//!
//! It knows no mail. What fails is tried again after a while, longer each time, and given up in the end; a supervisor sees
//! that and can have it tried again.

mod given_up;

use store::{Conn, Result, Tx, insert_many, sql};
use uuid::Uuid;

use crate::days;
use crate::scope::new_id;

pub use given_up::{dead, dead_count, retry};

/// Whoever sends a letter has this long; then it is somebody else's turn.
pub const LEASE_MS: i64 = 5 * 60_000;
/// The first repeat comes after this long, each further one after twice the time.
const FIRST_REPEAT_MS: i64 = 60_000;
/// No repeat waits longer.
const LONGEST_REPEAT_MS: i64 = 6 * 3_600_000;
/// Tries until it is given up: the last one comes about a day and a half after the first.
const MOST_TRIES: i64 = 14;
/// Longest reason for a failure that is kept, in characters.
const FAULT_CHARS: usize = 500;
/// What was done or given up is kept this long, in days.
const KEPT_DAYS: i64 = 30;

/// What an outbox row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An act that moved copies; a row of `moves`.
    Move,
    /// A message of the house in a complaint, or a step of a ticket that a desk must hear of.
    Answer,
    /// A cause was posted.
    Cause,
    /// A cause was closed.
    CauseOver,
    /// A parcel was sent.
    Parcel,
    /// A customer is asked to confirm a parcel.
    Acceptance,
    /// An invoice was issued.
    Invoice,
    /// Lines may be late; the telling in `alerts`.
    Alert,
    /// The dates of an order moved; a row of `redatings`.
    Redated,
    /// A letter is to be sent.
    Letter,
}

impl Kind {
    const ALL: [Self; 10] = [
        Self::Move,
        Self::Answer,
        Self::Cause,
        Self::CauseOver,
        Self::Parcel,
        Self::Acceptance,
        Self::Invoice,
        Self::Alert,
        Self::Redated,
        Self::Letter,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::Move => "move",
            Self::Answer => "answer",
            Self::Cause => "cause",
            Self::CauseOver => "cause_over",
            Self::Parcel => "parcel",
            Self::Acceptance => "acceptance",
            Self::Invoice => "invoice",
            Self::Alert => "alert",
            Self::Redated => "redated",
            Self::Letter => "letter",
        }
    }
}

/// A row whose turn has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Its id.
    pub id: Uuid,
    /// When the act happened.
    pub at: i64,
    /// What it is about.
    pub kind: Kind,
    /// The act, message, cause or letter.
    pub subject: Uuid,
    /// How often it was tried.
    pub tries: i64,
    due_at: i64,
}

/// Writes down that something must be told.
pub async fn post(tx: &mut Tx, at: i64, kind: Kind, subject: Uuid) -> Result<()> {
    post_later(tx, (at, at), kind, subject).await
}

/// As [`post`], for many subjects.
pub(crate) async fn post_each(tx: &mut Tx, at: i64, kind: Kind, subjects: &[Uuid]) -> Result<()> {
    let row = |subject: &Uuid| {
        vec![new_id().into(), at.into(), kind.code().into(), (*subject).into(), at.into(), 0_i64.into(), "".into()]
    };
    let columns = &["id", "at", "kind", "subject_id", "due_at", "tries", "fault"];
    insert_many(tx, "outbox", columns, subjects.iter().map(row).collect()).await
}

/// As [`post`], for something that waits: `(when it happened, when it is due)`.
pub async fn post_later(tx: &mut Tx, (at, due_at): (i64, i64), kind: Kind, subject: Uuid) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into outbox (id, at, kind, subject_id, due_at, tries, fault) values ($1, $2, $3, $4, $5, 0, '')",
        new_id(),
        at,
        kind.code(),
        subject,
        due_at
    )?;
    Ok(())
}

/// Writes down that something must be told, unless that was written down before.
pub async fn post_once(tx: &mut Tx, at: i64, kind: Kind, subject: Uuid) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into outbox (id, at, kind, subject_id, due_at, tries, fault) values ($1, $2, $3, $4, $2, 0, '')
         on conflict (kind, subject_id) do nothing",
        new_id(),
        at,
        kind.code(),
        subject
    )?;
    Ok(())
}

/// Puts down everything that happened since an instant and is not in the outbox: for a house that came in as a whole, so
/// that its people find news. A row has the key of what it is about: news are younger than a parcel is when its customer is
/// asked, so the sending and the question never meet.
pub(crate) async fn catch_up(tx: &mut Tx, since: i64) -> Result<u64> {
    sql!(
        execute,
        tx,
        "insert into outbox (id, at, kind, subject_id, due_at, tries, fault)
         select happened.id, happened.at, happened.kind, happened.id, happened.at, 0, '' from (
           select id, at, 'move' as kind from moves where at >= $1
           union all
           select id, at, 'answer' from messages where kind = 'house' and at >= $1
           union all
           select id, sent_at, 'parcel' from parcels where sent_at >= $1
           union all
           select id, asked_at, 'acceptance' from parcels where asked_at >= $1
           union all
           select id, issued_at, 'invoice' from invoices where issued_at >= $1) happened
         where not exists (select 1 from outbox b where b.kind = happened.kind and b.subject_id = happened.id)",
        since
    )
}

/// The rows whose turn has come, who waited longest first, at most `most`; letters come after what is told, which takes no
/// mail server.
pub async fn due(conn: &mut Conn, now: i64, most: i64) -> Result<Vec<Due>> {
    let rows = sql!(
        fetch_all as (Uuid, i64, String, Uuid, i64, i64),
        conn,
        "select id, at, kind, subject_id, tries, due_at from outbox
         where done_at is null and dead_at is null and due_at <= $1 order by (kind = 'letter'), due_at, id limit $2",
        now,
        most
    )?;
    let row = |(id, at, code, subject, tries, due_at): (Uuid, i64, String, Uuid, i64, i64)| {
        let kind = Kind::ALL.into_iter().find(|kind| kind.code() == code)?;
        Some(Due { id, at, kind, subject, tries, due_at })
    };
    Ok(rows.into_iter().filter_map(row).collect())
}

/// Takes a row for [`LEASE_MS`]; `false` when somebody else was faster. One that was taken too often and never ended, because
/// it took its process with it each time, is given up.
pub async fn claim(tx: &mut Tx, due: &Due, now: i64) -> Result<bool> {
    if due.tries >= MOST_TRIES {
        failed(tx, due, "it was begun and never ended", now).await?;
        return Ok(false);
    }
    let claimed = sql!(
        execute,
        tx,
        "update outbox set due_at = $3, tries = tries + 1
         where id = $1 and due_at = $2 and done_at is null and dead_at is null",
        due.id,
        due.due_at,
        now + LEASE_MS
    )?;
    Ok(claimed == 1)
}

/// Marks a row as done; `false` when it was already.
pub async fn done(tx: &mut Tx, id: Uuid, now: i64) -> Result<bool> {
    let marked =
        sql!(execute, tx, "update outbox set done_at = $2, dead_at = null where id = $1 and done_at is null", id, now)?;
    Ok(marked == 1)
}

/// Puts a row that failed off, or gives it up after too many tries. `fault` is for the supervisor's eyes.
pub async fn failed(tx: &mut Tx, due: &Due, fault: &str, now: i64) -> Result<()> {
    let tries = due.tries + 1;
    let dead_at = (tries >= MOST_TRIES).then_some(now);
    let fault: String = fault.chars().filter(|c| !c.is_control()).take(FAULT_CHARS).collect();
    sql!(
        execute,
        tx,
        "update outbox set tries = $2, due_at = $3, dead_at = cast($4 as bigint), fault = $5
         where id = $1 and done_at is null",
        due.id,
        tries,
        now + repeat_ms(tries),
        dead_at,
        &fault
    )?;
    Ok(())
}

/// How long the next try waits after so many.
fn repeat_ms(tries: i64) -> i64 {
    let doublings = u32::try_from(tries - 1).unwrap_or(0).min(16);
    (FIRST_REPEAT_MS << doublings).min(LONGEST_REPEAT_MS)
}

/// Throws away what is older than 30 days and was done or given up; returns how many.
pub async fn sweep(tx: &mut Tx, now: i64) -> Result<u64> {
    let before = now - KEPT_DAYS * days::DAY_MS;
    sql!(execute, tx, "delete from outbox where at < $1 and (done_at is not null or dead_at is not null)", before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_wait_longer_each_time_and_never_for_ever() {
        let waits: Vec<i64> = (1..MOST_TRIES).map(repeat_ms).collect();
        assert_eq!(waits[0], FIRST_REPEAT_MS);
        assert!(waits.is_sorted() && waits.iter().all(|wait| *wait <= LONGEST_REPEAT_MS), "{waits:?}");
        let hours = waits.iter().sum::<i64>() / 3_600_000;
        assert!((24..72).contains(&hours), "given up after {hours} hours");
    }
}
