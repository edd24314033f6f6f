//! The WebAssembly of the pages of the house's desks: the islands that `app` has with the feature `desks`. Empty anywhere else.

#[cfg(target_arch = "wasm32")]
pub use app::hydrate;
