//! The commands of the binary that are not the server.

pub mod data;
pub mod user;

use domain::Db;

use crate::config::Config;
use crate::failure::Failure;

/// Opens the database and brings it up to date.
pub async fn open(config: &Config) -> Result<Db, Failure> {
    let db = Db::open(&config.database_url).await?;
    db.migrate().await?;
    Ok(db)
}
