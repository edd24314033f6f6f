//! The list of orders: which are there, how far each has come, and the way to a new one.

use kernel::shapes::{OrderRow, Orders};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::reader;
use crate::calls::orders;
use crate::islands::live_journey::way;
use crate::islands::live_journey::whereabouts::StateBadge;
use crate::pages::frame;
use crate::parts::{
    Badge, ButtonKind, Count, Day, Empty, Gauge, LinkButton, Money, Page, Pager, Table, Td, Th, Tone, grouped,
};
use crate::words::{fill, orders as w, t};

/// `/orders`
#[component]
pub fn OrderList() -> impl IntoView {
    let after = use_query_map().get_untracked().get("after");
    let first = after.is_none();
    frame::page(w::TITLE, async move { orders::list(after).await }, move |orders| {
        let buyer = reader().buyer;
        let actions = view! {
            {(!first).then(|| view! { <LinkButton href="/orders">{t(w::NEWEST)}</LinkButton> })}
            {buyer.then(|| view! { <LinkButton href="/orders/new" kind=ButtonKind::Primary>{t(w::NEW)}</LinkButton> })}
        };
        view! {
            <Page title=t(w::TITLE) lead=t(w::LIST_LEAD) actions=actions.into_any()>
                {if orders.rows.is_empty() { none(first, buyer) } else { table(orders) }}
            </Page>
        }
    })
}

fn none(first: bool, buyer: bool) -> AnyView {
    match (first, buyer) {
        (false, _) => {
            let back = ("/orders".to_owned(), t(w::NEWEST).into());
            view! { <Empty title=t(w::NO_MORE) hint=t(w::NO_MORE_HINT) action=back /> }.into_any()
        }
        (true, true) => {
            let new = ("/orders/new".to_owned(), t(w::NEW).into());
            view! { <Empty title=t(w::NONE) hint=t(w::NONE_BUYER) action=new /> }.into_any()
        }
        (true, false) => view! { <Empty title=t(w::NONE) hint=t(w::NONE_VIEWER) /> }.into_any(),
    }
}

/// Columns that this reader has: a customer sees no names of customers, who does not pay sees no amounts.
#[derive(Clone, Copy)]
struct Columns {
    org: bool,
    total: bool,
}

fn table(orders: Orders) -> AnyView {
    let columns = Columns { org: orders.many_orgs, total: orders.rows.iter().any(|row| row.total_fen.is_some()) };
    let next = orders.next.map(|next| format!("/orders?after={next}"));
    view! {
        <Table caption=t(w::TITLE)>
            <thead>
                <tr>
                    <Th>{t(w::NO)}</Th>
                    <Th>{t(w::PLACED)}</Th>
                    {columns.org.then(|| view! { <Th>{t(w::CUSTOMER)}</Th> })}
                    <Th>{t(w::OWN_REF)}</Th>
                    <Th>{t(w::STATE)}</Th>
                    <Th>{t(w::ARRIVED)}</Th>
                    <Th num=true>{t(w::LINES)}</Th>
                    {columns.total.then(|| view! { <Th num=true>{t(w::TOTAL)}</Th> })}
                    <Th>{t(w::NEEDED_BY)}</Th>
                </tr>
            </thead>
            <tbody>{orders.rows.into_iter().map(|order| row(order, columns)).collect_view()}</tbody>
        </Table>
        <Pager next=next previous=None />
    }
    .into_any()
}

fn row(order: OrderRow, columns: Columns) -> impl IntoView {
    let parts: [(&str, &dyn std::fmt::Display); 2] =
        [("part", &grouped(order.arrived)), ("whole", &grouped(order.copies))];
    let (spoken, short) = (fill(w::ARRIVED_OF, &parts), fill(w::PART_OF, &parts));
    view! {
        <tr>
            <Td key=true>
                <a class="order-no" href=format!("/orders/{}", order.no)>{order.no.clone()}</a>
                {order.urgent.then(|| view! { " " <Badge tone=Tone::Warn>{t(w::URGENT)}</Badge> })}
            </Td>
            <Td label=t(w::PLACED)><Day at=order.placed_at /></Td>
            {columns.org.then(|| view! { <Td label=t(w::CUSTOMER)>{order.org}</Td> })}
            <Td label=t(w::OWN_REF)>{(!order.own_ref.is_empty()).then_some(order.own_ref)}</Td>
            <Td label=t(w::STATE)><StateBadge state=order.state /></Td>
            <Td label=t(w::ARRIVED)>
                <span class="order-arrived">
                    <Gauge part=order.arrived whole=order.copies tone=Tone::Good label=spoken />
                    <span class="count" aria-hidden="true">{short}</span>
                </span>
            </Td>
            <Td label=t(w::LINES) num=true><Count n=order.lines /></Td>
            {columns.total.then(|| {
                view! { <Td label=t(w::TOTAL) num=true>{order.total_fen.map(|fen| view! { <Money fen=fen /> })}</Td> }
            })}
            <Td label=t(w::NEEDED_BY)>{order.needed_by.map(|day| view! { <Day at=way::instant_of(day) /> })}</Td>
        </tr>
    }
}
