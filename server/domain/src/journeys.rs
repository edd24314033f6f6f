//! Where every copy is, since when, in which batch, and every step so far: read from the slices and the movements.

mod find;
mod rows;
mod steps;

pub use find::find;
pub(crate) use rows::of_line;
pub(crate) use rows::of_order;
