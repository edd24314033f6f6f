//! Taking copies out of a batch, or back from the customer, with a reason: to be bought again, or off the way for good.

use kernel::journey::StageKind;
use kernel::{FaultCode, Faults, Refusal};
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::pour::{Held, HeldSlice, claim, passage, slices_in};
use crate::credit::Debt;
use crate::exceptions::{Effect, Reasons};
use crate::moves::{self, Act, Passage, Place};
use crate::scope::Staff;
use crate::stages::{Stage, Stages};
use crate::{audit, credit, events, parcels};

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

/// Takes copies out of a batch: back to the first stage to be bought again, or off the way for good, as the reason says.
/// Copies that will never come give their credit back.
///
/// # Errors
/// `reason: UnknownChoice`, `copies: OutOfRange`, `slices: InParcel`, `NotAllowed`, `Stale`.
pub async fn take_out(tx: &mut Tx, staff: &Staff<'_>, wish: &TakeOut) -> Result<()> {
    let stages = Stages::load(tx, staff.lang).await?;
    let held = claim(tx, staff, &wish.no, wish.version).await?;
    let slices = slices_in(tx, &held).await?;
    let slice = slices.iter().find(|slice| slice.slice_id == wish.slice);
    let slice = slice.ok_or_else(|| Refusal::field("copies", FaultCode::CopiesGone))?;
    let (note, to) = check(tx, &stages, slice, (wish.copies, &wish.reason, &wish.note)).await?;
    exclude(tx, staff, (&held, to), &[(slice.clone(), wish.copies)], (&wish.reason, &note)).await
}

/// Takes copies of a claimed batch out in one act.
pub(crate) async fn exclude(
    tx: &mut Tx,
    staff: &Staff<'_>,
    (held, to): (&Held, &Stage),
    chosen: &[(HeldSlice, i64)],
    (reason, note): (&str, &str),
) -> Result<()> {
    let act = Act {
        kind: "take_out",
        from_batch: Some(held.id),
        reason: Some(reason),
        note,
        by: staff.user_id,
        at: staff.now,
        ..Act::default()
    };
    let move_id = moves::open(tx, &act).await?;
    let place = Place { stage: to.code.clone(), batch: None };
    for (slice, copies) in chosen {
        moves::pass(tx, move_id, staff.now, &passage(held, slice, &place, *copies)).await?;
        settle(tx, staff, slice, to).await?;
    }
    parcels::untouched(tx, held.id).await?;
    super::recount(tx, held.id, staff.now).await?;
    let lines: Vec<_> = chosen.iter().map(|(slice, copies)| (slice.line_id, *copies)).collect();
    let detail = serde_json::json!({ "reason": reason, "note": note, "lines": lines });
    let entry = audit::Entry { org_id: staff.org_id, verb: "batch.take_out", subject: held.no.clone(), detail };
    audit::record(tx, staff, entry).await?;
    super::tell(tx, staff, chosen.iter().map(|(slice, _)| (slice.org_id, slice.order_id)).collect(), held.id).await
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
        "select s.org_id, s.id as slice_id, s.line_id, l.order_id, o.payer_id, s.copies
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
    settle(tx, staff, &slice, to).await?;
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
    let reasons = Reasons::load(tx, stages.lang()).await?;
    let found = reasons.offered(&[Effect::Again, Effect::Exit]).find(|known| known.code == reason);
    if found.is_none() {
        faults.add("reason", FaultCode::UnknownChoice);
    }
    faults.check()?;
    let to = match found.and_then(|reason| reason.exit.as_deref()) {
        Some(exit) => stages.get(exit),
        None => stages.first(),
    };
    Ok((note, to.ok_or(Refusal::NotFound)?))
}

/// Copies that went off the way give their credit back or, when that was undone, take it again.
pub(super) async fn settle(tx: &mut Tx, staff: &Staff<'_>, slice: &HeldSlice, to: &Stage) -> Result<()> {
    if to.kind != StageKind::Exit {
        return Ok(());
    }
    let debt = Debt { payer: slice.payer_id, org_id: slice.org_id, order_id: slice.order_id };
    credit::level(tx, debt, &to.code, staff.now).await
}
