//! Moving batches to the next port: one or several, whole or in part, into one batch there or none at the end of the way.

use std::collections::BTreeSet;

use kernel::journey::StageKind;
use kernel::{FaultCode, Refusal};
use store::{Result, Tx};
use uuid::Uuid;

use super::pour::{self, NewBatch, Part, Poured, Taken, not_held};
use crate::moves::Place;
use crate::parcels;
use crate::scope::Staff;
use crate::stages::Stages;

/// Most batches that go on in one act.
const MOST_PARTS: usize = 200;

/// What goes on together.
#[derive(Clone, Debug, Default)]
pub struct Onward {
    /// Batches of one stage, or parts of them.
    pub parts: Vec<Part>,
    /// A batch of the next stage that they join; a new one is opened when none is named.
    pub into: Option<String>,
}

/// Moves copies on. Answers with the number of the batch in which they are now, or nothing at the end of the way. Each
/// source is an act of its own, which can be taken back without the others.
///
/// # Errors
/// `NotAllowed` for another desk, `Stale` when a batch changed, `copies: CopiesGone` when a part is no longer there,
/// `slices: OnHold` for copies that are held back, `slices: InParcel` for a part of a parcel, `parts: UnknownChoice` for batches of different stages, `into:
/// UnknownChoice`.
pub async fn forward(tx: &mut Tx, staff: &Staff<'_>, wish: &Onward) -> Result<Option<String>> {
    let stages = Stages::load(tx, staff.lang).await?;
    let taken = take_all(tx, staff, &wish.parts).await?;
    for one in &taken {
        not_held(one)?;
    }
    pass_on(tx, staff, &stages, (&taken, wish.into.as_deref())).await
}

/// Claims the batches of all parts, in the order of their numbers, so that two desks do not wait for each other in a circle.
///
/// # Errors
/// `parts: UnknownChoice` when one is named twice, or when they do not stand in one stage.
pub(super) async fn take_all(tx: &mut Tx, staff: &Staff<'_>, parts: &[Part]) -> Result<Vec<Taken>> {
    let mut sorted: Vec<&Part> = parts.iter().collect();
    sorted.sort_by(|a, b| a.no.cmp(&b.no));
    let distinct: BTreeSet<&str> = sorted.iter().map(|part| part.no.as_str()).collect();
    if sorted.is_empty() {
        return Err(Refusal::field("parts", FaultCode::NothingChosen).into());
    }
    if sorted.len() > MOST_PARTS {
        return Err(Refusal::TooLarge.into());
    }
    let mut taken = Vec::with_capacity(sorted.len());
    for part in &sorted {
        taken.push(pour::take(tx, staff, part).await?);
    }
    let one_stage = taken.windows(2).all(|pair| pair[0].held.stage == pair[1].held.stage);
    if distinct.len() < sorted.len() || !one_stage {
        return Err(Refusal::field("parts", FaultCode::UnknownChoice).into());
    }
    Ok(taken)
}

/// Pours what was taken into one batch of the next stage. At the end of the way it is delivered, in parcels.
pub(crate) async fn pass_on(
    tx: &mut Tx,
    staff: &Staff<'_>,
    stages: &Stages,
    (taken, into): (&[Taken], Option<&str>),
) -> Result<Option<String>> {
    let here = taken.first().ok_or(Refusal::NotFound)?;
    let next = stages.after(&here.held.stage).ok_or(Refusal::NotFound)?;
    if next.kind == StageKind::End {
        for one in taken {
            parcels::hand_over(tx, staff, stages, one).await?;
        }
        return Ok(None);
    }
    let (id, no) = match into.filter(|no| !no.trim().is_empty()) {
        Some(no) => pour::joinable(tx, no, &next.code).await?,
        None => {
            let new = NewBatch { stage: &next.code, publisher: common_publisher(taken), held: None };
            pour::open(tx, staff, stages, new).await?
        }
    };
    let to = Place { stage: next.code.clone(), batch: Some(id) };
    for one in taken {
        pour::pour(tx, staff, one, &to, &Poured { kind: "forward", reason: None, note: "" }).await?;
    }
    Ok(Some(no))
}

/// The publisher of all of them, if it is one.
fn common_publisher(taken: &[Taken]) -> Option<Uuid> {
    let first = taken.first()?.held.publisher?;
    taken.iter().all(|one| one.held.publisher == Some(first)).then_some(first)
}
