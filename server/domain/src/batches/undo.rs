//! Taking a move back: a new act that sends every copy of the old one where it came from. Possible while the copies are
//! still where that act put them.

use kernel::{FaultCode, Faults, Refusal};
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::pour::HeldSlice;
use crate::moves::{self, Act, Passage, Place};
use crate::scope::Staff;
use crate::stages::Stages;
use crate::{audit, extras, parcels};

/// Why a move was taken back, for the customer's eyes: a row of `reasons`.
const MISTAKE: &str = "mistake";

#[derive(sqlx::FromRow)]
struct OldMovement {
    org_id: Uuid,
    line_id: Uuid,
    order_id: Uuid,
    payer_id: Uuid,
    from_stage: String,
    to_stage: String,
    from_batch: Option<Uuid>,
    to_batch: Option<Uuid>,
    copies: i64,
}

/// Takes back a move of a batch (whatever a desk did, but for undoing) with a reason in words. Answers with the number of the
/// batch to look at, if there is one.
///
/// # Errors
/// `note: Required` without a reason; `Stale` when it was taken back before or copies have moved on since, or a customer has
/// confirmed them; `slices: InParcel` when they were packed since; `NotAllowed` for
/// people of a desk that neither sent nor holds the copies.
pub async fn undo(tx: &mut Tx, staff: &Staff<'_>, move_id: Uuid, note: &str) -> Result<Option<String>> {
    let mut faults = Faults::new();
    let note = faults.text("note", note, 2, 500);
    let stages = Stages::load(tx, staff.lang).await?;
    let (from_batch, to_batch) = undoable(tx, move_id).await?;
    let old = movements(tx, move_id).await?;
    let desk = old.first().and_then(|first| stages.get(&first.from_stage)).ok_or(Refusal::NotFound)?;
    staff.holds(&desk.desk)?;
    faults.check()?;
    let act = Act {
        kind: "undo",
        from_batch: to_batch,
        to_batch: from_batch,
        reason: Some(MISTAKE),
        note: &note,
        by: staff.user_id,
        at: staff.now,
        undoes: Some(move_id),
    };
    let undo_id = moves::open(tx, &act).await?;
    parcels::take_back(tx, staff, move_id).await?;
    for movement in &old {
        send_back(tx, staff, &stages, (undo_id, movement)).await?;
    }
    extras::take_back(tx, staff, move_id).await?;
    for batch in [from_batch, to_batch].into_iter().flatten() {
        parcels::untouched(tx, batch).await?;
        super::recount(tx, batch, staff.now).await?;
        name_publisher(tx, batch).await?;
    }
    let detail = serde_json::json!({ "move": move_id, "note": note });
    let entry = audit::Entry { org_id: staff.org_id, verb: "batch.undo", subject: move_id.to_string(), detail };
    audit::record(tx, staff, entry).await?;
    let touched = from_batch.or(to_batch);
    let orders = old.iter().map(|movement| (movement.org_id, movement.order_id)).collect();
    super::tell(tx, staff, orders, touched.unwrap_or(undo_id)).await?;
    number(tx, touched).await
}

/// The batches of a move that can be taken back.
async fn undoable(tx: &mut Tx, move_id: Uuid) -> Result<(Option<Uuid>, Option<Uuid>)> {
    let found: Option<(Option<Uuid>, Option<Uuid>, Option<Uuid>)> = sql!(
        fetch_optional as (Option<Uuid>, Option<Uuid>, Option<Uuid>),
        tx,
        "select m.from_batch, m.to_batch, u.id from moves m left join moves u on u.undoes = m.id
         where m.id = $1 and m.kind in ('batch', 'forward', 'split', 'merge', 'hold', 'release', 'take_out', 'deliver')",
        move_id
    )?;
    match found {
        None => Err(Refusal::NotFound.into()),
        Some((_, _, Some(_))) => Err(Refusal::Stale.into()),
        Some((from, to, None)) => Ok((from, to)),
    }
}

