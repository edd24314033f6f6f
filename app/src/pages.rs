//! The pages: rendered on the server, whole without any script. A page asks a call for a shape and shows it with the parts;
//! what must move by itself is an island inside it.

pub mod account;
pub mod bare;
pub mod books;
pub mod complaints;
pub mod deadlines;
pub mod desk;
pub mod frame;
pub mod home;
pub mod invoices;
pub mod missing;
pub mod notices;
pub mod orders;
pub mod parcels;
pub mod picks;
pub mod reader;
pub mod terms;
pub mod too_large;
pub mod track;
pub mod wake;
pub mod where_;
