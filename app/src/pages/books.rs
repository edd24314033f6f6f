//! The catalogue: finding titles, and everything about one.

pub mod book;
pub mod list;

mod row;

pub use row::book_row;
