//! One connection, whatever the engine. It remembers whether a statement failed on it, because a verb may hide that from
//! the write path, and the write path must not commit what is half done.

use std::ops::{Deref, DerefMut};

use sqlx::{Connection, PgConnection, Postgres, Sqlite, SqliteConnection};

use crate::dialect;
use crate::lender::Lent;

/// A connection to read with; see [`Db::read`](crate::Db::read) and [`sql!`](crate::sql).
pub struct Conn {
    link: Link,
    health: Health,
}

enum Link {
    SqliteReader(Lent<Sqlite>),
    SqliteWriter(SqliteConnection),
    Postgres(Lent<Postgres>),
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
    pub(crate) const fn sqlite_reader(link: Lent<Sqlite>) -> Self {
        Self { link: Link::SqliteReader(link), health: Health::Sound }
    }

    pub(crate) const fn postgres(link: Lent<Postgres>) -> Self {
        Self { link: Link::Postgres(link), health: Health::Sound }
    }

    /// The driver, for one statement whose outcome is to be told to [`note`](Self::note).
    pub(crate) fn driver(&mut self) -> Driver<'_> {
        match &mut self.link {
            Link::SqliteReader(link) => Driver::Sqlite(link.ask()),
            Link::SqliteWriter(link) => Driver::Sqlite(link),
            Link::Postgres(link) => Driver::Postgres(link.ask()),
        }
    }

    pub(crate) const fn health(&self) -> Health {
        self.health
    }

    /// Remembers how a statement ended. One that fails on our side of the wire may have left rows on it.
    pub(crate) fn note<T>(&mut self, outcome: &Result<T, sqlx::Error>) {
        if outcome.as_ref().err().is_none_or(|error| error.as_database_error().is_some()) {
            match &mut self.link {
                Link::SqliteReader(link) => link.answered(),
                Link::SqliteWriter(_) => {}
                Link::Postgres(link) => link.answered(),
            }
        }
        let Err(error) = outcome else { return };
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

    pub(crate) const fn postgres(link: Lent<Postgres>) -> Self {
        Self(Conn::postgres(link))
    }

    /// Forgets how the last verb fared.
    pub(crate) const fn start_over(&mut self) {
        self.0.health = Health::Sound;
    }

    /// Sends one of our own transaction commands.
    pub(crate) async fn command(&mut self, text: &'static str) -> Result<(), sqlx::Error> {
        let outcome = match self.0.driver() {
            Driver::Sqlite(link) => sqlx::query(text).execute(link).await.map(drop),
            Driver::Postgres(link) => sqlx::query(text).execute(link).await.map(drop),
        };
        self.0.note(&outcome);
        outcome
    }

    /// Lets go of the writer's file and waits until it is done.
    pub(crate) async fn close(self) -> Result<(), sqlx::Error> {
        match self.0.link {
            Link::SqliteWriter(link) => link.close().await,
            // These were lent, and go back.
            Link::SqliteReader(_) | Link::Postgres(_) => Ok(()),
        }
    }

    /// The state of this connection is not known: it must not serve anybody else.
    pub(crate) fn condemn(&mut self) {
        if let Link::Postgres(link) = &mut self.0.link {
            link.condemn();
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
