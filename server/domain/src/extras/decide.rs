//! What becomes of copies too many, when nobody waits for them.

use kernel::shapes::ExtraState;
use kernel::{FaultCode, Faults, Refusal};
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::claim;
use crate::scope::Staff;
use crate::{audit, events};

/// A decision about copies too many.
#[derive(Clone, Debug)]
pub struct Decide {
    /// The row.
    pub id: Uuid,
    /// What the page was made from.
    pub version: i64,
    /// `returned`, `kept`, or `found` to take a decision back.
    pub state: String,
    /// Why; how they were sent back.
    pub note: String,
}

/// Writes down what becomes of copies too many. A decision is taken back by putting them where they were: `found`.
///
/// # Errors
/// `NotAllowed` for another desk's people, `NotFound`, `Stale`; `state: UnknownChoice`, also for copies that were given to
/// lines or counted again; `state: NothingChanges`; `note: Required` for copies that are sent back.
pub async fn decide(tx: &mut Tx, staff: &Staff<'_>, wish: &Decide) -> Result<()> {
    let extra = claim(tx, staff, (wish.id, wish.version)).await?;
    let mut faults = Faults::new();
    let state = ExtraState::from_code(&wish.state);
    let free = matches!(
        ExtraState::from_code(&extra.state),
        Some(ExtraState::Found | ExtraState::Kept | ExtraState::Returned)
    );
    match state {
        Some(ExtraState::Found | ExtraState::Kept | ExtraState::Returned) if free => {}
        _ => faults.add("state", FaultCode::UnknownChoice),
    }
    if wish.state == extra.state {
        faults.add("state", FaultCode::NothingChanges);
    }
    let fewest = if state == Some(ExtraState::Returned) { 2 } else { 0 };
    let note = faults.text("note", &wish.note, fewest, 500);
    faults.check()?;
    let state = state.ok_or(Refusal::NotFound)?;
    sql!(
        execute,
        tx,
        "update extras set state = $2, note = $3, by_id = $4, changed_at = $5 where id = $1",
        extra.id,
        state.code(),
        &note,
        staff.user_id,
        staff.now
    )?;
    let detail = serde_json::json!({
        "isbn": extra.isbn, "copies": extra.copies, "was": extra.state, "became": state.code(), "note": note,
    });
    let entry = audit::Entry { org_id: staff.org_id, verb: "extra.decide", subject: extra.batch_no, detail };
    audit::record(tx, staff, entry).await?;
    events::record(tx, staff.now, staff.org_id, "batch.changed", extra.batch_id).await
}
