//! The post: tells people what the outbox holds, makes the letters that are due, and sends them. Woken by every commit, so
//! that an open page knows within a second. Any number of processes may run it: each row is told in one transaction with
//! its mark, and a letter is claimed before it is sent.

use std::sync::Arc;
use std::time::Duration;

use domain::outbox::{self, Due, Kind};
use domain::{Db, notices};
use kernel::Refusal;

use crate::commands::now;
use crate::mailer::Mailer;

/// Rows of the outbox in one round.
const ROUND: i64 = 50;
/// Between two rounds, so that many commits in a row wake it once.
const PAUSE: Duration = Duration::from_millis(200);
/// Digests and repeats become due without a commit.
const AT_LEAST_EVERY: Duration = Duration::from_secs(1);

/// Runs until the process ends.
pub async fn run(db: Db, mailer: Mailer) {
    let mailer = Arc::new(mailer);
    let mut committed = db.committed();
    loop {
        committed.borrow_and_update();
        match round(&db, &mailer).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(refusal) => tracing::warn!(?refusal, "the post could not go round; trying again"),
        }
        tokio::time::sleep(PAUSE).await;
        let _ = tokio::time::timeout(AT_LEAST_EVERY, committed.changed()).await;
    }
}

/// One round; `true` when there may be more to do at once.
async fn round(db: &Db, mailer: &Arc<Mailer>) -> Result<bool, Refusal> {
    let (rows, waiting) = {
        let mut conn = db.read().await?;
        (outbox::due(&mut conn, now(), ROUND).await?, notices::waiting(&mut conn, now()).await?)
    };
    for due in &rows {
        match due.kind {
            Kind::Letter => send(db, mailer, due).await?,
            _ => tell(db, due).await?,
        }
    }
    if waiting {
        db.write(now(), |tx, now| Box::pin(notices::compose(tx, *now))).await?;
    }
    Ok(waiting || !rows.is_empty())
}

async fn tell(db: &Db, due: &Due) -> Result<(), Refusal> {
    let told = db.write((due.clone(), now()), |tx, (due, now)| Box::pin(notices::tell(tx, due, *now))).await;
    match told.map_err(Refusal::from) {
        Ok(()) => Ok(()),
        Err(refusal) => failed(db, due, format!("{refusal:?}")).await,
    }
}

async fn send(db: &Db, mailer: &Arc<Mailer>, due: &Due) -> Result<(), Refusal> {
    let claimed = db.write((due.clone(), now()), |tx, (due, now)| {
        Box::pin(async move {
            if !outbox::claim(tx, due, *now).await? {
                return Ok(None);
            }
            Ok(Some(notices::letter(tx, due.subject, *now).await?))
        })
    });
    let Some(letter) = claimed.await? else { return Ok(()) };
    if let Some(letter) = letter {
        let mailer = mailer.clone();
        // In a task of its own: a letter that breaks the library must not end the post for everybody else.
        let sent =
            tokio::spawn(async move { mailer.send(&letter).await }).await.unwrap_or_else(|fault| Err(fault.into()));
        if let Err(failure) = sent {
            tracing::warn!(letter = %due.subject, %failure, "a letter could not be sent; trying again later");
            return failed(db, due, failure.to_string()).await;
        }
    }
    db.write((due.id, now()), |tx, (id, now)| Box::pin(outbox::done(tx, *id, *now))).await?;
    Ok(())
}

async fn failed(db: &Db, due: &Due, fault: String) -> Result<(), Refusal> {
    let verb = (due.clone(), fault, now());
    Ok(db.write(verb, |tx, (due, fault, now)| Box::pin(outbox::failed(tx, due, fault, *now))).await?)
}
