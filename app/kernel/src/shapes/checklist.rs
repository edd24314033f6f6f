//! A pasted list of an order that is not placed yet: what the house makes of each line, and what all of it would cost.

use serde::{Deserialize, Serialize};

use super::Expected;
use crate::isbn::IsbnFault;

/// A pasted list, understood as far as it can be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    /// One row for each line of the list.
    pub rows: Vec<ChecklistRow>,
    /// Distinct titles that can be ordered.
    pub lines: i64,
    /// Copies of them.
    pub copies: i64,
    /// What they cost; `None` for who does not pay the house.
    pub total_fen: Option<i64>,
    /// Free credit of the paying organisation before this order.
    pub free_fen: Option<i64>,
    /// Lines that cannot be ordered as they are.
    pub questions: u32,
    /// What they cost as an urgent order, which is bought at once; `None` for who does not pay the house.
    pub urgent_total_fen: Option<i64>,
    /// When its last copy would arrive; `None` for an empty list and until the house has read its past.
    pub expected: Option<Expected>,
    /// The same in the reader's words, and what an urgent order would change.
    pub said: Vec<String>,
}

/// A checklist, drawn for the form that holds the list. All but the count is HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// How much was understood, in one sentence; empty when nothing was checked.
    pub said: String,
    /// The lines.
    pub rows: String,
    /// What they cost.
    pub sums: String,
    /// Lines that cannot be ordered as they are.
    pub questions: u32,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistRow {
    /// Number of the line in the text, from 1.
    pub number: u32,
    /// As typed.
    pub typed: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What the house makes of one line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Can be ordered.
    Good {
        /// ISBN-13.
        isbn: String,
        /// Title.
        title: String,
        /// Authors.
        authors: String,
        /// Publisher.
        publisher: String,
        /// Copies, repeated lines added up.
        copies: i64,
        /// Price of one copy.
        price_fen: Option<i64>,
        /// Copies that the organisation ordered before.
        ordered: i64,
    },
    /// Repeats the title of an earlier line; the copies were added there.
    AddedTo {
        /// That line's number.
        number: u32,
    },
    /// Not an ISBN.
    NotAnIsbn {
        /// Why not.
        fault: IsbnFault,
        /// Titles of the catalogue one slip away.
        near: Vec<NearBook>,
    },
    /// A valid ISBN that is not in the catalogue.
    NotInCatalogue {
        /// ISBN-13.
        isbn: String,
    },
    /// In the catalogue, but without a price: the house must ask the publisher first.
    NoPrice {
        /// ISBN-13.
        isbn: String,
        /// Title.
        title: String,
    },
    /// The copies are no whole number of at least 1.
    Copies,
    /// More copies than one line takes, repeats included.
    TooManyCopies,
}

/// A title that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearBook {
    /// ISBN-13.
    pub isbn: String,
    /// Title.
    pub title: String,
}
