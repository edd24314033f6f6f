//! Parcels: packed, sent, delivered, accepted line by line; told as stories of the tiny house.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails where it stands")]

#[macro_use]
#[path = "../damage/mod.rs"]
mod damage;
#[path = "../house/mod.rs"]
mod house;

mod billed;
mod billed_fsck;
mod billed_told;
mod bills;
mod clock;
mod fsck;
mod hands;
mod large;
mod lists;
mod opened;
mod packed;
mod part_first;
mod random;
mod taken_back;
