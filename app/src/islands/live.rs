//! How an open page learns that something moved: it listens to `/live` and reads its own data again. What moved is never
//! sent, so the page shows nothing that its reader might not ask for.
//!
//! Nothing is lost over a break: the stream says `hello` whenever it begins or fell behind, and `hello` means "read again".
//! Knows nothing of what is read or shown; that is the island's own matter.

#[cfg(feature = "hydrate")]
mod ear;

use std::future::Future;

use kernel::{Refusal, Uuid};

/// Calls `read_again` whenever one of `kinds` (`order.moved`, `complaint.changed`…) happened to `subject` (to anything,
/// when `None`), and whenever something may have been missed: also once right after the page was opened.
///
/// Never two reads at a time, so an old answer cannot overwrite a newer one; events that come together, or during a read,
/// cause one more read. A read that did not reach the house is tried again until it does; any other refusal (signed out,
/// no longer visible) ends the listening. On the server this does nothing.
pub fn listen<R, F>(kinds: &'static [&'static str], subject: Option<Uuid>, read_again: R)
where
    R: Fn() -> F + 'static,
    F: Future<Output = Result<(), Refusal>> + 'static,
{
    #[cfg(feature = "hydrate")]
    leptos::task::spawn_local(ear::listen(kinds, subject, Box::new(move || Box::pin(read_again()))));
    #[cfg(not(feature = "hydrate"))]
    drop((kinds, subject, read_again));
}
