//! `/invoices/{no}`: one invoice, which also prints: who asks whom for how much, for which books, until when, and whether it
//! was paid. The order desk writes the payment down here.

mod acts;

use kernel::shapes::{InvoiceLine, InvoicePage, InvoiceState, PaymentRow};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{InvoiceBadge, content};
use crate::calls::invoices;
use crate::pages::{frame, reader};
use crate::parts::{
    BookName, Columns, Count, Crumb, Day, Fact, Facts, LinkButton, Money, Notice, Page, Panel, Table, Td, Th, Tone,
    When, day, instant_of,
};
use crate::words::{fill, invoices as w, t};
use acts::acts;

/// The page.
#[component]
pub fn Invoice() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    frame::page(w::TITLE, async move { invoices::find(no).await }, draw)
}

fn draw(page: InvoicePage) -> impl IntoView {
    let title = fill(w::INVOICE_NO, &[("no", &page.row.no)]);
    let crumbs = vec![Crumb { href: "/invoices".to_owned(), label: t(w::TITLE).to_owned() }];
    let actions = page.lines.first().filter(|_| reader::may_order()).map(|line| {
        let href = format!("/complaints/new?order={}&line={}", line.order_no, line.line_id);
        view! { <LinkButton href>{t(w::ASK)}</LinkButton> }.into_any()
    });
    let (notice, lines) = (notice(&page), lines(&page));
    let aside = view! { {about(&page)} {page.mine.then(|| acts(&page))} };
    let payments = reader::is_staff().then(|| payments(page.payments));
    view! {
        <Page title crumbs actions=actions.unwrap_or_else(|| ().into_any())>
            {notice}
            <div class="invoice"><Columns aside=aside.into_any()>{lines} {payments}</Columns></div>
        </Page>
    }
}

/// Whether it was paid, or until when it has to be.
fn notice(page: &InvoicePage) -> impl IntoView + use<> {
    let (row, staff) = (&page.row, reader::is_staff());
    let due = day(instant_of(row.due_day));
    let (kind, words) = match (row.state, staff) {
        (InvoiceState::Paid, _) => (Tone::Good, paid(page)),
        (InvoiceState::Overdue, true) => (Tone::Bad, fill(w::IS_OVERDUE_HOUSE, &[("day", &due)])),
        (InvoiceState::Overdue, false) => (Tone::Bad, fill(w::IS_OVERDUE, &[("day", &due)])),
        (InvoiceState::Open, true) => (Tone::Info, fill(w::IS_OPEN_HOUSE, &[("day", &due)])),
        (InvoiceState::Open, false) => (Tone::Info, fill(w::PLEASE_PAY, &[("day", &due), ("no", &row.no)])),
    };
    view! { <Notice kind=kind><p>{words}</p></Notice> }
}

fn paid(page: &InvoicePage) -> String {
    let stands = page.payments.iter().find(|payment| payment.undone.is_none());
    let facts = stands.map(|payment| (day(instant_of(payment.day)), payment.reference.clone()));
    let (day, reference) = facts.unwrap_or_default();
    fill(w::IS_PAID, &[("day", &day), ("reference", &reference)])
}

/// Who asks whom for how much.
fn about(page: &InvoicePage) -> impl IntoView + use<> {
    let row = page.row.clone();
    let (from, to) = (place(&page.house, &page.house_city), place(&row.payer, &page.city));
    let customer = (row.org != row.payer).then(|| {
        let org = row.org.clone();
        view! { <Fact label=t(w::CUSTOMER)>{org}</Fact> }
    });
    let parcel = row.parcel.clone().map(|no| {
        view! { <Fact label=t(w::PARCEL)><a href=format!("/parcels/{no}")>{no.clone()}</a></Fact> }
    });
    let tax_no = match row.tax_no.is_empty() {
        true => t(w::TAX_NONE).into_any(),
        false => view! { <code class="tracking">{row.tax_no.clone()}</code> }.into_any(),
    };
    view! {
        <Panel title=t(w::ABOUT)>
            <Facts>
                <Fact label=t(w::TOTAL)><strong><Money fen=row.total_fen /></strong></Fact>
                <Fact label=t(w::STATE)><InvoiceBadge state=row.state /></Fact>
                <Fact label=t(w::DUE)><Day at=instant_of(row.due_day) /></Fact>
                {row.paid_day.map(|day| view! { <Fact label=t(w::PAID_ON)><Day at=instant_of(day) /></Fact> })}
                <Fact label=t(w::ISSUER)>{from}</Fact>
                <Fact label=t(w::PAYER)>{to}</Fact>
                {customer}
                <Fact label=t(w::ISSUED)><Day at=row.issued_at /></Fact>
                {parcel}
                <Fact label=t(w::CONTENT)>{content(&row)}</Fact>
                <Fact label=t(w::TAX_NO)>{tax_no}</Fact>
            </Facts>
        </Panel>
    }
}

