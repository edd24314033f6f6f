//! The post: tells people what the outbox holds, makes the letters that are due, and sends them. Woken by every commit, so
//! that an open page knows within a second. Any number of processes may run it: each row is told in one transaction with
//! its mark, and a letter is claimed before it is sent.
//!
//! Letters are sent beside the round, a few at once: a mail server that is slow or silent holds up no telling.

use std::sync::Arc;
use std::time::Duration;

use domain::outbox::{self, Due, Kind};
use domain::{Db, notices};
use kernel::Refusal;
use kernel::shapes::Letter;
use tokio::task::JoinSet;

use crate::clock::now;
use crate::mailer::Mailer;

/// Rows of the outbox in one round.
const ROUND: i64 = 50;
/// Letters that are being sent at once: one that hangs leaves room for the others.
const AT_ONCE: usize = 8;
/// Between two rounds, so that many commits in a row wake it once.
const PAUSE: Duration = Duration::from_millis(200);
/// Digests and repeats become due without a commit.
const AT_LEAST_EVERY: Duration = Duration::from_secs(1);

/// Runs until it is aborted. Letters that are being sent then go out again later, under the same Message-ID.
pub async fn run(db: Db, mailer: Mailer) {
    let mut post = Post { db, mailer: Arc::new(mailer), sending: JoinSet::new() };
    let mut committed = post.db.committed();
    loop {
        committed.borrow_and_update();
        match post.round().await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(refusal) => tracing::warn!(?refusal, "the post could not go round; trying again"),
        }
        tokio::time::sleep(PAUSE).await;
        let _ = tokio::time::timeout(AT_LEAST_EVERY, committed.changed()).await;
    }
}

struct Post {
    db: Db,
    mailer: Arc<Mailer>,
    /// Letters on their way to the mail server.
    sending: JoinSet<()>,
}

impl Post {
    /// One round; `true` when there may be more to do at once.
    async fn round(&mut self) -> Result<bool, Refusal> {
        while self.sending.try_join_next().is_some() {}
        let (rows, waiting) = {
            let mut conn = self.db.read().await?;
            (outbox::due(&mut conn, now(), ROUND).await?, notices::waiting(&mut conn, now()).await?)
        };
        let mut done = waiting;
        for due in rows {
            done |= match due.kind {
                Kind::Letter => self.begin(due).await?,
                _ => tell(&self.db, &due).await.map(|()| true)?,
            };
        }
        if waiting {
            self.db.write(now(), |tx, now| Box::pin(notices::compose(tx, *now))).await?;
        }
        Ok(done)
    }

    /// Begins to send a letter; `false` when too many are on their way, or it is somebody else's.
    async fn begin(&mut self, due: Due) -> Result<bool, Refusal> {
        if self.sending.len() >= AT_ONCE {
            return Ok(false);
        }
        let claimed = self.db.write((due.clone(), now()), |tx, (due, now)| {
            Box::pin(async move {
                if !outbox::claim(tx, due, *now).await? {
                    return Ok(None);
                }
                Ok(Some(notices::letter(tx, due.subject, *now).await?))
            })
        });
        let Some(letter) = claimed.await? else { return Ok(false) };
        let (db, mailer) = (self.db.clone(), self.mailer.clone());
        self.sending.spawn(async move {
            if let Err(refusal) = send(&db, mailer, &due, letter).await {
                // It is claimed: its turn comes again when the claim has run out.
                tracing::warn!(letter = %due.subject, ?refusal, "what became of a letter could not be written down");
            }
        });
        Ok(true)
    }
}

async fn tell(db: &Db, due: &Due) -> Result<(), Refusal> {
    let told = db.write((due.clone(), now()), |tx, (due, now)| Box::pin(notices::tell(tx, due, *now))).await;
    match told.map_err(Refusal::from) {
        Ok(()) => Ok(()),
        Err(refusal) => failed(db, due, format!("{refusal:?}")).await,
    }
}

/// Sends a letter and writes down what became of it; one that nobody is to read any more counts as sent.
async fn send(db: &Db, mailer: Arc<Mailer>, due: &Due, letter: Option<Letter>) -> Result<(), Refusal> {
    if let Some(letter) = letter {
        // In a task of its own: a letter that breaks the library must not go without its mark.
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
