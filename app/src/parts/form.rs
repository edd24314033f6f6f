//! The frames around fields: how they stand together, where the buttons go, and the filter bar above a list.

use leptos::prelude::*;

use super::Text;

/// Fields side by side where there is room, below each other where there is not.
#[component]
pub fn Fields(children: Children) -> impl IntoView {
    view! { <div class="fields">{children()}</div> }
}

/// The buttons of a form or a page, the main one first.
#[component]
pub fn Actions(children: Children) -> impl IntoView {
    view! { <div class="actions">{children()}</div> }
}

/// A filter bar: a form that reloads the list at `action` with its fields in the address.
#[component]
pub fn Filters(#[prop(into)] action: String, #[prop(into)] label: Text, children: Children) -> impl IntoView {
    view! {
        <form class="filters" method="get" action=action role="search" aria-label=label>
            {children()}
        </form>
    }
}
