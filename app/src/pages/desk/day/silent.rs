//! `/desk/silent`: lines that have stood where they are longer than nineteen in twenty do, the longest first.

use kernel::shapes::SilentRow;
use leptos::prelude::*;

use crate::calls::desks;
use crate::pages::desk::clock::Stay;
use crate::pages::{frame, reader};
use crate::parts::{BookName, Count, Crumb, Day, Empty, Nothing, Page, Panel, Table, Td, Th, grouped};
use crate::words::{desk as d, fill, promises, t, worklist as w};

/// The page.
#[component]
pub fn Silent() -> impl IntoView {
    frame::page(w::SILENT, desks::silent(), draw)
}

fn draw(rows: Vec<SilentRow>) -> impl IntoView {
    let crumbs = vec![Crumb { href: "/desk".to_owned(), label: t(d::DAY).to_owned() }];
    let n = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let longest = (n >= 200).then(|| view! { <p class="beside">{fill(w::SILENT_MORE, &[("n", &grouped(n))])}</p> });
    let body = if rows.is_empty() {
        view! { <Panel><Empty title=t(w::SILENT_NONE) hint=t(w::SILENT_NONE_HINT) /></Panel> }.into_any()
    } else {
        view! { <Panel flush=true>{table(rows)}</Panel> }.into_any()
    };
    view! {
        <Page title=t(w::SILENT) lead=t(w::SILENT_LEAD) crumbs>
            {body}
            {longest}
        </Page>
    }
}

fn table(rows: Vec<SilentRow>) -> impl IntoView {
    let now = reader::now();
    let row = move |row: SilentRow| {
        let line = format!("/orders/{0}?line={1}#line-{1}", row.order_no, row.position);
        let order = fill(promises::LINE_OF, &[("no", &row.order_no), ("line", &row.position)]);
        let batch = match row.batch {
            Some(no) => view! { <a class="time" href=format!("/desk/batches/{no}")>{no.clone()}</a> }.into_any(),
            None => view! { <Nothing /> }.into_any(),
        };
        view! {
            <tr>
                <Td key=true>
                    <BookName title=row.title href=format!("/books/{}", row.isbn) by=row.isbn.clone() />
                </Td>
                <Td label=t(d::ORDER)><a class="time" href=line>{order}</a></Td>
                <Td label=t(d::CUSTOMER)>{row.org}</Td>
                <Td label=t(d::COPIES) num=true><Count n=row.copies /></Td>
                <Td label=t(d::STAGE)>{row.stage}</Td>
                <Td label=t(d::BATCH)>{batch}</Td>
                <Td label=t(d::HERE_SINCE)>
                    <span class="time">
                        <Day at=row.since /> " " <span class="beside">{Stay::new(row.since, 0, now).so_far()}</span>
                    </span>
                </Td>
                <Td label=t(w::SILENT_SINCE)><Day at=row.silent_at /></Td>
            </tr>
        }
    };
    view! {
        <Table close=true caption=t(w::SILENT)>
            <thead>
                <tr>
                    <Th>{t(d::BOOK)}</Th>
                    <Th>{t(d::ORDER)}</Th>
                    <Th>{t(d::CUSTOMER)}</Th>
                    <Th num=true>{t(d::COPIES)}</Th>
                    <Th>{t(d::STAGE)}</Th>
                    <Th>{t(d::BATCH)}</Th>
                    <Th>{t(d::HERE_SINCE)}</Th>
                    <Th>{t(w::SILENT_SINCE)}</Th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </Table>
    }
}
