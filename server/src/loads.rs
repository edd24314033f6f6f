//! The job that measures how full the stages are, whenever something was written, but never so often that it costs the house
//! more than a small part of a core.

use std::time::{Duration, Instant};

use app::door::House;
use domain::loads;
use kernel::Refusal;

use crate::commands;

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
        tokio::time::sleep((started.elapsed() * SHARE).max(AT_MOST_EVERY)).await;
        let _ = tokio::time::timeout(AT_LEAST_EVERY, committed.changed()).await;
    }
}

async fn measure(house: &House) -> Result<(), Refusal> {
    let now = commands::now();
    let mut conn = house.db.read().await?;
    let loads = loads::measure(&mut conn, now).await?;
    let before = loads::latest_kept(&mut conn, now).await?;
    let past = if loads::is_empty(&mut conn).await? { loads::relive(&mut conn, now).await? } else { Vec::new() };
    drop(conn);
    if before != loads || !past.is_empty() {
        let kept = house.db.write((now, loads, past), |tx, (now, loads, past)| {
            Box::pin(async move {
                loads::keep_past(tx, past).await?;
                loads::keep(tx, *now, loads).await
            })
        });
        kept.await?;
    }
    Ok(())
}
