//! Invoices: what is owed and what was paid; and one of them.

pub mod invoice;
pub mod list;

use kernel::shapes::{InvoiceRow, InvoiceState, Owed};
use leptos::prelude::*;

use crate::pages::orders::journey::whereabouts::copies;
use crate::parts::{Badge, LinkButton, Money, Panel, Stat, Stats, Tone, day, instant_of, yuan};
use crate::words::{count, fill, invoices as w, t};

/// What is left to do about an invoice, as a badge.
#[component]
pub fn InvoiceBadge(
    /// What that is.
    state: InvoiceState,
) -> impl IntoView {
    let tone = match state {
        InvoiceState::Open => Tone::Info,
        InvoiceState::Overdue => Tone::Bad,
        InvoiceState::Paid => Tone::Good,
    };
    view! { <Badge tone=tone>{w::state(state)}</Badge> }
}

/// `3 种 5 册`, `3 titles, 5 copies`.
fn content(row: &InvoiceRow) -> String {
    let word = if row.lines == 1 { w::CONTENT_OF_ONE } else { w::CONTENT_OF };
    fill(word, &[("lines", &row.lines), ("copies", &copies(row.copies))])
}

/// The address of an invoice's page.
fn address(no: &str) -> String {
    format!("/invoices/{no}")
}

/// On pages about something else: the invoices that belong to it, each with what it asks for and until when; nothing when
/// there is none.
pub fn those(rows: &[InvoiceRow]) -> Option<impl IntoView + use<>> {
    let invoice = |row: &InvoiceRow| {
        let (href, name) = (address(&row.no), fill(w::INVOICE_NO, &[("no", &row.no)]));
        let (state, total_fen, content) = (row.state, row.total_fen, content(row));
        let due = (state != InvoiceState::Paid).then(|| format!(" · {} {}", t(w::DUE), day(instant_of(row.due_day))));
        view! {
            <li>
                <a href=href>{name}</a> " · " {content} " · " <Money fen=total_fen /> {due} " "
                <InvoiceBadge state />
            </li>
        }
    };
    let list = rows.iter().map(invoice).collect_view();
    (!rows.is_empty()).then(|| view! { <Panel title=t(w::TITLE)><ul class="links">{list}</ul></Panel> })
}

/// What the reader's organisation owes, and of which two parts that is made. `link` leads to the invoices.
pub fn owed(owed: Owed, link: bool) -> impl IntoView {
    let sheets = |n: i64| count(w::SHEETS_ONE, w::SHEETS, n);
    let limit = fill(w::OF_LIMIT, &[("limit", &yuan(owed.limit_fen))]);
    let tone = if owed.overdue > 0 { Tone::Bad } else { Tone::Neutral };
    let more = link.then(|| view! { <LinkButton href="/invoices">{t(w::TITLE)}</LinkButton> }.into_any());
    view! {
        <Panel title=t(w::OWED) actions=more.unwrap_or_else(|| ().into_any())>
            <Stats>
                <Stat label=t(w::UNPAID) note=sheets(owed.unpaid)><Money fen=owed.unpaid_fen /></Stat>
                <Stat label=t(w::OVERDUE_OF_IT) tone note=sheets(owed.overdue)><Money fen=owed.overdue_fen /></Stat>
                <Stat label=t(w::OPEN_ORDERS)><Money fen=owed.open_fen() /></Stat>
                <Stat label=t(w::USED) note=limit><Money fen=owed.used_fen /></Stat>
            </Stats>
        </Panel>
    }
}
