//! Packing: a parcel for one customer, or one for each of them; and unpacking what was not sent.

use kernel::journey::StageKind;
use kernel::{FaultCode, Refusal};
use store::{Result, Tx, Value, insert_many, sql};
use uuid::Uuid;

use super::contents::Packed;
use super::{LETTER, handled};
use crate::batches::{self, Held, Part};
use crate::moves::Portion;
use crate::scope::{Scope, Staff, new_id};
use crate::stages::Stages;
use crate::{audit, counters, events};

/// Packs copies of one customer into a parcel; answers with its number.
///
/// # Errors
/// `slices: NothingChosen`, `slices: OnHold` for a batch that holds its copies back, `slices: UnknownChoice` for copies of
/// several customers and for a batch that is not in the last port, `slices: InParcel` for copies that are packed already;
/// `copies: CopiesGone`, `Stale`, `NotFound`, `NotAllowed` for another desk.
pub async fn pack(tx: &mut Tx, staff: &Staff<'_>, part: &Part) -> Result<String> {
    if part.slices.is_empty() {
        return Err(Refusal::field("slices", FaultCode::NothingChosen).into());
    }
    let stages = Stages::load(tx, staff.lang).await?;
    let taken = batches::take(tx, staff, part).await?;
    packs(&stages, &taken.held)?;
    let portions = Packed::of(tx, taken.held.id).await?.free(&taken.chosen)?;
    let mut made = wrap(tx, staff, taken.held.id, (&portions, true)).await?;
    let (Some(parcel), None) = (made.pop(), made.pop()) else {
        return Err(Refusal::field("slices", FaultCode::UnknownChoice).into());
    };
    let detail = serde_json::json!({ "batch": taken.held.no, "lines": portions.len(), "copies": copies(&portions) });
    let entry = audit::Entry { org_id: staff.org_id, verb: "parcel.pack", subject: parcel.no.clone(), detail };
    audit::record(tx, staff, entry).await?;
    events::record(tx, staff.now, staff.org_id, "batch.changed", taken.held.id).await?;
    Ok(parcel.no)
}

/// Packs everything that is in no parcel, one parcel for each customer; answers how many.
///
/// # Errors
/// `slices: NothingChosen` when nothing is left to pack; otherwise as [`pack`].
pub async fn pack_rest(tx: &mut Tx, staff: &Staff<'_>, no: &str, version: i64) -> Result<i64> {
    let stages = Stages::load(tx, staff.lang).await?;
    let held = batches::claim(tx, staff, no, version).await?;
    packs(&stages, &held)?;
    let slices = batches::slices_in(tx, &held).await?;
    let portions = Packed::of(tx, held.id).await?.rest(&slices);
    let made = wrap(tx, staff, held.id, (&portions, true)).await?;
    if made.is_empty() {
        return Err(Refusal::field("slices", FaultCode::NothingChosen).into());
    }
    let nos: Vec<&str> = made.iter().map(|parcel| parcel.no.as_str()).collect();
    let detail = serde_json::json!({ "parcels": nos, "lines": portions.len(), "copies": copies(&portions) });
    audit::record(
        tx,
        staff,
        audit::Entry { org_id: staff.org_id, verb: "batch.pack", subject: held.no.clone(), detail },
    )
    .await?;
    events::record(tx, staff.now, staff.org_id, "batch.changed", held.id).await?;
    Ok(i64::try_from(made.len()).unwrap_or(i64::MAX))
}

