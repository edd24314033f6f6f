//! What the desks of the house work with: open lines, batches, their history.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Worklist;

/// Lines that wait for a purchase batch, one publisher's together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenGroup {
    /// The publisher.
    pub publisher_id: Uuid,
    /// Its name.
    pub publisher: String,
    /// Its country, ISO 3166-1.
    pub country: String,
    /// Its currency.
    pub currency: String,
    /// Number of lines.
    pub lines: i64,
    /// Number of copies.
    pub copies: i64,
    /// Lines of urgent orders among them.
    pub urgent: i64,
    /// The oldest has waited since.
    pub oldest: i64,
    /// The earliest deadline among them.
    pub needed_by: Option<i64>,
    /// The cut-off that the oldest of them waits for; one that has passed was missed. `None` without a calendar.
    pub cutoff: Option<i64>,
}

/// When a publisher's lines are gathered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rhythm {
    /// Days from cut-off to cut-off.
    pub days: i64,
    /// A day of a cut-off.
    pub anchor_day: i64,
    /// The next cut-off.
    pub next: i64,
}

/// One line that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenLine {
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
    /// Copies.
    pub copies: i64,
    /// Waits since.
    pub since: i64,
    /// Deadline.
    pub needed_by: Option<i64>,
    /// Skips batching.
    pub urgent: bool,
}

/// What waits at one publisher.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenPage {
    /// Its name.
    pub publisher: String,
    /// Name of the desk that buys.
    pub desk: String,
    /// Urgent and oldest first, at most 1,000.
    pub lines: Vec<OpenLine>,
}

/// A batch in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchRow {
    /// Number.
    pub no: String,
    /// Code of its stage.
    pub stage: String,
    /// Name of its stage.
    pub stage_name: String,
    /// Publisher, for a batch of one.
    pub publisher: Option<String>,
    /// Lines in it now.
    pub lines: i64,
    /// Copies in it now.
    pub copies: i64,
    /// Made at.
    pub created_at: i64,
    /// Usual days in its stage.
    pub usual_days: i64,
    /// Until when it should have gone on.
    pub expected_at: Option<i64>,
    /// Why its copies are held back: name of the reason.
    pub held: Option<String>,
    /// For optimistic locking.
    pub version: i64,
}

/// One batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchPage {
    /// The batch.
    pub head: BatchRow,
    /// What the page was made from, as in `head`.
    pub version: i64,
    /// Name of the next stage; `None` at the end, and for a batch that holds its copies back.
    pub next_stage: Option<String>,
    /// Whether it is at the last stage of the way, where parcels are packed.
    pub packs: bool,
    /// Whether the reader's desk may move it.
    pub mine: bool,
    /// What is in it.
    pub lines: Vec<BatchLine>,
    /// Acts on it, newest first.
    pub moves: Vec<MoveRow>,
    /// Reasons to take copies out.
    pub reasons: Vec<ReasonRow>,
    /// Reasons to hold copies back.
    pub holds: Vec<ReasonRow>,
    /// Batches whose copies came into it.
    pub from: Vec<String>,
    /// Batches into which its copies went.
    pub into: Vec<String>,
    /// Every expected day that it was given, newest first.
    pub dates: Vec<DateRow>,
    /// Batches of the same stage that its copies can join.
    pub beside: Vec<String>,
    /// Batches of the next stage that its copies can join.
    pub ahead: Vec<String>,
}

/// An expected day that a batch was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRow {
    /// When it was given.
    pub at: i64,
    /// By whom.
    pub by: String,
    /// The end of that day.
    pub expected_at: i64,
    /// Why.
    pub note: String,
}

/// Copies of one line in a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchLine {
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
    /// Publisher.
    pub publisher: String,
    /// Copies.
    pub copies: i64,
    /// Deadline.
    pub needed_by: Option<i64>,
    /// Skips batching.
    pub urgent: bool,
}

/// One act on a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveRow {
    /// Its id.
    pub id: Uuid,
    /// `batch`, `forward`, `split`, `merge`, `hold`, `release`, `take_out`, `cancel` or `undo`.
    pub kind: String,
    /// When.
    pub at: i64,
    /// Who.
    pub by: String,
    /// Copies.
    pub copies: i64,
    /// From this batch.
    pub from: Option<String>,
    /// Into this batch.
    pub to: Option<String>,
    /// Reason's name.
    pub reason: Option<String>,
    /// Free note.
    pub note: String,
    /// Whether it can still be taken back.
    pub undoable: bool,
    /// Whether it was taken back.
    pub undone: bool,
}

/// A reason to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonRow {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Where the copies go: name of a stage.
    pub to: String,
}

/// A reason with what it does and the codes of the trade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonCodes {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `again`, `exit`, `hold` or `note`.
    pub effect: String,
    /// Where the copies go: name of a stage; empty when they stay.
    pub to: String,
    /// Product availability: ONIX code list 65.
    pub onix65: Option<String>,
    /// Order response: ONIX code list 54, the codes of the BIC/EDItEUR messages.
    pub onix54: Option<String>,
    /// Nature of a discrepancy: UN/EDIFACT data element 4221.
    pub edifact4221: Option<String>,
}

/// How much stands in a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageLoad {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Desk.
    pub desk: String,
    /// Batches.
    pub batches: i64,
    /// Copies.
    pub copies: i64,
    /// Batches beyond the usual days.
    pub late: i64,
    /// How full it was, oldest day first; only on a desk's start page.
    pub past: Vec<PastLoad>,
}

/// How full a stage was at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastLoad {
    /// The day: days since 1970 in Beijing.
    pub day: i64,
    /// Copies.
    pub copies: i64,
}

/// What waits at the desks: open lines by publisher and batches by stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskWork {
    /// Open lines, most urgent publisher first: of the first few, unless all were asked for.
    pub open: Vec<OpenGroup>,
    /// Publishers at which lines wait.
    pub publishers: i64,
    /// Batches, oldest first: the first few, unless all were asked for.
    pub batches: Vec<BatchRow>,
    /// Batches that can be shown.
    pub all: i64,
    /// Load of each stage.
    pub stages: Vec<StageLoad>,
}

/// A desk's start page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskDay {
    /// What wants to be done.
    pub work: Worklist,
    /// Load of each stage; the own desk's first.
    pub stages: Vec<StageLoad>,
    /// Batches of the own desk that stand beyond the usual days, oldest first.
    pub late: Vec<BatchRow>,
    /// Open lines (all publishers): lines, copies, urgent lines.
    pub waiting: (i64, i64, i64),
    /// Open tickets of the own desk, and how many are overdue.
    pub tickets: (i64, i64),
}
