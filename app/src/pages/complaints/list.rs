//! The complaints that the reader sees: whose turn each is, newest first.

use kernel::shapes::ComplaintRow;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::tone;
use crate::addresses::encoded;
use crate::calls::complaints;
use crate::pages::{frame, reader};
use crate::parts::{Badge, ButtonKind, Empty, LinkButton, NavItem, Page, Pager, Panel, Table, Tabs, Td, Th, When};
use crate::words::{complaints as w, t};

const STATES: [&str; 3] = ["answered", "open", "closed"];

/// The page of all complaints; `?state=` narrows them.
#[component]
pub fn ComplaintList() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let state = query.get("state").filter(|state| STATES.contains(&state.as_str()));
    let after = query.get("after").filter(|after| !after.is_empty());
    let first = after.is_none();
    let call = complaints::list(state.clone(), after);
    frame::page(w::COMPLAINTS, call, move |(rows, next)| {
        let next = next.map(|after| list_at(state.as_deref(), Some(&after)));
        let file = reader::may_order().then(|| {
            view! { <LinkButton href="/complaints/new" kind=ButtonKind::Primary>{t(w::FILE)}</LinkButton> }
        });
        let list = match (rows.is_empty(), first, &state) {
            (true, true, None) => view! { <Empty title=t(w::NONE) hint=t(w::NONE_HINT) /> }.into_any(),
            (true, ..) => view! { <Empty title=t(w::NONE_OF_STATE) hint=t(w::NONE_OF_STATE_HINT) /> }.into_any(),
            (false, ..) => view! { <Rows rows /> }.into_any(),
        };
        view! {
            <Page title=t(w::COMPLAINTS) lead=t(w::COMPLAINTS_LEAD) actions=file.into_any()>
                <Tabs label=t(w::FILTER) items=tabs(state.as_deref()) />
                {list}
                <Pager next />
            </Page>
        }
    })
}

fn list_at(state: Option<&str>, after: Option<&str>) -> String {
    let state = state.map(|state| format!("state={state}"));
    let after = after.map(|after| format!("after={}", encoded(after)));
    let query: Vec<String> = state.into_iter().chain(after).collect();
    if query.is_empty() { "/complaints".to_owned() } else { format!("/complaints?{}", query.join("&")) }
}

fn tabs(chosen: Option<&str>) -> Vec<NavItem> {
    let tab = |state: Option<&str>| NavItem {
        href: list_at(state, None),
        label: state.map_or_else(|| t(w::ALL), w::state).to_owned(),
        current: state == chosen,
        count: None,
    };
    std::iter::once(None).chain(STATES.into_iter().map(Some)).map(tab).collect()
}

#[component]
fn Rows(rows: Vec<ComplaintRow>) -> impl IntoView {
    let many = reader::sees_many();
    view! {
        <Panel flush=true>
            <Table close=true caption=t(w::COMPLAINTS)>
                <thead>
                    <tr>
                        <Th>{t(w::SUBJECT)}</Th>
                        <Th>{t(w::STATE)}</Th>
                        <Th>{t(w::KIND)}</Th>
                        {many.then(|| view! { <Th>{t(w::CUSTOMER)}</Th> })}
                        <Th>{t(w::ORDER)}</Th>
                        <Th>{t(w::FILED)}</Th>
                        <Th>{t(w::NO)}</Th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| line(row, many)).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}

fn line(row: ComplaintRow, many: bool) -> impl IntoView {
    let (own, order) = (format!("/complaints/{}", row.no), format!("/orders/{}", row.order_no));
    view! {
        <tr>
            <Td key=true label=t(w::SUBJECT)><a href=own>{row.subject}</a></Td>
            <Td label=t(w::STATE)><Badge tone=tone(&row.state)>{w::state(&row.state)}</Badge></Td>
            <Td label=t(w::KIND)>{w::kind(&row.kind)}</Td>
            {many.then(|| view! { <Td label=t(w::CUSTOMER)>{row.org}</Td> })}
            <Td label=t(w::ORDER)><a href=order>{row.order_no}</a></Td>
            <Td label=t(w::FILED)><When at=row.filed_at /></Td>
            <Td label=t(w::NO)>{row.no}</Td>
        </tr>
    }
}
