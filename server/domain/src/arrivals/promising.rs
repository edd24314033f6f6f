//! Works out what is said of lines, and keeps every range that was said.

use kernel::shapes::PromiseReason;
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use super::alerts;
use super::outcome::{close, end_hand, reopen};
use super::redated::{self, Redated, is_known, is_news};
use super::saying::{HandNews, News, Rear, Saying, news};
use super::standings::{self, Standing};
use super::view::View;
use crate::events;
use crate::scope::{Scope, new_id};
use crate::stages::Stages;

/// Orders whose lines are looked at in one go.
const PORTION: i64 = 5_000;

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
/// Answers with how many ranges were promised. The ledger of promises is its own record; the audit, one chain for the house,
/// would only make its people wait for this job.
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
    Ok(promised)
}

/// The orders with copies on their way, and those of which something is still said although none is: portion by portion,
/// those after `after`, and the place to go on from.
pub async fn open_orders(conn: &mut Conn, after: (Uuid, Uuid)) -> Result<(Vec<(Uuid, Uuid)>, Option<(Uuid, Uuid)>)> {
    let lines = sql!(
        fetch_all as (Uuid, Uuid, Uuid),
        conn,
        "select k.org_id, k.line_id, l.order_id
         from (select * from (select s.org_id, s.line_id from slices s cross join stages g
                              where (s.org_id, s.line_id) > ($1, $2) and g.code = s.stage and g.kind in ('open', 'way')
                              order by s.org_id, s.line_id limit $3) moving
               union
               select * from (select a.org_id, a.line_id from arrivals a where (a.org_id, a.line_id) > ($1, $2)
                              order by a.org_id, a.line_id limit $3) said) k
         cross join order_lines l
         where l.org_id = k.org_id and l.id = k.line_id
         order by k.org_id, k.line_id limit $3",
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
    let (mut promised, mut moved, mut risen) = (0, Vec::new(), Vec::new());
    for standing in standings::of_order(tx, (org_id, order_id), stages).await? {
        match &standing.rear {
            Some(rear) => {
                let mut late = standing.line.said.as_ref().and_then(|said| said.late);
                if let Some(news) = news(scope.now, view, (&standing.line, rear), stages) {
                    late = news.saying.late;
                    promised += u64::from(news.reason.is_some());
                    moved.extend(redated(&standing, &news));
                    say(tx, scope, (org_id, &standing, rear), &news).await?;
                }
                risen.extend(alerts::look(tx, scope, view, org_id, (&standing, late)).await?);
            }
            None if standing.line.said.is_some() => close(tx, (org_id, &standing), scope.now).await?,
            None => {}
        }
    }
    redated::tell(tx, scope.now, (org_id, order_id), &moved).await?;
    alerts::tell(tx, scope.now, org_id, &risen).await?;
    Ok(promised)
}

/// The line as one whose date moved, if its customer must be told of the new range.
fn redated(standing: &Standing, News { saying, reason, .. }: &News) -> Option<Redated> {
    let (old, new) = (standing.told?, (saying.low, saying.high));
    let told = reason.is_some_and(|reason| !is_known(reason)) && is_news(old, new);
    told.then_some(Redated { line: standing.id, copies: standing.copies, old, new })
}

/// Promises a new range, if it is one, and shows what is to be shown.
async fn say(
    tx: &mut Tx,
    scope: &Scope,
    (org_id, standing, rear): (Uuid, &Standing, &Rear),
    news: &News,
) -> Result<()> {
    let News { saying, reason, hand } = news;
    if standing.line.said.is_none() && standing.line.promised {
        reopen(tx, (org_id, standing)).await?;
    }
    if let Some(reason) = reason {
        keep(tx, scope, (org_id, standing.id), saying, *reason).await?;
    }
    match *hand {
        HandNews::Same => {}
        HandNews::Beside(low, mid, high) => beside(tx, (org_id, standing.id), (low, mid, high)).await?,
        HandNews::Ended => end_hand(tx, (org_id, standing.id), scope.now).await?,
    }
    show(tx, scope, (org_id, standing, rear), news).await
}

/// Writes what was worked out beside what a person promised.
async fn beside(tx: &mut Tx, (org_id, line_id): (Uuid, Uuid), (low, mid, high): (i64, i64, i64)) -> Result<()> {
    sql!(
        execute,
        tx,
        "update hand_promises set model_low = $3, model_mid = $4, model_high = $5 where org_id = $1 and line_id = $2",
        org_id,
        line_id,
        low,
        mid,
        high
    )?;
    Ok(())
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

async fn show(
    tx: &mut Tx,
    scope: &Scope,
    (org_id, standing, rear): (Uuid, &Standing, &Rear),
    news: &News,
) -> Result<()> {
    let saying = &news.saying;
    // What is told now, or known already, is what the next range is measured by.
    let told = match (standing.told, news.reason) {
        (Some(told), None) => told,
        (Some(told), Some(reason)) if !is_known(reason) && redated(standing, news).is_none() => told,
        _ => (saying.low, saying.high),
    };
    sql!(
        execute,
        tx,
        "insert into arrivals (org_id, line_id, low, mid, high, sure, late, stage, extra_days, silent_at, parts, made_at,
                               told_low, told_high)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         on conflict (org_id, line_id) do update
           set low = excluded.low, mid = excluded.mid, high = excluded.high, sure = excluded.sure, late = excluded.late,
               stage = excluded.stage, extra_days = excluded.extra_days, silent_at = excluded.silent_at,
               parts = excluded.parts, made_at = excluded.made_at, told_low = excluded.told_low,
               told_high = excluded.told_high",
        org_id,
        standing.id,
        saying.low,
        saying.mid,
        saying.high,
        saying.sure,
        saying.late,
        &rear.code,
        standing.line.extra_days,
        saying.silent_at,
        &saying.parts,
        scope.now,
        told.0,
        told.1
    )?;
    Ok(())
}
