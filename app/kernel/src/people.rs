//! Kinds of organisations and the roles people have in them. What a role may do is decided by the verbs in `domain`.

use serde::{Deserialize, Serialize};

/// What an organisation is to the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OrgKind {
    /// The book importer itself.
    House,
    /// A provincial bookstore, agent or branch that orders for its own customers.
    Partner,
    /// A library, university, institute, company, embassy or reader.
    Customer,
}

impl OrgKind {
    /// The code in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::House => "house",
            Self::Partner => "partner",
            Self::Customer => "customer",
        }
    }

    /// Reads a code of the database.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::House, Self::Partner, Self::Customer].into_iter().find(|kind| kind.code() == code)
    }
}

/// A person's role inside the own organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Sees the organisation's orders, places none.
    Viewer,
    /// Orders and complains; at a partner also for the partner's customers.
    Buyer,
    /// Buyer who also looks after people and addresses.
    Admin,
    /// Works at one desk of the house: moves batches, answers tickets.
    Desk,
    /// Sees every desk of the house and gets what escalates.
    Supervisor,
}

impl Role {
    /// All roles, in the order in which a list shows them.
    pub const ALL: [Self; 5] = [Self::Viewer, Self::Buyer, Self::Admin, Self::Desk, Self::Supervisor];

    /// The code in the database and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Buyer => "buyer",
            Self::Admin => "admin",
            Self::Desk => "desk",
            Self::Supervisor => "supervisor",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the role exists in an organisation of this kind: desks are the house's, buyers are not.
    pub fn fits(self, kind: OrgKind) -> bool {
        matches!(self, Self::Desk | Self::Supervisor) == (kind == OrgKind::House)
    }
}
