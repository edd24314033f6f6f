//! Complaints as the customer sees them, tickets as the house sees them. Internal notes exist only in the latter.

use serde::{Deserialize, Serialize};

use super::CauseNote;

/// The kinds of complaint, in the order in which a form offers them.
pub const COMPLAINT_KINDS: [&str; 6] = ["late", "damaged", "wrong", "short", "question", "other"];

/// A complaint in the customer's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplaintRow {
    /// Number.
    pub no: String,
    /// Customer, for readers who see more than one.
    pub org: String,
    /// Kind: `late`, `damaged`, `wrong`, `short`, `question`, `other`.
    pub kind: String,
    /// Subject.
    pub subject: String,
    /// `open`, `answered` or `closed`.
    pub state: String,
    /// Number of the order.
    pub order_no: String,
    /// Filed at.
    pub filed_at: i64,
}

/// What both sides see of one complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplaintHead {
    /// The row of the list.
    pub row: ComplaintRow,
    /// ISBN and title, when it is about one line.
    pub book: Option<(String, String)>,
    /// Who filed it.
    pub filed_by: String,
    /// Desk that holds it.
    pub desk: String,
    /// How often it was escalated.
    pub level: i64,
    /// The house has promised to answer until then; `None` when it is the customer's turn or closed.
    pub due_at: Option<i64>,
    /// For optimistic locking.
    pub version: i64,
    /// What holds the copies it is about, while it does.
    pub cause: Option<CauseNote>,
}

/// A complaint with its conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplaintPage {
    /// The complaint.
    pub head: ComplaintHead,
    /// Oldest first; never an internal note.
    pub messages: Vec<Message>,
    /// Whether the reader may write, close or reopen.
    pub mine: bool,
    /// What of it the reader can do at this moment.
    pub offers: Offers,
}

/// What a reader can do with a complaint at this moment, so that a page offers nothing that would be refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offers {
    /// Write to the house.
    pub reply: bool,
    /// Close it.
    pub close: bool,
    /// Open it again: for some time after it was closed.
    pub reopen: bool,
    /// Ask for escalation: not twice in one day.
    pub escalate: bool,
}

/// A ticket in the desk's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketRow {
    /// The complaint's row.
    pub row: ComplaintRow,
    /// Desk.
    pub desk: String,
    /// Escalations.
    pub level: i64,
    /// Due at.
    pub due_at: Option<i64>,
}

/// The tickets of a desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tickets {
    /// Most pressing first.
    pub rows: Vec<TicketRow>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A ticket with its conversation, internal notes included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketPage {
    /// The complaint.
    pub head: ComplaintHead,
    /// Oldest first.
    pub messages: Vec<Message>,
    /// The line it is about: state and place of its copies, for the answer.
    pub line: Option<super::LineRow>,
    /// Whether the reader can answer it at this moment. An internal note is always possible.
    pub answerable: bool,
    /// Code and name of each desk that the reader can hand it to; none when it is not the reader's to hand over.
    pub desks: Vec<(String, String)>,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MessageKind {
    /// The customer.
    Customer,
    /// The house, to the customer.
    House,
    /// The house, to itself.
    Internal,
    /// Something happened: `closed`, `reopened`, `escalated`, `moved`.
    Step,
}

impl MessageKind {
    /// The code in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::House => "house",
            Self::Internal => "internal",
            Self::Step => "step",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Customer, Self::House, Self::Internal, Self::Step].into_iter().find(|kind| kind.code() == code)
    }
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Kind.
    pub kind: MessageKind,
    /// Author's name; empty for a step that time made.
    pub author: String,
    /// Text, or the code of a step.
    pub body: String,
    /// When.
    pub at: i64,
    /// Whether the reader wrote it.
    pub mine: bool,
}
