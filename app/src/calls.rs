//! The only doors from browser to house, one module for each noun. The body of a call is three lines: who asks, one verb of
//! `domain`, a shape. Each has a fixed address, so that a plain form can post to it.

pub mod batches;
pub mod books;
pub mod causes;
pub mod complaints;
pub mod cutoffs;
pub mod desks;
pub mod exceptions;
pub mod extras;
pub mod invoices;
pub mod journeys;
pub mod notices;
pub mod orders;
pub mod packing;
pub mod parcels;
pub mod people;
pub mod picks;
pub mod promises;
pub mod receipts;
pub mod reports;
pub mod reshaping;
pub mod rounds;
pub mod settings;
pub mod terms;
pub mod tickets;
pub mod tracking;
