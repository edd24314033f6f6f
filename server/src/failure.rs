//! How the binary says that it cannot do what it was started for.

/// What went wrong, in words for the person at the terminal.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
