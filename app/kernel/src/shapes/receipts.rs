//! Counting what came in a batch, and who gets it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::desk::BatchRow;

/// A count under way, or one that has not begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptPage {
    /// The batch.
    pub head: BatchRow,
    /// The batch's version, for optimistic locking.
    pub version: i64,
    /// Why the reader cannot count it now; nothing when they can.
    pub stop: Option<ReceiptStop>,
    /// Name of the stage to which what came goes on.
    pub next_stage: Option<String>,
    /// Scans so far: finishing is refused when another one came since.
    pub seen: i64,
    /// One row for each title of the batch, and for each that was scanned without being in it.
    pub books: Vec<ReceiptBook>,
    /// The last scans, newest first.
    pub scans: Vec<ScanRow>,
    /// Who gets how many, if the count were finished now: in the order of the rule.
    pub shares: Vec<ShareRow>,
}

/// Why a batch cannot be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptStop {
    /// Another desk holds it, by its name.
    OtherDesk(String),
    /// Its copies have gone on.
    Gone,
    /// It holds its copies back, for the reason of this name.
    Held(String),
}

impl ReceiptPage {
    /// Copies of a kind over all titles.
    pub fn sum(&self, of: impl Fn(&ReceiptBook) -> i64) -> i64 {
        self.books.iter().map(of).sum()
    }
}

/// What came of one title.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptBook {
    /// ISBN-13.
    pub isbn: String,
    /// Title, when the catalogue has it.
    pub title: String,
    /// Copies that the batch should hold.
    pub wanted: i64,
    /// Sound copies counted.
    pub sound: i64,
    /// Damaged copies counted.
    pub damaged: i64,
    /// Copies that did not come.
    pub short: i64,
    /// Copies that came beyond what was ordered.
    pub over: i64,
}

/// What a scan means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// In the batch, and wanted.
    Good,
    /// In the batch, but more than wanted.
    Over,
    /// In the batch, damaged.
    Damaged,
    /// A book that is not in this batch.
    Foreign,
    /// No ISBN.
    Unreadable,
    /// Takes an earlier scan back.
    Back,
}

impl Verdict {
    /// A stable code, for tones.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Over => "over",
            Self::Damaged => "damaged",
            Self::Foreign => "foreign",
            Self::Unreadable => "unreadable",
            Self::Back => "back",
        }
    }
}

/// One scan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanRow {
    /// As it came from the scanner.
    pub typed: String,
    /// ISBN-13, if it is one.
    pub isbn: Option<String>,
    /// Title, when the batch holds it.
    pub title: String,
    /// Copies; negative when it takes some back.
    pub copies: i64,
    /// Whether they are damaged.
    pub damaged: bool,
    /// What it means.
    pub verdict: Verdict,
    /// When.
    pub at: i64,
    /// By whom.
    pub by: String,
}

/// What one line gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareRow {
    /// The slice.
    pub slice_id: Uuid,
    /// Number of the order.
    pub order_no: String,
    /// Customer.
    pub org: String,
    /// ISBN-13.
    pub isbn: String,
    /// Title.
    pub title: String,
    /// Deadline.
    pub needed_by: Option<i64>,
    /// When it was ordered.
    pub placed_at: i64,
    /// Rank of the contract, the smaller first.
    pub priority: i64,
    /// Copies that it waits for.
    pub wanted: i64,
    /// Copies that it gets.
    pub gets: i64,
    /// Copies that came damaged and are bought again.
    pub damaged: i64,
    /// Copies that did not come.
    pub short: i64,
}

/// Where a finished count put the copies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The batch in which what came went on.
    pub into: Option<String>,
    /// The batch that holds back what is awaited.
    pub held: Option<String>,
}
