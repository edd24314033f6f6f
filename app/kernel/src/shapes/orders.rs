//! Orders, their lines, and where each copy is.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Arrival, CauseNote, LineParcel, LinePlace};
use crate::journey::{StageKind, State};

/// An organisation that the reader may order for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRow {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// The answer to a submitted order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The order's number.
    pub no: String,
    /// Whether this very order had been placed before (a repeat of the same send).
    pub again: bool,
}

/// An order in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRow {
    /// Number.
    pub no: String,
    /// The customer's name; shown to readers who see more than one.
    pub org: String,
    /// The customer's own reference.
    pub own_ref: String,
    /// For which course or term; empty when nobody said so.
    pub course: String,
    /// When it was placed.
    pub placed_at: i64,
    /// The customer's deadline.
    pub needed_by: Option<i64>,
    /// All its lines skip batching.
    pub urgent: bool,
    /// Number of lines.
    pub lines: i64,
    /// Copies ordered.
    pub copies: i64,
    /// Copies that have arrived.
    pub arrived: i64,
    /// First and last day of the range in which its last copy arrives; `None` when nothing is on its way, and for the moment
    /// until the house has worked it out.
    pub arrives: Option<(i64, i64)>,
    /// What it costs.
    pub total_fen: Option<i64>,
    /// Derived from its copies.
    pub state: State,
}

/// A page of a list of orders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Orders {
    /// Newest first.
    pub rows: Vec<OrderRow>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
    /// Whether the reader sees orders of more than one organisation.
    pub many_orgs: bool,
    /// A partner's: itself and its customers, whose orders can be looked at alone. Empty for all others.
    pub customers: Vec<CustomerRow>,
}

/// One order with all its lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPage {
    /// The order itself.
    pub head: OrderRow,
    /// Its id.
    pub id: Uuid,
    /// Who placed it.
    pub placed_by: String,
    /// The partner that placed it for the customer, if one did.
    pub on_behalf: Option<String>,
    /// Note to the house.
    pub note: String,
    /// The lines in the order in which they were given.
    pub lines: Lines,
    /// The ports of the way, in order.
    pub ports: Vec<Port>,
    /// Complaints about it: number, subject.
    pub complaints: Vec<(String, String)>,
    /// How many per cent of the house's arrival ranges held in the last year, and for how many lines they were said. Known to
    /// the running house, not to the database: the door fills it in.
    pub held: Option<(i64, i64)>,
}

/// The lines of an order: what a live page reads again.
pub type Lines = Vec<LineRow>;

/// The lines of an order, drawn again for a page that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redrawn {
    /// The mark of what this drawing shows; given back with the next question.
    pub seen: String,
    /// What moved, in one sentence.
    pub said: String,
    /// The drawing, as HTML.
    pub html: String,
}

/// A port on the way of all books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Port {
    /// Code of the stage.
    pub code: String,
    /// Name in the reader's language.
    pub name: String,
    /// Kind.
    pub kind: StageKind,
    /// Usual days spent there.
    pub usual_days: i64,
}

/// One line: a title and where its copies are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineRow {
    /// Its id.
    pub id: Uuid,
    /// Place in the order, from 1.
    pub position: i64,
    /// ISBN-13.
    pub isbn: String,
    /// Title.
    pub title: String,
    /// Authors.
    pub authors: String,
    /// Publisher.
    pub publisher: String,
    /// Copies ordered.
    pub copies: i64,
    /// Skips batching.
    pub urgent: bool,
    /// Price of one copy.
    pub price_fen: Option<i64>,
    /// Derived from the slices.
    pub state: State,
    /// Where the copies are now, furthest last.
    pub slices: Vec<SliceRow>,
    /// Every step so far, oldest first.
    pub steps: Vec<Step>,
    /// Copies that the customer can still cancel.
    pub cancellable: i64,
    /// When the copies that wait will be bought: the publisher's next cut-off. `None` when nothing waits, for urgent orders
    /// (bought at once) and without a calendar.
    pub cutoff: Option<i64>,
    /// What holds the batch in which copies of it stand.
    pub cause: Option<CauseNote>,
    /// The parcels in which copies of it are or were; only on the order's own page.
    pub parcels: Vec<LineParcel>,
    /// The line whose place it takes; only on the order's own page.
    pub instead_of: Option<LinePlace>,
    /// The lines that take its place; only on the order's own page.
    pub instead: Vec<LinePlace>,
    /// When it will arrive; `None` when nothing of it is on the way, and for the moment until the house has worked it out.
    pub arrival: Option<Arrival>,
}

/// Some copies of one line that are together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SliceRow {
    /// Code of the stage.
    pub stage: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: StageKind,
    /// Place on the way.
    pub position: i64,
    /// The desk that holds it.
    pub desk: String,
    /// Number of the batch, if in one.
    pub batch: Option<String>,
    /// Copies.
    pub copies: i64,
    /// Since when.
    pub since: i64,
    /// Usual days in this stage.
    pub usual_days: i64,
    /// Why the copies are held back there: name of the reason.
    pub held: Option<String>,
}

/// One step of some copies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When.
    pub at: i64,
    /// Copies.
    pub copies: i64,
    /// Name of the stage they left; `None` when they were ordered.
    pub from: Option<String>,
    /// Name of the stage they came to.
    pub to: String,
    /// Number of the batch they came to.
    pub batch: Option<String>,
    /// Name of the reason, for what is not the usual way.
    pub reason: Option<String>,
    /// Whether this step takes an earlier one back.
    pub undo: bool,
}
