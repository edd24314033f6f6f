//! Orders and the way of their copies, told as stories of the tiny house.

#[path = "../house/mod.rs"]
mod house;

mod credit;
mod desk;
mod fsck;
mod placing;
mod random;
mod steps;
