//! The floor on SQLite, with the pragmas of `store`: four readers, one writer, every commit on the disk before the answer.

#[expect(
    clippy::duplicate_mod,
    reason = "one text for two engines: generic bounds would say more about sqlx than about pages"
)]
#[path = "door.rs"]
mod door;
#[expect(clippy::duplicate_mod, reason = "as above")]
#[path = "pages.rs"]
mod pages;
#[expect(clippy::duplicate_mod, reason = "as above")]
#[path = "submit.rs"]
mod submit;

use anyhow::Result;
use axum::Router;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use super::House;

type Engine = sqlx::Sqlite;
/// Takes the write lock at once, as `store` does.
const BEGIN: &str = "begin immediate";

/// Opens a database that is there already.
pub async fn open(path: &str) -> Result<Router> {
    let shared = SqliteConnectOptions::new()
        .filename(path)
        .statement_cache_capacity(512)
        .pragma("cache_size", "-32768")
        .pragma("temp_store", "memory");
    let writing =
        shared.clone().journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full).foreign_keys(true);
    let pool = |connections| SqlitePoolOptions::new().max_connections(connections).test_before_acquire(false);
    let writers = pool(1).connect_with(writing).await?;
    let readers = pool(4).connect_with(shared.read_only(true)).await?;
    Ok(pages::routes(House { readers, writers }))
}
