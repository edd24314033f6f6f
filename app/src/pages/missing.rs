//! An address that no page has.

use leptos::prelude::*;
use leptos_meta::Title;

use super::frame::NotFound;
use crate::parts::PlainShell;
use crate::words::{refusals, t};

/// The page for it, with status 404.
#[component]
pub fn Missing() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::door::set_status(404);
    view! {
        <Title text=t(refusals::NOT_FOUND) />
        <PlainShell here="/"><NotFound /></PlainShell>
    }
}
