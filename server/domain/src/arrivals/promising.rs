//! Works out what is said of lines, and keeps every range that was said.

use kernel::shapes::PromiseReason;
use serde_json::json;
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use super::reads::{StoredPart, written};
use super::standings::{self, Line, Rear};
use super::view::View;
use crate::scope::{Scope, new_id};
use crate::stages::Stages;
use crate::{audit, days, events};

/// A range that was said stays until either end has moved by more than so many days: who plans by it should not see it tremble.
const STEADY_DAYS: i64 = 1;
/// The chance of being late is written anew when it changed by this much, in thousandths.
const STEADY_CHANCE: i64 = 10;
/// Orders whose lines are looked at in one go.
const PORTION: i64 = 5_000;

/// What is to be said of a line now.
struct Saying {
    low: i64,
    mid: i64,
    high: i64,
    sure: i64,
    late: Option<i64>,
    silent_at: Option<i64>,
    parts: String,
}

/// Promises the lines of an order that was just placed, in the transaction that places it.
///
/// # Errors
/// `NotFound` for a foreign or absent number.
pub async fn promise(tx: &mut Tx, scope: &Scope, view: &View, no: &str) -> Result<()> {
    let order = crate::orders::key(tx, scope, no).await?;
    let stages = Stages::load(tx, scope.lang).await?;
    renew_order(tx, scope, view, order, &stages).await?;
    Ok(())
}

/// Works out what is to be said of the lines of these orders (organisation and id). Open pages are told of what changed.
/// Answers with how many ranges were promised.
pub async fn renew(tx: &mut Tx, scope: &Scope, view: &View, orders: &[(Uuid, Uuid)]) -> Result<u64> {
    scope.staff()?;
    let stages = Stages::load(tx, scope.lang).await?;
    let mut promised = 0;
    for order in orders {
        let ranges = renew_order(tx, scope, view, *order, &stages).await?;
        if ranges > 0 {
            events::record(tx, scope.now, order.0, "arrival.changed", order.1).await?;
        }
        promised += ranges;
    }
    if promised > 0 {
        let detail = json!({ "orders": orders.len(), "ranges": promised });
        let entry =
            audit::Entry { org_id: scope.org_id, verb: "arrival.renew", subject: scope.org_id.to_string(), detail };
        audit::record(tx, scope, entry).await?;
    }
    Ok(promised)
}

/// The orders with copies on their way, portion by portion: those after `after`, and the place to go on from.
pub async fn open_orders(conn: &mut Conn, after: (Uuid, Uuid)) -> Result<(Vec<(Uuid, Uuid)>, Option<(Uuid, Uuid)>)> {
    let lines = sql!(
        fetch_all as (Uuid, Uuid, Uuid),
        conn,
        "select s.org_id, s.line_id, l.order_id
         from slices s cross join order_lines l cross join stages g
         where (s.org_id, s.line_id) > ($1, $2) and l.org_id = s.org_id and l.id = s.line_id and g.code = s.stage
           and g.kind in ('open', 'way')
         order by s.org_id, s.line_id limit $3",
        after.0,
        after.1,
        PORTION
    )?;
    let next = lines.last().map(|(org, line, _)| (*org, *line)).filter(|_| lines.len() as i64 == PORTION);
    let mut orders: Vec<(Uuid, Uuid)> = lines.into_iter().map(|(org, _, order)| (org, order)).collect();
    orders.sort_unstable();
    orders.dedup();
    Ok((orders, next))
}

/// The orders of which copies are in a batch, or are held up by what holds it up.
pub async fn orders_of(conn: &mut Conn, batch_id: Uuid) -> Result<Vec<(Uuid, Uuid)>> {
    sql!(
        fetch_all as (Uuid, Uuid),
        conn,
        "select l.org_id, l.order_id from slices s cross join order_lines l
         where s.batch_id = $1 and l.org_id = s.org_id and l.id = s.line_id
         union
         select l.org_id, l.order_id from causes c cross join cause_lines x cross join order_lines l
         where c.batch_id = $1 and x.cause_id = c.id and l.org_id = x.org_id and l.id = x.line_id",
        batch_id
    )
}

async fn renew_order(
    tx: &mut Tx,
    scope: &Scope,
    view: &View,
    (org_id, order_id): (Uuid, Uuid),
    stages: &Stages,
) -> Result<u64> {
    let mut promised = 0;
    for line in standings::of_order(tx, (org_id, order_id), stages).await? {
        match &line.rear {
            Some(rear) => promised += u64::from(say(tx, scope, view, (org_id, &line, rear), stages).await?),
            None if line.said.is_some() => close(tx, org_id, &line).await?,
            None => {}
        }
    }
    Ok(promised)
}

