//! What people are told: notices in the portal, letters by mail, causes of a delay, and what a visitor with a link sees.
//!
//! No shape here has an amount of money: a notice goes to everybody who follows an order, whoever pays for it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Lang;
use crate::journey::{StageKind, State};

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
    pub const ALL: [Self; 13] = [
        Self::Exception,
        Self::Cause,
        Self::Alert,
        Self::Answered,
        Self::Confirm,
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

/// A link for somebody without an account, as its maker sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackLink {
    /// Its id; not the secret in its address.
    pub id: Uuid,
    /// Title of the line; `None` for a link to all lines of the order.
    pub title: Option<String>,
    /// Number of the order.
    pub order_no: String,
    /// Who made it.
    pub made_by: String,
    /// When.
    pub made_at: i64,
    /// Until when it works.
    pub expires_at: i64,
    /// How many people wait to be told of the arrival.
    pub watchers: i64,
}

/// What a visitor with a link sees: one title and where its copies are. No price, no order, no name of anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracked {
    /// Title.
    pub title: String,
    /// Authors.
    pub authors: String,
    /// ISBN-13.
    pub isbn: String,
    /// Derived from where the copies are.
    pub state: State,
    /// Stages that hold copies, in the order of the way.
    pub places: Vec<TrackedPlace>,
    /// Names of the ports of the way, in order, for the drawing.
    pub ports: Vec<String>,
    /// What holds it up.
    pub cause: Option<CauseNote>,
    /// First and last day in which it will arrive, days since 1970 in Beijing, and how sure that is, in thousandths.
    pub expected: Option<(i64, i64, i64)>,
}

/// What a link shows: one title, or every title of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackedBooks {
    /// Whether it is a link to a whole order.
    pub whole: bool,
    /// The titles, the first 200.
    pub books: Vec<Tracked>,
    /// How many more there are.
    pub more: i64,
}

/// Some copies in one stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackedPlace {
    /// Name of the stage.
    pub name: String,
    /// Its kind.
    pub kind: StageKind,
    /// Copies.
    pub copies: i64,
    /// Since when the first of them stand there.
    pub since: i64,
}

/// A letter that is to be sent. It carries no address twice and nothing that its reader may not see in the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its id: the Message-ID is made of it, so that a repeat is the same letter.
    pub id: Uuid,
    /// Address of the reader.
    pub to: String,
    /// Name of the reader, when the house knows one.
    pub name: String,
    /// Language of the reader.
    pub lang: Lang,
    /// When it was made.
    pub made_at: i64,
    /// What it says.
    pub body: LetterBody,
}

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LetterBody {
    /// Notices, at once or as a digest.
    Notices {
        /// The most pressing topics first.
        rows: Vec<NoticeRow>,
        /// Secret of the link to the reader's settings.
        key: String,
    },
    /// Asks whether the reader of a link really wants to be told.
    Confirm {
        /// The title; `None` for all books of an order.
        title: Option<String>,
        /// Secret of the answer.
        key: String,
    },
    /// What the reader of a link waited for has come.
    Arrived {
        /// The title.
        title: String,
    },
    /// Of what the reader of a link to a whole order waits for, something has come, or everything.
    ArrivedOf {
        /// Titles of which copies have come, a few of them.
        here: Vec<String>,
        /// How many these are.
        came: i64,
        /// Titles of which copies are still on their way; a title may be both.
        open: i64,
    },
}

/// Something of the outbox that could not be told or sent, for the supervisor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadRow {
    /// Its id.
    pub id: Uuid,
    /// `move`, `answer`, `cause`, `cause_over` or `letter`.
    pub kind: String,
    /// When it was given up.
    pub at: i64,
    /// How often it was tried.
    pub tries: i64,
    /// What went wrong the last time, in the words of the machine.
    pub fault: String,
    /// Address of a letter.
    pub to: String,
}
