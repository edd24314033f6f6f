//! `/desk/outbox`: what could not be told or sent after many tries. For supervisors.

use kernel::shapes::DeadRow;
use leptos::prelude::*;

use crate::calls::notices;
use crate::pages::frame;
use crate::parts::{Button, ButtonKind, Crumb, Empty, Page, Panel, Table, Td, Th, When};
use crate::words::{desk, notices as w, t};

/// The page.
#[component]
pub fn Outbox() -> impl IntoView {
    frame::page(w::OUTBOX, notices::dead(), |rows| {
        let crumbs = vec![Crumb { href: "/desk".to_owned(), label: t(desk::DAY).to_owned() }];
        let retry = (!rows.is_empty()).then(|| {
            view! {
                <form method="post" action="/api/notices/retry">
                    <Button kind=ButtonKind::Primary>{t(w::OUTBOX_RETRY)}</Button>
                </form>
            }
        });
        let list = if rows.is_empty() {
            view! { <Panel><Empty title=t(w::OUTBOX_EMPTY) hint=t(w::OUTBOX_EMPTY_HINT) /></Panel> }.into_any()
        } else {
            view! { <Rows rows /> }.into_any()
        };
        view! {
            <Page title=t(w::OUTBOX) lead=t(w::OUTBOX_LEAD) crumbs actions=retry.into_any()>
                {list}
            </Page>
        }
    })
}

#[component]
fn Rows(rows: Vec<DeadRow>) -> impl IntoView {
    view! {
        <Panel flush=true>
            <Table close=true caption=t(w::OUTBOX)>
                <thead>
                    <tr>
                        <Th>{t(w::OUTBOX_KIND)}</Th>
                        <Th>{t(w::OUTBOX_TO)}</Th>
                        <Th>{t(w::OUTBOX_FAULT)}</Th>
                        <Th num=true>{t(w::OUTBOX_TRIES)}</Th>
                        <Th>{t(w::OUTBOX_AT)}</Th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(line).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}

fn line(row: DeadRow) -> impl IntoView {
    let kind = if row.kind == "letter" { w::OUTBOX_LETTER } else { w::OUTBOX_TELLING };
    view! {
        <tr>
            <Td key=true label=t(w::OUTBOX_KIND)>{t(kind)}</Td>
            <Td label=t(w::OUTBOX_TO)>{row.to}</Td>
            <Td label=t(w::OUTBOX_FAULT)>{row.fault}</Td>
            <Td num=true label=t(w::OUTBOX_TRIES)>{row.tries}</Td>
            <Td label=t(w::OUTBOX_AT)><When at=row.at /></Td>
        </tr>
    }
}
