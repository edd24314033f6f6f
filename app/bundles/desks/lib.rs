//! The WebAssembly of the pages of the house's desks: the islands that `app` has with the feature `desks`. Empty anywhere else.

#[cfg(target_arch = "wasm32")]
pub use app::hydrate;

/// Smaller than the allocator of the standard library, and as quick: <https://github.com/SFBdragon/talc>.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
