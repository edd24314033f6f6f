//! Orders: a pasted list becomes lines with prices, credit is taken, the copies start their way. What happens to the copies
//! afterwards is told by [`crate::journeys`].

mod cancel;
mod check;
mod chosen;
mod find;
mod hurry;
mod list;
mod place;
mod substitute;

pub use cancel::cancel;
pub use check::check;
pub(crate) use chosen::chosen;
pub use find::{find, lines, placed};
pub use hurry::{Hurried, hurry};
pub(crate) use list::key;
pub use list::list;
pub use place::{PlaceOrder, place};
pub use substitute::{Substitute, substitute, substitutes};
