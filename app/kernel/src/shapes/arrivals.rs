//! When something will arrive, and what was said about it before.

use serde::{Deserialize, Serialize};

/// The range of days in which a line will arrive, as its customer is told. Days are days since 1970 in Beijing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// The first day.
    pub low: i64,
    /// As likely before as after.
    pub mid: i64,
    /// The last day.
    pub high: i64,
    /// How sure the range is, in thousandths.
    pub sure: i64,
    /// The chance that it comes after the customer's deadline, in thousandths; `None` without a deadline.
    pub late: Option<i64>,
    /// When the house noticed that nothing has moved for longer than nineteen in twenty take there.
    pub silent_at: Option<i64>,
    /// Days more than usual because of a cause that holds the line up.
    pub extra_days: i64,
    /// What the range is made of: every stage of the way, in order.
    pub parts: Vec<ArrivalPart>,
    /// Every range that was promised, oldest first; the last one is the one above.
    pub promises: Vec<Promise>,
}

/// A stage of the way, and the days that it usually takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArrivalPart {
    /// Code of the stage.
    pub stage: String,
    /// Its name, in the reader's language.
    pub name: String,
    /// One line in five takes less.
    pub low: i64,
    /// As many take less as more.
    pub mid: i64,
    /// One line in five takes more.
    pub high: i64,
}

/// A range that was promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// When.
    pub at: i64,
    /// The first day.
    pub low: i64,
    /// The last day.
    pub high: i64,
    /// Why it was given or changed.
    pub reason: PromiseReason,
    /// What the person who gave it wrote; empty when the house worked it out.
    pub note: String,
}

/// Why a range was given or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseReason {
    /// It is the first one.
    Ordered,
    /// The copies moved.
    Moved,
    /// Time passed, and they did not.
    Time,
    /// Something holds them up, or does so no longer.
    Cause,
    /// Somebody of the house knew better.
    House,
}

impl PromiseReason {
    /// As it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ordered => "ordered",
            Self::Moved => "moved",
            Self::Time => "time",
            Self::Cause => "cause",
            Self::House => "house",
        }
    }

    /// Reads what [`code`](Self::code) wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Ordered, Self::Moved, Self::Time, Self::Cause, Self::House]
            .into_iter()
            .find(|reason| reason.code() == code)
    }
}

/// What may be said before something is ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// The first day.
    pub low: i64,
    /// The last day.
    pub high: i64,
    /// How sure the range is, in thousandths.
    pub sure: i64,
    /// Days sooner when it is ordered as urgent.
    pub sooner: i64,
    /// The day of the publisher's next cut-off, if it has a rhythm.
    pub cutoff: Option<i64>,
}

/// Lines that may miss their deadline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risks {
    /// The most endangered first.
    pub rows: Vec<RiskRow>,
    /// Whether there are more.
    pub more: bool,
    /// Whether the reader sees more than one organisation.
    pub many_orgs: bool,
}

/// A line that may miss its deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskRow {
    /// Number of the order.
    pub order_no: String,
    /// Place in the order, from 1.
    pub position: i64,
    /// The customer.
    pub org: String,
    /// ISBN-13.
    pub isbn: String,
    /// Title.
    pub title: String,
    /// Copies ordered.
    pub copies: i64,
    /// The deadline.
    pub needed_by: i64,
    /// First day of the range in which it arrives.
    pub low: i64,
    /// Last day of it.
    pub high: i64,
    /// The chance of missing the deadline, in thousandths.
    pub late: i64,
    /// Where its last copies are.
    pub stage: String,
}

/// Until when a title can be ordered so that it arrives in time with nine chances in ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeDays {
    /// With the publisher's batch; `None` when it is too late for that.
    pub ordinary: Option<i64>,
    /// As an urgent order; `None` when it is too late even for that.
    pub urgent: Option<i64>,
}