/// Says what is to be said of a line whose last copies are at `rear`. Answers whether it is a new range.
async fn say(
    tx: &mut Tx,
    scope: &Scope,
    view: &View,
    (org_id, line, rear): (Uuid, &Line, &Rear),
    stages: &Stages,
) -> Result<bool> {
    let Some(mut saying) = saying(scope.now, view, (line, rear), stages) else { return Ok(false) };
    let reason = reason(line, rear, &saying);
    match (&line.said, reason) {
        (Some(said), None) => {
            (saying.low, saying.mid, saying.high) = (said.low, said.mid, said.high);
            if is_same(said, rear, &saying) {
                return Ok(false);
            }
        }
        (_, Some(reason)) => keep(tx, scope, (org_id, line.id), &saying, reason).await?,
        (None, None) => {}
    }
    show(tx, scope, (org_id, line, rear), &saying).await?;
    Ok(reason.is_some())
}

fn saying(now: i64, view: &View, (line, rear): (&Line, &Rear), stages: &Stages) -> Option<Saying> {
    let standing = view.standing(line.publisher, line.urgent, (rear.stage, rear.since))?;
    let arrival = view.outlook.arrival(&standing)?;
    let needed_by = line.needed_by.map(|day| day - line.extra_days);
    let late = needed_by.and_then(|day| view.outlook.late(&standing, day));
    let silent = view.outlook.silent_after(standing.route, rear.stage).is_some_and(|most| {
        // Before its cut-off nothing can have moved.
        standing.cutoff.is_none() && view.day() - standing.since > most
    });
    let said_silent = line.said.as_ref().filter(|said| said.stage == rear.code).and_then(|said| said.silent_at);
    Some(Saying {
        low: arrival.low + line.extra_days,
        mid: arrival.mid + line.extra_days,
        high: arrival.high + line.extra_days,
        sure: i64::from(arrival.sure),
        late: late.map(|chance| (chance * 1_000.0).round() as i64),
        silent_at: silent.then(|| said_silent.unwrap_or(now)),
        parts: written(arrival.parts.iter().map(|part| StoredPart::of(part, stages))),
    })
}

/// Why a new range must be given; `None` while the last one holds well enough.
fn reason(line: &Line, rear: &Rear, saying: &Saying) -> Option<PromiseReason> {
    let Some(said) = &line.said else { return Some(PromiseReason::Ordered) };
    let moved = (said.low - saying.low).abs().max((said.high - saying.high).abs());
    if moved <= STEADY_DAYS {
        return None;
    }
    Some(if said.extra_days != line.extra_days {
        PromiseReason::Cause
    } else if said.stage != rear.code {
        PromiseReason::Moved
    } else {
        PromiseReason::Time
    })
}

fn is_same(said: &standings::Said, rear: &Rear, saying: &Saying) -> bool {
    let steady = match (said.late, saying.late) {
        (Some(before), Some(now)) => (before - now).abs() < STEADY_CHANCE,
        (before, now) => before == now,
    };
    steady && said.stage == rear.code && said.silent_at == saying.silent_at
}

/// Writes a range into the ledger of promises.
async fn keep(
    tx: &mut Tx,
    scope: &Scope,
    (org_id, line_id): (Uuid, Uuid),
    saying: &Saying,
    reason: PromiseReason,
) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into promises (org_id, id, line_id, low, high, sure, reason, note, author_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, '', null, $8)",
        org_id,
        new_id(),
        line_id,
        saying.low,
        saying.high,
        saying.sure,
        reason.code(),
        scope.now
    )?;
    Ok(())
}

async fn show(tx: &mut Tx, scope: &Scope, (org_id, line, rear): (Uuid, &Line, &Rear), saying: &Saying) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into arrivals (org_id, line_id, low, mid, high, sure, late, stage, extra_days, silent_at, parts, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         on conflict (org_id, line_id) do update
           set low = excluded.low, mid = excluded.mid, high = excluded.high, sure = excluded.sure, late = excluded.late,
               stage = excluded.stage, extra_days = excluded.extra_days, silent_at = excluded.silent_at,
               parts = excluded.parts, made_at = excluded.made_at",
        org_id,
        line.id,
        saying.low,
        saying.mid,
        saying.high,
        saying.sure,
        saying.late,
        &rear.code,
        line.extra_days,
        saying.silent_at,
        &saying.parts,
        scope.now
    )?;
    Ok(())
}

/// The line has no copies on the way any more: nothing is said of it, and what had been said is compared with what came.
async fn close(tx: &mut Tx, org_id: Uuid, line: &Line) -> Result<()> {
    sql!(execute, tx, "delete from arrivals where org_id = $1 and line_id = $2", org_id, line.id)?;
    let Some(arrived_at) = line.arrived_at else { return Ok(()) };
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
        line.id,
        line.publisher,
        line.urgent,
        days::today(arrived_at)
    )?;
    Ok(())
}
