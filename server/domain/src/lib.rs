//! The rules of the house and their SQL, one module for each noun. A verb takes who asks ([`Scope`]) first, checks it, and
//! answers with a shape of `kernel`, never with a row of the database.
//!
//! It knows no HTTP, no pages and no sentences. Time comes in through `Scope::now`, chance through ids made by the caller
//! or [`scope::new_id`].

pub mod allocation;
pub mod arrivals;
pub mod audit;
pub mod batches;
pub mod calendar;
pub mod catalogue;
pub mod causes;
pub mod complaints;
pub mod counters;
pub mod credit;
pub mod cutoffs;
pub mod days;
pub mod demo;
pub mod desks;
pub mod events;
pub mod exceptions;
pub mod extras;
pub mod flashes;
pub mod fsck;
pub mod imports;
pub mod invoices;
pub mod journeys;
pub mod loads;
pub mod moves;
pub mod notices;
pub mod orders;
pub mod orgs;
pub mod outbox;
pub mod parcels;
pub mod passwords;
pub mod people;
pub mod picks;
pub mod prices;
pub mod receipts;
pub mod rounds;
pub mod scope;
pub mod sessions;
pub mod settings;
pub mod stages;
pub mod terms;
pub mod throttles;
pub mod tickets;
pub mod tracking;
pub mod worklist;

pub use kernel::Refusal;
pub use scope::{Scope, Staff};
pub use store::{Conn, Db, Fault, Result, Tx};
