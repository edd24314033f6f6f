//! Copies that leave a batch for a stage beyond the way, many lines in one go: what [`super::pass`] does for each passage, in a
//! few statements however many they are.

use std::collections::HashSet;

use kernel::{FaultCode, Refusal};
use store::{Result, Tx, Value, insert_many, sql};
use uuid::Uuid;

use super::MOVEMENT_COLUMNS;
use crate::scope::new_id;

/// Copies of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Portion {
    /// The customer.
    pub org_id: Uuid,
    /// The line.
    pub line_id: Uuid,
    /// How many; at least 1.
    pub copies: i64,
}

/// Moves portions of different lines from a batch and its stage to one in which copies are in no batch and wait for none, as
/// parts of one act that moves nothing else.
///
/// # Errors
/// `copies: CopiesGone` when fewer stand there by now.
pub async fn pass_out(
    tx: &mut Tx,
    (move_id, at): (Uuid, i64),
    (batch, from, to): (Uuid, &str, &str),
    portions: &[Portion],
) -> Result<()> {
    write_down(tx, (move_id, at), (batch, from, to), portions).await?;
    let left = leave(tx, move_id, batch, from).await?;
    if usize::try_from(left).ok() != Some(portions.len()) {
        return Err(Refusal::field("copies", FaultCode::CopiesGone).into());
    }
    let met = join(tx, move_id, to).await?;
    let new = portions.iter().filter(|portion| !met.contains(&(portion.org_id, portion.line_id))).map(|portion| {
        let Portion { org_id, line_id, copies } = *portion;
        vec![org_id.into(), new_id().into(), line_id.into(), to.into(), Value::Null, copies.into(), at.into()]
    });
    insert_many(tx, "slices", &["org_id", "id", "line_id", "stage", "batch_id", "copies", "since"], new.collect()).await
}

async fn write_down(
    tx: &mut Tx,
    (move_id, at): (Uuid, i64),
    (batch, from, to): (Uuid, &str, &str),
    portions: &[Portion],
) -> Result<()> {
    let rows = portions.iter().map(|portion| {
        vec![
            portion.org_id.into(),
            new_id().into(),
            portion.line_id.into(),
            move_id.into(),
            from.into(),
            to.into(),
            batch.into(),
            Value::Null,
            portion.copies.into(),
            at.into(),
        ]
    });
    insert_many(tx, "movements", &MOVEMENT_COLUMNS, rows.collect()).await
}

// The statements begin with the movements that were just written and go to each line's slices. Stage and batch are written
// so that no index answers them: one on stages would be read from end to end, with every copy that was ever delivered.

/// Takes the copies out of the batch; answers from how many slices.
async fn leave(tx: &mut Tx, move_id: Uuid, batch: Uuid, from: &str) -> Result<u64> {
    // The emptied ones first: what is left of another may be as many as it lost.
    let emptied = sql!(
        execute,
        tx,
        "delete from slices where (org_id, id) in (
           select s.org_id, s.id from movements m cross join slices s
           where m.move_id = $1 and s.org_id = m.org_id and s.line_id = m.line_id
             and s.stage || '' = $3 and coalesce(s.batch_id, $4) = $2 and s.copies = m.copies)",
        move_id,
        batch,
        from,
        Uuid::nil()
    )?;
    let lessened = sql!(
        execute,
        tx,
        "update slices set copies = slices.copies - m.copies from movements m
         where m.move_id = $1 and slices.org_id = m.org_id and slices.line_id = m.line_id
           and slices.stage || '' = $3 and coalesce(slices.batch_id, $4) = $2 and slices.copies > m.copies",
        move_id,
        batch,
        from,
        Uuid::nil()
    )?;
    Ok(emptied + lessened)
}

/// Copies that meet others of their line join them; gives those lines.
async fn join(tx: &mut Tx, move_id: Uuid, to: &str) -> Result<HashSet<(Uuid, Uuid)>> {
    let met = sql!(
        fetch_all as (Uuid, Uuid),
        tx,
        "update slices set copies = slices.copies + m.copies from movements m
         where m.move_id = $1 and slices.org_id = m.org_id and slices.line_id = m.line_id
           and slices.stage || '' = $2 and coalesce(slices.batch_id, $3) = $3
         returning slices.org_id, slices.line_id",
        move_id,
        to,
        Uuid::nil()
    )?;
    Ok(met.into_iter().collect())
}
