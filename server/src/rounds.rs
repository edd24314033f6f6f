//! The job that carries rounds out: one batch in one transaction, every running round in its turn. Woken by every commit.
//! Several processes may run it; whoever marks a batch first moves it.

use std::time::Duration;

use domain::rounds::{self, Turn};
use domain::{Db, Fault};
use kernel::Refusal;

use crate::clock::now;

/// Rounds are looked for at least this often, for those that another process was told of.
const AT_LEAST_EVERY: Duration = Duration::from_secs(1);

/// Runs until the process ends.
pub async fn run(db: Db) {
    let mut committed = db.committed();
    loop {
        committed.mark_unchanged();
        match advance(&db).await {
            Ok(true) => continue,
            Ok(false) => {
                let _ = tokio::time::timeout(AT_LEAST_EVERY, committed.changed()).await;
            }
            Err(refusal) => {
                tracing::warn!(?refusal, "rounds could not go on; trying again");
                tokio::time::sleep(AT_LEAST_EVERY).await;
            }
        }
    }
}

/// Lets every running round advance by one batch; `false` when none runs.
async fn advance(db: &Db) -> Result<bool, Refusal> {
    let turns = rounds::waiting(&mut db.read().await?).await?;
    for turn in &turns {
        take(db, *turn).await?;
    }
    Ok(!turns.is_empty())
}

/// Carries one batch out, or keeps the reason for which that cannot be.
///
/// # Errors
/// `Busy`, and an accident on our side that is tried again.
async fn take(db: &Db, turn: Turn) -> Result<(), Refusal> {
    let done = db.write((turn, now()), |tx, (turn, now)| Box::pin(rounds::carry_out(tx, *now, *turn))).await;
    let why = match done.map_err(|fault: Fault| Refusal::from(fault)) {
        Ok(()) => return Ok(()),
        Err(Refusal::Busy) => return Err(Refusal::Busy),
        Err(why) => why,
    };
    let kept =
        db.write((turn, why.clone(), now()), |tx, (turn, why, now)| Box::pin(rounds::refuse(tx, *now, *turn, why)));
    kept.await?;
    match why {
        Refusal::Broken { .. } => Err(why),
        _ => Ok(()),
    }
}
