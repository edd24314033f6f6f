//! Where everything lasting is kept: SQLite as the embedded default, PostgreSQL when a house outgrows one machine.
//!
//! It knows connections, transactions, migrations and how the two engines differ. It must not know what the rows mean:
//! rules and their SQL live in `domain`. Reading is [`Db::read`], writing is [`Db::write`] and nothing else, and every
//! statement passes through [`sql!`], one text for both engines.

mod bulk;
mod conn;
mod db;
mod dialect;
mod embedded;
mod fault;
#[cfg(feature = "fresh")]
pub mod fresh;
mod lender;
mod migrate;
mod open;
#[cfg(feature = "fresh")]
pub mod registry;
mod served;
mod sql;
mod turns;
mod verb;
mod writer;

pub use bulk::{Value, insert_many};
pub use conn::{Conn, Tx};
pub use db::{Db, Engine};
pub use fault::{Fault, Result};
pub use futures::future::BoxFuture;
pub use open::OpenError;

#[doc(hidden)]
pub use sql::__sql;
