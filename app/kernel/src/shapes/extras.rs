//! Copies that came beyond what was ordered, and what becomes of them.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What became of copies that came too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExtraState {
    /// They lie there and nobody has decided.
    Found,
    /// They were sent back to the publisher.
    Returned,
    /// The house keeps them for its stock.
    Kept,
    /// They were given to lines that waited for the title.
    Given,
    /// The batch was counted again: they are part of the new count.
    Recounted,
}

impl ExtraState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Found, Self::Returned, Self::Kept, Self::Given, Self::Recounted];

    /// As it is stored and sent.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Returned => "returned",
            Self::Kept => "kept",
            Self::Given => "given",
            Self::Recounted => "recounted",
        }
    }

    /// Of its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Copies of one title that came too many with one batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtraRow {
    /// Its key.
    pub id: Uuid,
    /// Number of the batch with which they came.
    pub batch_no: String,
    /// ISBN-13.
    pub isbn: String,
    /// Title, when the catalogue has it.
    pub title: String,
    /// Publisher, when the catalogue has the title.
    pub publisher: String,
    /// How many.
    pub copies: i64,
    /// Whether they came damaged.
    pub damaged: bool,
    /// What became of them.
    pub state: ExtraState,
    /// Why.
    pub note: String,
    /// Copies of the title that still wait to be bought, to which these could be given; 0 where they cannot.
    pub wanted: i64,
    /// The batch in which they went to the lines that waited.
    pub given_no: Option<String>,
    /// When they were found.
    pub found_at: i64,
    /// Who acted last.
    pub by: String,
    /// Whether the reader's desk may act.
    pub mine: bool,
    /// For optimistic locking.
    pub version: i64,
}

/// A page of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extras {
    /// Newest first.
    pub rows: Vec<ExtraRow>,
    /// Where the next page begins.
    pub next: Option<String>,
}
