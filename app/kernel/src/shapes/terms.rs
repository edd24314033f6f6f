//! Courses and terms: whether all books of a course will be there in time, and what can be done about each line.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Expected;
use crate::journey::StageKind;

/// The courses and terms of the reader's organisations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// By customer, by course, by day.
    pub rows: Vec<TermRow>,
    /// Whether there are more than are looked at.
    pub more: bool,
    /// Whether the reader sees more than one organisation.
    pub many_orgs: bool,
}

/// All orders of one customer for one course that are needed by one day, added up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermRow {
    /// Number of one of its orders, by which its board is found.
    pub order_no: String,
    /// The customer.
    pub org: String,
    /// The course; empty for orders that name none.
    pub course: String,
    /// The day by which the books are needed.
    pub needed_by: Option<i64>,
    /// Lines.
    pub titles: i64,
    /// Copies ordered.
    pub copies: i64,
    /// Copies that wait for a batch.
    pub waiting: i64,
    /// Copies on their way.
    pub on_the_way: i64,
    /// Copies that have come.
    pub arrived: i64,
    /// Copies that will not come.
    pub gone: i64,
    /// Lines with a chance of being late.
    pub at_risk: i64,
    /// First and last day of the range in which its last copy arrives; `None` when nothing is on its way.
    pub arrives: Option<(i64, i64)>,
}

/// One course or term, line by line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermPage {
    /// All of it added up.
    pub head: TermRow,
    /// Its lines, or those at risk, the worst first.
    pub rows: Vec<BoardLine>,
    /// Whether there are more.
    pub more: bool,
}

/// Lines that may miss their deadline, over all courses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risks {
    /// The most endangered first.
    pub rows: Vec<BoardLine>,
    /// Whether there are more.
    pub more: bool,
    /// Whether the reader sees more than one organisation.
    pub many_orgs: bool,
}

/// A line on a board: where it is, when it comes, and what its reader can do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardLine {
    /// Its id.
    pub id: Uuid,
    /// Number of the order.
    pub order_no: String,
    /// Place in the order, from 1.
    pub position: i64,
    /// The customer.
    pub org: String,
    /// The course; empty when the order names none.
    pub course: String,
    /// ISBN-13.
    pub isbn: String,
    /// Title.
    pub title: String,
    /// Authors.
    pub authors: String,
    /// Copies ordered.
    pub copies: i64,
    /// The deadline.
    pub needed_by: Option<i64>,
    /// Where the copies are, in the order of the way.
    pub places: Vec<BoardPlace>,
    /// First and last day of the range in which it arrives; `None` when nothing of it is on the way.
    pub arrives: Option<(i64, i64)>,
    /// The chance of missing the deadline, in thousandths.
    pub late: Option<i64>,
    /// Skips batching.
    pub urgent: bool,
    /// The line whose place it takes.
    pub instead_of: Option<LinePlace>,
    /// The lines that take its place.
    pub instead: Vec<LinePlace>,
    /// What can be done.
    pub acts: Acts,
}

/// Copies in one stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardPlace {
    /// Name of the stage.
    pub name: String,
    /// Its kind.
    pub kind: StageKind,
    /// Copies.
    pub copies: i64,
    /// Why they are held back there.
    pub held: Option<String>,
}

/// Where a line is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinePlace {
    /// Number of its order.
    pub order_no: String,
    /// Place in the order, from 1.
    pub position: i64,
}

/// What a reader can do about a line: nothing is offered that would be refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acts {
    /// Order it urgently after all.
    pub hurry: Option<Haste>,
    /// Ask for what is ready, without the rest.
    pub part: bool,
    /// Whether copies are ready and held until the rest has come.
    pub waits_for_rest: bool,
    /// Order something else instead.
    pub substitute: bool,
    /// Copies that can still be cancelled.
    pub cancellable: i64,
    /// Ask the desk.
    pub ask: bool,
}

/// What haste costs and gains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Haste {
    /// On top, in fen.
    pub more_fen: i64,
    /// Days sooner, about; `None` until the house has read its past.
    pub sooner: Option<i64>,
}

/// What can be ordered instead of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Substitutes {
    /// The line.
    pub line: Uuid,
    /// Its ISBN-13.
    pub isbn: String,
    /// Its title.
    pub title: String,
    /// Its authors.
    pub authors: String,
    /// Price of one copy of it.
    pub price_fen: i64,
    /// The day by which it is needed.
    pub needed_by: Option<i64>,
    /// The course.
    pub course: String,
    /// Its copies that can still be cancelled.
    pub cancellable: i64,
    /// Its copies that have not come yet, those included.
    pub outstanding: i64,
    /// When it is expected.
    pub arrives: Option<(i64, i64)>,
    /// Other editions of the same work first, then other books of its class.
    pub rows: Vec<SubstituteRow>,
}

/// A title that may take the place of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubstituteRow {
    /// ISBN-13.
    pub isbn: String,
    /// Title.
    pub title: String,
    /// Authors.
    pub authors: String,
    /// Publisher.
    pub publisher: String,
    /// How it is akin to the line.
    pub kin: Kin,
    /// With the publisher's batch.
    pub ordinary: Offer,
    /// Bought at once.
    pub urgent: Offer,
}

/// What one copy costs and when it would come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// In fen.
    pub price_fen: i64,
    /// The range; `None` until the house has read its past.
    pub expected: Option<Expected>,
    /// Whether it comes by the day it is needed, with nine chances in ten; `None` when nobody can say.
    pub in_time: Option<bool>,
}

/// How a title is akin to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kin {
    /// The very same edition, ordered anew.
    Same,
    /// The same work in another edition.
    Edition,
    /// Another work of the same class about the same.
    Subject,
}
