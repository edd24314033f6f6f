//! SQLite: a read-only pool beside the one writer task. It knows files and pragmas, no rows.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use kernel::Refusal;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Sqlite, SqlitePool};
use tokio::sync::{mpsc, oneshot, watch};

use crate::fault::Accident;
use crate::lender::Lender;
use crate::verb::Job;
use crate::writer::{Request, Writer};
use crate::{Conn, Fault, OpenError, Result, dialect};

/// Enough for two cores: readers do not wait for the disk as long as the pages are cached.
const READERS: u32 = 4;
/// A reader that gets no connection in this time is better told at once.
const READ_WAIT: Duration = Duration::from_millis(250);
/// How many writes may wait, and how long a caller waits to be let into a full queue.
const QUEUE: usize = 1024;
const QUEUE_WAIT: Duration = Duration::from_secs(1);
/// Other processes only (a backup, a second start): inside this one nobody competes for the lock.
const BUSY: Duration = Duration::from_secs(5);
/// How many statements a connection keeps prepared.
const STATEMENTS: usize = 512;

/// An open SQLite database.
pub(crate) struct Embedded {
    path: PathBuf,
    readers: Lender<Sqlite>,
    requests: mpsc::Sender<Request>,
}

impl Embedded {
    /// Opens or creates the file (and its folder) and starts the writer.
    pub(crate) async fn open(path: &Path, committed: Arc<watch::Sender<u64>>) -> Result<Self, OpenError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|error| OpenError::Folder { path: folder.to_owned(), error })?;
        }
        let (requests, queue) = mpsc::channel(QUEUE);
        // First the writer, which creates the file and turns the write-ahead log on; then those who only read.
        let writer = Writer::open(writing(path), queue, committed).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(READ_WAIT)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(reading(path))
            .await?;
        refuse_old(&readers).await?;
        tokio::spawn(writer.run());
        Ok(Self { path: path.to_owned(), readers: Lender::new(readers), requests })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) async fn read(&self) -> Result<Conn> {
        match self.readers.lend().await {
            Ok(link) => Ok(Conn::sqlite_reader(link)),
            Err(sqlx::Error::PoolTimedOut) => Err(Refusal::Busy.into()),
            Err(error) => Err(error.into()),
        }
    }

    /// Queues a verb; its caller is answered by the writer.
    pub(crate) async fn enqueue(&self, job: Box<dyn Job>) -> Result<()> {
        let sent = self.requests.send_timeout(Request::Write(job), QUEUE_WAIT).await;
        sent.map_err(|error| match error {
            mpsc::error::SendTimeoutError::Timeout(_) => Refusal::Busy.into(),
            mpsc::error::SendTimeoutError::Closed(_) => Fault::from(Accident::Stopped),
        })
    }

    /// Ends the readers first, so that the writer can fold the whole log into the file.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        let (done, closed) = oneshot::channel();
        if self.requests.send(Request::Close(done)).await.is_ok() {
            let _ = closed.await;
        }
    }
}

/// How a connection that writes is opened: also the migrations use it.
pub(crate) fn writing(path: &Path) -> SqliteConnectOptions {
    shared(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // Said aloud, because many guides say NORMAL: that loses acknowledged orders in a power cut.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("journal_size_limit", "67108864")
        // In KiB when negative: up to 256 MiB. A bulk load dirties pages of every index at random; those that do not fit are
        // written to the log again and again.
        .pragma("cache_size", "-262144")
}

fn reading(path: &Path) -> SqliteConnectOptions {
    // 32 MiB for each reader. Sorting in memory is for readers alone: with it a writer's savepoint journal is kept in memory
    // as well, and SQLite walks all of that after every statement.
    let options = shared(path).read_only(true).pragma("query_only", "on");
    options.pragma("cache_size", "-32768").pragma("temp_store", "memory")
}

fn shared(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(path).busy_timeout(BUSY).statement_cache_capacity(STATEMENTS)
}

async fn refuse_old(readers: &SqlitePool) -> Result<(), OpenError> {
    let (found,): (String,) = sqlx::query_as("select sqlite_version()").fetch_one(readers).await?;
    if dialect::sqlite_is_safe(&found, dialect::OLDEST_SQLITE) {
        return Ok(());
    }
    let [major, minor, patch] = dialect::OLDEST_SQLITE;
    Err(OpenError::EngineTooOld { engine: "SQLite", found, oldest: format!("{major}.{minor}.{patch}") })
}
