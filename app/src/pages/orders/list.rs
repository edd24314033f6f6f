//! The list of orders: which are there, how far each has come, and the way to a new one.

use kernel::Uuid;
use kernel::shapes::{CustomerRow, OrderRow, Orders};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::reader;
use crate::calls::orders;
use crate::pages::orders::glance::{self, Progress};
use crate::pages::orders::journey::whereabouts::StateBadge;
use crate::pages::{frame, reader as visitor};
use crate::parts::{
    Badge, Button, ButtonKind, Choice, Count, Day, Empty, Filters, LinkButton, Money, Page, Pager, Table, Td, Th, Tone,
};
use crate::words::{orders as w, t};

/// What the address asks for.
#[derive(Clone, Debug, Default)]
struct Wish {
    /// Orders of this customer alone.
    customer: Option<Uuid>,
    /// Where the page begins.
    after: Option<String>,
}

impl Wish {
    fn read() -> Self {
        let query = use_query_map().get_untracked();
        let customer = query.get("customer").and_then(|text| text.parse().ok());
        Self { customer, after: query.get("after").filter(|after| !after.is_empty()) }
    }

    /// The address of this list, from a row on.
    fn href(&self, after: Option<&str>) -> String {
        let customer = self.customer.map(|id| format!("customer={id}"));
        let after = after.map(|after| format!("after={after}"));
        let query: Vec<String> = customer.into_iter().chain(after).collect();
        if query.is_empty() { "/orders".to_owned() } else { format!("/orders?{}", query.join("&")) }
    }
}

/// `/orders?customer=&after=`
#[component]
pub fn OrderList() -> impl IntoView {
    let wish = Wish::read();
    let Wish { customer, after } = wish.clone();
    frame::page(w::TITLE, async move { orders::list(customer, after).await }, move |orders| {
        let buyer = reader().buyer;
        let newest = wish.after.is_some().then(|| wish.href(None));
        let actions = view! {
            {newest.map(|href| view! { <LinkButton href>{t(w::NEWEST)}</LinkButton> })}
            {buyer.then(|| view! { <LinkButton href="/orders/new" kind=ButtonKind::Primary>{t(w::NEW)}</LinkButton> })}
        };
        view! {
            <Page title=t(w::TITLE) lead=t(w::LIST_LEAD) actions=actions.into_any()>
                {one_customer(&orders.customers, wish.customer)}
                {if orders.rows.is_empty() { none(&wish, buyer) } else { table(orders, &wish) }}
            </Page>
        }
    })
}

/// A partner's choice of the customer whose orders are listed.
fn one_customer(customers: &[CustomerRow], chosen: Option<Uuid>) -> Option<impl IntoView + use<>> {
    let option = |row: &CustomerRow| (row.id.to_string(), row.name.clone());
    let all = (String::new(), t(w::ALL_CUSTOMERS).to_owned());
    let options: Vec<(String, String)> = std::iter::once(all).chain(customers.iter().map(option)).collect();
    let chosen = chosen.map(|id| id.to_string()).unwrap_or_default();
    (customers.len() > 1).then(|| {
        view! {
            <Filters action="/orders" label=t(w::BY_CUSTOMER)>
                <Choice name="customer" label=t(w::CUSTOMER) options value=chosen />
                <Button>{t(w::SHOW)}</Button>
            </Filters>
        }
    })
}

/// An empty list says why, and what to do next.
fn none(wish: &Wish, buyer: bool) -> AnyView {
    if wish.after.is_some() {
        let back = (wish.href(None), t(w::NEWEST).into());
        return view! { <Empty title=t(w::NO_MORE) hint=t(w::NO_MORE_HINT) action=back /> }.into_any();
    }
    if wish.customer.is_some() {
        let all = ("/orders".to_owned(), t(w::SHOW_ALL).into());
        return view! { <Empty title=t(w::NONE_OF) hint=t(w::NONE_OF_HINT) action=all /> }.into_any();
    }
    if buyer {
        let new = ("/orders/new".to_owned(), t(w::NEW).into());
        return view! { <Empty title=t(w::NONE) hint=t(w::NONE_BUYER) action=new /> }.into_any();
    }
    view! { <Empty title=t(w::NONE) hint=t(w::NONE_VIEWER) /> }.into_any()
}

