//! Cancelling copies that have not been bought yet. Once they are in a purchase batch, only the desk can stop them.

use kernel::journey::StageKind;
use kernel::{FaultCode, Refusal};
use store::{Result, Tx, sql};
use uuid::Uuid;

use crate::credit::Debt;
use crate::moves::{self, Act, Passage, Place};
use crate::scope::Scope;
use crate::stages::Stages;
use crate::{audit, credit, events};

#[derive(sqlx::FromRow)]
struct OpenSlice {
    org_id: Uuid,
    order_id: Uuid,
    order_no: String,
    payer_id: Uuid,
    slice_id: Uuid,
    stage: String,
    copies: i64,
}

/// The stage that copies go to which the customer cancels.
const CANCELLED: &str = "cancelled";

/// Cancels `copies` of a line that still wait for a purchase batch and gives their credit back. Answers with the order's
/// number.
///
/// # Errors
/// `copies: CopiesGone` when fewer wait by now; `NotFound` for a foreign line.
pub async fn cancel(tx: &mut Tx, scope: &Scope, line_id: Uuid, copies: i64) -> Result<String> {
    scope.buyer()?;
    let stages = Stages::load(tx, scope.lang).await?;
    let slice = open_slice(tx, scope, line_id, &stages).await?;
    if copies < 1 || copies > slice.copies {
        return Err(Refusal::field("copies", FaultCode::OutOfRange { min: 1, max: slice.copies }).into());
    }
    let act =
        Act { kind: "cancel", reason: Some("customer_cancelled"), by: scope.user_id, at: scope.now, ..Act::default() };
    let move_id = moves::open(tx, &act).await?;
    let passage = Passage {
        org_id: slice.org_id,
        line_id,
        slice_id: slice.slice_id,
        from: Place { stage: slice.stage.clone(), batch: None },
        to: Place { stage: CANCELLED.to_owned(), batch: None },
        copies,
    };
    moves::pass(tx, move_id, scope.now, &passage).await?;
    let debt = Debt { payer: slice.payer_id, org_id: slice.org_id, order_id: slice.order_id };
    credit::level(tx, debt, "cancelled", scope.now).await?;
    let detail = serde_json::json!({ "line": line_id, "copies": copies });
    let entry = audit::Entry { org_id: slice.org_id, verb: "order.cancel", subject: slice.order_no.clone(), detail };
    audit::record(tx, scope, entry).await?;
    events::record(tx, scope.now, slice.org_id, "order.moved", slice.order_id).await?;
    Ok(slice.order_no)
}

/// The copies of a visible line that stand at the first stage without a batch.
async fn open_slice(tx: &mut Tx, scope: &Scope, line_id: Uuid, stages: &Stages) -> Result<OpenSlice> {
    let slices = sql!(
        fetch_all as OpenSlice,
        tx,
        "select l.org_id, l.order_id, o.no as order_no, o.payer_id, s.id as slice_id, s.stage, s.copies
         from org_tree t join order_lines l on l.org_id = t.org_id and l.id = $2
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         join slices s on s.org_id = l.org_id and s.line_id = l.id
         where t.above_id = $1",
        scope.org_id,
        line_id
    )?;
    if slices.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    let is_open = |slice: &OpenSlice| stages.get(&slice.stage).is_some_and(|stage| stage.kind == StageKind::Open);
    slices.into_iter().find(is_open).ok_or_else(|| Refusal::field("copies", FaultCode::CopiesGone).into())
}
