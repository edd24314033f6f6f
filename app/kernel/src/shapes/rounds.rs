//! Rounds: one wish about many batches, carried out one batch after the other.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Refusal;

/// What a round does with each of its batches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundAct {
    /// Moves it on to the next stage, into a batch of its own.
    Forward,
    /// Says until when it should go on.
    Expect,
    /// Releases its copies.
    Release,
}

impl RoundAct {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Forward, Self::Expect, Self::Release];

    /// As forms and the database say it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Forward => "forward",
            Self::Expect => "expect",
            Self::Release => "release",
        }
    }

    /// Reads [`code`](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// What came of one batch of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundOutcome {
    /// Its turn has not come yet.
    Waiting,
    /// It was carried out; the batch in which the copies are now, where there is another one.
    Done {
        /// Its number.
        into: Option<String>,
    },
    /// Nothing was done.
    Refused {
        /// Why.
        why: Refusal,
        /// The batch's present version while it still holds copies, so that it can be tried again.
        again: Option<i64>,
    },
}

/// A round in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundRow {
    /// Its key.
    pub id: Uuid,
    /// What it does.
    pub act: RoundAct,
    /// The expected day that it says, as `2026-11-28`; empty for other acts.
    pub day: String,
    /// Why.
    pub note: String,
    /// Who began it.
    pub by: String,
    /// When.
    pub begun_at: i64,
    /// When its last batch was over; `None` while it runs.
    pub ended_at: Option<i64>,
    /// Batches.
    pub items: i64,
    /// Batches with which it was done.
    pub done: i64,
    /// Batches that were refused.
    pub refused: i64,
}

/// A page of rounds, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rounds {
    /// The rounds.
    pub rows: Vec<RoundRow>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// One batch of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundItem {
    /// Number of the batch.
    pub no: String,
    /// Name of its stage.
    pub stage: String,
    /// Lines in it when the round began.
    pub lines: i64,
    /// Copies in it when the round began.
    pub copies: i64,
    /// What came of it.
    pub outcome: RoundOutcome,
}

/// A round with its report: what was refused first, then what waits, then what was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundPage {
    /// The round.
    pub head: RoundRow,
    /// Lines of all its batches when it began.
    pub lines: i64,
    /// Its batches.
    pub items: Vec<RoundItem>,
    /// Whether it is the reader's own.
    pub mine: bool,
}
