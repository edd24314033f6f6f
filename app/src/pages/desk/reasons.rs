//! `/desk/reasons`: the vocabulary of what goes otherwise than usual, with the codes of the trade.

use kernel::shapes::ReasonCodes;
use leptos::prelude::*;

use crate::calls::exceptions;
use crate::pages::frame;
use crate::parts::{Crumb, Page, Panel, Table, Td, Th};
use crate::words::{batching as b, desk as w, t};

/// The page.
#[component]
pub fn ReasonList() -> impl IntoView {
    frame::page(b::REASONS, exceptions::list(), draw)
}

fn draw(reasons: Vec<ReasonCodes>) -> impl IntoView {
    let crumbs = vec![Crumb { href: "/desk/batches".to_owned(), label: t(w::BATCHES).to_owned() }];
    view! {
        <Page title=t(b::REASONS) lead=t(b::REASONS_LEAD) crumbs>
            <Panel flush=true>
                <Table close=true caption=t(b::REASONS)>
                    <thead>
                        <tr>
                            <Th>{t(w::REASON)}</Th>
                            <Th>{t(b::EFFECT)}</Th>
                            <Th>{t(b::ONIX65)}</Th>
                            <Th>{t(b::ONIX54)}</Th>
                            <Th>{t(b::EDIFACT4221)}</Th>
                        </tr>
                    </thead>
                    <tbody>{reasons.into_iter().map(row).collect_view()}</tbody>
                </Table>
            </Panel>
        </Page>
    }
}

fn row(reason: ReasonCodes) -> impl IntoView {
    let effect = match reason.to.is_empty() {
        true => b::effect(&reason.effect).to_owned(),
        false => format!("{} → {}", b::effect(&reason.effect), reason.to),
    };
    let code = |code: Option<String>| view! { <code>{code.unwrap_or_else(|| "—".to_owned())}</code> };
    view! {
        <tr>
            <Td key=true>{reason.name} " " <span class="beside">{reason.code}</span></Td>
            <Td label=t(b::EFFECT)>{effect}</Td>
            <Td label=t(b::ONIX65)>{code(reason.onix65)}</Td>
            <Td label=t(b::ONIX54)>{code(reason.onix54)}</Td>
            <Td label=t(b::EDIFACT4221)>{code(reason.edifact4221)}</Td>
        </tr>
    }
}
