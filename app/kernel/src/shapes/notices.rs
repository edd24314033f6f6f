//! What people are told: notices in the portal and causes of a delay.
//!
//! A notice goes to everybody who follows an order, whoever pays for it, so none has an amount of money but that of an
//! invoice, which goes to its payer's people alone.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a notice is about. Each can have its own pace by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Copies left the way: sold out, damaged, lost, or held for a reason.
    Exception,
    /// Something holds a whole batch, or holds it no longer.
    Cause,
    /// Lines may miss the day by which they are needed.
    Alert,
    /// The house answered a complaint.
    Answered,
    /// A parcel waits to be confirmed.
    Confirm,
    /// An invoice was issued. For who pays it.
    Invoice,
    /// A ticket came to the reader's desk, or went up. For the house's own people.
    Ticket,
    /// The date at which something arrives has moved.
    Redated,
    /// A parcel is on its way.
    Parcel,
    /// Copies are with the customer.
    Arrived,
    /// Copies went from one port to the next.
    Moved,
    /// Lines joined a purchase batch, or got copies that need not be bought.
    Bought,
    /// Somebody else ordered.
    Placed,
    /// Somebody else cancelled.
    Cancelled,
}

impl Topic {
    /// Every topic, the most pressing first.
    pub const ALL: [Self; 14] = [
        Self::Exception,
        Self::Cause,
        Self::Alert,
        Self::Answered,
        Self::Confirm,
        Self::Invoice,
        Self::Ticket,
        Self::Redated,
        Self::Parcel,
        Self::Arrived,
        Self::Moved,
        Self::Bought,
        Self::Placed,
        Self::Cancelled,
    ];

    /// The code of the database and of forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exception => "exception",
            Self::Cause => "cause",
            Self::Alert => "alert",
            Self::Answered => "answered",
            Self::Confirm => "confirm",
            Self::Invoice => "invoice",
            Self::Ticket => "ticket",
            Self::Redated => "redated",
            Self::Parcel => "parcel",
            Self::Arrived => "arrived",
            Self::Moved => "moved",
            Self::Bought => "bought",
            Self::Placed => "placed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.code() == code)
    }

    /// Whether it concerns the house's own people and nobody else; all others concern customers.
    pub const fn is_for_the_house(self) -> bool {
        matches!(self, Self::Ticket)
    }

    /// The pace of who has chosen none: what needs an answer at once, what only moves once a day.
    pub const fn usual_pace(self) -> Pace {
        match self {
            Self::Exception | Self::Cause | Self::Alert | Self::Answered | Self::Ticket => Pace::Now,
            Self::Confirm
            | Self::Invoice
            | Self::Redated
            | Self::Parcel
            | Self::Arrived
            | Self::Moved
            | Self::Bought
            | Self::Placed
            | Self::Cancelled => Pace::Daily,
        }
    }
}

/// How soon a letter follows a notice. The portal shows every notice at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// Within minutes.
    Now,
    /// With the digest of the next morning.
    Daily,
    /// With the digest of the next Monday.
    Weekly,
    /// In the portal alone.
    Never,
}

impl Pace {
    /// Every pace, the quickest first.
    pub const ALL: [Self; 4] = [Self::Now, Self::Daily, Self::Weekly, Self::Never];

    /// The code of the database and of forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Never => "never",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pace| pace.code() == code)
    }
}

/// One notice: what happened by one cause on one day, as far as it touches this reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRow {
    /// What it is about.
    pub topic: Topic,
    /// What tells it from the reader's other notices; opaque.
    pub key: String,
    /// When it happened, the last time.
    pub at: i64,
    /// Whether the reader has seen it.
    pub read: bool,
    /// Name of the stage that the copies came to.
    pub stage: Option<String>,
    /// Number of the batch.
    pub batch: Option<String>,
    /// Name of the reason.
    pub reason: Option<String>,
    /// Number of the complaint.
    pub complaint: Option<String>,
    /// Number of the parcel.
    pub parcel: Option<String>,
    /// The invoice.
    pub invoice: Option<InvoiceNote>,
    /// What holds the batch.
    pub cause: Option<CauseNote>,
    /// Whether the ticket went up because nobody had answered in time.
    pub raised: bool,
    /// Which dates moved, and where to.
    pub dates: Option<MovedDates>,
    /// The chance of being late over which its lines rose, in thousandths.
    pub band: Option<i64>,
    /// The last day on which ordering them urgently would still be in time.
    pub act_by: Option<i64>,
    /// The orders, by number.
    pub orders: Vec<NoticeOrder>,
}

/// An invoice that a notice is about, as it stands today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceNote {
    /// Its number.
    pub no: String,
    /// What it asks for, in fen.
    pub total_fen: i64,
    /// The day until which it is to be paid, days since 1970.
    pub due_day: i64,
    /// Whether it was paid.
    pub paid: bool,
}

/// A range that took the place of another: first and last days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedDates {
    /// What was told before.
    pub old: (i64, i64),
    /// What is true now.
    pub new: (i64, i64),
}

impl NoticeRow {
    /// Lines that it is about. None or fewer: the house took the step back.
    pub fn lines(&self) -> i64 {
        self.orders.iter().map(|order| order.lines).sum()
    }

    /// Copies of these lines.
    pub fn copies(&self) -> i64 {
        self.orders.iter().map(|order| order.copies).sum()
    }

    /// The title, when it is about one line.
    pub fn title(&self) -> Option<&str> {
        match self.orders.as_slice() {
            [order] if order.lines.abs() == 1 => Some(order.title.as_str()).filter(|title| !title.is_empty()),
            _ => None,
        }
    }
}

/// An order that a notice is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeOrder {
    /// Its number.
    pub no: String,
    /// Lines of it.
    pub lines: i64,
    /// Copies of them.
    pub copies: i64,
    /// Title of one of them.
    pub title: String,
}

/// A page of notices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notices {
    /// Newest first.
    pub rows: Vec<NoticeRow>,
    /// How many the reader has not seen, on all pages; stops counting at 100.
    pub unread: i64,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// What a person wants to be told by mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeSettings {
    /// The pace of every topic, in the order of [`Topic::ALL`].
    pub paces: Vec<(Topic, Pace)>,
    /// First hour of the day in Beijing in which no letter is sent.
    pub quiet_from: i64,
    /// First hour in which letters are sent again; the same as the other when there are no quiet hours.
    pub quiet_to: i64,
    /// Where letters go.
    pub email: String,
}

/// What holds a whole batch, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CauseNote {
    /// `customs`, `reprint`, `review` or `other`.
    pub kind: String,
    /// What the desk says about it.
    pub text: String,
    /// Days that it is expected to cost; 0 when nobody can say.
    pub extra_days: i64,
    /// Since when.
    pub since: i64,
    /// Until when; `None` while it lasts.
    pub over: Option<i64>,
}

/// Kinds of causes, the codes of [`CauseNote::kind`].
pub const CAUSE_KINDS: [&str; 4] = ["customs", "reprint", "review", "other"];

/// A cause as the desk sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CauseRow {
    /// Its id.
    pub id: Uuid,
    /// As the customers read it, in the reader's language.
    pub note: CauseNote,
    /// Lines that it held so far.
    pub lines: i64,
    /// Customers among them.
    pub customers: i64,
    /// Who posted it.
    pub posted_by: String,
    /// What the page was made from.
    pub version: i64,
}
