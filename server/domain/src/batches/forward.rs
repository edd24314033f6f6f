//! Moving a batch to the next port, whole or in part, and taking copies out of it with a reason.

use kernel::journey::StageKind;
use kernel::{FaultCode, Faults, Refusal};
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::{Held, HeldSlice, NewBatch};
use crate::credit::Debt;
use crate::moves::{self, Act, Passage, Place};
use crate::scope::Staff;
use crate::stages::{Stage, Stages};
use crate::{audit, credit, events};

/// Which copies of a batch go on.
#[derive(Clone, Debug)]
pub struct Forward {
    /// Number of the batch.
    pub no: String,
    /// What the page was made from.
    pub version: i64,
    /// The slices and how many copies of each go on; everything when empty.
    pub part: Vec<(Uuid, i64)>,
}

/// Copies that leave a batch for a reason.
#[derive(Clone, Debug)]
pub struct TakeOut {
    /// Number of the batch.
    pub no: String,
    /// What the page was made from.
    pub version: i64,
    /// The slice.
    pub slice: Uuid,
    /// How many copies.
    pub copies: i64,
    /// Code of the reason.
    pub reason: String,
    /// Free note.
    pub note: String,
}

/// Moves a batch on. Answers with the number of the batch in which the copies are now, or nothing at the end of the way.
///
/// # Errors
/// `NotAllowed` for another desk, `Stale` when the batch changed, `copies: CopiesGone` when a part is no longer there.
pub async fn forward(tx: &mut Tx, staff: &Staff<'_>, wish: &Forward) -> Result<Option<String>> {
    let stages = Stages::load(tx, staff.lang).await?;
    let held = super::hold(tx, staff, &wish.no, wish.version).await?;
    let next = stages.after(&held.stage).ok_or(Refusal::NotFound)?;
    let chosen = choose(super::slices_in(tx, &held).await?, &wish.part)?;
    let into = match next.kind {
        StageKind::End => None,
        _ => {
            let publisher = publisher_of(tx, &held).await?;
            let new = NewBatch { stage: &next.code, publisher, from: Some(held.id) };
            Some(super::open(tx, staff, &stages, new).await?)
        }
    };
    let to = Place { stage: next.code.clone(), batch: into.as_ref().map(|(id, _)| *id) };
    let act = Act {
        kind: "forward",
        from_batch: Some(held.id),
        to_batch: to.batch,
        by: staff.user_id,
        at: staff.now,
        ..Act::default()
    };
    let move_id = moves::open(tx, &act).await?;
    for (slice, copies) in &chosen {
        moves::pass(tx, move_id, staff.now, &passage(&held, slice, &to, *copies)).await?;
    }
    super::mark_emptiness(tx, held.id, staff.now).await?;
    let detail = serde_json::json!({ "to": next.code, "lines": chosen.len() });
    let entry = audit::Entry { org_id: staff.org_id, verb: "batch.forward", subject: held.no.clone(), detail };
    audit::record(tx, staff, entry).await?;
    super::tell(tx, staff, chosen.iter().map(|(slice, _)| (slice.org_id, slice.order_id)).collect(), held.id).await?;
    Ok(into.map(|(_, no)| no))
}

fn choose(slices: Vec<HeldSlice>, part: &[(Uuid, i64)]) -> Result<Vec<(HeldSlice, i64)>> {
    if slices.is_empty() {
        return Err(Refusal::field("slices", FaultCode::NothingChosen).into());
    }
    if part.is_empty() {
        return Ok(slices.into_iter().map(|slice| (slice.clone(), slice.copies)).collect());
    }
    let mut chosen = Vec::with_capacity(part.len());
    for (id, copies) in part {
        let slice = slices.iter().find(|slice| slice.slice_id == *id);
        match slice {
            Some(slice) if (1..=slice.copies).contains(copies) => chosen.push((slice.clone(), *copies)),
            _ => return Err(Refusal::field("copies", FaultCode::CopiesGone).into()),
        }
    }
    chosen.sort_by_key(|(slice, _)| (slice.org_id, slice.slice_id));
    chosen.dedup_by_key(|(slice, _)| slice.slice_id);
    Ok(chosen)
}

async fn publisher_of(tx: &mut Tx, held: &Held) -> Result<Option<Uuid>> {
    let (publisher,) =
        sql!(fetch_one as (Option<Uuid>,), tx, "select publisher_id from batches where id = $1", held.id)?;
    Ok(publisher)
}

fn passage(held: &Held, slice: &HeldSlice, to: &Place, copies: i64) -> Passage {
    Passage {
        org_id: slice.org_id,
        line_id: slice.line_id,
        slice_id: slice.slice_id,
        from: Place { stage: held.stage.clone(), batch: Some(held.id) },
        to: to.clone(),
        copies,
    }
}

