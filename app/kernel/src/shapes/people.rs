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
