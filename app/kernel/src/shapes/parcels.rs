//! Parcels: what is packed for one customer, on its way, and accepted line by line.
//!
//! No shape here has an amount of money: a parcel is opened by people who see no prices.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How far a parcel is. Derived from what happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParcelState {
    /// Packed; it can still be unpacked.
    Packed,
    /// Given to the carrier.
    Sent,
    /// With the customer, who has not confirmed every copy.
    Delivered,
    /// Every copy was accepted or refused, or it was closed otherwise.
    Closed,
}

impl ParcelState {
    /// A stable code, for tones of badges.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Packed => "packed",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Closed => "closed",
        }
    }
}

/// Who closed a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosedBy {
    /// The customer said of every copy what became of it.
    Customer,
    /// The house closed it, with a note.
    House,
    /// Nobody confirmed it in time.
    Time,
}

impl ClosedBy {
    /// The code of the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::House => "house",
            Self::Time => "time",
        }
    }

    /// Reads the code of the database.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Customer, Self::House, Self::Time].into_iter().find(|by| by.code() == code)
    }
}

/// A parcel in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelRow {
    /// Number.
    pub no: String,
    /// The customer that gets it, for readers who see more than one.
    pub org: String,
    /// How far it is.
    pub state: ParcelState,
    /// Carrier; empty until it is sent.
    pub carrier: String,
    /// The carrier's number; empty until it is sent, and for a carrier that gives none.
    pub tracking: String,
    /// Packed at.
    pub packed_at: i64,
    /// Given to the carrier at; `None` for one that was handed over without.
    pub sent_at: Option<i64>,
    /// With the customer since.
    pub delivered_at: Option<i64>,
    /// When the house asked the customer to confirm.
    pub asked_at: Option<i64>,
    /// When and by whom it was closed.
    pub closed: Option<(i64, ClosedBy)>,
    /// Lines in it.
    pub lines: i64,
    /// Copies in it.
    pub copies: i64,
    /// Copies that the customer accepted.
    pub accepted: i64,
    /// Copies that the customer refused.
    pub refused: i64,
}

impl ParcelRow {
    /// Copies of which the customer has said nothing.
    pub const fn unsaid(&self) -> i64 {
        self.copies - self.accepted - self.refused
    }
}

/// The parcels that a person may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcels {
    /// Delivered and not confirmed, the longest first; at most 100.
    pub waiting: Vec<ParcelRow>,
    /// Packed or with a carrier, the newest first; at most 100.
    pub coming: Vec<ParcelRow>,
    /// Closed, the last first; one page of them.
    pub closed: Vec<ParcelRow>,
    /// Where the next page of the closed ones begins, if there is one.
    pub next: Option<String>,
    /// Whether the reader sees more than one organisation's.
    pub many_orgs: bool,
}

/// Copies of one line in a parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelLine {
    /// The line.
    pub line_id: Uuid,
    /// Number of its order.
    pub order_no: String,
    /// The customer's own reference of the order.
    pub own_ref: String,
    /// ISBN-13.
    pub isbn: String,
    /// Title.
    pub title: String,
    /// Copies in the parcel.
    pub copies: i64,
    /// Copies that the customer accepted.
    pub accepted: i64,
    /// Copies that the customer refused.
    pub refused: i64,
}

impl ParcelLine {
    /// Copies of which the customer has said nothing.
    pub const fn unsaid(&self) -> i64 {
        self.copies - self.accepted - self.refused
    }
}

/// What a customer said of copies of one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptanceRow {
    /// The line.
    pub line_id: Uuid,
    /// Title.
    pub title: String,
    /// When.
    pub at: i64,
    /// By whom.
    pub by: String,
    /// Copies accepted.
    pub accepted: i64,
    /// Copies refused.
    pub refused: i64,
    /// Name of the reason, when some were refused.
    pub reason: Option<String>,
    /// Free note.
    pub note: String,
    /// Number of the complaint that follows.
    pub complaint: Option<String>,
}

/// One parcel with its contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelPage {
    /// Its id.
    pub id: Uuid,
    /// The row of the list.
    pub row: ParcelRow,
    /// Number of the batch in which it was packed.
    pub batch: String,
    /// Contents, by order and place in it.
    pub lines: Vec<ParcelLine>,
    /// What the customer said, the newest first.
    pub said: Vec<AcceptanceRow>,
    /// Why the house closed it; empty otherwise.
    pub closing_note: String,
    /// Whether the reader can accept what is in it now: it was sent or handed over, and is not closed.
    pub acceptable: bool,
    /// Days after the delivery at which it closes by itself.
    pub closes_after: i64,
    /// Code and name of each reason for refusing a copy.
    pub reasons: Vec<(String, String)>,
    /// What the page was made from.
    pub version: i64,
}

/// What became of an acceptance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// Numbers of the complaints that were filed for what was refused.
    pub complaints: Vec<String>,
    /// Copies of which nothing was said yet.
    pub unsaid: i64,
}

/// The parcel in which copies of a line are or were, for the order's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineParcel {
    /// The line.
    pub line_id: Uuid,
    /// Number of the parcel.
    pub no: String,
    /// How far it is.
    pub state: ParcelState,
    /// Carrier.
    pub carrier: String,
    /// The carrier's number.
    pub tracking: String,
    /// Copies of the line in it.
    pub copies: i64,
}

/// Copies of one line that stand in a batch and are in no parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LooseLine {
    /// The slice.
    pub slice_id: Uuid,
    /// Number of the order.
    pub order_no: String,
    /// ISBN-13.
    pub isbn: String,
    /// Title.
    pub title: String,
    /// Copies in no parcel.
    pub copies: i64,
}

/// What is not packed yet, of one customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LooseCustomer {
    /// The customer.
    pub org_id: Uuid,
    /// Its name.
    pub org: String,
    /// Its lines, by order.
    pub lines: Vec<LooseLine>,
}

/// The parcels of a batch, for the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackedBatch {
    /// Number of the batch.
    pub no: String,
    /// What the page was made from.
    pub version: i64,
    /// Name of the stage at which the batch stands.
    pub stage: String,
    /// Whether parcels are packed at this stage: it is the last one of the way.
    pub packs: bool,
    /// Whether the batch holds its copies back.
    pub held: bool,
    /// Whether the reader may act on it.
    pub mine: bool,
    /// Its parcels by number, those that were delivered included, each with its version.
    pub parcels: Vec<(ParcelRow, i64)>,
    /// What is in no parcel, by customer.
    pub loose: Vec<LooseCustomer>,
}

/// A packing slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// The parcel; its `org` is always filled.
    pub row: ParcelRow,
    /// City of the customer.
    pub city: String,
    /// Contents.
    pub lines: Vec<ParcelLine>,
}

/// Parcels that were asked about and are not confirmed, for the desk's work list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnconfirmedParcels {
    /// How many; stops counting at 1,000.
    pub count: i64,
    /// Those asked first, at most 50.
    pub rows: Vec<ParcelRow>,
}
