//! What the house does by itself, by the clock. Each job can run twice or in two processes without harm.

use std::sync::Arc;
use std::time::Duration;

use app::door::House;
use domain::picks::Shelf;
use domain::{Db, Fault, arrivals, flashes, notices, orgs, outbox, parcels, sessions, throttles, tickets};
use kernel::Refusal;
use tokio::task::JoinSet;

/// Overdue tickets are looked for once a minute.
const MINUTE: Duration = Duration::from_secs(60);
/// Recommendations learn from new orders this often.
const SHELF: Duration = Duration::from_secs(600);

/// Runs the jobs until the set is shut down, which must happen before the database is closed.
pub fn start(house: &House) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    jobs.spawn(crate::forecasting::run(house.clone()));
    jobs.spawn(crate::loads::run(house.clone()));
    jobs.spawn(crate::rounds::run(house.db.clone()));
    let (db, shelf) = (house.db.clone(), house.clone());
    jobs.spawn(async move {
        loop {
            if let Err(refusal) = minute(&db).await {
                tracing::warn!(?refusal, "the minute job could not run");
            }
            tokio::time::sleep(MINUTE).await;
        }
    });
    jobs.spawn(async move {
        loop {
            if let Err(refusal) = rebuild(&shelf).await {
                tracing::warn!(?refusal, "recommendations could not be rebuilt");
            }
            tokio::time::sleep(SHELF).await;
        }
    });
    jobs
}

/// Asks about parcels that nobody confirmed, escalates what nobody answered in time, and throws away what has expired.
async fn minute(db: &Db) -> Result<(), Refusal> {
    let now = crate::clock::now();
    let scope = match orgs::job(&mut db.read().await?, now).await {
        // A portal without a house has nothing to do yet.
        Err(Fault::Refused(Refusal::NotFound)) => return Ok(()),
        other => other?,
    };
    let (asked, closed) = db.write(scope.clone(), |tx, scope| Box::pin(parcels::ask_and_close(tx, scope))).await?;
    if asked + closed > 0 {
        tracing::info!(asked, closed, "parcels asked about, and closed because time ran out");
    }
    let escalated = db.write(scope, |tx, scope| {
        Box::pin(async move { tickets::escalate_overdue(tx, scope.now, scope.org_id).await })
    });
    let escalated = escalated.await?;
    if escalated > 0 {
        tracing::info!(escalated, "tickets escalated because time ran out");
    }
    db.write(now, |tx, now| {
        Box::pin(async move {
            flashes::sweep(tx, *now).await?;
            throttles::sweep(tx, *now).await?;
            notices::sweep(tx, *now).await?;
            outbox::sweep(tx, *now).await?;
            arrivals::sweep(tx, *now).await?;
            sessions::sweep(tx, *now).await
        })
    })
    .await?;
    Ok(())
}

async fn rebuild(house: &House) -> Result<(), Refusal> {
    let fresh = Shelf::load(&mut house.db.read().await?).await?;
    if let Ok(mut shelf) = house.shelf.write() {
        *shelf = Arc::new(fresh);
    }
    Ok(())
}
