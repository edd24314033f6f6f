//! `/parcels?after=`: every parcel that the reader may see, what waits for a confirmation first.

use kernel::shapes::{ParcelRow, Parcels};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{ParcelBadge, address, content, link, tracking};
use crate::addresses::encoded;
use crate::calls::parcels;
use crate::pages::{frame, reader};
use crate::parts::{Day, Empty, Page, Pager, Panel, Table, Td, Th};
use crate::words::{Word, fill, parcels as w, t};

/// The page.
#[component]
pub fn ParcelList() -> impl IntoView {
    let after = use_query_map().get_untracked().get("after").filter(|after| !after.is_empty());
    let first = after.is_none();
    frame::page(w::TITLE, async move { parcels::list(after).await }, move |parcels| draw(parcels, first))
}

fn draw(parcels: Parcels, first: bool) -> impl IntoView {
    let none = parcels.waiting.is_empty() && parcels.coming.is_empty() && parcels.closed.is_empty();
    let lists = match (none, first) {
        (false, _) => lists(parcels, first),
        (true, true) => {
            let orders = ("/orders".to_owned(), t(w::TO_ORDERS).into());
            view! { <Empty title=t(w::NONE) hint=t(w::NONE_HINT) action=orders /> }.into_any()
        }
        (true, false) => {
            let newest = ("/parcels".to_owned(), t(w::NEWEST).into());
            view! { <Empty title=t(w::NONE_LEFT) hint=t(w::NONE_HINT) action=newest /> }.into_any()
        }
    };
    view! { <Page title=t(w::TITLE) lead=t(w::LEAD)>{lists}</Page> }
}

fn lists(parcels: Parcels, first: bool) -> AnyView {
    let (staff, many) = (reader::is_staff(), parcels.many_orgs);
    let (waiting, coming) = match staff {
        true => (w::WAITING_HOUSE, w::COMING_HOUSE),
        false => (w::WAITING, w::COMING),
    };
    let next = parcels.next.map(|next| format!("/parcels?after={}", encoded(&next)));
    let newest = (!first).then(|| "/parcels".to_owned());
    // A later page of the closed ones is only about these.
    let open = first.then(|| {
        view! {
            {list(parcels.waiting, waiting, Look { many, asks: reader::may_order(), at: w::DELIVERED_AT })}
            {list(parcels.coming, coming, Look { many, asks: false, at: w::SENT_AT })}
        }
    });
    view! {
        {open}
        {list(parcels.closed, w::CLOSED, Look { many, asks: false, at: w::CLOSED_AT })}
        <Pager next=next previous=newest />
    }
    .into_any()
}

/// How one of the three lists is shown.
#[derive(Clone, Copy)]
struct Look {
    /// Customers are named.
    many: bool,
    /// The reader may confirm what is in it.
    asks: bool,
    /// Head of the column that says since when.
    at: Word,
}

fn list(rows: Vec<ParcelRow>, title: Word, look: Look) -> Option<impl IntoView> {
    (!rows.is_empty()).then(|| {
        view! {
            <Panel title=t(title) flush=true>
                <Table caption=t(title) close=true>
                    <thead>
                        <tr>
                            <Th>{t(w::NO)}</Th>
                            {look.many.then(|| view! { <Th>{t(w::CUSTOMER)}</Th> })}
                            <Th>{t(w::CONTENT)}</Th>
                            <Th>{t(w::TRACKING)}</Th>
                            <Th>{t(look.at)}</Th>
                            <Th>{t(w::STATE)}</Th>
                            {look.asks.then(|| view! { <Th><span class="sr">{t(w::ACCEPT)}</span></Th> })}
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(|row| parcel(row, look)).collect_view()}</tbody>
                </Table>
            </Panel>
        }
    })
}

fn parcel(row: ParcelRow, look: Look) -> impl IntoView {
    let at = match row.closed {
        Some((at, _)) => Some(at),
        None => row.delivered_at.or(row.sent_at),
    };
    let confirm = look.asks.then(|| {
        let (href, label) = (address(&row.no), fill(w::CONFIRM_NO, &[("no", &row.no)]));
        view! { <Td><a class="button" data-kind="plain" href=href aria-label=label>{t(w::CONFIRM_IT)}</a></Td> }
    });
    let (name, content, carried) = (link(&row.no), content(&row), tracking(&row.carrier, &row.tracking));
    let org = look.many.then(|| row.org.clone());
    view! {
        <tr>
            <Td key=true label=t(w::NO)>{name}</Td>
            {org.map(|org| view! { <Td label=t(w::CUSTOMER)>{org}</Td> })}
            <Td label=t(w::CONTENT)>{content}</Td>
            <Td label=t(w::TRACKING)>{carried}</Td>
            <Td label=t(look.at)>{at.map(|at| view! { <Day at=at /> })}</Td>
            <Td label=t(w::STATE)><ParcelBadge row=row /></Td>
            {confirm}
        </tr>
    }
}
