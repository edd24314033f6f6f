//! Links for somebody without an account, and what such a visitor sees: no amount of money, ever.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::CauseNote;
use crate::journey::{StageKind, State};

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
