//! The job that measures how full the stages are, whenever something was written, but never so often that it costs the house
//! more than a small part of a core; and that settles the days that are over.

use std::time::{Duration, Instant};

use app::door::House;
use domain::loads;
use kernel::Refusal;

use crate::clock::now;

/// Without any write it is measured this often: batches grow late by themselves.
const AT_LEAST_EVERY: Duration = Duration::from_secs(60);
/// One measure after another at the soonest.
const AT_MOST_EVERY: Duration = Duration::from_millis(500);
/// Of the time, one part in so many is spent measuring.
const SHARE: u32 = 25;

/// Runs until the process ends.
pub async fn run(house: House) {
    let mut committed = house.db.committed();
    loop {
        committed.mark_unchanged();
        let started = Instant::now();
        if let Err(refusal) = measure(&house).await {
            tracing::warn!(?refusal, "the stages could not be measured");
        }
        let pause = started.elapsed() * SHARE;
        if let Err(refusal) = settle(&house).await {
            tracing::warn!(?refusal, "the days that are over could not be settled");
        }
        tokio::time::sleep(pause.max(AT_MOST_EVERY)).await;
        let _ = tokio::time::timeout(AT_LEAST_EVERY, committed.changed()).await;
    }
}

async fn measure(house: &House) -> Result<(), Refusal> {
    let now = now();
    let mut conn = house.db.read().await?;
    let loads = loads::measure(&mut conn, now).await?;
    let before = loads::latest_kept(&mut conn, now).await?;
    drop(conn);
    if before != loads {
        let kept = house.db.write((now, loads), |tx, (now, loads)| Box::pin(loads::keep(tx, *now, loads)));
        kept.await?;
    }
    Ok(())
}

/// Settles every day that is over: one each day, and all of the past when a house is opened for the first time.
async fn settle(house: &House) -> Result<(), Refusal> {
    loop {
        let now = now();
        let levels = loads::unsettled(&mut house.db.read().await?, now).await?;
        if levels.is_empty() {
            return Ok(());
        }
        let settled = house.db.write((now, levels), |tx, (now, levels)| Box::pin(loads::settle(tx, *now, levels)));
        settled.await?;
    }
}