/// What this reader has in a row: a customer sees no names of customers, who does not pay sees no amounts, who names no courses
/// has no column of them.
#[derive(Clone, Copy)]
struct Columns {
    org: bool,
    course: bool,
    total: bool,
}

fn table(orders: Orders, wish: &Wish) -> AnyView {
    let course = orders.rows.iter().any(|row| !row.course.is_empty());
    let columns =
        Columns { org: orders.many_orgs, course, total: orders.rows.iter().any(|row| row.total_fen.is_some()) };
    let next = orders.next.map(|next| wish.href(Some(&next)));
    let today = visitor::today();
    view! {
        <div class="sheet-tall">
            <Table caption=t(w::TITLE) close=true>
                <thead>
                    <tr>
                        <Th>{t(w::NO)}</Th>
                        <Th>{t(w::OWN_REF)}</Th>
                        <Th>{t(w::STATE)}</Th>
                        <Th>{t(w::ARRIVED)}</Th>
                        <Th>{t(w::ALL_BY)}</Th>
                        <Th>{t(w::NEEDED_BY)}</Th>
                        {columns.course.then(|| view! { <Th>{t(w::COURSE)}</Th> })}
                        <Th num=true>{t(w::LINES)}</Th>
                        {columns.total.then(|| view! { <Th num=true>{t(w::TOTAL)}</Th> })}
                        <Th>{t(w::PLACED)}</Th>
                    </tr>
                </thead>
                <tbody>{orders.rows.into_iter().map(|order| row(order, columns, today)).collect_view()}</tbody>
            </Table>
        </div>
        <Pager next=next previous=None />
    }
    .into_any()
}

/// The course, which leads to its board.
fn course(order: &OrderRow) -> impl IntoView + use<> {
    let board = format!("/terms/{}", order.no);
    let course = Some(order.course.clone()).filter(|course| !course.is_empty());
    view! { <Td label=t(w::COURSE)>{course.map(|course| view! { <a href=board>{course}</a> })}</Td> }
}

fn row(order: OrderRow, columns: Columns, today: i64) -> impl IntoView {
    let needed_by = glance::needed_by(&order, today);
    let own_ref = Some(order.own_ref.clone()).filter(|own_ref| !own_ref.is_empty());
    let own_ref = own_ref.map(|own_ref| view! { <span class="order-ref">{own_ref}</span> });
    let course = columns.course.then(|| course(&order));
    view! {
        <tr>
            <Td key=true>
                <a class="order-no" href=format!("/orders/{}", order.no)>{order.no.clone()}</a>
                {order.urgent.then(|| view! { " " <Badge tone=Tone::Warn>{t(w::URGENT)}</Badge> })}
                {columns.org.then(|| view! { <span class="order-line-edition">{order.org}</span> })}
            </Td>
            <Td label=t(w::OWN_REF)>{own_ref}</Td>
            <Td label=t(w::STATE)><StateBadge state=order.state /></Td>
            <Td label=t(w::ARRIVED)><Progress part=order.arrived whole=order.copies /></Td>
            <Td label=t(w::ALL_BY)>{glance::arrives(order.arrives)}</Td>
            <Td label=t(w::NEEDED_BY)>{needed_by}</Td>
            {course}
            <Td label=t(w::LINES) num=true><Count n=order.lines /></Td>
            {columns.total.then(|| {
                view! { <Td label=t(w::TOTAL) num=true>{order.total_fen.map(|fen| view! { <Money fen=fen /> })}</Td> }
            })}
            <Td label=t(w::PLACED)><Day at=order.placed_at /></Td>
        </tr>
    }
}
