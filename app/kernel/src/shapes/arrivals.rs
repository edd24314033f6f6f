//! When something will arrive, and what was said about it before.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    /// Who of the house gave the range, while it is one that a person gave.
    pub by_hand: Option<ByHand>,
}

/// A range that a desk promised instead of the one that was worked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByHand {
    /// Name of the desk.
    pub desk: String,
    /// When.
    pub at: i64,
    /// Why, in the words of the desk.
    pub note: String,
    /// It holds until the copies have left this stage: its name.
    pub stage: String,
    /// And until this day at the latest.
    pub until: i64,
    /// First and last day of the range that was worked out. For the house only.
    pub model: Option<(i64, i64)>,
}

/// What a desk sees before it promises a range by hand: one line, or the lines of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromisePage {
    /// Number of the batch; `None` for a single line.
    pub batch: Option<String>,
    /// The lines, the first 60.
    pub rows: Vec<PromiseRow>,
    /// How many there are.
    pub lines: i64,
    /// Lines of the batch that have other copies behind it: their date does not hang on this batch.
    pub behind: i64,
    /// The stages until whose end a range can hold: code and name, the present one first.
    pub stages: Vec<(String, String)>,
    /// Whether the reader may promise.
    pub mine: bool,
}

/// A line that a range is promised for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseRow {
    /// Its id.
    pub line: Uuid,
    /// Number of its order.
    pub order_no: String,
    /// Place in the order, from 1.
    pub position: i64,
    /// The customer.
    pub org: String,
    /// Title.
    pub title: String,
    /// Copies ordered.
    pub copies: i64,
    /// The customer's deadline.
    pub needed_by: Option<i64>,
    /// First and last day that the customer is shown.
    pub shown: (i64, i64),
    /// First and last day that were worked out.
    pub model: (i64, i64),
    /// Who gave the range that is shown, if a person did.
    pub by_hand: Option<ByHand>,
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
    /// It became urgent.
    Lane,
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
            Self::Lane => "lane",
            Self::House => "house",
        }
    }

    /// Reads what [`code`](Self::code) wrote.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Ordered, Self::Moved, Self::Time, Self::Cause, Self::Lane, Self::House]
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

/// Until when a title can be ordered so that it arrives in time with nine chances in ten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeDays {
    /// With the publisher's batch; `None` when it is too late for that.
    pub ordinary: Option<i64>,
    /// As an urgent order; `None` when it is too late even for that.
    pub urgent: Option<i64>,
}
