//! An address that no page has.

use leptos::prelude::*;

use super::frame::NotFound;
use crate::parts::PlainShell;

/// The page for it, with status 404.
#[component]
pub fn Missing() -> impl IntoView {
    crate::door::set_status(404);
    view! { <PlainShell here="/"><NotFound /></PlainShell> }
}
