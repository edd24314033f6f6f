//! The answer to "where is my parcel?" in one line, and what keeps it right while the page is open.

use kernel::Uuid;
use kernel::shapes::ParcelRow;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::pages::parcels::{ParcelBadge, content, tracking};
use crate::parts::day;
use crate::words::{fill, parcels as w, t};

/// How far it is, since when, with whom, and how much is in it.
#[component]
pub(super) fn Standing(row: ParcelRow) -> impl IntoView {
    let (words, at) = match (row.delivered_at, row.sent_at) {
        (Some(at), _) => (w::DELIVERED_ON, at),
        (None, Some(at)) => (w::SENT_ON, at),
        (None, None) => (w::PACKED_ON, row.packed_at),
    };
    let since = fill(words, &[("day", &day(at))]);
    let (content, carried) = (content(&row), tracking(&row.carrier, &row.tracking));
    view! {
        <p class="standing-words parcel-standing">
            <ParcelBadge row=row /> " " <strong>{since}</strong> " " <span>{content}</span> " " {carried}
        </p>
    }
}

/// Listens for what happens to the parcel, and says it.
#[component]
pub(super) fn Ear(
    /// The parcel.
    parcel: Uuid,
) -> impl IntoView {
    view! {
        <p
            class="journey-news"
            role="status"
            data-parcel-news
            data-drawn=t(w::JUST_MOVED)
            data-kept=t(w::MOVED_MEANWHILE)
        ></p>
        <script defer src="/parcel.js" data-id=parcel.to_string() nonce=use_nonce()></script>
    }
}
