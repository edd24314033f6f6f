//! The only doors from browser to house, one module for each noun. The body of a call is three lines: who asks, one verb of
//! `domain`, a shape. Each has a fixed address, so that a plain form can post to it.

pub mod batches;
pub mod books;
pub mod complaints;
pub mod desks;
pub mod cutoffs;
pub mod journeys;
pub mod orders;
pub mod people;
pub mod picks;
pub mod tickets;
pub mod receipts;
pub mod reshaping;
