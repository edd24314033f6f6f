//! A partner's customers: for whom something is under way, late or answered, and the way to order for each.

use kernel::shapes::CustomerState;
use leptos::prelude::*;

use crate::calls::{invoices as bills, people};
use crate::pages::{frame, invoices, reader};
use crate::parts::{
    Badge, ButtonKind, Count, CountIfAny, Day, Empty, LinkButton, Money, Nothing, Page, Panel, Table, Td, Th, Tone,
};
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
    let may_order = reader::may_order();
    view! {
        <Panel flush=true>
            <Table caption=t(w::CUSTOMERS) close=true>
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
                        {may_order.then(|| view! { <Th><span class="sr">{t(w::ACT)}</span></Th> })}
                    </tr>
                </thead>
                <tbody>{by_need(rows).into_iter().map(|row| customer(row, may_order)).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}

fn customer(row: CustomerState, may_order: bool) -> impl IntoView {
    let last = match row.last_order_at {
        Some(at) => view! { <Day at /> }.into_any(),
        None => view! { <span class="beside">{t(w::NEVER)}</span> }.into_any(),
    };
    let owed = match row.owed_fen {
        0 => view! { <Nothing /> }.into_any(),
        fen => view! { <Money fen /> }.into_any(),
    };
    let orders = format!("/orders?customer={}", row.id);
    let late = to_look_at(row.late_orders, Tone::Bad, orders.clone());
    let act = may_order.then(|| {
        let spoken = fill(w::ORDER_FOR_SPOKEN, &[("name", &row.name)]);
        view! {
            <Td>
                <LinkButton href=format!("/orders/new?for={}", row.id) kind=ButtonKind::Quiet>
                    {t(w::ORDER_FOR)} <span class="sr">{spoken}</span>
                </LinkButton>
            </Td>
        }
    });
    view! {
        <tr>
            <Td key=true label=t(w::CUSTOMER)>
                <a href=orders>{row.name} <span class="sr">{t(w::ORDERS_OF)}</span></a> " "
                <span class="book-by">{row.city}</span>
            </Td>
            <Td num=true label=t(w::OPEN_ORDERS)><CountIfAny n=row.open_orders /></Td>
            <Td num=true label=t(w::WAITING)><CountIfAny n=row.waiting /></Td>
            <Td num=true label=t(w::ON_THE_WAY)><CountIfAny n=row.on_the_way /></Td>
            <Td num=true label=t(w::PAST_DEADLINE)>{late}</Td>
            <Td num=true label=t(w::ANSWERED)>{to_look_at(row.answered, Tone::Warn, "/complaints?state=answered".to_owned())}</Td>
            <Td num=true label=t(w::OWED)>{owed}</Td>
            <Td label=t(w::LAST_ORDER)>{last}</Td>
            {act}
        </tr>
    }
}

/// Customers for whom something is late or answered come first, those for whom nothing is under way last; each in the order
/// of their names.
fn by_need(mut rows: Vec<CustomerState>) -> Vec<CustomerState> {
    rows.sort_by_key(|row| {
        (row.late_orders == 0, row.answered == 0, row.open_orders == 0, row.last_order_at.is_none())
    });
    rows
}

/// A number that calls for a look where it leads, unless there is nothing.
fn to_look_at(n: i64, tone: Tone, href: String) -> AnyView {
    if n == 0 {
        return view! { <Nothing /> }.into_any();
    }
    view! { <a href=href><Badge tone><Count n /></Badge></a> }.into_any()
}
