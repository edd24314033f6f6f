//! What `/where` found.

use serde::{Deserialize, Serialize};

use super::{InvoiceRow, LineRow, ParcelRow, Port};

/// What `/where` found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Lines: newest order first; by words those on their way first.
    pub rows: Vec<FoundLine>,
    /// Whether there were more than are shown.
    pub more: bool,
    /// Whether some of them are shown on demand.
    pub can_show_more: bool,
    /// By words: further titles that have them, whose lines are not among `rows`. Those on their way first.
    pub titles: Vec<FoundTitle>,
    /// Whether still more titles have these words.
    pub more_titles: bool,
    /// Staff: batches with that number.
    pub batches: Vec<String>,
    /// Parcels with that number, or that number of a carrier, the newest first; their lines are among `rows`.
    pub parcels: Vec<ParcelRow>,
    /// Invoices with that number, or that number of the tax office, for who pays; their lines are among `rows`.
    pub invoices: Vec<InvoiceRow>,
    /// The ports of the way, in order.
    pub ports: Vec<Port>,
}

/// One line that was found, with its order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundLine {
    /// Number of the order.
    pub order_no: String,
    /// The customer's own reference.
    pub own_ref: String,
    /// The customer's name.
    pub org: String,
    /// When it was ordered.
    pub placed_at: i64,
    /// The customer's deadline.
    pub needed_by: Option<i64>,
    /// The line without its steps.
    pub line: LineRow,
}

/// A title that was ordered and has the words asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundTitle {
    /// ISBN-13.
    pub isbn: String,
    /// Title.
    pub title: String,
    /// Authors.
    pub authors: String,
    /// When it was last ordered.
    pub ordered_at: i64,
    /// Whether copies of it have not arrived yet. For the house: of its newest line.
    pub under_way: bool,
}
