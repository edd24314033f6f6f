//! Who is looking.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Lang, OrgKind, Role};

/// The person who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Name as the person writes it.
    pub name: String,
    /// Sign-in address.
    pub email: String,
    /// Own organisation's name.
    pub org: String,
    /// What that organisation is to the house.
    pub kind: OrgKind,
    /// The person's role in it.
    pub role: Role,
    /// Own desk's name, for desk staff.
    pub desk: Option<String>,
    /// Language of the account.
    pub lang: Lang,
    /// Credit limit and used credit of the organisation, for those who order.
    pub credit: Option<(i64, i64)>,
}

/// A colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// Name.
    pub name: String,
    /// Sign-in address.
    pub email: String,
    /// Role.
    pub role: Role,
    /// Unit's name.
    pub unit: Option<String>,
}

/// One place where the person is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRow {
    /// For ending it.
    pub id: Uuid,
    /// Browser, as it names itself (shortened).
    pub agent: String,
    /// Signed in at.
    pub created_at: i64,
    /// Last seen at.
    pub seen_at: i64,
    /// Whether it is the one that asks.
    pub here: bool,
}

/// One customer of a partner: what is under way for it, and what of that the partner owes the house.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerState {
    /// Its id, for ordering in its name.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its city.
    pub city: String,
    /// Orders of which copies are still to come.
    pub open_orders: i64,
    /// Those of them whose deadline has passed.
    pub late_orders: i64,
    /// Copies that are not bought yet.
    pub waiting: i64,
    /// Copies on the way.
    pub on_the_way: i64,
    /// Complaints that the house has answered and nobody has closed.
    pub answered: i64,
    /// What its orders cost the reader's own organisation and is not paid, in fen.
    pub owed_fen: i64,
    /// When it last ordered.
    pub last_order_at: Option<i64>,
}
