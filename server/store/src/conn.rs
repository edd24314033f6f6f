//! One connection, whatever the engine. It remembers whether a statement failed on it, because a verb may hide that from
//! the write path, and the write path must not commit what is half done.

use std::ops::{Deref, DerefMut};

use sqlx::pool::PoolConnection;
use sqlx::{Connection, PgConnection, Postgres, Sqlite, SqliteConnection};

use crate::dialect;

/// A connection to read with; see [`Db::read`](crate::Db::read) and [`sql!`](crate::sql).
pub struct Conn {
    link: Link,
    health: Health,
}

enum Link {
    SqliteReader(PoolConnection<Sqlite>),
    SqliteWriter(SqliteConnection),
    Postgres(PoolConnection<Postgres>),
}

/// The driver's own connection behind a [`Conn`]: the two arms of [`sql!`](crate::sql).
#[doc(hidden)]
pub enum Driver<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

/// How the statements of the current transaction have fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Health {
    Sound,
    /// A statement failed: on PostgreSQL the transaction is dead, so on SQLite it must be as well.
    Failed,
    /// A statement lost against another transaction: running the whole verb again may succeed.
    Conflict,
}

impl Conn {
    pub(crate) const fn sqlite_reader(link: PoolConnection<Sqlite>) -> Self {
        Self { link: Link::SqliteReader(link), health: Health::Sound }
    }

    pub(crate) const fn postgres(link: PoolConnection<Postgres>) -> Self {
        Self { link: Link::Postgres(link), health: Health::Sound }
    }

    pub(crate) fn driver(&mut self) -> Driver<'_> {
        match &mut self.link {
            Link::SqliteReader(link) => Driver::Sqlite(link),
            Link::SqliteWriter(link) => Driver::Sqlite(link),
            Link::Postgres(link) => Driver::Postgres(link),
        }
    }

    pub(crate) const fn health(&self) -> Health {
        self.health
    }

    pub(crate) fn note(&mut self, error: &sqlx::Error) {
        if dialect::is_conflict(error) {
            self.health = Health::Conflict;
        } else if error.as_database_error().is_some() && self.health == Health::Sound {
            self.health = Health::Failed;
        }
    }
}

/// A transaction that is under way. Only [`Db::write`](crate::Db::write) makes one; it reads and writes.
pub struct Tx(Conn);

impl Tx {
    pub(crate) const fn sqlite(link: SqliteConnection) -> Self {
        Self(Conn { link: Link::SqliteWriter(link), health: Health::Sound })
    }

    pub(crate) const fn postgres(link: PoolConnection<Postgres>) -> Self {
        Self(Conn::postgres(link))
    }

    /// Forgets how the last verb fared.
    pub(crate) const fn start_over(&mut self) {
        self.0.health = Health::Sound;
    }

    /// Sends one of our own transaction commands.
    pub(crate) async fn command(&mut self, text: &'static str) -> Result<(), sqlx::Error> {
        match self.0.driver() {
            Driver::Sqlite(link) => sqlx::query(text).execute(link).await.map(drop),
            Driver::Postgres(link) => sqlx::query(text).execute(link).await.map(drop),
        }
    }

    /// Lets go of the writer's file and waits until it is done.
    pub(crate) async fn close(self) -> Result<(), sqlx::Error> {
        match self.0.link {
            Link::SqliteWriter(link) => link.close().await,
            Link::SqliteReader(link) => link.close().await,
            Link::Postgres(link) => link.close().await,
        }
    }

    /// The state of this connection is not known: it must not serve anybody else.
    pub(crate) fn condemn(&mut self) {
        if let Link::Postgres(link) = &mut self.0.link {
            link.close_on_drop();
        }
    }
}

impl Deref for Tx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}
