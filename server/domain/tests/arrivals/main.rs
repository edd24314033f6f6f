//! What the house says of arrivals, and how it keeps to it, told as stories of the tiny house.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails where it stands")]

#[path = "../house/mod.rs"]
mod house;

mod by_hand;
mod fsck;
mod kept;
mod many;
mod promises;
mod random;
mod record;
mod rights;
mod said;
mod story;
