//! `/invoices?state=&after=`: what is to be paid, what is overdue, what was paid.

use kernel::shapes::{InvoiceRow, InvoiceState, Invoices};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{InvoiceBadge, address, content, owed};
use crate::addresses::encoded;
use crate::calls::invoices;
use crate::pages::{frame, reader};
use crate::parts::{Day, Empty, Money, NavItem, Page, Pager, Panel, Table, Tabs, Td, Text, Th, instant_of};
use crate::words::{Word, invoices as w, t};

/// What the address asks for.
#[derive(Clone, Copy)]
struct Wish {
    state: InvoiceState,
    /// Whether it is the first page.
    first: bool,
}

/// The page.
#[component]
pub fn InvoiceList() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let state = query.get("state").and_then(|code| InvoiceState::from_code(&code)).unwrap_or(InvoiceState::Open);
    let after = query.get("after").filter(|after| !after.is_empty());
    let wish = Wish { state, first: after.is_none() };
    let asked = async move { invoices::list(Some(state.code().to_owned()), after).await };
    frame::page(w::TITLE, asked, move |invoices| draw(invoices, wish))
}

fn draw(invoices: Invoices, wish: Wish) -> impl IntoView {
    let lead = if reader::is_staff() { w::LEAD_HOUSE } else { w::LEAD };
    let list = if invoices.rows.is_empty() { none(wish).into_any() } else { sheet(invoices.rows, wish).into_any() };
    let next = invoices.next.map(|next| format!("{}&after={}", tab(wish.state), encoded(&next)));
    let previous = (!wish.first).then(|| tab(wish.state));
    view! {
        <Page title=t(w::TITLE) lead=t(lead)>
            {invoices.owed.map(|sum| owed(sum, false))}
            <Tabs label=t(w::WHICH) items=InvoiceState::ALL.into_iter().map(|state| item(state, wish)).collect() />
            {list}
            <Pager next previous />
        </Page>
    }
}

/// The address of the invoices in a state.
fn tab(state: InvoiceState) -> String {
    format!("/invoices?state={}", state.code())
}

fn item(state: InvoiceState, wish: Wish) -> NavItem {
    NavItem { href: tab(state), label: w::state(state).to_owned(), current: state == wish.state, count: None }
}

fn none(wish: Wish) -> impl IntoView {
    let (title, action): (Word, (String, Text)) = match (wish.state, wish.first) {
        (_, false) => (w::NONE_PAID, (tab(wish.state), t(w::FIRST).into())),
        (InvoiceState::Open, true) => (w::NONE_TO_PAY, ("/parcels".to_owned(), t(w::TO_PARCELS).into())),
        (InvoiceState::Overdue, true) => (w::NONE_OVERDUE, (tab(InvoiceState::Open), t(w::TO_PAY).into())),
        (InvoiceState::Paid, true) => (w::NONE_PAID, (tab(InvoiceState::Open), t(w::TO_PAY).into())),
    };
    view! { <Empty title=t(title) hint=t(w::NONE_HINT) action /> }
}

fn sheet(rows: Vec<InvoiceRow>, wish: Wish) -> impl IntoView {
    let (staff, many) = (reader::is_staff(), reader::sees_many());
    let paid = wish.state == InvoiceState::Paid;
    let rows = rows.into_iter().map(|row| invoice(row, staff, many)).collect_view();
    view! {
        <Panel flush=true>
            <Table close=true caption=w::state(wish.state)>
                <thead>
                    <tr>
                        <Th>{t(w::NO)}</Th>
                        {staff.then(|| view! { <Th>{t(w::PAYER)}</Th> })}
                        {many.then(|| view! { <Th>{t(w::CUSTOMER)}</Th> })}
                        <Th>{t(w::CONTENT)}</Th>
                        <Th>{t(w::ISSUED)}</Th>
                        <Th>{t(if paid { w::PAID_ON } else { w::DUE })}</Th>
                        <Th num=true>{t(w::TOTAL)}</Th>
                        <Th>{t(w::STATE)}</Th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </Panel>
    }
}

fn invoice(row: InvoiceRow, staff: bool, many: bool) -> impl IntoView {
    let (href, content, no) = (address(&row.no), content(&row), row.no);
    let (label, day) = match row.paid_day {
        Some(day) => (w::PAID_ON, day),
        None => (w::DUE, row.due_day),
    };
    view! {
        <tr>
            <Td key=true label=t(w::NO)><a class="order-no" href=href>{no}</a></Td>
            {staff.then(|| view! { <Td label=t(w::PAYER)>{row.payer}</Td> })}
            {many.then(|| view! { <Td label=t(w::CUSTOMER)>{row.org}</Td> })}
            <Td label=t(w::CONTENT)>{content}</Td>
            <Td label=t(w::ISSUED)><Day at=row.issued_at /></Td>
            <Td label=t(label)><Day at=instant_of(day) /></Td>
            <Td label=t(w::TOTAL) num=true><Money fen=row.total_fen /></Td>
            <Td label=t(w::STATE)><InvoiceBadge state=row.state /></Td>
        </tr>
    }
}
