//! PostgreSQL: one pool for reading and writing, and the retry of verbs that lost against another transaction. It knows no
//! rows.

use std::sync::Arc;
use std::time::Duration;

use kernel::Refusal;
use rand::Rng;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{PgPool, Postgres};
use tokio::sync::watch;

use crate::lender::Lender;
use crate::turns::Turns;
use crate::verb::{Ask, Ran};
use crate::{Conn, OpenError, Result, Tx, dialect};

const CONNECTIONS: u32 = 16;
/// Longer than SQLite's: a connection may have to be made first.
const WAIT: Duration = Duration::from_secs(2);
/// How many statements a connection keeps prepared.
const STATEMENTS: usize = 512;
/// How often a verb is run again after it lost.
const RETRIES: u32 = 5;

/// An open PostgreSQL database.
pub(crate) struct Served {
    options: PgConnectOptions,
    connections: Arc<Lender<Postgres>>,
    turns: Arc<Turns>,
    committed: Arc<watch::Sender<u64>>,
}

impl Served {
    pub(crate) async fn open(options: PgConnectOptions, committed: Arc<watch::Sender<u64>>) -> Result<Self, OpenError> {
        let options = options.application_name("portolan").statement_cache_capacity(STATEMENTS);
        let limited = options.clone().options([
            ("statement_timeout", "5s"),
            ("lock_timeout", "2s"),
            ("idle_in_transaction_session_timeout", "10s"),
            // As on SQLite, there is one way to write: a transaction of ours, which says that it does.
            ("default_transaction_read_only", "on"),
        ]);
        let pool =
            PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(WAIT).connect_with(limited).await?;
        refuse_old(&pool).await?;
        Ok(Self { options, connections: Arc::new(Lender::new(pool)), turns: Arc::default(), committed })
    }

    /// How to connect without the limits on time that are right for requests and wrong for migrations.
    pub(crate) const fn unlimited(&self) -> &PgConnectOptions {
        &self.options
    }

    pub(crate) async fn read(&self) -> Result<Conn> {
        match self.connections.lend().await {
            Ok(link) => Ok(Conn::postgres(link)),
            Err(sqlx::Error::PoolTimedOut) => Err(Refusal::Busy.into()),
            Err(error) => Err(error.into()),
        }
    }

    /// Starts a verb in a task of its own: nothing that happens to the caller can cut its transaction in half, and none is
    /// left open on a pooled connection (sqlx issue 4393).
    pub(crate) fn spawn<A, T>(&self, ask: Ask<A, T>)
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
    {
        let (connections, turns) = (Arc::clone(&self.connections), Arc::clone(&self.turns));
        let committed = Arc::clone(&self.committed);
        tokio::spawn(async move { carry_out(&connections, &turns, &committed, ask).await });
    }

    pub(crate) async fn close(&self) {
        self.connections.close().await;
    }
}

async fn carry_out<A, T>(
    connections: &Lender<Postgres>,
    turns: &Turns,
    committed: &watch::Sender<u64>,
    mut ask: Ask<A, T>,
) where
    A: Send + Sync + 'static,
    T: Send + 'static,
{
    let mut end = {
        let _beside = turns.beside(ask.kind()).await;
        attempt(connections, &mut ask).await
    };
    if matches!(end, End::Conflict(_)) {
        let _alone = turns.alone(ask.kind()).await;
        for retry in 0..RETRIES {
            pause(retry).await;
            end = attempt(connections, &mut ask).await;
            if !matches!(end, End::Conflict(_)) {
                break;
            }
        }
    }
    match end {
        End::Committed => {
            committed.send_modify(|count| *count += 1);
            ask.answer(None);
        }
        End::Undone | End::Conflict(None) => ask.answer(None),
        End::Conflict(Some(error)) | End::Lost(error) => ask.answer(Some(error.into())),
    }
}

/// The first retry comes at once, since nobody in this process is beside it; later ones wait for other processes, longer each
/// time and by chance.
async fn pause(retry: u32) {
    if retry > 0 {
        let most = 10 << retry;
        let millis = rand::rng().random_range(0..most);
        tokio::time::sleep(Duration::from_millis(millis)).await;
    }
}

/// How one attempt ended.
enum End {
    Committed,
    Undone,
    /// Lost against another transaction: in the verb, which knows its own error, or at the commit.
    Conflict(Option<sqlx::Error>),
    /// It is not known, or known to be lost, with the error of the transaction itself.
    Lost(sqlx::Error),
}

async fn attempt<A, T>(connections: &Lender<Postgres>, ask: &mut Ask<A, T>) -> End
where
    A: Send + Sync + 'static,
    T: Send + 'static,
{
    let mut tx = match connections.lend().await {
        Ok(link) => Tx::postgres(link),
        Err(error) => return End::Lost(error),
    };
    let end = transact(&mut tx, ask).await;
    if matches!(end, End::Lost(_)) {
        tx.condemn();
    }
    end
}

async fn transact<A, T>(tx: &mut Tx, ask: &mut Ask<A, T>) -> End
where
    A: Send + Sync + 'static,
    T: Send + 'static,
{
    if let Err(error) = tx.command(dialect::BEGIN_POSTGRES).await {
        return End::Lost(error);
    }
    let ran = ask.run(tx).await;
    let ended = tx.command(if ran == Ran::Keep { "commit" } else { "rollback" }).await;
    match (ran, ended) {
        (Ran::Keep, Ok(())) => End::Committed,
        (Ran::Undo, Ok(())) => End::Undone,
        (Ran::Again, Ok(())) => End::Conflict(None),
        (Ran::Keep, Err(error)) if dialect::is_conflict(&error) => End::Conflict(Some(error)),
        (_, Err(error)) => End::Lost(error),
    }
}

async fn refuse_old(pool: &PgPool) -> Result<(), OpenError> {
    let (found,): (String,) = sqlx::query_as("show server_version").fetch_one(pool).await?;
    let major = found.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse::<u32>().ok());
    if major.is_some_and(|major| major >= dialect::OLDEST_POSTGRES) {
        return Ok(());
    }
    Err(OpenError::EngineTooOld { engine: "PostgreSQL", found, oldest: dialect::OLDEST_POSTGRES.to_string() })
}
