//! Why a database could not be opened or migrated, and what an address may look like. The messages are for the person who
//! starts the portal; none repeats the address, which may hold a password.

use std::path::PathBuf;
use std::str::FromStr;

use sqlx::migrate::MigrateError;
use sqlx::postgres::PgConnectOptions;

/// Why the portal does not start on this database.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address names no database of ours.
    #[error("the database address must be sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME")]
    Address,
    /// The folder of an SQLite file, or the lock beside it, cannot be made.
    #[error("{}: {error}", path.display())]
    Folder {
        /// What was to be made.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The engine is older than what is known to keep data safe.
    #[error("{engine} {found} is too old: {oldest} is the oldest version that the portal runs on")]
    EngineTooOld {
        /// SQLite or PostgreSQL.
        engine: &'static str,
        /// The version found.
        found: String,
        /// The oldest one accepted.
        oldest: String,
    },
    /// A newer portal has been here. Going on could damage what it has stored.
    #[error("the database has schema {found}, this portal knows schemas up to {known}: start the newer portal")]
    SchemaTooNew {
        /// The newest migration applied to the database.
        found: i64,
        /// The newest migration in this binary.
        known: i64,
    },
    /// A migration failed or does not fit what was applied before.
    #[error("migration: {0}")]
    Migration(#[from] MigrateError),
    /// The database does not answer as it should.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
}

/// Where a database is.
#[derive(Debug)]
pub(crate) enum Address {
    Sqlite(PathBuf),
    Postgres(Box<PgConnectOptions>),
}

impl FromStr for Address {
    type Err = OpenError;

    fn from_str(url: &str) -> Result<Self, OpenError> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            // A database in memory is a different one for every connection, and options are ours to choose.
            let acceptable = !path.is_empty() && !path.starts_with(':') && !path.contains('?');
            return if acceptable { Ok(Self::Sqlite(path.into())) } else { Err(OpenError::Address) };
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url).map_err(|_| OpenError::Address)?;
            return Ok(Self::Postgres(Box::new(options)));
        }
        Err(OpenError::Address)
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn an_address_names_a_file_or_a_server() {
        for good in
            ["sqlite:data/portolan.db", "sqlite:///var/p.db", "sqlite:p.db", "postgres://u:p@h/d", "postgresql://h/d"]
        {
            assert!(good.parse::<Address>().is_ok(), "{good}");
        }
        for bad in ["", "sqlite:", "sqlite::memory:", "sqlite:p.db?mode=memory", "mysql://h/d", "p.db", "postgres:/d"] {
            assert!(bad.parse::<Address>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_refused_address_keeps_its_password_to_itself() {
        let refused = "postgres://mei:hunter2@host:notaport/db".parse::<Address>();
        let said = refused.expect_err("a port is a number").to_string();
        assert!(!said.contains("hunter2"), "{said}");
    }
}
