//! `/desk/silent`: lines that have stood where they are longer than nineteen in twenty do, the longest first.

use kernel::shapes::SilentRow;
use leptos::prelude::*;

use crate::calls::desks;
use crate::islands::desk::order_link;
use crate::pages::frame;
use crate::parts::{BookName, Count, Crumb, Day, Empty, Page, Panel, Table, Td, Th, grouped};
use crate::words::{desk as d, fill, t, worklist as w};

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
    let row = |row: SilentRow| {
        view! {
            <tr>
                <Td key=true>
                    <BookName title=row.title href=format!("/books/{}", row.isbn) by=row.isbn.clone() />
                </Td>
                <Td label=t(d::ORDER)>{order_link(row.order_no)}</Td>
                <Td label=t(d::CUSTOMER)>{row.org}</Td>
                <Td label=t(d::COPIES) num=true><Count n=row.copies /></Td>
                <Td label=t(d::STAGE)>{row.stage}</Td>
                <Td label=t(w::SILENT_SINCE)><Day at=row.silent_at /></Td>
            </tr>
        }
    };
    view! {
        <Table caption=t(w::SILENT)>
            <thead>
                <tr>
                    <Th>{t(d::BOOK)}</Th>
                    <Th>{t(d::ORDER)}</Th>
                    <Th>{t(d::CUSTOMER)}</Th>
                    <Th num=true>{t(d::COPIES)}</Th>
                    <Th>{t(d::STAGE)}</Th>
                    <Th>{t(w::SILENT_SINCE)}</Th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </Table>
    }
}
