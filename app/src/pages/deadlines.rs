//! What may come too late, and what can still be done about it: the board over all courses. A librarian opens it before term
//! begins, a desk every morning.

use kernel::shapes::Risks;
use leptos::prelude::*;

use crate::calls::journeys;
use crate::draft::draft_of;
use crate::pages::terms::Ways;
use crate::pages::terms::lines::{Board, CALLS, Look, done};
use crate::pages::{frame, reader};
use crate::parts::{Empty, Page};
use crate::words::{deadlines as w, t};

/// `/deadlines`
#[component]
pub fn Deadlines() -> impl IntoView {
    let (done, draft) = (done(), draft_of(&CALLS));
    frame::page(w::TITLE, journeys::risks(), move |risks| {
        let Risks { rows, more, many_orgs } = risks;
        let look = Look { board: String::new(), many_orgs, terms: true, draft };
        let body = if rows.is_empty() {
            view! { <Empty title=t(w::NONE) hint=t(w::NONE_HINT) /> }.into_any()
        } else {
            view! { <Board rows look more /> }.into_any()
        };
        let ways = (!reader::is_staff()).then(|| view! { <Ways /> });
        view! { <Page title=t(w::TITLE) lead=t(w::LEAD)>{ways}{done}{body}</Page> }
    })
}
