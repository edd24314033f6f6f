//! Signing in, the own account, and a partner's customers.

pub mod login;
pub mod own;
pub mod partner;
