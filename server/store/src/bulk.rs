//! Many rows at once, for imports and the demo house. Each engine has its own fast way: SQLite takes many rows in one
//! statement, PostgreSQL a stream of lines or, when they are few, one JSON text. Everything else goes through `sql!`.

use std::fmt::Write as _;
use std::sync::Arc;

use sqlx::{AssertSqlSafe, PgConnection, SqliteConnection};
use uuid::Uuid;

use crate::conn::Driver;
use crate::fault::Accident;
use crate::{Result, Tx};

/// One cell of a row for [`insert_many`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number: counts, money, instants.
    Int(i64),
    /// Text, a code, or JSON.
    Text(String),
    /// A key.
    Uuid(Uuid),
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<Uuid> for Value {
    fn from(value: Uuid) -> Self {
        Self::Uuid(value)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Inserts all rows into `table`, each with one value for each of `columns`, in the given order. Hundreds of thousands of
/// rows take seconds; other writers wait meanwhile.
///
/// # Errors
/// A row of another width, or what the database refuses. The transaction is then lost.
pub async fn insert_many(
    tx: &mut Tx,
    table: &'static str,
    columns: &'static [&'static str],
    rows: Vec<Vec<Value>>,
) -> Result<()> {
    if let Some(row) = rows.iter().find(|row| row.len() != columns.len()) {
        return Err(Accident::Ragged { table, found: row.len(), wanted: columns.len() }.into());
    }
    let target = format!("\"{table}\" (\"{}\")", columns.join("\",\""));
    let outcome = match tx.driver() {
        Driver::Sqlite(link) => insert_sqlite(link, &target, columns.len(), rows).await,
        Driver::Postgres(link) if rows.len() <= FEW => insert_postgres(link, (table, columns), &rows).await,
        Driver::Postgres(link) => copy_postgres(link, &target, &rows).await,
    };
    tx.note(&outcome);
    outcome.map_err(Into::into)
}

/// Rows in one statement: more do not make it faster, and the parameters stay far below SQLite's 32,766.
const ROWS: usize = 100;

async fn insert_sqlite(
    link: &mut SqliteConnection,
    target: &str,
    width: usize,
    rows: Vec<Vec<Value>>,
) -> Result<(), sqlx::Error> {
    let text = |rows: usize| -> Arc<str> {
        let row = format!("({})", vec!["?"; width].join(","));
        format!("insert into {target} values {}", vec![row; rows].join(",")).into()
    };
    let full = text(ROWS);
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk: Vec<Vec<Value>> = rows.by_ref().take(ROWS).collect();
        let text = if chunk.len() == ROWS { Arc::clone(&full) } else { text(chunk.len()) };
        let query = chunk.into_iter().flatten().fold(sqlx::query(AssertSqlSafe(text)), |query, value| match value {
            Value::Null => query.bind(None::<i64>),
            Value::Bool(value) => query.bind(value),
            Value::Int(value) => query.bind(value),
            Value::Text(value) => query.bind(value),
            Value::Uuid(value) => query.bind(value),
        });
        query.execute(&mut *link).await?;
    }
    Ok(())
}

/// So many rows go to PostgreSQL in one statement. A COPY ends with a small message behind another, which waits on the wire until
/// the first was acknowledged: 40 ms, for 20 lines of an order as for thousands.
const FEW: usize = 500;

/// The rows travel as one JSON text, so the statement is the same for any number of them; the table says their types.
async fn insert_postgres(
    link: &mut PgConnection,
    (table, columns): (&'static str, &'static [&'static str]),
    rows: &[Vec<Value>],
) -> Result<(), sqlx::Error> {
    let names = columns.join("\",\"");
    let text = format!(
        "insert into \"{table}\" (\"{names}\") select \"{names}\" from json_populate_recordset(null::\"{table}\", $1::json)"
    );
    let row =
        |row: &Vec<Value>| columns.iter().zip(row).map(|(name, value)| ((*name).to_owned(), json(value))).collect();
    let rows: serde_json::Value = rows.iter().map(row).collect::<Vec<serde_json::Map<_, _>>>().into();
    sqlx::query(AssertSqlSafe(text)).bind(rows.to_string()).execute(link).await.map(drop)
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Int(value) => (*value).into(),
        Value::Text(value) => value.as_str().into(),
        Value::Uuid(value) => value.to_string().into(),
    }
}

/// Rows in one COPY: few enough to end long before the server's limit on the time of a statement.
const LINES: usize = 50_000;
/// Bytes gathered before they are sent.
const PORTION: usize = 256 * 1024;

async fn copy_postgres(link: &mut PgConnection, target: &str, rows: &[Vec<Value>]) -> Result<(), sqlx::Error> {
    let statement = format!("copy {target} from stdin");
    let mut lines = String::with_capacity(PORTION + 4096);
    for part in rows.chunks(LINES) {
        let mut copy = link.copy_in_raw(&statement).await?;
        for row in part {
            write_line(&mut lines, row);
            if lines.len() >= PORTION {
                copy.send(lines.as_bytes()).await?;
                lines.clear();
            }
        }
        copy.send(lines.as_bytes()).await?;
        lines.clear();
        copy.finish().await?;
    }
    Ok(())
}

/// One row in COPY's text form: cells apart by tabs, `\N` for nothing, and a backslash before what would end a cell.
fn write_line(lines: &mut String, row: &[Value]) {
    for (column, value) in row.iter().enumerate() {
        if column > 0 {
            lines.push('\t');
        }
        // Writing into a String cannot fail.
        let _ = match value {
            Value::Null => lines.write_str("\\N"),
            Value::Bool(value) => lines.write_str(if *value { "t" } else { "f" }),
            Value::Int(value) => write!(lines, "{value}"),
            Value::Uuid(value) => write!(lines, "{value}"),
            Value::Text(value) => {
                escape(lines, value);
                Ok(())
            }
        };
    }
    lines.push('\n');
}

fn escape(lines: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '\\' => lines.push_str("\\\\"),
            '\t' => lines.push_str("\\t"),
            '\n' => lines.push_str("\\n"),
            '\r' => lines.push_str("\\r"),
            other => lines.push(other),
        }
    }
}
