//! What came of an import, row by row. Reasons are values; the sentences here are for the operator at the command line.

use kernel::isbn::IsbnFault;
use serde::Serialize;

use super::Record;

/// Refused rows that a report lists; beyond that they are only counted.
const LISTED: usize = 1_000;
/// Characters of a refused row that a report shows.
const EXCERPT: usize = 120;

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Rows read, without the line of column names.
    pub read: u64,
    /// Titles that are new.
    pub added: u64,
    /// Titles that were known and differ now.
    pub changed: u64,
    /// Titles that were known and stay as they are.
    pub same: u64,
    /// Rows that were refused: the first thousand.
    pub refused: Vec<RefusedRow>,
    /// Rows that were refused: all.
    pub refused_total: u64,
    /// Why the file was not read to its end, if it was not.
    pub stopped: Option<Stop>,
}

impl Report {
    /// Whether every row of the file was taken.
    pub fn is_clean(&self) -> bool {
        self.refused_total == 0 && self.stopped.is_none()
    }

    pub(super) fn refuse(&mut self, record: &Record, reason: RowFault) {
        self.refused_total += 1;
        if self.refused.len() < LISTED {
            self.refused.push(RefusedRow { line: record.line, reason, excerpt: excerpt(&record.raw) });
        }
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { read, added, changed, same, refused_total, .. } = self;
        writeln!(f, "{read} rows: {added} added, {changed} changed, {same} as they were, {refused_total} refused")?;
        for row in &self.refused {
            writeln!(f, "  line {}: {}: {}", row.line, row.reason, row.excerpt)?;
        }
        match &self.stopped {
            Some(stop) => writeln!(f, "stopped: {stop}"),
            None => Ok(()),
        }
    }
}

/// The beginning of a row, readable whatever is in it.
fn excerpt(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw);
    text.chars().take(EXCERPT).map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}

/// A row that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefusedRow {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Why.
    pub reason: RowFault,
    /// How it begins.
    pub excerpt: String,
}

/// Why a row was refused: the first reason that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowFault {
    /// Another number of cells than there are columns.
    Columns {
        /// Cells found.
        found: usize,
        /// Columns named.
        wanted: usize,
    },
    /// A quotation mark opens a cell and none closes it.
    OpenQuote,
    /// Longer than any row of a catalogue.
    LongLine,
    /// Not UTF-8, or text that was UTF-8 once and was read as something else on its way.
    CharacterSet,
    /// A character that is not for reading, such as a zero byte.
    ControlCharacter {
        /// The column.
        column: &'static str,
    },
    /// A cell is longer than its column takes.
    TooLong {
        /// The column.
        column: &'static str,
        /// Characters that it takes.
        max: usize,
    },
    /// No ISBN.
    NoIsbn,
    /// The ISBN is none.
    Isbn(IsbnFault),
    /// No title.
    NoTitle,
    /// A cell says nothing that its column can mean.
    NotUnderstood {
        /// The column.
        column: &'static str,
    },
    /// A price without the currency that it is in.
    NoCurrency,
    /// The ISBN stood on an earlier line already; that line counts.
    Repeats {
        /// The earlier line.
        line: u64,
    },
}

impl std::fmt::Display for RowFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Columns { found, wanted } => write!(f, "{found} cells instead of {wanted}"),
            Self::OpenQuote => f.write_str("a quotation mark is not closed"),
            Self::LongLine => f.write_str("the line is too long"),
            Self::CharacterSet => f.write_str("wrong character set"),
            Self::ControlCharacter { column } => write!(f, "control character in {column}"),
            Self::TooLong { column, max } => write!(f, "{column} is longer than {max} characters"),
            Self::NoIsbn => f.write_str("no ISBN"),
            Self::Isbn(IsbnFault::Length) => f.write_str("ISBN has neither 10 nor 13 digits"),
            Self::Isbn(IsbnFault::Character) => f.write_str("ISBN has something that is not a digit"),
            Self::Isbn(IsbnFault::NotABook) => f.write_str("a bar code, but not of a book"),
            Self::Isbn(IsbnFault::CheckDigit) => f.write_str("check digit of the ISBN does not fit"),
            Self::NoTitle => f.write_str("no title"),
            Self::NotUnderstood { column } => write!(f, "{column} is not understood"),
            Self::NoCurrency => f.write_str("price without a currency"),
            Self::Repeats { line } => write!(f, "the ISBN stood on line {line} already"),
        }
    }
}

/// Why a file was not read to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// Nothing is in it.
    Empty,
    /// The first line does not name this column.
    NoColumn {
        /// The column.
        column: &'static str,
    },
    /// It breaks off or cannot be read any further (a gzip file that was not copied whole).
    Unreadable {
        /// Behind this line.
        line: u64,
        /// What the system says.
        cause: String,
    },
}

impl std::fmt::Display for Stop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty"),
            Self::NoColumn { column } => write!(f, "the first line does not name a column \"{column}\""),
            Self::Unreadable { line, cause } => write!(f, "the file cannot be read behind line {line}: {cause}"),
        }
    }
}
