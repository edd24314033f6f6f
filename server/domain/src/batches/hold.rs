//! Holding copies back while the others go on, and releasing them: the copies stay in their port, in a batch of their own
//! that says why. Their customers read the reason.

use kernel::{FaultCode, Faults, Refusal};
use store::{Result, Tx};

use super::pour::{self, NewBatch, Part, Poured, not_held};
use crate::exceptions::{Effect, Reasons};
use crate::moves::Place;
use crate::scope::Staff;
use crate::stages::Stages;

/// Copies that have to wait.
#[derive(Clone, Debug, Default)]
pub struct Hold {
    /// Which.
    pub part: Part,
    /// Code of the reason.
    pub reason: String,
    /// Free note.
    pub note: String,
}

/// Copies that need to wait no longer.
#[derive(Clone, Debug, Default)]
pub struct Release {
    /// Which, of a batch that holds copies back.
    pub part: Part,
    /// A batch of the same stage that they join; a new one is opened when none is named.
    pub into: Option<String>,
    /// Why they go on.
    pub note: String,
}

/// Holds copies back; answers with the number of their batch.
///
/// # Errors
/// `reason: UnknownChoice` for a reason that holds nothing, `slices: OnHold` for copies that are held already; otherwise as
/// `forward`.
pub async fn hold(tx: &mut Tx, staff: &Staff<'_>, wish: &Hold) -> Result<String> {
    let stages = Stages::load(tx, staff.lang).await?;
    let reasons = Reasons::load(tx, staff.lang).await?;
    let taken = pour::take(tx, staff, &wish.part).await?;
    not_held(&taken)?;
    let mut faults = Faults::new();
    let note = faults.text("note", &wish.note, 0, 500);
    if !reasons.offered(&[Effect::Hold]).any(|reason| reason.code == wish.reason) {
        faults.add("reason", FaultCode::UnknownChoice);
    }
    faults.check()?;
    keep_back(tx, staff, &stages, (&taken, &wish.reason, &note)).await
}

/// Pours taken copies into a batch that holds them back.
pub(crate) async fn keep_back(
    tx: &mut Tx,
    staff: &Staff<'_>,
    stages: &Stages,
    (taken, reason, note): (&pour::Taken, &str, &str),
) -> Result<String> {
    let new = NewBatch { stage: &taken.held.stage, publisher: taken.held.publisher, held: Some(reason) };
    let (id, no) = pour::open(tx, staff, stages, new).await?;
    let to = Place { stage: taken.held.stage.clone(), batch: Some(id) };
    pour::pour(tx, staff, taken, &to, &Poured { kind: "hold", reason: Some(reason), note }).await?;
    Ok(no)
}

/// Releases copies; answers with the number of the batch in which they are now.
///
/// # Errors
/// `note: Required` without a reason in words, `slices: NothingChosen` for a batch that holds nothing back, `into:
/// UnknownChoice`; otherwise as `forward`.
pub async fn release(tx: &mut Tx, staff: &Staff<'_>, wish: &Release) -> Result<String> {
    let stages = Stages::load(tx, staff.lang).await?;
    let taken = pour::take(tx, staff, &wish.part).await?;
    if taken.held.reason.is_none() {
        return Err(Refusal::field("slices", FaultCode::NothingChosen).into());
    }
    let mut faults = Faults::new();
    let note = faults.text("note", &wish.note, 2, 500);
    faults.check()?;
    let (id, no) = match wish.into.as_deref().filter(|no| !no.trim().is_empty()) {
        Some(no) => pour::joinable(tx, no, &taken.held.stage).await?,
        None => {
            let new = NewBatch { stage: &taken.held.stage, publisher: taken.held.publisher, held: None };
            pour::open(tx, staff, &stages, new).await?
        }
    };
    let to = Place { stage: taken.held.stage.clone(), batch: Some(id) };
    pour::pour(tx, staff, &taken, &to, &Poured { kind: "release", reason: None, note: &note }).await?;
    Ok(no)
}