/// Takes copies out of a batch: back to the first stage to be bought again, or off the way for good, as the reason says.
/// Copies that will never come give their credit back.
///
/// # Errors
/// `reason: UnknownChoice`, `copies: OutOfRange`, `NotAllowed`, `Stale`.
pub async fn take_out(tx: &mut Tx, staff: &Staff<'_>, wish: &TakeOut) -> Result<()> {
    let stages = Stages::load(tx, staff.lang).await?;
    let held = super::hold(tx, staff, &wish.no, wish.version).await?;
    let slices = super::slices_in(tx, &held).await?;
    let slice = slices.iter().find(|slice| slice.slice_id == wish.slice);
    let slice = slice.ok_or_else(|| Refusal::field("copies", FaultCode::CopiesGone))?;
    let (note, to) = check(tx, &stages, slice, (wish.copies, &wish.reason, &wish.note)).await?;
    let act = Act {
        kind: "take_out",
        from_batch: Some(held.id),
        reason: Some(&wish.reason),
        note: &note,
        by: staff.user_id,
        at: staff.now,
        ..Act::default()
    };
    let move_id = moves::open(tx, &act).await?;
    let place = Place { stage: to.code.clone(), batch: None };
    moves::pass(tx, move_id, staff.now, &passage(&held, slice, &place, wish.copies)).await?;
    settle(tx, staff, slice, to, -wish.copies).await?;
    super::mark_emptiness(tx, held.id, staff.now).await?;
    let detail = serde_json::json!({ "copies": wish.copies, "reason": wish.reason, "line": slice.line_id });
    let entry = audit::Entry { org_id: staff.org_id, verb: "batch.take_out", subject: held.no.clone(), detail };
    audit::record(tx, staff, entry).await?;
    super::tell(tx, staff, vec![(slice.org_id, slice.order_id)], held.id).await
}

/// Takes delivered copies of a line back from the customer: to be bought again, or returned for good.
///
/// # Errors
/// `NotFound` for a line without delivered copies; otherwise as [`take_out`].
pub async fn take_back(tx: &mut Tx, staff: &Staff<'_>, line_id: Uuid, copies: i64, reason: &str) -> Result<()> {
    let stages = Stages::load(tx, staff.lang).await?;
    let end = stages.iter().find(|stage| stage.kind == StageKind::End).ok_or(Refusal::NotFound)?;
    staff.holds(&end.desk)?;
    let slice = sql!(
        fetch_optional as HeldSlice,
        tx,
        "select s.org_id, s.id as slice_id, s.line_id, l.order_id, o.payer_id, l.price_fen, s.copies
         from order_lines l join slices s on s.org_id = l.org_id and s.line_id = l.id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         join org_tree t on t.org_id = l.org_id and t.above_id = $1
         where l.id = $2 and s.stage = $3",
        staff.org_id,
        line_id,
        &end.code
    )?;
    let slice = slice.ok_or(Refusal::NotFound)?;
    let (_, to) = check(tx, &stages, &slice, (copies, reason, "")).await?;
    let act = Act { kind: "take_out", reason: Some(reason), by: staff.user_id, at: staff.now, ..Act::default() };
    let move_id = moves::open(tx, &act).await?;
    let passage = Passage {
        org_id: slice.org_id,
        line_id,
        slice_id: slice.slice_id,
        from: Place { stage: end.code.clone(), batch: None },
        to: Place { stage: to.code.clone(), batch: None },
        copies,
    };
    moves::pass(tx, move_id, staff.now, &passage).await?;
    settle(tx, staff, &slice, to, -copies).await?;
    let detail = serde_json::json!({ "copies": copies, "reason": reason });
    let entry = audit::Entry { org_id: slice.org_id, verb: "line.take_back", subject: line_id.to_string(), detail };
    audit::record(tx, staff, entry).await?;
    events::record(tx, staff.now, slice.org_id, "order.moved", slice.order_id).await
}

/// Gathers the faults of an exception and says where its copies go.
async fn check<'s>(
    tx: &mut Tx,
    stages: &'s Stages,
    slice: &HeldSlice,
    (copies, reason, note): (i64, &str, &str),
) -> Result<(String, &'s Stage)> {
    let mut faults = Faults::new();
    let note = faults.text("note", note, 0, 500);
    if !(1..=slice.copies).contains(&copies) {
        faults.add("copies", FaultCode::OutOfRange { min: 1, max: slice.copies });
    }
    let found: Option<(Option<String>,)> = sql!(
        fetch_optional as (Option<String>,),
        tx,
        "select exit_stage from reasons where code = $1 and position < 90",
        reason
    )?;
    let to = match &found {
        None => {
            faults.add("reason", FaultCode::UnknownChoice);
            None
        }
        Some((Some(exit),)) => stages.get(exit),
        Some((None,)) => stages.first(),
    };
    faults.check()?;
    Ok((note, to.ok_or(Refusal::NotFound)?))
}

/// Copies that go off the way give their credit back (`copies` negative) or, when that is undone, take it again.
pub(super) async fn settle(tx: &mut Tx, staff: &Staff<'_>, slice: &HeldSlice, to: &Stage, copies: i64) -> Result<()> {
    if to.kind != StageKind::Exit {
        return Ok(());
    }
    let debt = Debt { payer: slice.payer_id, order_id: slice.order_id };
    credit::change(tx, debt, copies * slice.price_fen, &to.code, staff.now).await
}
