//! The floor on PostgreSQL, with the transactions of `store`: serializable, run again after a conflict.

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
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::House;

type Engine = sqlx::Postgres;
/// The level at which a verb that reads, decides and writes is safe.
const BEGIN: &str = "begin isolation level serializable read write";

/// Connects to a database that is there already.
pub async fn open(url: &str) -> Result<Router> {
    let options: PgConnectOptions = url.parse()?;
    let options = options.statement_cache_capacity(512);
    let pool = |connections| PgPoolOptions::new().max_connections(connections);
    // All orders draw from one counter: side by side they only lose against one another, and `store` has them queue as well.
    let writers = pool(1).connect_with(options.clone()).await?;
    let readers = pool(16).connect_with(options).await?;
    Ok(pages::routes(House { readers, writers }))
}
