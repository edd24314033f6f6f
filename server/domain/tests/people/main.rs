//! People and rights, told as stories of the tiny house.

#[path = "../house/mod.rs"]
mod house;
