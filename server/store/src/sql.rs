//! The one door through which statements reach a database: the same literal for both engines. The literal stands in the
//! source, so that a test can find it (see `registry`) and prepare it on both migrated databases.

/// What `sql!` expands to. Not for direct use.
#[doc(hidden)]
pub mod __sql {
    pub use crate::conn::Driver;
    use crate::{Conn, Fault, Result};
    pub use sqlx;

    pub fn driver(conn: &mut Conn) -> Driver<'_> {
        conn.driver()
    }

    pub fn settle<T>(conn: &mut Conn, outcome: sqlx::Result<T>) -> Result<T> {
        conn.note(&outcome);
        outcome.map_err(Fault::Broken)
    }
}

/// Runs one statement and waits for it. The connection is a `&mut Conn` or a `&mut Tx`, the statement a literal with the
/// parameters `$1`, `$2`…, and it is sent unchanged to either engine.
///
/// ```ignore
/// sql!(execute, tx, "update titles set stock = $1 where id = $2", stock, id)      // Result<u64>: rows changed
/// sql!(fetch_all as Row, conn, "select id, name from titles")                     // Result<Vec<Row>>
/// sql!(fetch_optional as (i64,), conn, "select stock from titles where id = $1", id) // Result<Option<(i64,)>>
/// sql!(fetch_one as (i64,), conn, "select count(*) from titles")                  // Result<(i64,)>
/// ```
///
/// A row is a tuple or derives `sqlx::FromRow`. On failure the fault is [`Fault::Broken`](crate::Fault::Broken); inside
/// [`Db::write`](crate::Db::write) the transaction is then lost, whatever the verb makes of it.
#[macro_export]
macro_rules! sql {
    (execute, $conn:expr, $text:literal $(, $arg:expr)* $(,)?) => {{
        let conn: &mut $crate::Conn = &mut *$conn;
        let outcome = match $crate::__sql::driver(conn) {
            $crate::__sql::Driver::Sqlite(link) => {
                let query = $crate::__sql::sqlx::query::<$crate::__sql::sqlx::Sqlite>($text)$(.bind($arg))*;
                query.execute(link).await.map(|done| done.rows_affected())
            }
            $crate::__sql::Driver::Postgres(link) => {
                let query = $crate::__sql::sqlx::query::<$crate::__sql::sqlx::Postgres>($text)$(.bind($arg))*;
                query.execute(link).await.map(|done| done.rows_affected())
            }
        };
        $crate::__sql::settle(conn, outcome)
    }};
    ($fetch:ident as $row:ty, $conn:expr, $text:literal $(, $arg:expr)* $(,)?) => {{
        let conn: &mut $crate::Conn = &mut *$conn;
        let outcome = match $crate::__sql::driver(conn) {
            $crate::__sql::Driver::Sqlite(link) => {
                let query = $crate::__sql::sqlx::query_as::<$crate::__sql::sqlx::Sqlite, $row>($text)$(.bind($arg))*;
                query.$fetch(link).await
            }
            $crate::__sql::Driver::Postgres(link) => {
                let query = $crate::__sql::sqlx::query_as::<$crate::__sql::sqlx::Postgres, $row>($text)$(.bind($arg))*;
                query.$fetch(link).await
            }
        };
        $crate::__sql::settle(conn, outcome)
    }};
}
