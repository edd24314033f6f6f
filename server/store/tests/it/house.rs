//! The house's own statements: every one of them is understood by both engines, on the schema that the migrations make.

use std::fmt::Display;
use std::path::Path;

use sqlx::postgres::{PgColumn, PgConnectOptions};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Column, ConnectOptions, Connection, Executor, SqlSafeStr, Statement as _, TypeInfo};
use store::registry::{Statement, statements};
use store::{Db, Engine, sql};

/// Every statement of the house, with paths as seen from the top of the workspace.
pub fn all() -> Vec<Statement> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the workspace");
    let mut all = statements(&[&workspace.join("server"), &workspace.join("app")]).expect("readable sources");
    for statement in &mut all {
        statement.file = statement.file.strip_prefix(&workspace).expect("below the workspace").to_owned();
    }
    assert!(all.len() > 100, "hardly any statement was found: the finder is blind");
    all
}

#[tokio::test]
async fn every_statement_is_understood_by_sqlite() {
    let (folder, path) = (tempfile::tempdir().expect("a folder"), "portolan.db");
    let path = folder.path().join(path);
    let db = Db::open(&format!("sqlite:{}", path.display())).await.expect("opened");
    db.migrate().await.expect("migrated");
    let mut link = SqliteConnectOptions::new().filename(&path).connect().await.expect("a connection");
    let mut wrong = Vec::new();
    for statement in all() {
        let prepared = (&mut link).prepare(AssertSqlSafe(statement.text.clone()).into_sql_str()).await;
        wrong.extend(prepared.err().map(|error| complaint(&statement, &error)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_statement_is_understood_by_postgresql() {
    let mut fresh = store::fresh::fresh_dbs().await.into_iter();
    let Some(db) = fresh.find(|fresh| fresh.engine() == Engine::Postgres) else { return };
    let mut conn = db.read().await.expect("a reader");
    let (name,) = sql!(fetch_one as (String,), &mut conn, "select cast(current_database() as text)").expect("a name");
    let server: PgConnectOptions = std::env::var(store::fresh::SERVER).expect("a server").parse().expect("its address");
    let mut link = server.database(&name).connect().await.expect("a connection");
    let mut wrong = Vec::new();
    for statement in all() {
        match (&mut link).prepare(AssertSqlSafe(statement.text.clone()).into_sql_str()).await {
            Ok(prepared) => wrong.extend(odd_column(prepared.columns()).map(|odd| complaint(&statement, &odd))),
            Err(error) => wrong.push(complaint(&statement, &error)),
        }
    }
    link.close().await.expect("closed");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The columns that the house reads have one of these types. A bare `1` or a bare sum has another one on PostgreSQL and can be
/// read from SQLite alone.
const READ: [&str; 6] = ["INT8", "TEXT", "UUID", "BOOL", "BYTEA", "FLOAT8"];

fn odd_column(columns: &[PgColumn]) -> Option<String> {
    let odd = columns.iter().find(|column| !READ.contains(&column.type_info().name()))?;
    Some(format!("the column {} is {}: cast it", odd.name(), odd.type_info().name()))
}

fn complaint(statement: &Statement, error: &dyn Display) -> String {
    format!("{}:{}: {error}\n    {}", statement.file.display(), statement.line, statement.text)
}
