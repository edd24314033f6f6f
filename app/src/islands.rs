//! The interactive pieces: the only code that is shipped as WebAssembly. Each replaces nothing that a plain form does not
//! also do; it makes it faster and live.
//!
//! They are shipped in two bundles, `customers` and `desks`, so that nobody downloads what their pages do not use.

#[cfg(any(feature = "ssr", feature = "desks"))]
pub mod batch_board;
#[cfg(any(feature = "ssr", feature = "customers"))]
pub mod complaint_news;
#[cfg(any(feature = "ssr", feature = "desks"))]
pub(crate) mod desk;
pub mod live;
#[cfg(any(feature = "ssr", feature = "customers"))]
pub mod live_journey;
#[cfg(any(feature = "ssr", feature = "customers"))]
pub mod order_entry;
pub mod pause;
#[cfg(any(feature = "ssr", feature = "desks"))]
pub mod ticket_reply;
pub mod wire;