async fn movements(tx: &mut Tx, move_id: Uuid) -> Result<Vec<OldMovement>> {
    sql!(
        fetch_all as OldMovement,
        tx,
        "select m.org_id, m.line_id, l.order_id, o.payer_id, m.from_stage, m.to_stage, m.from_batch, m.to_batch,
                m.copies
         from movements m join order_lines l on l.org_id = m.org_id and l.id = m.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where m.move_id = $1 and m.from_stage is not null order by m.org_id, m.id",
        move_id
    )
}

async fn send_back(
    tx: &mut Tx,
    staff: &Staff<'_>,
    stages: &Stages,
    (undo_id, old): (Uuid, &OldMovement),
) -> Result<()> {
    let slice = standing_at(tx, old).await?;
    let passage = Passage {
        org_id: old.org_id,
        line_id: old.line_id,
        slice_id: slice.slice_id,
        from: Place { stage: old.to_stage.clone(), batch: old.to_batch },
        to: Place { stage: old.from_stage.clone(), batch: old.from_batch },
        copies: old.copies,
    };
    moves::pass(tx, undo_id, staff.now, &passage).await.map_err(|fault| match fault {
        // Fewer copies than were moved stand there: some have gone on.
        store::Fault::Refused(refusal) if refusal == Refusal::field("copies", FaultCode::CopiesGone) => {
            Refusal::Stale.into()
        }
        other => other,
    })?;
    match stages.get(&old.to_stage) {
        Some(exit) => super::take_out::settle(tx, staff, &slice, exit).await,
        None => Ok(()),
    }
}

/// The slice that holds the copies now.
async fn standing_at(tx: &mut Tx, old: &OldMovement) -> Result<HeldSlice> {
    let found: Option<(Uuid, i64)> = match old.to_batch {
        Some(batch) => sql!(
            fetch_optional as (Uuid, i64),
            tx,
            "select id, copies from slices where org_id = $1 and line_id = $2 and stage = $3 and batch_id = $4",
            old.org_id,
            old.line_id,
            &old.to_stage,
            batch
        )?,
        None => sql!(
            fetch_optional as (Uuid, i64),
            tx,
            "select id, copies from slices where org_id = $1 and line_id = $2 and stage = $3 and batch_id is null",
            old.org_id,
            old.line_id,
            &old.to_stage
        )?,
    };
    let (slice_id, copies) = found.ok_or(Refusal::Stale)?;
    Ok(HeldSlice {
        org_id: old.org_id,
        slice_id,
        line_id: old.line_id,
        order_id: old.order_id,
        payer_id: old.payer_id,
        copies,
    })
}

/// A batch that holds one publisher's lines is that publisher's; one that holds several publishers' is nobody's. What an empty
/// one was stays.
async fn name_publisher(tx: &mut Tx, batch: Uuid) -> Result<()> {
    let publishers = sql!(
        fetch_all as (Uuid,),
        tx,
        "select distinct l.publisher_id from slices s join order_lines l on l.org_id = s.org_id and l.id = s.line_id
         where s.batch_id = $1 limit 2",
        batch
    )?;
    let only = match publishers.as_slice() {
        [(only,)] => Some(*only),
        _ => None,
    };
    sql!(
        execute,
        tx,
        "update batches set version = version + 1,
                publisher_id = case when cast($3 as bigint) = 0 then publisher_id else $2 end where id = $1",
        batch,
        only,
        i64::try_from(publishers.len()).unwrap_or(i64::MAX)
    )?;
    Ok(())
}

async fn number(tx: &mut Tx, batch: Option<Uuid>) -> Result<Option<String>> {
    let Some(batch) = batch else { return Ok(None) };
    let found: Option<(String,)> =
        sql!(fetch_optional as (String,), tx, "select no from batches where id = $1", batch)?;
    Ok(found.map(|(no,)| no))
}
