//! `/parcels/{no}`: one parcel: what is in it, how far it is, and the form that confirms it line by line. Printed, it is the
//! record of what was confirmed.

mod accept;

use kernel::shapes::{AcceptanceRow, ParcelLine, ParcelPage, ParcelState};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{ParcelBadge, none, tracking};
use crate::calls::parcels;
use crate::draft::{Refused, draft_of};
use crate::pages::{frame, reader};
use crate::parts::{
    Actions, BookName, Button, Columns, Count, Crumb, DAY_MS, Day, Fact, Facts, Field, Notice, Page, Panel, Table, Td,
    Th, Tone, When, day,
};
use crate::words::{fill, parcels as w, t};
use accept::{ACCEPT, Accept};

const CLOSE: &str = "/api/parcels/close";

/// The page.
#[component]
pub fn Parcel() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    frame::page(w::TITLE, async move { parcels::find(no).await }, draw)
}

fn draw(page: ParcelPage) -> impl IntoView {
    let title = fill(w::PARCEL_NO, &[("no", &page.row.no)]);
    let crumbs = vec![Crumb { href: "/parcels".to_owned(), label: t(w::TITLE).to_owned() }];
    let lead = reader::sees_many().then(|| page.row.org.clone());
    let (notice, about) = (notice(&page), about(&page));
    let close = (reader::is_staff() && page.row.state == ParcelState::Delivered).then(|| close(&page));
    // The form needs the whole width; what can only be read has the facts beside it.
    let body = match page.acceptable {
        true => view! {
            <Accept page=page.clone() draft=draft_of(&[ACCEPT]) />
            {about}
            {record(page.said)}
        }
        .into_any(),
        false => view! {
            <Columns aside=view! { {about} {close} }.into_any()>
                {contents(page.lines)}
                {record(page.said)}
            </Columns>
        }
        .into_any(),
    };
    view! { <Page title=title lead=lead crumbs>{notice} {body}</Page> }
}

/// What its reader has to know before anything else.
fn notice(page: &ParcelPage) -> Option<impl IntoView + use<>> {
    let (kind, words) = match (page.row.closed, page.row.delivered_at) {
        (Some((at, by)), _) => (Tone::Good, w::closed(by, &day(at), &page.closing_note)),
        (None, Some(delivered)) => {
            let closes = delivered + page.closes_after * DAY_MS;
            (Tone::Info, fill(w::WILL_CLOSE, &[("day", &day(closes))]))
        }
        (None, None) if page.acceptable => (Tone::Info, t(w::NOT_YET).to_owned()),
        (None, None) => return None,
    };
    let who = (page.row.state == ParcelState::Delivered && !page.acceptable && !reader::is_staff())
        .then(|| view! { <p>{t(w::ONLY_BUYERS)}</p> });
    Some(view! { <Notice kind=kind><p>{words}</p> {who}</Notice> })
}

fn about(page: &ParcelPage) -> impl IntoView + use<> {
    let row = page.row.clone();
    let carried = tracking(&row.carrier, &row.tracking);
    let carried = match carried {
        Some(carried) => carried.into_any(),
        None => none().into_any(),
    };
    let batch = match reader::is_staff() {
        true => view! { <a href=format!("/desk/batches/{}/parcels", page.batch)>{page.batch.clone()}</a> }.into_any(),
        false => page.batch.clone().into_any(),
    };
    let content = super::content(&row);
    view! {
        <Panel title=t(w::ABOUT)>
            <Facts>
                <Fact label=t(w::TRACKING)>{carried}</Fact>
                <Fact label=t(w::PACKED_AT)><Day at=row.packed_at /></Fact>
                {row.sent_at.map(|at| view! { <Fact label=t(w::SENT_AT)><Day at=at /></Fact> })}
                {row.delivered_at.map(|at| view! { <Fact label=t(w::DELIVERED_AT)><Day at=at /></Fact> })}
                {row.asked_at.map(|at| view! { <Fact label=t(w::ASKED_AT)><Day at=at /></Fact> })}
                {row.closed.map(|(at, _)| view! { <Fact label=t(w::CLOSED_AT)><Day at=at /></Fact> })}
                <Fact label=t(w::BATCH)>{batch}</Fact>
                <Fact label=t(w::CONTENT)>{content}</Fact>
                <Fact label=t(w::STATE)><ParcelBadge row=row /></Fact>
            </Facts>
        </Panel>
    }
}

