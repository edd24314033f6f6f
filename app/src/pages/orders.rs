//! Orders: the list, one order, a new one.

pub mod checklist;
pub mod expected;
pub mod glance;
pub mod journey;
pub mod list;
pub mod new;
pub mod order;

/// What the reader of these pages may do and see; asked of the session, not of the database.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reader {
    /// May order, cancel and complain.
    pub buyer: bool,
    /// Is of the house.
    pub staff: bool,
    /// Sees the orders of more than one organisation.
    pub many_orgs: bool,
}

/// The reader of the page that is being rendered.
pub fn reader() -> Reader {
    let of = |scope: domain::Scope| Reader {
        buyer: scope.buyer().is_ok(),
        staff: scope.staff().is_ok(),
        many_orgs: scope.sees_many(),
    };
    crate::door::scope().map(of).unwrap_or_default()
}
