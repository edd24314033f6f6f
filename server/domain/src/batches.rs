//! Batches: copies of many lines that go through one stage together. A desk gathers open lines of one publisher, moves the
//! batch from port to port (at each port it is another batch), takes out what is damaged, and takes a move back.

mod find;
mod forward;
mod gather;
mod undo;

pub use find::{find, list};
pub use forward::{Forward, TakeOut, forward, take_back, take_out};
pub use gather::{Gather, gather, open_groups, open_lines};
pub use undo::undo;

use kernel::Refusal;
use store::{Result, Tx, sql};
use uuid::Uuid;

use crate::scope::Staff;
use crate::stages::Stages;
use crate::{counters, events};

/// A batch as a verb that changes it needs it.
struct Held {
    id: Uuid,
    no: String,
    stage: String,
}

/// Copies of one line in a batch, with what credit and events need.
#[derive(Clone, Debug, sqlx::FromRow)]
struct HeldSlice {
    org_id: Uuid,
    slice_id: Uuid,
    line_id: Uuid,
    order_id: Uuid,
    payer_id: Uuid,
    price_fen: i64,
    copies: i64,
}

/// The batch, for a person whose desk holds it, if nobody changed it since the page was made. Counts the version up, so
/// that of two people only the first one acts.
async fn hold(tx: &mut Tx, staff: &Staff<'_>, no: &str, version: i64) -> Result<Held> {
    let found: Option<(Uuid, String, String)> = sql!(
        fetch_optional as (Uuid, String, String),
        tx,
        "select b.id, b.stage, s.desk from batches b join stages s on s.code = b.stage where b.no = $1",
        no
    )?;
    let (id, stage, desk) = found.ok_or(Refusal::NotFound)?;
    staff.holds(&desk)?;
    let held =
        sql!(execute, tx, "update batches set version = version + 1 where id = $1 and version = $2", id, version)?;
    if held == 0 {
        return Err(Refusal::Stale.into());
    }
    Ok(Held { id, no: no.to_owned(), stage })
}

/// What is in a batch, in the order of keys, so that two desks that touch the same lines do not wait for each other in a
/// circle.
async fn slices_in(tx: &mut Tx, batch: &Held) -> Result<Vec<HeldSlice>> {
    sql!(
        fetch_all as HeldSlice,
        tx,
        "select s.org_id, s.id as slice_id, s.line_id, l.order_id, o.payer_id, l.price_fen, s.copies
         from slices s join order_lines l on l.org_id = s.org_id and l.id = s.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where s.batch_id = $1 and s.stage = $2 order by s.org_id, s.id",
        batch.id,
        &batch.stage
    )
}

/// A new, empty batch at a stage.
async fn open(tx: &mut Tx, staff: &Staff<'_>, stages: &Stages, new: NewBatch<'_>) -> Result<(Uuid, String)> {
    let stage = stages.get(new.stage).ok_or(Refusal::NotFound)?;
    let no = counters::next(tx, &stage.letter, staff.now).await?;
    let id = crate::scope::new_id();
    sql!(
        execute,
        tx,
        "insert into batches (id, no, stage, publisher_id, from_id, created_by, created_at, moved_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, null, 1)",
        id,
        &no,
        new.stage,
        new.publisher,
        new.from,
        staff.user_id,
        staff.now
    )?;
    Ok((id, no))
}

struct NewBatch<'a> {
    stage: &'a str,
    publisher: Option<Uuid>,
    from: Option<Uuid>,
}

/// Tells open pages of every order whose copies moved, once each, and of the batch.
async fn tell(tx: &mut Tx, staff: &Staff<'_>, mut orders: Vec<(Uuid, Uuid)>, batch: Uuid) -> Result<()> {
    orders.sort_unstable();
    orders.dedup();
    for (org_id, order_id) in orders {
        events::record(tx, staff.now, org_id, "order.moved", order_id).await?;
    }
    events::record(tx, staff.now, staff.org_id, "batch.changed", batch).await
}

/// A batch without copies has gone on; one that got copies back is there again.
async fn mark_emptiness(tx: &mut Tx, batch: Uuid, now: i64) -> Result<()> {
    sql!(
        execute,
        tx,
        "update batches set moved_at = case when exists (select 1 from slices s where s.batch_id = $1) then null else cast($2 as bigint) end
         where id = $1",
        batch,
        now
    )?;
    Ok(())
}
