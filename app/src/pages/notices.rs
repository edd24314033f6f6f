//! Notices: the list of what a person was told, its settings, the page behind the link that ends letters, and how a cause on
//! a batch is shown.

pub mod held;
pub mod list;
pub mod settings;
pub mod unsubscribe;
