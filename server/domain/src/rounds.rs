//! Rounds: one wish of a person about many batches. Beginning one only writes it down and is answered at once; a job carries
//! it out, one batch in one transaction, by the verbs that every desk has, with the rights that the person has at that moment.
//! What was refused is kept with its reason.
//!
//! It can be taken up after any interruption: a batch is marked in the transaction that moves it, so nothing happens twice.

mod begin;
mod carry;
mod find;

pub use begin::{Begin, begin};
pub use carry::{Turn, carry_out, refuse, waiting};
pub(crate) use find::refused_lately;
pub use find::{find, list};
