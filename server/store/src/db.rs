//! The open database as its callers see it: read, write, know when something was committed. Which engine is below shows
//! only in [`Db::engine`].

use std::sync::Arc;

use futures::future::BoxFuture;
use tokio::sync::watch;

use crate::embedded::Embedded;
use crate::fault::Accident;
use crate::open::Address;
use crate::served::Served;
use crate::verb::Ask;
use crate::{Conn, OpenError, Result, Tx, migrate};

/// The two engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, one file.
    Sqlite,
    /// A server, for a house that outgrows one machine.
    Postgres,
}

/// An open database. Clones are cheap and mean the same database.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    side: Side,
    committed: Arc<watch::Sender<u64>>,
    /// What lives exactly as long as the database: the folder of a test.
    _keep: Option<Box<dyn Send + Sync>>,
}

enum Side {
    Sqlite(Embedded),
    Postgres(Box<Served>),
}

impl Db {
    /// Opens `sqlite:PATH` (the file and its folder are made when missing) or `postgres://…`. Nothing is migrated yet.
    ///
    /// # Errors
    /// An address of neither kind, an engine too old to be safe, a folder or server that does not let us in.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        Self::open_keeping(url.parse()?, None).await
    }

    /// Opens a database together with what shall live as long as it.
    pub(crate) async fn open_keeping(address: Address, keep: Option<Box<dyn Send + Sync>>) -> Result<Self, OpenError> {
        let committed = Arc::new(watch::Sender::new(0));
        let side = match address {
            Address::Sqlite(path) => Side::Sqlite(Embedded::open(&path, Arc::clone(&committed)).await?),
            Address::Postgres(options) => {
                Side::Postgres(Box::new(Served::open(*options, Arc::clone(&committed)).await?))
            }
        };
        Ok(Self(Arc::new(Inner { side, committed, _keep: keep })))
    }

    /// Brings the schema up to what this binary knows; returns how many migrations were applied now. Two processes that
    /// start at once do not disturb each other.
    ///
    /// # Errors
    /// A schema newer than this binary, a migration that fails or was altered after it was applied.
    pub async fn migrate(&self) -> Result<u32, OpenError> {
        match &self.0.side {
            Side::Sqlite(embedded) => migrate::sqlite(embedded.path()).await,
            Side::Postgres(served) => migrate::postgres(served.unlimited()).await,
        }
    }

    /// The engine below.
    pub fn engine(&self) -> Engine {
        match self.0.side {
            Side::Sqlite(_) => Engine::Sqlite,
            Side::Postgres(_) => Engine::Postgres,
        }
    }

    /// A connection to read with. Every statement sees what is committed when it starts; let go of the connection before
    /// anything slow.
    ///
    /// # Errors
    /// [`Refusal::Busy`](kernel::Refusal::Busy) when none becomes free in time.
    pub async fn read(&self) -> Result<Conn> {
        match &self.0.side {
            Side::Sqlite(embedded) => embedded.read().await,
            Side::Postgres(served) => served.read().await,
        }
    }

    /// The one way to write: runs `verb` in a transaction, commits when it returns `Ok`, and answers after the disk has it.
    /// Verbs behave as if they ran one after the other. The work goes on when the caller is dropped. The verb may be run
    /// more than once, so it does nothing but talk to the transaction; it never calls `write` itself. A verb that goes on
    /// after a failed statement is undone.
    ///
    /// # Errors
    /// What the verb says, or what the database says; then nothing was kept. Only when the connection breaks during the
    /// commit itself is the outcome unknown: re-read by key, do not repeat blindly.
    pub async fn write<A, T>(
        &self,
        args: A,
        verb: for<'t> fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T>>,
    ) -> Result<T>
    where
        A: Send + Sync + 'static,
        T: Send + 'static,
    {
        let (ask, answer) = Ask::new(args, verb);
        match &self.0.side {
            Side::Sqlite(embedded) => embedded.enqueue(Box::new(ask)).await?,
            Side::Postgres(served) => served.spawn(ask),
        }
        answer.await.unwrap_or_else(|_| Err(Accident::Stopped.into()))
    }

    /// Changes after every commit of this process; the number counts commits since the opening. On SQLite many writes may
    /// share one.
    pub fn committed(&self) -> watch::Receiver<u64> {
        self.0.committed.subscribe()
    }

    /// Finishes the writes that wait, then lets go of the database. Later calls fail.
    pub async fn close(&self) {
        match &self.0.side {
            Side::Sqlite(embedded) => embedded.close().await,
            Side::Postgres(served) => served.close().await,
        }
    }
}
