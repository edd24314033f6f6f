//! SQLite's one writer: a task that owns the only connection allowed to write. All who wait share one transaction and one
//! fsync, each inside a savepoint of its own, and nobody is answered before the disk has it. It knows nothing of rows.

use std::sync::Arc;

use kernel::Refusal;
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use tokio::sync::{mpsc, oneshot, watch};

use crate::fault::Accident;
use crate::verb::{Job, Ran};
use crate::{Fault, Tx, dialect};

/// At most so many verbs share one commit.
const BATCH: usize = 64;

/// What the writer is asked to do.
pub(crate) enum Request {
    Write(Box<dyn Job>),
    /// Finish what is queued, fold the write-ahead log into the database, let go of the file, then answer.
    Close(oneshot::Sender<()>),
}

/// The state of the writer task.
pub(crate) struct Writer {
    options: SqliteConnectOptions,
    tx: Tx,
    requests: mpsc::Receiver<Request>,
    committed: Arc<watch::Sender<u64>>,
    closing: Option<oneshot::Sender<()>>,
}

impl Writer {
    pub(crate) async fn open(
        options: SqliteConnectOptions,
        requests: mpsc::Receiver<Request>,
        committed: Arc<watch::Sender<u64>>,
    ) -> Result<Self, sqlx::Error> {
        let tx = Tx::sqlite(options.connect().await?);
        Ok(Self { options, tx, requests, committed, closing: None })
    }

    /// Serves until the last sender is gone or a close is asked for.
    pub(crate) async fn run(mut self) {
        while let Some(request) = self.requests.recv().await {
            match request {
                Request::Write(job) => self.batch(job).await,
                Request::Close(done) => self.close_soon(done),
            }
        }
        // A reader that is still busy makes this a partial checkpoint: nothing is lost, the log stays for the next start.
        if let Err(error) = self.tx.command("pragma wal_checkpoint(truncate)").await {
            tracing::warn!(%error, "the write-ahead log could not be folded in at the end");
        }
        if let Err(error) = self.tx.close().await {
            tracing::warn!(%error, "the writer's connection did not close cleanly");
        }
        if let Some(done) = self.closing {
            let _ = done.send(());
        }
    }

    /// Lets nobody in any more; those who are queued are still served.
    fn close_soon(&mut self, done: oneshot::Sender<()>) {
        self.requests.close();
        self.closing = Some(done);
    }

    /// One transaction for `first` and for all who wait behind it.
    async fn batch(&mut self, first: Box<dyn Job>) {
        let mut jobs = Vec::new();
        match self.fill(first, &mut jobs).await {
            Ok(kept) => {
                if kept {
                    self.committed.send_modify(|count| *count += 1);
                }
                jobs.into_iter().for_each(|job| job.answer(None));
            }
            Err(error) => {
                tracing::error!(%error, lost = jobs.len(), "a group commit was lost");
                let error = Arc::new(error);
                jobs.into_iter().for_each(|job| job.answer(Some(lost(&error))));
                self.reconnect().await;
            }
        }
    }

    /// Runs the verbs and commits; says whether there was anything to commit.
    async fn fill(&mut self, first: Box<dyn Job>, jobs: &mut Vec<Box<dyn Job>>) -> Result<bool, sqlx::Error> {
        let mut kept = false;
        let mut next = Some(first);
        while let Some(job) = next {
            jobs.push(job);
            if jobs.len() == 1 {
                self.tx.command(dialect::BEGIN_SQLITE).await?;
            }
            if let Some(job) = jobs.last_mut() {
                kept |= self.run_in_savepoint(job.as_mut()).await?;
            }
            next = if jobs.len() < BATCH { self.waiting() } else { None };
        }
        self.tx.command(if kept { "commit" } else { "rollback" }).await?;
        Ok(kept)
    }

    /// One verb, undone alone when it fails. An error here means that the whole transaction is gone.
    async fn run_in_savepoint(&mut self, job: &mut dyn Job) -> Result<bool, sqlx::Error> {
        self.tx.command("savepoint verb").await?;
        let keep = job.run(&mut self.tx).await == Ran::Keep;
        if !keep {
            self.tx.command("rollback to verb").await?;
        }
        self.tx.command("release verb").await?;
        Ok(keep)
    }

    /// The next verb, if one is waiting right now.
    fn waiting(&mut self) -> Option<Box<dyn Job>> {
        match self.requests.try_recv() {
            Ok(Request::Write(job)) => Some(job),
            Ok(Request::Close(done)) => {
                self.close_soon(done);
                self.waiting()
            }
            Err(_) => None,
        }
    }

    /// After a lost transaction the state of the connection is not known: it is replaced by a new one. When that fails too
    /// (no file descriptor, no disk), the old one stays and the next batch tries again.
    async fn reconnect(&mut self) {
        match self.options.connect().await {
            Ok(link) => self.tx = Tx::sqlite(link),
            Err(error) => {
                tracing::error!(%error, "no new connection for the writer");
                // Whatever is still open on the old one must not swallow the next batch.
                let _ = self.tx.command("rollback").await;
            }
        }
    }
}

/// What each of those is told whose common transaction failed.
fn lost(error: &Arc<sqlx::Error>) -> Fault {
    if dialect::is_passing(error) { Refusal::Busy.into() } else { Accident::Lost(Arc::clone(error)).into() }
}