/// Takes a parcel apart that was not sent; answers with the number of its batch, in which its copies still stand.
///
/// # Errors
/// `Stale` when it was sent, delivered or changed; `NotFound`, `NotAllowed` for another desk.
pub async fn unpack(tx: &mut Tx, staff: &Staff<'_>, no: &str, version: i64) -> Result<String> {
    let parcel = handled(tx, staff, &super::number(no)).await?;
    staff.holds(&parcel.desk)?;
    if parcel.sent_at.is_some() || parcel.delivered_at.is_some() {
        return Err(Refusal::Stale.into());
    }
    parcel.claim(tx, version).await?;
    sql!(execute, tx, "delete from parcel_items where org_id = $1 and parcel_id = $2", parcel.org_id, parcel.id)?;
    sql!(execute, tx, "delete from parcels where org_id = $1 and id = $2", parcel.org_id, parcel.id)?;
    sql!(execute, tx, "update batches set version = version + 1 where id = $1", parcel.batch_id)?;
    let detail = serde_json::json!({ "batch": parcel.batch_no });
    let entry = audit::Entry { org_id: staff.org_id, verb: "parcel.unpack", subject: parcel.no, detail };
    audit::record(tx, staff, entry).await?;
    events::record(tx, staff.now, parcel.org_id, "parcel.changed", parcel.id).await?;
    events::record(tx, staff.now, staff.org_id, "batch.changed", parcel.batch_id).await?;
    Ok(parcel.batch_no)
}

/// Whether parcels are packed at a stage: it is the last one of the way.
pub(super) fn is_last(stages: &Stages, stage: &str) -> bool {
    stages.after(stage).is_some_and(|next| next.kind == StageKind::End)
}

/// A batch that can be packed stands in the last port of the way and holds nothing back.
fn packs(stages: &Stages, held: &Held) -> Result<(), Refusal> {
    if held.reason.is_some() {
        return Err(Refusal::field("slices", FaultCode::OnHold));
    }
    if is_last(stages, &held.stage) { Ok(()) } else { Err(Refusal::field("slices", FaultCode::UnknownChoice)) }
}

fn copies(portions: &[Portion]) -> i64 {
    portions.iter().map(|portion| portion.copies).sum()
}

/// A parcel that was just packed.
pub(super) struct Wrapped {
    pub(super) org_id: Uuid,
    pub(super) id: Uuid,
    pub(super) no: String,
}

/// Makes one parcel for each customer of some copies of a batch.
pub(super) async fn wrap(
    tx: &mut Tx,
    scope: &Scope,
    batch: Uuid,
    (portions, by_hand): (&[Portion], bool),
) -> Result<Vec<Wrapped>> {
    let mut orgs: Vec<Uuid> = portions.iter().map(|portion| portion.org_id).collect();
    orgs.sort_unstable();
    orgs.dedup();
    let nos = counters::take(tx, LETTER, scope.now, orgs.len()).await?;
    let made: Vec<Wrapped> =
        orgs.into_iter().zip(nos).map(|(org_id, no)| Wrapped { org_id, id: new_id(), no }).collect();
    let rows = made.iter().map(|parcel| {
        vec![
            parcel.org_id.into(),
            parcel.id.into(),
            parcel.no.as_str().into(),
            batch.into(),
            "".into(),
            "".into(),
            by_hand.into(),
            scope.user_id.into(),
            scope.now.into(),
            "".into(),
            Value::Int(1),
        ]
    });
    insert_many(tx, "parcels", &PARCEL_COLUMNS, rows.collect()).await?;
    let items = portions.iter().filter_map(|portion| {
        let at = made.binary_search_by_key(&portion.org_id, |parcel| parcel.org_id).ok()?;
        Some(vec![portion.org_id.into(), made[at].id.into(), portion.line_id.into(), portion.copies.into()])
    });
    insert_many(tx, "parcel_items", &["org_id", "parcel_id", "line_id", "copies"], items.collect()).await?;
    let subjects: Vec<(Uuid, Uuid)> = made.iter().map(|parcel| (parcel.org_id, parcel.id)).collect();
    events::record_each(tx, scope.now, "parcel.changed", &subjects).await?;
    Ok(made)
}

const PARCEL_COLUMNS: [&str; 11] = [
    "org_id",
    "id",
    "no",
    "batch_id",
    "carrier",
    "tracking",
    "by_hand",
    "packed_by",
    "packed_at",
    "closing_note",
    "version",
];
