//! Orders and the way of their copies, told as stories of the tiny house.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails where it stands")]

#[macro_use]
#[path = "../damage/mod.rs"]
mod damage;
#[path = "../house/mod.rs"]
mod house;

mod calendar;
mod credit;
mod desk;
mod extras;
mod fsck;
mod hands;
mod large;
mod list;
mod placing;
mod random;
mod receiving;
mod reshaping;
mod settings;
mod steps;
mod urgent;
mod words;
