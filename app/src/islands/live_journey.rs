//! The lines of one order, live. The page hands over what the server has drawn; the island listens, and when copies of this
//! order moved it has them drawn again there, puts the new drawing in the place of the old and says aloud what moved.
//! Nothing that draws is shipped, and an order at rest costs nothing.

use kernel::{Refusal, Uuid};
use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement};

use super::live;
use super::wire::Wire;
use crate::calls::orders;

/// Keeps the lines of an order true while its page is open. `children` is what the server has drawn of them.
#[island]
pub(crate) fn LiveJourney(
    /// Number of the order.
    no: String,
    /// The order.
    order: Wire<Uuid>,
    /// The line whose details were asked for, by its position.
    opened: Wire<Option<i64>>,
    /// The mark of what the page shows.
    seen: String,
    children: Children,
) -> impl IntoView {
    let (Wire(order), Wire(opened)) = (order, opened);
    let drawn = NodeRef::<leptos::html::Div>::new();
    let said = RwSignal::new(String::new());
    let seen = StoredValue::new(seen);
    live::listen(&["order.moved", "arrival.changed"], Some(order), move || {
        let read = orders::redrawn(no.clone(), opened, seen.get_value());
        async move {
            if let Some(redrawn) = read.await? {
                seen.set_value(redrawn.seen);
                if let Some(drawn) = drawn.get_untracked() {
                    replace(&drawn, &redrawn.html);
                }
                said.set(redrawn.said);
            }
            Ok::<(), Refusal>(())
        }
    });
    view! {
        <p class="journey-news" role="status" data-said=move || (!said.with(String::is_empty)).then_some("true")>{said}</p>
        <div class="journey" node_ref=drawn>{children()}</div>
    }
}

/// Puts a new drawing in the place of the old one. What the reader has unfolded stays unfolded.
fn replace(place: &HtmlElement, html: &str) {
    let summaries = || {
        let all = place.get_elements_by_tag_name("summary");
        (0..all.length()).filter_map(move |index| all.item(index))
    };
    let details = |summary: &Element| summary.parent_element();
    let is_unfolded = |summary: &Element| details(summary).is_some_and(|details| details.has_attribute("open"));
    let unfolded: Vec<String> = summaries().filter(is_unfolded).map(|summary| summary.id()).collect();
    place.set_inner_html(html);
    for details in summaries().filter(|summary| unfolded.contains(&summary.id())).filter_map(|one| details(&one)) {
        // A browser that refuses shows the steps folded; a press opens them.
        let _ = details.set_attribute("open", "");
    }
}
