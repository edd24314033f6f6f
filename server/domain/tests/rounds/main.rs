//! A desk's day: rounds over many batches and the work list, told as stories of the tiny house.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails where it stands")]

#[path = "../house/mod.rs"]
mod house;

mod carried;
mod desk;
mod fsck;
mod interrupted;
mod large;
mod loads;
mod pages;
mod prompts;
mod refused;
