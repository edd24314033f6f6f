//! Delivering: the act that passes exactly the copies of some parcels from the last port of the way to its end. A desk says
//! so, or the customer who has a parcel in hand, or a desk moves the whole batch on; and a desk takes it back.

use std::collections::BTreeMap;

use kernel::{FaultCode, Faults, Refusal};
use store::{Fault, Result, Tx, sql};
use uuid::Uuid;

use super::contents::Packed;
use super::pack::wrap;
use super::send::counted;
use super::{Handled, handled, number};
use crate::batches::{self, Taken};
use crate::moves::{self, Act, Portion};
use crate::scope::{Scope, Staff};
use crate::stages::Stages;
use crate::{audit, events, orgs};

/// The batch whose parcels are delivered.
struct Origin<'a> {
    id: Uuid,
    no: &'a str,
    stage: &'a str,
}

/// Writes down that parcels came to their customers; answers how many came by this. Those that came before are left alone.
///
/// # Errors
/// `parcels: NothingChosen | TooManyLines`; `parcels.n.no: UnknownChoice` for the one at place `n` that is none or another
/// desk's.
pub async fn delivered(tx: &mut Tx, staff: &Staff<'_>, nos: &[String]) -> Result<i64> {
    let mut faults = Faults::new();
    counted(&mut faults, nos.len())?;
    let mut batches: BTreeMap<Uuid, BTreeMap<Uuid, Handled>> = BTreeMap::new();
    for (place, no) in nos.iter().enumerate() {
        match handled(tx, staff, &number(no)).await {
            Ok(parcel) if staff.holds(&parcel.desk).is_ok() => {
                batches.entry(parcel.batch_id).or_default().insert(parcel.id, parcel);
            }
            Ok(_) | Err(Fault::Refused(Refusal::NotFound)) => {
                faults.add(&format!("parcels.{place}.no"), FaultCode::UnknownChoice);
            }
            Err(fault) => return Err(fault),
        }
    }
    faults.check()?;
    let stages = Stages::load(tx, staff.lang).await?;
    let mut came = 0;
    for parcels in batches.into_values() {
        let parcels: Vec<Handled> = parcels.into_values().filter(|parcel| parcel.delivered_at.is_none()).collect();
        came += bring(tx, staff, &stages, &parcels).await?;
    }
    Ok(came)
}

/// Delivers parcels of one batch; answers how many.
pub(super) async fn bring(tx: &mut Tx, scope: &Scope, stages: &Stages, parcels: &[Handled]) -> Result<i64> {
    let Some(first) = parcels.first() else { return Ok(0) };
    let origin = Origin { id: first.batch_id, no: &first.batch_no, stage: &first.stage };
    let delivery = begin(tx, scope, origin.id).await?;
    for parcel in parcels {
        mark(tx, delivery, (parcel.org_id, parcel.id), scope.now).await?;
    }
    finish(tx, scope, (delivery, stages), &origin).await
}

/// Moves copies of a claimed batch to the end of the way: what is in no parcel is packed, one for each customer. With the
/// whole batch go the parcels that were packed before.
///
/// # Errors
/// `slices: InParcel` for a part that would have to be taken out of a parcel.
pub(crate) async fn hand_over(tx: &mut Tx, staff: &Staff<'_>, stages: &Stages, taken: &Taken) -> Result<()> {
    let held = &taken.held;
    let packed = Packed::of(tx, held.id).await?;
    let portions = if taken.whole {
        let slices: Vec<_> = taken.chosen.iter().map(|(slice, _)| slice.clone()).collect();
        packed.rest(&slices)
    } else {
        packed.free(&taken.chosen)?
    };
    let made = wrap(tx, staff, held.id, (&portions, false)).await?;
    let delivery = begin(tx, staff, held.id).await?;
    if taken.whole {
        mark_all(tx, delivery, held.id, staff.now).await?;
    } else {
        for parcel in &made {
            mark(tx, delivery, (parcel.org_id, parcel.id), staff.now).await?;
        }
    }
    let origin = Origin { id: held.id, no: &held.no, stage: &held.stage };
    finish(tx, staff, (delivery, stages), &origin).await.map(drop)
}

async fn begin(tx: &mut Tx, scope: &Scope, batch: Uuid) -> Result<Uuid> {
    let act = Act { kind: "deliver", from_batch: Some(batch), by: scope.user_id, at: scope.now, ..Act::default() };
    moves::open(tx, &act).await
}

/// Marks one parcel as delivered by an act.
async fn mark(tx: &mut Tx, delivery: Uuid, (org_id, id): (Uuid, Uuid), now: i64) -> Result<()> {
    let marked = sql!(
        execute,
        tx,
        "update parcels set delivery_id = $3, delivered_at = $4, version = version + 1
         where org_id = $1 and id = $2 and delivered_at is null",
        org_id,
        id,
        delivery,
        now
    )?;
    if marked == 1 { Ok(()) } else { Err(Refusal::Stale.into()) }
}

