//! Orders, their lines, and where each copy is.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Arrival, CauseNote, Expected, LineParcel, LinePlace};
use crate::isbn::IsbnFault;
use crate::journey::{StageKind, State};

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
    /// How many of the house's last arrival ranges held, and of how many. Known to the running house, not to the database:
    /// the door fills it in.
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