/// A name and its city.
fn place(name: &str, city: &str) -> String {
    if city.is_empty() { name.to_owned() } else { format!("{name} · {city}") }
}

/// What is billed, with the sum below it.
fn lines(page: &InvoicePage) -> impl IntoView + use<> {
    let rows = page.lines.iter().map(line).collect_view();
    let (copies, total_fen) = (page.row.copies, page.row.total_fen);
    view! {
        <Panel title=t(w::LINES) flush=true>
            <Table caption=t(w::LINES) close=true>
                <thead>
                    <tr>
                        <Th>{t(w::BOOK)}</Th>
                        <Th>{t(w::ORDER)}</Th>
                        <Th num=true>{t(w::COPIES)}</Th>
                        <Th num=true>{t(w::PRICE)}</Th>
                        <Th num=true>{t(w::AMOUNT)}</Th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    <tr>
                        <Td key=true>{t(w::SUM)}</Td>
                        <Td />
                        <Td label=t(w::COPIES) num=true><Count n=copies /></Td>
                        <Td />
                        <Td label=t(w::AMOUNT) num=true><Money fen=total_fen /></Td>
                    </tr>
                </tfoot>
            </Table>
        </Panel>
    }
}

fn line(line: &InvoiceLine) -> impl IntoView + use<> {
    let total_fen = line.total_fen();
    let InvoiceLine { line_id, order_no, own_ref, isbn, title, copies, price_fen } = line.clone();
    let own_ref = (!own_ref.is_empty()).then(|| view! { " " <span class="book-by">{own_ref}</span> });
    let order = format!("/orders/{order_no}?line={line_id}");
    view! {
        <tr>
            <Td key=true><BookName title href=format!("/books/{isbn}") by=isbn.clone() /></Td>
            <Td label=t(w::ORDER)><a class="order-no" href=order>{order_no}</a> {own_ref}</Td>
            <Td label=t(w::COPIES) num=true><Count n=copies /></Td>
            <Td label=t(w::PRICE) num=true><Money fen=price_fen /></Td>
            <Td label=t(w::AMOUNT) num=true><Money fen=total_fen /></Td>
        </tr>
    }
}

/// What was written down of its payment, for the house.
fn payments(rows: Vec<PaymentRow>) -> Option<impl IntoView> {
    let payment = |row: PaymentRow| {
        let state = match row.undone {
            None => t(w::STANDS).to_owned(),
            Some((at, by, note)) => fill(w::UNDONE, &[("day", &day(at)), ("by", &by), ("note", &note)]),
        };
        view! {
            <tr>
                <Td key=true label=t(w::PAID_ON)><Day at=instant_of(row.day) /></Td>
                <Td label=t(w::REFERENCE)>{row.reference}</Td>
                <Td label=t(w::BY)>{row.by}</Td>
                <Td label=t(w::WHEN)><When at=row.at /></Td>
                <Td label=t(w::STATE)>{state}</Td>
            </tr>
        }
    };
    (!rows.is_empty()).then(|| {
        view! {
            <Panel title=t(w::PAYMENTS) flush=true>
                <Table caption=t(w::PAYMENTS)>
                    <thead>
                        <tr>
                            <Th>{t(w::PAID_ON)}</Th>
                            <Th>{t(w::REFERENCE)}</Th>
                            <Th>{t(w::BY)}</Th>
                            <Th>{t(w::WHEN)}</Th>
                            <Th>{t(w::STATE)}</Th>
                        </tr>
                    </thead>
                    <tbody>{rows.into_iter().map(payment).collect_view()}</tbody>
                </Table>
            </Panel>
        }
    })
}
