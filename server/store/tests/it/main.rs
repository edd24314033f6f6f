//! The store as its callers meet it, on SQLite and, when `PORTOLAN_TEST_PG` names a server, on PostgreSQL.

mod bulk;
mod conflicts;
mod house;
mod jars;
mod lending;
mod opening;
mod parity;
mod paths;
mod portability;
mod writer;
mod writing;
