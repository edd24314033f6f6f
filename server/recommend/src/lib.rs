//! Which titles customers like this one have ordered too, and why each of them is shown.
//!
//! Knows who ordered what, as pairs of numbers, and nothing else: no titles, no names, no I/O, no clock. The same pairs
//! give the same answer in any order, and a customer who shares no title with anybody changes nobody's answer: all
//! weights come from the customers of the two titles that are compared, none from the house as a whole.

mod model;
mod popular;
mod table;

pub use model::{Model, Pick, Settings};
pub use popular::most_ordered;
