//! The answer to a form that was too large to be read: what happened, and how nothing of it is lost.

use kernel::money::grouped;
use kernel::paste::MAX_LINES;
use leptos::prelude::*;

use crate::parts::{Empty, Page, PlainShell};
use crate::words::{fill, refusals as w, t};

/// The page. The server gives it the status 413.
#[component]
pub fn TooLarge(
    /// Where the form stood.
    page: String,
) -> impl IntoView {
    let hint = fill(w::TOO_LARGE_HINT, &[("lines", &grouped(MAX_LINES as u64))]);
    let action = (page.clone(), t(w::TOO_LARGE_AGAIN).into());
    view! {
        <PlainShell here=page>
            <Page title=t(w::TOO_LARGE_TITLE)>
                <Empty title=t(w::TOO_LARGE_NOTHING) hint action />
            </Page>
        </PlainShell>
    }
}
