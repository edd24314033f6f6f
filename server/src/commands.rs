//! The commands of the binary that are not the server.

pub mod data;
pub mod user;

use domain::Db;

use crate::cli::Failure;
use crate::config::Config;

/// Milliseconds of UTC since 1970. The only clock of the command line; verbs get the instant as an argument.
pub fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.ok().and_then(|since| i64::try_from(since.as_millis()).ok()).unwrap_or_default()
}

/// Opens the database and brings it up to date.
pub async fn open(config: &Config) -> Result<Db, Failure> {
    let db = Db::open(&config.database_url).await?;
    db.migrate().await?;
    Ok(db)
}