/// Marks every parcel of a batch that was not delivered.
async fn mark_all(tx: &mut Tx, delivery: Uuid, batch: Uuid, now: i64) -> Result<()> {
    sql!(
        execute,
        tx,
        "update parcels set delivery_id = $2, delivered_at = $3, version = version + 1
         where batch_id = $1 and delivered_at is null",
        batch,
        delivery,
        now
    )?;
    Ok(())
}

/// Moves what is in the marked parcels, writes it down and tells open pages; answers how many parcels.
async fn finish(tx: &mut Tx, scope: &Scope, (delivery, stages): (Uuid, &Stages), origin: &Origin<'_>) -> Result<i64> {
    let end = stages.after(origin.stage).ok_or(Refusal::Stale)?;
    let portions = portions_of(tx, delivery).await?;
    moves::pass_out(tx, (delivery, scope.now), (origin.id, origin.stage, &end.code), &portions).await?;
    batches::recount(tx, origin.id, scope.now).await?;
    sql!(execute, tx, "update batches set version = version + 1 where id = $1", origin.id)?;
    let parcels = parcels_of(tx, delivery).await?;
    let nos: Vec<&str> = parcels.iter().map(|(_, _, no)| no.as_str()).collect();
    let copies: i64 = portions.iter().map(|portion| portion.copies).sum();
    let detail = serde_json::json!({ "parcels": nos, "lines": portions.len(), "copies": copies });
    let house = orgs::house(tx).await?.ok_or(Refusal::NotFound)?;
    let entry = audit::Entry { org_id: house, verb: "batch.deliver", subject: origin.no.to_owned(), detail };
    audit::record(tx, scope, entry).await?;
    let subjects: Vec<(Uuid, Uuid)> = parcels.iter().map(|(org_id, id, _)| (*org_id, *id)).collect();
    events::record_each(tx, scope.now, "parcel.changed", &subjects).await?;
    let orders = orders_of(tx, delivery).await?;
    events::record_each(tx, scope.now, "order.moved", &orders).await?;
    events::record(tx, scope.now, house, "batch.changed", origin.id).await?;
    Ok(i64::try_from(parcels.len()).unwrap_or(i64::MAX))
}

/// What is in the parcels of a delivery, in the order of keys.
async fn portions_of(tx: &mut Tx, delivery: Uuid) -> Result<Vec<Portion>> {
    sql!(
        fetch_all as Portion,
        tx,
        "select i.org_id, i.line_id, cast(sum(i.copies) as bigint) as copies
         from parcels p join parcel_items i on i.org_id = p.org_id and i.parcel_id = p.id
         where p.delivery_id = $1 group by i.org_id, i.line_id order by i.org_id, i.line_id",
        delivery
    )
}

async fn parcels_of(tx: &mut Tx, delivery: Uuid) -> Result<Vec<(Uuid, Uuid, String)>> {
    sql!(
        fetch_all as (Uuid, Uuid, String),
        tx,
        "select org_id, id, no from parcels where delivery_id = $1 order by no",
        delivery
    )
}

async fn orders_of(tx: &mut Tx, delivery: Uuid) -> Result<Vec<(Uuid, Uuid)>> {
    sql!(
        fetch_all as (Uuid, Uuid),
        tx,
        "select distinct l.org_id, l.order_id from parcels p
         join parcel_items i on i.org_id = p.org_id and i.parcel_id = p.id
         join order_lines l on l.org_id = i.org_id and l.id = i.line_id
         where p.delivery_id = $1",
        delivery
    )
}

/// Takes a delivery back, before its copies go back: its parcels are as they were, and those that no hand packed are gone,
/// but for one that its customer has read of.
///
/// # Errors
/// `Stale` when a customer has said something of one of them, or when one is closed.
pub(crate) async fn take_back(tx: &mut Tx, staff: &Staff<'_>, delivery: Uuid) -> Result<()> {
    let parcels = parcels_of(tx, delivery).await?;
    let settled = sql!(
        fetch_optional as (String,),
        tx,
        "select p.no from parcels p where p.delivery_id = $1 and (p.closed_at is not null or exists (
           select 1 from acceptances a where a.org_id = p.org_id and a.parcel_id = p.id)) limit 1",
        delivery
    )?;
    if settled.is_some() {
        return Err(Refusal::Stale.into());
    }
    sql!(
        execute,
        tx,
        "delete from parcel_items where (org_id, parcel_id) in (
           select org_id, id from parcels where delivery_id = $1 and by_hand = $2 and asked_at is null)",
        delivery,
        false
    )?;
    sql!(
        execute,
        tx,
        "delete from parcels where delivery_id = $1 and by_hand = $2 and asked_at is null",
        delivery,
        false
    )?;
    sql!(
        execute,
        tx,
        "update parcels set delivery_id = null, delivered_at = null, asked_at = null, version = version + 1
         where delivery_id = $1",
        delivery
    )?;
    let subjects: Vec<(Uuid, Uuid)> = parcels.iter().map(|(org_id, id, _)| (*org_id, *id)).collect();
    events::record_each(tx, staff.now, "parcel.changed", &subjects).await
}
