//! `/parcels/{no}`: one parcel: how far it is, what is in it, and the form that confirms it line by line. Printed, it is the
//! record of what was confirmed. While it is open, `public/parcel.js` draws anew what stands in `data-parcel`.

mod accept;
mod standing;

use kernel::shapes::{AcceptanceRow, InvoiceRow, ParcelLine, ParcelPage, ParcelState};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{none, tracking};
use crate::calls::{invoices as bills, parcels};
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::{frame, invoices, reader};
use crate::parts::{
    Actions, BookName, Button, Columns, Count, Crumb, DAY_MS, Day, Fact, Facts, Field, Notice, Page, Panel, Table, Td,
    Th, Tone, When, day,
};
use crate::words::{fill, parcels as w, t};
use accept::{ACCEPT, Accept};
use standing::{Ear, Standing};

const CLOSE: &str = "/api/parcels/close";

/// The page.
#[component]
pub fn Parcel() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    let asked = async move { Ok((parcels::find(no.clone()).await?, bills::of_parcel(no).await?)) };
    frame::page(w::TITLE, asked, |(parcel, billed)| draw(parcel, &billed))
}

fn draw(page: ParcelPage, billed: &[InvoiceRow]) -> impl IntoView + use<> {
    let title = fill(w::PARCEL_NO, &[("no", &page.row.no)]);
    let crumbs = vec![Crumb { href: "/parcels".to_owned(), label: t(w::TITLE).to_owned() }];
    let lead = reader::sees_many().then(|| page.row.org.clone());
    let (notice, about, billed) = (notice(&page), about(&page), invoices::those(billed));
    let not_taken = (!page.acceptable).then(|| not_taken(draft_of(&[ACCEPT])));
    let close = (reader::is_staff() && page.row.state == ParcelState::Delivered).then(|| close(&page));
    let said = (!page.said.is_empty()).then(|| record(page.said.clone()));
    let ear = page.row.closed.is_none().then(|| view! { <Ear parcel=page.id /> });
    let (mark, row) = (page.version.to_string(), page.row.clone());
    let begun = (!draft_of(&[ACCEPT, CLOSE]).fields.is_empty()).then_some("true");
    // The form needs the whole width; what can only be read has the facts beside it.
    let body = match page.acceptable {
        true => view! {
            <Accept page=page draft=draft_of(&[ACCEPT]) />
            {about}
            {billed}
            {said}
        }
        .into_any(),
        false => view! {
            <Columns aside=view! { {about} {billed} {close} }.into_any()>
                {contents(page.lines)}
                {said}
            </Columns>
        }
        .into_any(),
    };
    view! {
        <Page title=title lead=lead crumbs>
            {ear}
            <div class="parcel" data-parcel=mark data-begun=begun>
                <Standing row /> {not_taken} {notice} {body}
            </div>
        </Page>
    }
}

/// Why a confirmation was not taken that was sent from an older page: its form, which would say so, is gone.
fn not_taken(draft: Draft) -> AnyView {
    match draft.fault("lines") {
        Some(fault) => view! { <Notice kind=Tone::Bad>{fault}</Notice> }.into_any(),
        None => view! { <Refused draft=draft /> }.into_any(),
    }
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
        (None, None) if page.row.state == ParcelState::Packed && !reader::is_staff() => {
            (Tone::Info, t(w::NOT_SENT).to_owned())
        }
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
            </Facts>
        </Panel>
    }
}

/// What is in it and what was said of it.
fn contents(lines: Vec<ParcelLine>) -> impl IntoView {
    // A column of noughts would only hide what matters.
    let open = lines.iter().any(|line| line.unsaid() > 0);
    let row = move |line: ParcelLine| {
        view! {
            <tr>
                {named(&line)}
                <Td label=t(w::COPIES) num=true><Count n=line.copies /></Td>
                <Td label=t(w::ACCEPTED) num=true><Count n=line.accepted /></Td>
                <Td label=t(w::REFUSED) num=true><Count n=line.refused /></Td>
                {open.then(|| view! { <Td label=t(w::OPEN) num=true><Count n=line.unsaid() /></Td> })}
            </tr>
        }
    };
    view! {
        <Panel title=t(w::CONTENTS) flush=true>
            <Table caption=t(w::CONTENTS) close=true>
                <thead>
                    <tr>
                        <Th>{t(w::BOOK)}</Th>
                        <Th>{t(w::ORDER)}</Th>
                        <Th num=true>{t(w::COPIES)}</Th>
                        <Th num=true>{t(w::ACCEPTED)}</Th>
                        <Th num=true>{t(w::REFUSED)}</Th>
                        {open.then(|| view! { <Th num=true>{t(w::OPEN)}</Th> })}
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}

/// The book and its order: the first two cells of every row about a line.
fn named(line: &ParcelLine) -> impl IntoView + use<> {
    let own_ref =
        (!line.own_ref.is_empty()).then(|| view! { <span class="order-line-edition">{line.own_ref.clone()}</span> });
    let (title, isbn, order) = (line.title.clone(), line.isbn.clone(), line.order_no.clone());
    view! {
        <Td key=true><BookName title=title href=format!("/books/{isbn}") by=isbn.clone() /></Td>
        <Td label=t(w::ORDER)><a class="order-no" href=format!("/orders/{order}")>{order.clone()}</a> {own_ref}</Td>
    }
}

/// What was confirmed, the newest first.
fn record(said: Vec<AcceptanceRow>) -> impl IntoView {
    // Why something was refused: columns that most records do not need.
    let reasons = said.iter().any(|said| said.refused > 0 || !said.note.is_empty());
    view! {
        <Panel title=t(w::SAID) flush=true>
            <Table caption=t(w::SAID) close=true>
                <thead>
                    <tr>
                        <Th>{t(w::BOOK)}</Th>
                        <Th num=true>{t(w::ACCEPTED)}</Th>
                        <Th num=true>{t(w::REFUSED)}</Th>
                        {reasons.then(|| {
                            view! { <Th>{t(w::REASON)}</Th> <Th>{t(w::NOTE)}</Th> <Th>{t(w::COMPLAINT)}</Th> }
                        })}
                        <Th>{t(w::BY)}</Th>
                        <Th>{t(w::WHEN)}</Th>
                    </tr>
                </thead>
                <tbody>{said.into_iter().map(|said| confirmed(said, reasons)).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}

fn confirmed(said: AcceptanceRow, reasons: bool) -> impl IntoView {
    let area = if reader::is_staff() { "/desk/tickets" } else { "/complaints" };
    let complaint = said.complaint.map(|no| view! { <a class="order-no" href=format!("{area}/{no}")>{no.clone()}</a> });
    let note = Some(said.note).filter(|note| !note.is_empty());
    view! {
        <tr>
            <Td key=true>{said.title}</Td>
            <Td label=t(w::ACCEPTED) num=true><Count n=said.accepted /></Td>
            <Td label=t(w::REFUSED) num=true><Count n=said.refused /></Td>
            {reasons.then(|| {
                view! {
                    <Td label=t(w::REASON)>{said.reason}</Td>
                    <Td label=t(w::NOTE)>{note}</Td>
                    <Td label=t(w::COMPLAINT)>{complaint}</Td>
                }
            })}
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
