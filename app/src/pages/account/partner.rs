//! A partner's customers: for whom something is under way, late or answered, and the way to order for each.

use kernel::shapes::CustomerState;
use leptos::prelude::*;

use crate::calls::{invoices as bills, people};
use crate::pages::{frame, invoices, reader};
use crate::parts::{Badge, Count, Day, Empty, LinkButton, Money, Page, Panel, Table, Td, Th, Tone};
use crate::words::{account as w, fill, t};

/// The page of a partner's customers.
#[component]
pub fn Partner() -> impl IntoView {
    let asked = async { Ok((people::customers().await?, bills::owed().await?)) };
    frame::page(w::CUSTOMERS, asked, |(rows, owed)| {
        let list = if rows.is_empty() {
            view! { <Empty title=t(w::NO_CUSTOMERS) hint=t(w::NO_CUSTOMERS_HINT) /> }.into_any()
        } else {
            view! { <Customers rows /> }.into_any()
        };
        view! { <Page title=t(w::CUSTOMERS) lead=t(w::CUSTOMERS_LEAD)>{invoices::owed(owed, true)} {list}</Page> }
    })
}

#[component]
fn Customers(rows: Vec<CustomerState>) -> impl IntoView {
    let orders = reader::may_order();
    view! {
        <Panel flush=true>
            <Table caption=t(w::CUSTOMERS)>
                <thead>
                    <tr>
                        <Th>{t(w::CUSTOMER)}</Th>
                        <Th num=true>{t(w::OPEN_ORDERS)}</Th>
                        <Th num=true>{t(w::WAITING)}</Th>
                        <Th num=true>{t(w::ON_THE_WAY)}</Th>
                        <Th num=true>{t(w::PAST_DEADLINE)}</Th>
                        <Th num=true>{t(w::ANSWERED)}</Th>
                        <Th num=true>{t(w::OWED)}</Th>
                        <Th>{t(w::LAST_ORDER)}</Th>
                        {orders.then(|| view! { <Th><span class="sr">{t(w::ACT)}</span></Th> })}
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| customer(row, orders)).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}

fn customer(row: CustomerState, orders: bool) -> impl IntoView {
    let last = match row.last_order_at {
        Some(at) => view! { <Day at /> }.into_any(),
        None => t(w::NEVER).into_any(),
    };
    let act = orders.then(|| {
        let spoken = fill(w::ORDER_FOR_SPOKEN, &[("name", &row.name)]);
        view! {
            <Td>
                <LinkButton href=format!("/orders/new?for={}", row.id)>
                    {t(w::ORDER_FOR)} <span class="sr">{spoken}</span>
                </LinkButton>
            </Td>
        }
    });
    view! {
        <tr>
            <Td key=true label=t(w::CUSTOMER)>
                <a href=format!("/orders?customer={}", row.id)>{row.name} <span class="sr">{t(w::ORDERS_OF)}</span></a> " "
                <span class="book-by">{row.city}</span>
            </Td>
            <Td num=true label=t(w::OPEN_ORDERS)><Count n=row.open_orders /></Td>
            <Td num=true label=t(w::WAITING)><Count n=row.waiting /></Td>
            <Td num=true label=t(w::ON_THE_WAY)><Count n=row.on_the_way /></Td>
            <Td num=true label=t(w::PAST_DEADLINE)>{to_look_at(row.late_orders, Tone::Bad)}</Td>
            <Td num=true label=t(w::ANSWERED)>{to_look_at(row.answered, Tone::Warn)}</Td>
            <Td num=true label=t(w::OWED)><Money fen=row.owed_fen /></Td>
            <Td label=t(w::LAST_ORDER)>{last}</Td>
            {act}
        </tr>
    }
}

/// A number that calls for a look unless it is zero.
fn to_look_at(n: i64, tone: Tone) -> AnyView {
    if n == 0 { view! { <Count n /> }.into_any() } else { view! { <Badge tone><Count n /></Badge> }.into_any() }
}
