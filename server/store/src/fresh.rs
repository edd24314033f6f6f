//! Databases for tests, new and migrated, gone when the last handle is dropped. SQLite always; PostgreSQL when
//! `PORTOLAN_TEST_PG` holds the address of a server on which databases may be made.
//!
//! The migrations run once per process (SQLite) or once per server and schema (PostgreSQL); every further database is a
//! copy, which takes milliseconds.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::str::FromStr;

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::open::Address;
use crate::{Db, OpenError, migrate};

/// The variable with the address of the PostgreSQL server for tests.
pub const SERVER: &str = "PORTOLAN_TEST_PG";

/// A database of one test; it is used like a [`Db`].
pub struct FreshDb {
    db: Db,
}

impl FreshDb {
    /// The handle itself, for code that wants to own one.
    pub fn db(&self) -> Db {
        self.db.clone()
    }
}

impl std::ops::Deref for FreshDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

/// A new SQLite database with the schema of this binary.
///
/// # Panics
/// When there is no place for temporary files or a migration fails: a test cannot go on then.
pub async fn fresh_db() -> Db {
    sqlite().await.unwrap_or_else(|error| panic!("a fresh SQLite database: {error}"))
}

/// One new database for each engine that can be tested here.
///
/// # Panics
/// As [`fresh_db`], and when the server named by `PORTOLAN_TEST_PG` does not make databases.
pub async fn fresh_dbs() -> Vec<FreshDb> {
    let mut all = vec![FreshDb { db: fresh_db().await }];
    if let Ok(server) = std::env::var(SERVER) {
        let db = postgres(&server).await.unwrap_or_else(|error| panic!("a fresh PostgreSQL database: {error}"));
        all.push(FreshDb { db });
    }
    all
}

/// Runs one test on each engine that can be tested here, one after the other.
///
/// # Panics
/// As [`fresh_dbs`].
pub async fn each_fresh_db<F: AsyncFnMut(Db)>(mut test: F) {
    for fresh in fresh_dbs().await {
        test(fresh.db()).await;
    }
}

async fn sqlite() -> Result<Db, OpenError> {
    static MIGRATED: OnceCell<Vec<u8>> = OnceCell::const_new();
    let bytes = MIGRATED.get_or_try_init(migrated_file).await?;
    let folder = tempfile::Builder::new().prefix("portolan-test-").tempdir().map_err(io)?;
    let path = folder.path().join("portolan.db");
    std::fs::write(&path, bytes).map_err(io)?;
    Db::open_keeping(Address::Sqlite(path), Some(Box::new(folder))).await
}

/// The bytes of a migrated SQLite file.
async fn migrated_file() -> Result<Vec<u8>, OpenError> {
    let folder = tempfile::Builder::new().prefix("portolan-test-").tempdir().map_err(io)?;
    let path = folder.path().join("template.db");
    migrate::sqlite(&path).await?;
    read(&path)
}

/// The last connection that closes folds the log into the file: the file alone is the whole database.
fn read(path: &Path) -> Result<Vec<u8>, OpenError> {
    std::fs::read(path).map_err(io)
}

fn io(error: std::io::Error) -> OpenError {
    OpenError::Database(error.into())
}

async fn postgres(server: &str) -> Result<Db, OpenError> {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    let admin = PgConnectOptions::from_str(server)?;
    let template = TEMPLATE.get_or_try_init(|| template(&admin)).await?;
    let name = format!("portolan_test_{}", Uuid::now_v7().simple());
    let mut link = admin.connect().await?;
    run(&mut link, format!("create database {name} template {template}")).await?;
    link.close().await?;
    let keep = Dropped { admin: admin.clone(), name: name.clone() };
    Db::open_keeping(Address::Postgres(Box::new(admin.database(&name))), Some(Box::new(keep))).await
}

/// The name of the server's migrated database for exactly these migrations, made by whoever comes first.
async fn template(admin: &PgConnectOptions) -> Result<String, OpenError> {
    const LOCK: i64 = 0x706f_7274_6f6c_616e;
    // However many migrations there are, the name stays within the 63 characters of PostgreSQL.
    let mut mark = DefaultHasher::new();
    migrate::postgres_migrations().iter().for_each(|one| one.checksum.hash(&mut mark));
    let name = format!("portolan_template_{:016x}", mark.finish());
    let mut link = admin.connect().await?;
    sqlx::query("select pg_advisory_lock($1)").bind(LOCK).execute(&mut link).await?;
    let known: Option<(String,)> = sqlx::query_as("select cast(datname as text) from pg_database where datname = $1")
        .bind(&name)
        .fetch_optional(&mut link)
        .await?;
    if known.is_none() {
        // Renamed only when it is complete, so that a test that was stopped half way leaves no half template.
        let draft = format!("portolan_draft_{}", Uuid::now_v7().simple());
        run(&mut link, format!("create database {draft}")).await?;
        migrate::postgres(&admin.clone().database(&draft)).await?;
        run(&mut link, format!("alter database {draft} rename to {name}")).await?;
    }
    link.close().await?;
    Ok(name)
}

async fn run(link: &mut PgConnection, text: String) -> Result<(), OpenError> {
    sqlx::raw_sql(AssertSqlSafe(text)).execute(link).await?;
    Ok(())
}

/// Removes a test's database when the test is over.
struct Dropped {
    admin: PgConnectOptions,
    name: String,
}

impl Drop for Dropped {
    /// The test's own runtime may be ending: the farewell gets one of its own.
    fn drop(&mut self) {
        let (admin, text) = (self.admin.clone(), format!("drop database if exists {} with (force)", self.name));
        let farewell = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(io)?;
            runtime.block_on(async { run(&mut admin.connect().await?, text).await })
        });
        match farewell.join() {
            Ok(Ok(())) => {}
            Ok(Err(error)) => eprintln!("{} stays behind: {error}", self.name),
            Err(_) => eprintln!("{} stays behind", self.name),
        }
    }
}
