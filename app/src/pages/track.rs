//! Links for those who have no account: what one shows, how its reader asks to be told, and where a buyer makes one.

pub mod confirm;
pub mod link;
pub mod share;
