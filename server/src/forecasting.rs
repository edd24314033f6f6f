//! The job that says when lines will arrive: learns from the ledger, looks at every line on its way when it starts and when a
//! day has begun, and in between at the orders of which something moved.
//!
//! It knows when to look; what is said and kept is the domain's business.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use std::time::Duration;

use app::door::House;
use domain::arrivals::{self, Forecaster, View};
use domain::{Fault, Scope, events, orgs};
use kernel::{Refusal, Uuid};

use crate::clock::now;

/// What has happened is learned this often: stays are told in days.
const LEARN_EVERY: Duration = Duration::from_secs(3_600);
/// Events of other processes are looked for at least this often; own commits wake the job at once.
const AT_LEAST_EVERY: Duration = Duration::from_secs(2);
/// After something went wrong, and while there is no house yet.
const AGAIN: Duration = Duration::from_secs(15);
/// Orders in one transaction: few enough that nobody's order has to wait for them.
const PORTION: usize = 40;

/// An order: its organisation and its id.
type Order = (Uuid, Uuid);

/// Runs until the process ends.
pub async fn run(house: House) {
    let mut forecaster = None;
    loop {
        match rounds(&house, &mut forecaster).await {
            // A portal without a house has nothing to do yet.
            Ok(()) | Err(Refusal::NotFound) => {}
            Err(refusal) => tracing::warn!(?refusal, "arrivals could not be worked out; trying again"),
        }
        tokio::time::sleep(AGAIN).await;
    }
}

/// Learns and looks, round after round. Ends only with an error.
async fn rounds(house: &House, forecaster: &mut Option<Forecaster>) -> Result<(), Refusal> {
    let mut looked_at = None;
    // What moves while every line is looked at is still to be read, and so is what moves between two rounds.
    let mut read = now();
    loop {
        let started = now();
        let scope = orgs::job(&mut house.db.read().await?, started).await?;
        let known = match forecaster.take() {
            Some(known) => known,
            None => Forecaster::new(&mut house.db.read().await?, started).await?,
        };
        let known = known.catch_up(&house.db, started).await?;
        let view = Arc::new(known.view(&mut house.db.read().await?, started).await?);
        *forecaster = Some(known);
        house.expect(view.clone());
        if looked_at.replace(view.day()) != Some(view.day()) {
            look_at_all(house, &scope, &view).await?;
        }
        follow(house, &view, &mut read).await?;
    }
}

/// Every order with copies on their way.
async fn look_at_all(house: &House, scope: &Scope, view: &Arc<View>) -> Result<(), Refusal> {
    let mut place = Some((Uuid::nil(), Uuid::nil()));
    let mut promised = 0;
    while let Some(after) = place {
        let (orders, next) = arrivals::open_orders(&mut house.db.read().await?, after).await?;
        promised += renew(house, scope, view, &orders).await?;
        place = next;
    }
    tracing::info!(promised, "every line on its way was looked at");
    Ok(())
}

/// Looks at orders of which something moved since `read`, until it is time to learn again. A second look says nothing new.
async fn follow(house: &House, view: &Arc<View>, read: &mut i64) -> Result<(), Refusal> {
    let mut committed = house.db.committed();
    let mut seen: HashSet<Uuid> = HashSet::new();
    let until = tokio::time::Instant::now() + LEARN_EVERY;
    while tokio::time::Instant::now() < until && domain::days::today(now()) == view.day() {
        committed.mark_unchanged();
        let now = now();
        let moved = moved(house, *read - events::OVERLAP_MS, &mut seen).await?;
        *read = now;
        if !moved.is_empty() {
            let scope = orgs::job(&mut house.db.read().await?, now).await?;
            renew(house, &scope, view, &moved.into_iter().collect::<Vec<_>>()).await?;
        }
        let _ = tokio::time::timeout(AT_LEAST_EVERY, committed.changed()).await;
    }
    Ok(())
}

/// Orders of which something happened since an instant that was not seen yet.
async fn moved(house: &House, since: i64, seen: &mut HashSet<Uuid>) -> Result<BTreeSet<Order>, Fault> {
    let mut conn = house.db.read().await?;
    let mut orders = BTreeSet::new();
    for event in events::since(&mut conn, since).await? {
        if !seen.insert(event.id) {
            continue;
        }
        match event.kind.as_str() {
            "order.placed" | "order.moved" | "promise.changed" => {
                orders.insert((event.org_id, event.subject_id));
            }
            "batch.changed" => orders.extend(arrivals::orders_of(&mut conn, event.subject_id).await?),
            _ => {}
        }
    }
    Ok(orders)
}

async fn renew(house: &House, scope: &Scope, view: &Arc<View>, orders: &[Order]) -> Result<u64, Refusal> {
    let mut promised = 0;
    for orders in orders.chunks(PORTION) {
        let act = (scope.clone(), view.clone(), orders.to_vec());
        let renewed =
            house.db.write(act, |tx, (scope, view, orders)| Box::pin(arrivals::renew(tx, scope, view, orders)));
        promised += renewed.await?;
    }
    Ok(promised)
}
