//! `/desk/batches/{no}/papers?list=pick|pack`: the pick list (by title) and the packing list (by customer) of a batch, made
//! to be printed.

use std::collections::{BTreeMap, BTreeSet};

use kernel::shapes::{BatchLine, BatchPage};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{given, order_link};
use crate::calls::batches;
use crate::pages::frame;
use crate::parts::{Badge, Count, Crumb, Empty, NavItem, Page, Panel, Table, Tabs, Td, Th, Tone};
use crate::words::{batching as b, count, desk as w, fill, parcels, t};

/// The page.
#[component]
pub fn Papers() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    let packs = given(&use_query_map().get_untracked(), "list").is_some_and(|list| list == "pack");
    frame::page(b::PAPERS, async move { batches::find(no).await }, move |page| draw(page, packs))
}

fn draw(page: BatchPage, packs: bool) -> impl IntoView {
    let no = page.head.no.clone();
    let name = fill(w::BATCH_NO, &[("no", &no)]);
    let (title, lead) = if packs { (b::PACKING_LIST, b::PACKING_LEAD) } else { (b::PICK_LIST, b::PICK_LEAD) };
    let title = format!("{} · {no}", t(title));
    let lead = format!("{} · {} · {}", page.head.stage_name, content(&page.lines), t(lead));
    let crumbs = vec![
        Crumb { href: "/desk/batches".to_owned(), label: t(w::BATCHES).to_owned() },
        Crumb { href: format!("/desk/batches/{no}"), label: name },
    ];
    let tab = |list: &str, label: &'static str, current: bool| NavItem {
        href: format!("/desk/batches/{no}/papers?list={list}"),
        label: label.to_owned(),
        current,
        count: None,
    };
    let tabs = vec![tab("pick", t(b::PICK_LIST), !packs), tab("pack", t(b::PACKING_LIST), packs)];
    let sheet = match (page.lines.is_empty(), packs) {
        (true, _) => view! { <Empty title=t(w::BATCH_EMPTY) hint=t(w::BATCH_EMPTY_HINT) /> }.into_any(),
        (false, true) => packing_list(page.lines).into_any(),
        (false, false) => pick_list(page.lines).into_any(),
    };
    view! {
        <Page title=title lead crumbs>
            <Tabs label=t(b::WHICH_LIST) items=tabs />
            {sheet}
        </Page>
    }
}

/// How many titles and copies there are to be taken.
fn content(lines: &[BatchLine]) -> String {
    let titles: BTreeSet<&str> = lines.iter().map(|line| line.isbn.as_str()).collect();
    let copies = count(w::ONE_COPY, w::N_COPIES, lines.iter().map(|line| line.copies).sum());
    let word = if titles.len() == 1 { parcels::CONTENT_OF_ONE } else { parcels::CONTENT_OF };
    fill(word, &[("lines", &titles.len()), ("copies", &copies)])
}

/// Each title once: how many copies to take, and for which orders.
fn pick_list(lines: Vec<BatchLine>) -> impl IntoView {
    let mut titles: BTreeMap<(String, String), Vec<BatchLine>> = BTreeMap::new();
    for line in lines {
        titles.entry((line.title.clone(), line.isbn.clone())).or_default().push(line);
    }
    let row = |((title, isbn), lines): ((String, String), Vec<BatchLine>)| {
        let copies: i64 = lines.iter().map(|line| line.copies).sum();
        let urgent = lines.iter().any(|line| line.urgent);
        let orders: Vec<String> = lines.iter().map(|line| format!("{} × {}", line.order_no, line.copies)).collect();
        view! {
            <tr>
                <Td><span class="tick-off"></span></Td>
                <Td key=true>
                    {title} " " <span class="book-by">{isbn}</span>
                    {urgent.then(|| view! { " " <Badge tone=Tone::Warn>{t(w::URGENT)}</Badge> })}
                </Td>
                <Td label=t(w::COPIES) num=true><Count n=copies /></Td>
                <Td label=t(b::FOR_ORDERS)>{orders.join(" · ")}</Td>
            </tr>
        }
    };
    view! {
        <Panel flush=true>
            <Table close=true caption=t(b::PICK_LIST)>
                <thead>
                    <tr>
                        <Th><span class="sr">{t(w::CHOSEN)}</span></Th>
                        <Th>{t(w::BOOK)}</Th>
                        <Th num=true>{t(w::COPIES)}</Th>
                        <Th>{t(b::FOR_ORDERS)}</Th>
                    </tr>
                </thead>
                <tbody>{titles.into_iter().map(row).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}

/// Each customer's box: its lines and their sum.
fn packing_list(lines: Vec<BatchLine>) -> impl IntoView {
    let mut boxes: BTreeMap<String, Vec<BatchLine>> = BTreeMap::new();
    for line in lines {
        boxes.entry(line.org.clone()).or_default().push(line);
    }
    boxes.into_iter().map(|(org, lines)| packed(org, lines)).collect_view()
}

fn packed(org: String, lines: Vec<BatchLine>) -> impl IntoView {
    let copies: i64 = lines.iter().map(|line| line.copies).sum();
    let title = format!("{org} · {}", count(w::ONE_COPY, w::N_COPIES, copies));
    let row = |line: BatchLine| {
        view! {
            <tr>
                <Td><span class="tick-off"></span></Td>
                <Td key=true>{line.title} " " <span class="book-by">{line.isbn}</span></Td>
                <Td label=t(w::ORDER)>{order_link(line.order_no)}</Td>
                <Td label=t(w::COPIES) num=true><Count n=line.copies /></Td>
            </tr>
        }
    };
    view! {
        <Panel title=title flush=true>
            <Table close=true caption=org>
                <thead>
                    <tr>
                        <Th><span class="sr">{t(w::CHOSEN)}</span></Th>
                        <Th>{t(w::BOOK)}</Th>
                        <Th>{t(w::ORDER)}</Th>
                        <Th num=true>{t(w::COPIES)}</Th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}
