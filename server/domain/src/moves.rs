//! The ledger of copies. Every change of where a copy is goes through [`pass`], [`pass_all`] or [`pass_out`] (or
//! [`start`], when it is ordered): the slice
//! that loses copies, the slice that gains them and the append-only movement are written together, so that the copies of a
//! line always sum to the copies ordered.

mod out;
mod waiting;

pub use out::{Portion, pass_out};
pub(crate) use waiting::{follow_all, follow_line};

use kernel::{FaultCode, Refusal};
use store::{Result, Tx, Value, insert_many, sql};
use uuid::Uuid;

use crate::outbox;
use crate::scope::new_id;

/// One act that moved copies: a row of `moves`.
#[derive(Clone, Debug, Default)]
pub struct Act<'a> {
    /// `place`, `batch`, `forward`, `split`, `merge`, `hold`, `release`, `take_out`, `cancel`,
    /// `deliver` or `undo`.
    pub kind: &'a str,
    /// The batch that lost copies.
    pub from_batch: Option<Uuid>,
    /// The batch that gained them.
    pub to_batch: Option<Uuid>,
    /// Code of the reason.
    pub reason: Option<&'a str>,
    /// Free note.
    pub note: &'a str,
    /// Who acted; `None` for a job.
    pub by: Option<Uuid>,
    /// When.
    pub at: i64,
    /// The act that this one takes back.
    pub undoes: Option<Uuid>,
}

/// Copies of one line that go from a slice to a place.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The customer.
    pub org_id: Uuid,
    /// The line.
    pub line_id: Uuid,
    /// The slice that loses the copies.
    pub slice_id: Uuid,
    /// Where it stands.
    pub from: Place,
    /// Where the copies go.
    pub to: Place,
    /// How many; at least 1.
    pub copies: i64,
}

/// A stage, and a batch in it where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Code of the stage.
    pub stage: String,
    /// The batch.
    pub batch: Option<Uuid>,
}

/// Writes the act and gives its id; the outbox tells those whose copies it moves.
pub async fn open(tx: &mut Tx, act: &Act<'_>) -> Result<Uuid> {
    let id = new_id();
    sql!(
        execute,
        tx,
        "insert into moves (id, kind, from_batch, to_batch, reason, note, by_id, at, undoes)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        act.kind,
        act.from_batch,
        act.to_batch,
        act.reason,
        act.note,
        act.by,
        act.at,
        act.undoes
    )?;
    outbox::post(tx, act.at, outbox::Kind::Move, id).await?;
    Ok(id)
}

/// Puts the copies of new lines at the first stage: `(line, copies)` of one customer.
pub async fn start(tx: &mut Tx, org_id: Uuid, lines: &[(Uuid, i64)], stage: &str, act: &Act<'_>) -> Result<()> {
    let move_id = open(tx, act).await?;
    let slices = lines.iter().map(|(line, copies)| {
        vec![org_id.into(), new_id().into(), (*line).into(), stage.into(), Value::Null, (*copies).into(), act.at.into()]
    });
    insert_many(tx, "slices", &["org_id", "id", "line_id", "stage", "batch_id", "copies", "since"], slices.collect())
        .await?;
    let movements = lines.iter().map(|(line, copies)| {
        vec![
            org_id.into(),
            new_id().into(),
            (*line).into(),
            move_id.into(),
            Value::Null,
            stage.into(),
            Value::Null,
            Value::Null,
            (*copies).into(),
            act.at.into(),
        ]
    });
    insert_many(tx, "movements", &MOVEMENT_COLUMNS, movements.collect()).await?;
    waiting::begin(tx, move_id).await
}

const MOVEMENT_COLUMNS: [&str; 10] =
    ["org_id", "id", "line_id", "move_id", "from_stage", "to_stage", "from_batch", "to_batch", "copies", "at"];

/// Moves copies.
///
/// # Errors
/// `copies: CopiesGone` when the slice holds fewer by now.
pub async fn pass(tx: &mut Tx, move_id: Uuid, at: i64, passage: &Passage) -> Result<()> {
    let since = since(tx, at, passage).await?;
    take(tx, passage).await?;
    put(tx, since, passage).await?;
    sql!(
        execute,
        tx,
        "insert into movements (org_id, id, line_id, move_id, from_stage, to_stage, from_batch, to_batch, copies, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        passage.org_id,
        new_id(),
        passage.line_id,
        move_id,
        &passage.from.stage,
        &passage.to.stage,
        passage.from.batch,
        passage.to.batch,
        passage.copies,
        at
    )?;
    match waiting::may_wait(&passage.from, &passage.to) {
        true => follow_line(tx, passage.org_id, passage.line_id).await,
        false => Ok(()),
    }
}

