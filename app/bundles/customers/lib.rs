//! The WebAssembly of the pages of customers: the islands that `app` has with the feature `customers`. Empty anywhere else.

#[cfg(target_arch = "wasm32")]
pub use app::hydrate;
