//! Books for the reader's organisation, each with the reason why it is here.

use leptos::prelude::*;

use super::books::book_row;
use super::{frame, reader};
use crate::calls::picks;
use crate::parts::{BookRows, Empty, Page, Panel};
use crate::words::{picks as w, shell, t};

/// The page of recommendations.
#[component]
pub fn ForYou() -> impl IntoView {
    frame::page(w::FOR_YOU, picks::mine(), |picks| {
        let lead = if picks.from_history { w::FROM_HISTORY } else { w::FROM_PEERS };
        if picks.rows.is_empty() {
            let action = ("/books".to_owned(), t(shell::BOOKS).into());
            return view! { <Page title=t(w::FOR_YOU)><Empty title=t(w::NONE) hint=t(w::NONE_HINT) action /></Page> }
                .into_any();
        }
        let tree = reader::sees_many();
        let rows = picks.rows.into_iter().map(move |pick| book_row(pick.book, Some(w::because(&pick.because, tree))));
        view! {
            <Page title=t(w::FOR_YOU) lead=t(lead)>
                <Panel>
                    <BookRows>{rows.collect_view()}</BookRows>
                </Panel>
            </Page>
        }
        .into_any()
    })
}
