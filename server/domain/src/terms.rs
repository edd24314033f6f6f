//! Courses and terms: will all books of a course be there when it begins, and what can be done about those that will not.
//!
//! A term is all orders of one customer that name the same course and are needed by the same day; it has no row of its own, so
//! nothing can contradict the orders. It knows which acts a reader may be offered; the acts themselves are verbs of
//! [`crate::orders`] and [`crate::complaints`], here only for several lines at once.

mod acts;
mod board;
mod list;
mod rows;

pub use acts::{Question, ask, cancel};
pub use board::{board, risks};
pub use list::{courses, list};

/// From this chance of being late on a line is at risk, in thousandths.
const AT_RISK: i64 = 50;
