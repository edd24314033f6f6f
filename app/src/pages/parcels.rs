//! Parcels: what is coming, what waits for the customer's confirmation, what is done with; and one of them.

pub mod list;
pub mod parcel;

use kernel::shapes::{LineParcel, ParcelRow, ParcelState};
use leptos::prelude::*;

use crate::pages::orders::journey::whereabouts::copies;
use crate::parts::{Badge, LinkButton, Notice, Tone};
use crate::words::{count, fill, parcels as w, t};

/// How far a parcel is, as a badge; and how many copies of it were refused.
#[component]
pub fn ParcelBadge(
    /// The parcel.
    row: ParcelRow,
) -> impl IntoView {
    let tone = match row.state {
        ParcelState::Packed => Tone::Neutral,
        ParcelState::Sent => Tone::Route,
        ParcelState::Delivered => Tone::Info,
        ParcelState::Closed => Tone::Good,
    };
    let refused = (row.refused > 0).then(|| {
        let words = count(w::REFUSED_OF_ONE, w::REFUSED_OF, row.refused);
        view! { " " <Badge tone=Tone::Warn>{words}</Badge> }
    });
    view! {
        <Badge tone=tone>{w::state(row.state, row.closed.map(|(_, by)| by))}</Badge>
        {refused}
    }
}

/// `3 种 5 册`, `3 titles, 5 copies`.
pub fn content(row: &ParcelRow) -> String {
    let word = if row.lines == 1 { w::CONTENT_OF_ONE } else { w::CONTENT_OF };
    fill(word, &[("lines", &row.lines), ("copies", &copies(row.copies))])
}

/// Carrier and tracking number, which one click selects as a whole; nothing for a parcel that was not sent.
pub fn tracking(carrier: &str, number: &str) -> Option<impl IntoView + use<>> {
    let (carrier, number) = (carrier.to_owned(), number.to_owned());
    let code = (!number.is_empty()).then(|| view! { " " <code class="tracking">{number}</code> });
    (!carrier.is_empty() || code.is_some()).then(|| view! { <span class="carried">{carrier} {code}</span> })
}

/// The address of a parcel's page.
pub fn address(no: &str) -> String {
    format!("/parcels/{no}")
}

/// A link to it by its number.
pub fn link(no: &str) -> impl IntoView + use<> {
    view! { <a class="order-no" href=address(no)>{no.to_owned()}</a> }
}

/// On the page of an order: the parcels in which copies of one line are.
pub fn of_line(parcels: &[LineParcel]) -> Option<impl IntoView + use<>> {
    let parcel = |parcel: &LineParcel| {
        let words = fill(w::IN_PARCEL, &[("copies", &copies(parcel.copies)), ("no", &parcel.no)]);
        let state = w::state(parcel.state, None);
        view! {
            <li>
                <a href=address(&parcel.no)>{words}</a> " · " {state} " "
                {tracking(&parcel.carrier, &parcel.tracking)}
            </li>
        }
    };
    let list = parcels.iter().map(parcel).collect_view();
    (!parcels.is_empty()).then(|| view! { <ul class="line-parcels">{list}</ul> })
}

/// On the start page: how many parcels wait for the reader's confirmation; nothing when none does.
#[component]
pub fn WaitingParcels(
    /// How many.
    n: i64,
) -> impl IntoView {
    (n > 0).then(|| {
        view! {
            <Notice title=count(w::WAIT_FOR_YOU_ONE, w::WAIT_FOR_YOU, n)>
                <LinkButton href="/parcels">{t(w::CONFIRM_IT)}</LinkButton>
            </Notice>
        }
    })
}

/// What stands where there is no tracking number.
pub fn none() -> &'static str {
    t(w::NO_TRACKING)
}
