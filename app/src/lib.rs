//! All that a browser can see or call: pages (rendered on the server), islands (the only code shipped as WebAssembly), and
//! the calls between them and the house.
//!
//! With the feature `ssr` the calls reach `domain`; with `customers` or `desks` this crate is the WebAssembly of the islands
//! in one of the bundles (`app/bundles`) and sees `kernel` alone. Pages hold no rules: they ask a call and show its shape.

#![expect(
    missing_docs,
    reason = "`#[server]` and `#[component]` make public structs without documentation of their own"
)]
#![cfg_attr(
    not(feature = "ssr"),
    expect(dead_code, reason = "a bundle uses few of the words, parts and shapes that the pages choose from")
)]

#[cfg(feature = "ssr")]
pub mod addresses;
pub mod calls;
#[cfg(feature = "ssr")]
pub mod door;
pub mod draft;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod letters;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod parts;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod words;

/// Wakes the islands of a page that the server has rendered.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
    // Says that the page answers from now on: tests wait for it instead of guessing how long waking takes.
    if let Some(root) = leptos::prelude::document().document_element() {
        let _ = root.set_attribute("data-islands", "awake");
    }
}
