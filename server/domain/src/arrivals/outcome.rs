//! What became of the promises of a line that is not on its way any more.

use store::{Result, Tx, sql};
use uuid::Uuid;

use super::alerts;
use super::kept::add_up;
use super::standings::Standing;
use crate::days;

/// Nothing is said of the line any more, and what had been said is compared with what came.
pub(super) async fn close(tx: &mut Tx, (org_id, standing): (Uuid, &Standing), now: i64) -> Result<()> {
    sql!(execute, tx, "delete from arrivals where org_id = $1 and line_id = $2", org_id, standing.id)?;
    alerts::forget(tx, (org_id, standing.id)).await?;
    if standing.line.by_hand.is_some() {
        end_hand(tx, (org_id, standing.id), now).await?;
    }
    let Some(arrived_at) = arrived_at(tx, (org_id, standing)).await? else { return Ok(()) };
    let (arrived_on, publisher) = (days::today(arrived_at), standing.line.publisher);
    let before = arrived_on_before(tx, (org_id, standing.id)).await?;
    compare(tx, (org_id, standing), arrived_on).await?;
    add_up(tx, publisher, arrived_on).await?;
    if let Some(before) = before.filter(|before| *before != arrived_on) {
        add_up(tx, publisher, before).await?;
    }
    if standing.given { beside_the_hand(tx, org_id, standing.id).await } else { Ok(()) }
}

/// Puts the first and the last promise beside the day on which the line arrived.
async fn compare(tx: &mut Tx, (org_id, standing): (Uuid, &Standing), arrived_on: i64) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into outcomes (org_id, line_id, publisher_id, urgent, first_low, first_high, last_low, last_high, arrived_on)
         select f.org_id, f.line_id, $3, $4, f.low, f.high, n.low, n.high, $5
         from promises f cross join promises n
         where f.org_id = $1 and f.line_id = $2 and n.org_id = $1 and n.line_id = $2
           and not exists (select 1 from promises e where e.org_id = $1 and e.line_id = $2
                           and (e.at, e.id) < (f.at, f.id))
           and not exists (select 1 from promises e where e.org_id = $1 and e.line_id = $2
                           and (e.at, e.id) > (n.at, n.id))
         on conflict (org_id, line_id) do update
           set last_low = excluded.last_low, last_high = excluded.last_high, arrived_on = excluded.arrived_on",
        org_id,
        standing.id,
        standing.line.publisher,
        standing.line.urgent,
        arrived_on
    )?;
    Ok(())
}

/// The day on which the line had arrived, as was known until now.
async fn arrived_on_before(tx: &mut Tx, (org_id, line_id): (Uuid, Uuid)) -> Result<Option<i64>> {
    let found = sql!(
        fetch_optional as (i64,),
        tx,
        "select arrived_on from outcomes where org_id = $1 and line_id = $2",
        org_id,
        line_id
    )?;
    Ok(found.map(|(day,)| day))
}

/// The line had come, and is on its way again: nothing is known of what becomes of its promises.
pub(super) async fn reopen(tx: &mut Tx, (org_id, standing): (Uuid, &Standing)) -> Result<()> {
    let withdrawn = sql!(
        fetch_optional as (i64,),
        tx,
        "delete from outcomes where org_id = $1 and line_id = $2 returning arrived_on",
        org_id,
        standing.id
    )?;
    match withdrawn {
        Some((day,)) => add_up(tx, standing.line.publisher, day).await,
        None => Ok(()),
    }
}

/// Writes down that what a person promised holds no longer.
pub(super) async fn end_hand(tx: &mut Tx, (org_id, line_id): (Uuid, Uuid), now: i64) -> Result<()> {
    sql!(
        execute,
        tx,
        "update hand_promises set ended_at = $3 where org_id = $1 and line_id = $2 and ended_at is null",
        org_id,
        line_id,
        now
    )?;
    Ok(())
}

/// Puts what a person promised into the outcome, and beside it what had been worked out when they did.
async fn beside_the_hand(tx: &mut Tx, org_id: Uuid, line_id: Uuid) -> Result<()> {
    let ranges = sql!(
        fetch_optional as (i64, i64, i64, i64),
        tx,
        "select h.low, h.high, p.low, p.high
         from hand_promises h cross join promises p
         where h.org_id = $1 and h.line_id = $2 and p.org_id = $1 and p.line_id = $2 and p.reason <> 'house'
           and p.at <= h.given_at
         order by p.at desc, p.id desc limit 1",
        org_id,
        line_id
    )?;
    let Some((hand_low, hand_high, beside_low, beside_high)) = ranges else { return Ok(()) };
    sql!(
        execute,
        tx,
        "update outcomes set hand_low = $3, hand_high = $4, beside_low = $5, beside_high = $6
         where org_id = $1 and line_id = $2",
        org_id,
        line_id,
        hand_low,
        hand_high,
        beside_low,
        beside_high
    )?;
    Ok(())
}

/// When the last of its copies came. The slice cannot tell: copies that join others there keep the date of the first.
async fn arrived_at(tx: &mut Tx, (org_id, standing): (Uuid, &Standing)) -> Result<Option<i64>> {
    if !standing.arrived {
        return Ok(None);
    }
    let (at,) = sql!(
        fetch_one as (Option<i64>,),
        tx,
        "select max(m.at) from movements m join stages g on g.code = m.to_stage
         where m.org_id = $1 and m.line_id = $2 and g.kind = 'end'",
        org_id,
        standing.id
    )?;
    Ok(at)
}
