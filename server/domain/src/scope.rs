//! Who asks. A `Scope` is minted only by the session door ([`crate::sessions`]), a job or the command line, and is the first
//! argument of every verb. What only the house may do takes [`Staff`], which only [`Scope::staff`] gives.

use kernel::{Lang, OrgKind, Refusal, Role};
use uuid::Uuid;

/// The person (or job) behind a call, at one instant.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The person; `None` for a job of the house.
    pub user_id: Option<Uuid>,
    /// Own organisation. What may be seen is this one and all below it in `org_tree`; the house is above all.
    pub org_id: Uuid,
    /// What the organisation is to the house.
    pub kind: OrgKind,
    /// The role in it.
    pub role: Role,
    /// Own desk, for desk staff.
    pub desk: Option<String>,
    /// Language of the answers.
    pub lang: Lang,
    /// The instant of the call, milliseconds of UTC since 1970.
    pub now: i64,
}

/// Proof that somebody of the house asks. Cannot be made anywhere else.
#[derive(Clone, Copy, Debug)]
pub struct Staff<'a>(&'a Scope);

impl std::ops::Deref for Staff<'_> {
    type Target = Scope;
    fn deref(&self) -> &Scope {
        self.0
    }
}

impl Scope {
    /// The proof that the house asks.
    ///
    /// # Errors
    /// `NotFound`, so that what belongs to the house looks absent to everybody else.
    pub fn staff(&self) -> Result<Staff<'_>, Refusal> {
        if self.kind == OrgKind::House { Ok(Staff(self)) } else { Err(Refusal::NotFound) }
    }

    /// Whether the person may order and complain at all.
    ///
    /// # Errors
    /// `NotAllowed` for viewers and for the house's own people.
    pub fn buyer(&self) -> Result<(), Refusal> {
        match self.role {
            Role::Buyer | Role::Admin => Ok(()),
            _ => Err(Refusal::NotAllowed),
        }
    }

    /// The person; a job cannot do what a person must answer for.
    ///
    /// # Errors
    /// `NotAllowed` for a job.
    pub fn person(&self) -> Result<Uuid, Refusal> {
        self.user_id.ok_or(Refusal::NotAllowed)
    }

    /// Whether this scope sees the orders of more than one organisation.
    pub fn sees_many(&self) -> bool {
        self.kind != OrgKind::Customer
    }
}

impl Staff<'_> {
    /// Whether this person may move what a desk holds: its own people and supervisors.
    ///
    /// # Errors
    /// `NotAllowed` for another desk's people.
    pub fn holds(&self, desk: &str) -> Result<(), Refusal> {
        if self.role == Role::Supervisor || self.desk.as_deref() == Some(desk) {
            Ok(())
        } else {
            Err(Refusal::NotAllowed)
        }
    }

    /// Whether this person settles what holds for the whole house.
    ///
    /// # Errors
    /// `NotAllowed` for a desk's people.
    pub fn supervisor(&self) -> Result<(), Refusal> {
        if self.role == Role::Supervisor { Ok(()) } else { Err(Refusal::NotAllowed) }
    }
}

/// A new key in the order of time (UUIDv7, RFC 9562).
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}
