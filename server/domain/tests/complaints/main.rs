//! Complaints and tickets, told as stories of the tiny house.

#[path = "../house/mod.rs"]
mod house;

mod conversation;
mod desks;
mod filing;
mod overdue;
mod random;
mod story;
