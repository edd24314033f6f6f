//! What may come too late, and what can still be done about it. A librarian opens it before term begins, a desk every morning.

use kernel::shapes::{RiskRow, Risks};
use leptos::prelude::*;

use crate::calls::journeys;
use crate::pages::frame;
use crate::pages::orders::journey::arrival::range;
use crate::pages::orders::{Reader, reader};
use crate::parts::{
    Badge, BookName, Count, Day, Empty, LinkButton, Notice, Page, Panel, Table, Td, Th, Tone, grouped, instant_of,
};
use crate::words::{deadlines as w, fill, t};

/// From this chance on it is a warning, in thousandths.
const HIGH: i64 = 300;

/// `/deadlines`
#[component]
pub fn Deadlines() -> impl IntoView {
    frame::page(w::TITLE, journeys::risks(), |risks| {
        let body = if risks.rows.is_empty() {
            view! { <Empty title=t(w::NONE) hint=t(w::NONE_HINT) /> }.into_any()
        } else {
            listed(risks).into_any()
        };
        view! { <Page title=t(w::TITLE) lead=t(w::LEAD)>{body}</Page> }
    })
}

fn listed(risks: Risks) -> impl IntoView {
    let Risks { rows, more, many_orgs } = risks;
    let (reader, count) = (reader(), i64::try_from(rows.len()).unwrap_or(i64::MAX));
    let more = more.then(|| view! { <Notice>{fill(w::MORE, &[("n", &grouped(count))])}</Notice> });
    let rows = rows.into_iter().map(|row| line(row, many_orgs, reader)).collect_view();
    view! {
        {more}
        <Panel title=t(w::TITLE) flush=true>
            <Table caption=t(w::TITLE)>
                <thead>
                    <tr>
                        <Th>{t(w::CHANCE)}</Th>
                        <Th>{t(w::BOOK)}</Th>
                        {many_orgs.then(|| view! { <Th>{t(w::CUSTOMER)}</Th> })}
                        <Th num=true>{t(w::COPIES)}</Th>
                        <Th>{t(w::NEEDED_BY)}</Th>
                        <Th>{t(w::ARRIVES)}</Th>
                        <Th>{t(w::NOW_AT)}</Th>
                        {reader.buyer.then(|| view! { <Th>{t(w::ACTS)}</Th> })}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </Panel>
    }
}

fn line(row: RiskRow, many_orgs: bool, reader: Reader) -> impl IntoView {
    let tone = if row.late >= HIGH { Tone::Bad } else { Tone::Warn };
    let chance = fill(w::PERCENT, &[("n", &((row.late + 5) / 10))]);
    let order = format!("/orders/{0}?line={1}#line-{1}", row.order_no, row.position);
    let place = fill(w::ORDER_LINE, &[("no", &row.order_no), ("line", &row.position)]);
    let acts = reader.buyer.then(|| {
        let ask = format!("/complaints/new?order={}", row.order_no);
        let anew = format!("/orders/new?isbn={}", row.isbn);
        view! {
            <Td label=t(w::ACTS)>
                <LinkButton href=ask>{t(w::ASK)}</LinkButton> " "
                <LinkButton href=anew>{t(w::ANEW)}</LinkButton>
            </Td>
        }
    });
    view! {
        <tr>
            <Td label=t(w::CHANCE)><Badge tone=tone>{chance}</Badge></Td>
            <Td key=true>
                <BookName title=row.title href=format!("/books/{}", row.isbn) by=String::new() />
                <span class="order-line-edition"><a href=order>{place}</a></span>
            </Td>
            {many_orgs.then(|| view! { <Td label=t(w::CUSTOMER)>{row.org}</Td> })}
            <Td label=t(w::COPIES) num=true><Count n=row.copies /></Td>
            <Td label=t(w::NEEDED_BY)><Day at=instant_of(row.needed_by) /></Td>
            <Td label=t(w::ARRIVES)>{range(row.low, row.high)}</Td>
            <Td label=t(w::NOW_AT)>{row.stage}</Td>
            {acts}
        </tr>
    }
}
