//! What a page may ask about its reader while it is drawn, so that it offers nothing that would be refused. It decides
//! nothing: who may do what is decided by the verbs.

use domain::Scope;
use kernel::OrgKind;

use crate::door::visitor;
use crate::parts::day_of;

/// What the reader's organisation is to the house; `None` when nobody is signed in.
pub fn kind() -> Option<OrgKind> {
    visitor().scope.map(|scope| scope.kind)
}

/// Whether the reader is one of the house.
pub fn is_staff() -> bool {
    kind() == Some(OrgKind::House)
}

/// Whether the reader orders and complains.
pub fn may_order() -> bool {
    visitor().scope.is_some_and(|scope| scope.buyer().is_ok())
}

/// Whether the reader sees the orders of more than one organisation.
pub fn sees_many() -> bool {
    visitor().scope.as_ref().is_some_and(Scope::sees_many)
}

/// The instant of the request, milliseconds of UTC since 1970.
pub fn now() -> i64 {
    visitor().now
}

/// The day of the request in Beijing, in days since 1970.
pub fn today() -> i64 {
    day_of(now())
}

/// Sends the reader to another page instead of the one that was asked for.
pub fn send_to(path: &str) {
    leptos_axum::redirect(path);
}
