//! Letters by mail, and what could not be sent. No amount of money goes into a letter but that of an invoice, to who pays it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::NoticeRow;
use crate::Lang;

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
