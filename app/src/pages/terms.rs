//! Courses and terms: their list, the board of one, and what can be ordered instead of a line.

pub mod board;
pub mod instead;
pub mod lines;
pub mod list;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::parts::{NavItem, Tabs};
use crate::words::{deadlines as d, t, terms as w};

/// The two ways to look at deadlines: by course, and the worst of all.
#[component]
pub(crate) fn Ways() -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    let item = |href: &str, label| NavItem {
        href: href.to_owned(),
        label: t(label).to_owned(),
        current: path == href,
        count: None,
    };
    view! { <Tabs label=t(w::NAV) items=vec![item("/terms", w::TITLE), item("/deadlines", d::TITLE)] /> }
}