/// Moves whole slices to a place in which nothing stands yet: what [`pass`] does for each passage, in a few statements however
/// many they are. The passages leave one place for one other.
///
/// # Errors
/// `copies: CopiesGone` when a slice holds more or fewer by now.
pub async fn pass_all(tx: &mut Tx, move_id: Uuid, at: i64, passages: &[Passage]) -> Result<()> {
    let Some(Passage { from, to, .. }) = passages.first() else { return Ok(()) };
    write_movements(tx, (move_id, at), passages).await?;
    // The movements say which lines; in one place each line has one slice.
    let mut moved = sql!(
        fetch_all as (Uuid, i64),
        tx,
        "update slices set stage = $4, batch_id = $5, since = case when stage = $4 then since else $6 end
         where (org_id, id) in (
           select s.org_id, s.id from movements m cross join slices s
           where m.move_id = $1 and s.org_id = m.org_id and s.line_id = m.line_id and s.stage = $2
             and s.batch_id is not distinct from $3)
         returning id, copies",
        move_id,
        &from.stage,
        from.batch,
        &to.stage,
        to.batch,
        at
    )?;
    let mut wanted: Vec<(Uuid, i64)> = passages.iter().map(|passage| (passage.slice_id, passage.copies)).collect();
    moved.sort_unstable();
    wanted.sort_unstable();
    if moved != wanted {
        return Err(Refusal::field("copies", FaultCode::CopiesGone).into());
    }
    match waiting::may_wait(from, to) {
        true => waiting::follow_act(tx, move_id).await,
        false => Ok(()),
    }
}

async fn write_movements(tx: &mut Tx, (move_id, at): (Uuid, i64), passages: &[Passage]) -> Result<()> {
    let rows = passages.iter().map(|passage| {
        vec![
            passage.org_id.into(),
            new_id().into(),
            passage.line_id.into(),
            move_id.into(),
            passage.from.stage.as_str().into(),
            passage.to.stage.as_str().into(),
            passage.from.batch.into(),
            passage.to.batch.into(),
            passage.copies.into(),
            at.into(),
        ]
    });
    insert_many(tx, "movements", &MOVEMENT_COLUMNS, rows.collect()).await
}

/// Copies that only change their batch have been in their stage since they came there.
async fn since(tx: &mut Tx, at: i64, passage: &Passage) -> Result<i64> {
    if passage.from.stage != passage.to.stage {
        return Ok(at);
    }
    let found: Option<(i64,)> = sql!(
        fetch_optional as (i64,),
        tx,
        "select since from slices where org_id = $1 and id = $2",
        passage.org_id,
        passage.slice_id
    )?;
    Ok(found.map_or(at, |(since,)| since))
}

async fn take(tx: &mut Tx, passage: &Passage) -> Result<()> {
    let left = sql!(
        execute,
        tx,
        "update slices set copies = copies - $3 where org_id = $1 and id = $2 and copies > $3",
        passage.org_id,
        passage.slice_id,
        passage.copies
    )?;
    if left == 0 {
        let emptied = sql!(
            execute,
            tx,
            "delete from slices where org_id = $1 and id = $2 and copies = $3",
            passage.org_id,
            passage.slice_id,
            passage.copies
        )?;
        if emptied == 0 {
            return Err(Refusal::field("copies", FaultCode::CopiesGone).into());
        }
    }
    Ok(())
}

/// Copies that meet others of their line in the same place join them; "since" stays that of those who were there first.
async fn put(tx: &mut Tx, since: i64, passage: &Passage) -> Result<()> {
    let met: Option<(Uuid,)> = match passage.to.batch {
        Some(batch) => sql!(
            fetch_optional as (Uuid,),
            tx,
            "select id from slices where org_id = $1 and line_id = $2 and stage = $3 and batch_id = $4",
            passage.org_id,
            passage.line_id,
            &passage.to.stage,
            batch
        )?,
        None => sql!(
            fetch_optional as (Uuid,),
            tx,
            "select id from slices where org_id = $1 and line_id = $2 and stage = $3 and batch_id is null",
            passage.org_id,
            passage.line_id,
            &passage.to.stage
        )?,
    };
    match met {
        Some((id,)) => sql!(
            execute,
            tx,
            "update slices set copies = copies + $3 where org_id = $1 and id = $2",
            passage.org_id,
            id,
            passage.copies
        )?,
        None => sql!(
            execute,
            tx,
            "insert into slices (org_id, id, line_id, stage, batch_id, copies, since) values ($1, $2, $3, $4, $5, $6, $7)",
            passage.org_id,
            new_id(),
            passage.line_id,
            &passage.to.stage,
            passage.to.batch,
            passage.copies,
            since
        )?,
    };
    Ok(())
}