/// What is in it and what was said of it.
fn contents(lines: Vec<ParcelLine>) -> impl IntoView {
    let row = |line: ParcelLine| {
        view! {
            <tr>
                {named(&line)}
                <Td label=t(w::COPIES) num=true><Count n=line.copies /></Td>
                <Td label=t(w::ACCEPTED) num=true><Count n=line.accepted /></Td>
                <Td label=t(w::REFUSED) num=true><Count n=line.refused /></Td>
                <Td label=t(w::OPEN) num=true><Count n=line.unsaid() /></Td>
            </tr>
        }
    };
    view! {
        <Panel title=t(w::CONTENTS) flush=true>
            <Table caption=t(w::CONTENTS)>
                <thead>
                    <tr>
                        <Th>{t(w::BOOK)}</Th>
                        <Th>{t(w::ORDER)}</Th>
                        <Th num=true>{t(w::COPIES)}</Th>
                        <Th num=true>{t(w::ACCEPTED)}</Th>
                        <Th num=true>{t(w::REFUSED)}</Th>
                        <Th num=true>{t(w::OPEN)}</Th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}

/// The book and its order: the first two cells of every row about a line.
fn named(line: &ParcelLine) -> impl IntoView + use<> {
    let own_ref = (!line.own_ref.is_empty()).then(|| view! { " " <span class="book-by">{line.own_ref.clone()}</span> });
    let (title, isbn, order) = (line.title.clone(), line.isbn.clone(), line.order_no.clone());
    view! {
        <Td key=true><BookName title=title href=format!("/books/{isbn}") by=isbn.clone() /></Td>
        <Td label=t(w::ORDER)><a class="order-no" href=format!("/orders/{order}")>{order.clone()}</a> {own_ref}</Td>
    }
}

/// What was confirmed, the newest first.
fn record(said: Vec<AcceptanceRow>) -> AnyView {
    if said.is_empty() {
        return view! { <Panel title=t(w::SAID)><p>{t(w::SAID_NOTHING)}</p></Panel> }.into_any();
    }
    view! {
        <Panel title=t(w::SAID) flush=true>
            <Table caption=t(w::SAID)>
                <thead>
                    <tr>
                        <Th>{t(w::BOOK)}</Th>
                        <Th num=true>{t(w::ACCEPTED)}</Th>
                        <Th num=true>{t(w::REFUSED)}</Th>
                        <Th>{t(w::REASON)}</Th>
                        <Th>{t(w::NOTE)}</Th>
                        <Th>{t(w::COMPLAINT)}</Th>
                        <Th>{t(w::BY)}</Th>
                        <Th>{t(w::WHEN)}</Th>
                    </tr>
                </thead>
                <tbody>{said.into_iter().map(confirmed).collect_view()}</tbody>
            </Table>
        </Panel>
    }
    .into_any()
}

fn confirmed(said: AcceptanceRow) -> impl IntoView {
    let area = if reader::is_staff() { "/desk/tickets" } else { "/complaints" };
    let complaint = said.complaint.map(|no| view! { <a href=format!("{area}/{no}")>{no.clone()}</a> });
    view! {
        <tr>
            <Td key=true>{said.title}</Td>
            <Td label=t(w::ACCEPTED) num=true><Count n=said.accepted /></Td>
            <Td label=t(w::REFUSED) num=true><Count n=said.refused /></Td>
            <Td label=t(w::REASON)>{said.reason}</Td>
            <Td label=t(w::NOTE)>{said.note}</Td>
            <Td label=t(w::COMPLAINT)>{complaint}</Td>
            <Td label=t(w::BY)>{said.by}</Td>
            <Td label=t(w::WHEN)><When at=said.at /></Td>
        </tr>
    }
}

/// The house closes a parcel that its customer will not confirm, and says why.
fn close(page: &ParcelPage) -> impl IntoView + use<> {
    let draft = draft_of(&[CLOSE]);
    let (no, version) = (page.row.no.clone(), page.version.to_string());
    view! {
        <Panel title=t(w::CLOSE)>
            <Refused draft=draft.clone() />
            <form class="stack" method="post" action=CLOSE>
                <input type="hidden" name="no" value=no />
                <input type="hidden" name="version" value=version />
                <Field
                    name="note"
                    form="close"
                    label=t(w::CLOSE_NOTE)
                    value=draft.value("note")
                    fault=draft.fault("note")
                    maxlength=500
                    required=true
                    wide=true
                />
                <Actions><Button>{t(w::CLOSE_NOW)}</Button></Actions>
            </form>
        </Panel>
    }
}
