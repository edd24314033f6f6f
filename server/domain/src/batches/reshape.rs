//! Dividing and joining batches without leaving their port.

use kernel::{FaultCode, Refusal};
use store::{Result, Tx};

use super::onward::take_all;
use super::pour::{self, NewBatch, Part, Poured, not_held};
use crate::moves::Place;
use crate::scope::Staff;
use crate::stages::Stages;

/// Batches, or parts of them, that join another of the same stage.
#[derive(Clone, Debug, Default)]
pub struct Merge {
    /// What joins.
    pub parts: Vec<Part>,
    /// Number of the batch that they join.
    pub into: String,
}

/// A part of a batch becomes a batch of its own in the same stage; answers with its number.
///
/// # Errors
/// `slices: NothingChosen` without a part or when nothing would stay behind; otherwise as `forward`.
pub async fn split(tx: &mut Tx, staff: &Staff<'_>, part: &Part) -> Result<String> {
    let stages = Stages::load(tx, staff.lang).await?;
    let taken = pour::take(tx, staff, part).await?;
    not_held(&taken)?;
    if part.slices.is_empty() || taken.whole {
        return Err(Refusal::field("slices", FaultCode::NothingChosen).into());
    }
    let new = NewBatch { stage: &taken.held.stage, publisher: taken.held.publisher, held: None };
    let (id, no) = pour::open(tx, staff, &stages, new).await?;
    let to = Place { stage: taken.held.stage.clone(), batch: Some(id) };
    pour::pour(tx, staff, &taken, &to, &Poured { kind: "split", reason: None, note: "" }).await?;
    Ok(no)
}

/// Batches, or parts of them, join another of the same stage; answers with its number.
///
/// # Errors
/// `into: UnknownChoice` for a batch of another stage, an empty one, one that holds copies back, or one of the parts;
/// otherwise as `forward`.
pub async fn merge(tx: &mut Tx, staff: &Staff<'_>, wish: &Merge) -> Result<String> {
    let taken = take_all(tx, staff, &wish.parts).await?;
    let here = taken.first().ok_or(Refusal::NotFound)?;
    let (id, no) = pour::joinable(tx, &wish.into, &here.held.stage).await?;
    let to = Place { stage: here.held.stage.clone(), batch: Some(id) };
    for one in &taken {
        not_held(one)?;
        if one.held.id == id {
            return Err(Refusal::field("into", FaultCode::UnknownChoice).into());
        }
        pour::pour(tx, staff, one, &to, &Poured { kind: "merge", reason: None, note: "" }).await?;
    }
    Ok(no)
}
