//! What a customer wants to know first: the question "where is my book?", answers that wait, orders under way, and a few
//! books worth a look.

use kernel::journey::State;
use kernel::shapes::{ComplaintRow, OrderRow, Orders, Pick, Picks};
use leptos::prelude::*;

use crate::pages::orders::glance::{self, Progress};
use crate::pages::orders::journey::whereabouts::StateBadge;
use crate::pages::reader;
use crate::parts::{
    Button, ButtonKind, Day, Empty, Field, Filters, LinkButton, Panel, Shelf, ShelfBook, Table, Td, Th,
};
use crate::words::{books, complaints as complaint_words, home as w, orders as o, picks as pick_words, shell, t};

/// Orders under way that the page lists.
const ORDERS: usize = 8;
/// Books on the shelf.
const BOOKS: usize = 8;

/// The whole page below its head.
#[component]
pub(super) fn News(orders: Orders, answered: Vec<ComplaintRow>, picks: Picks) -> impl IntoView {
    let empty = orders.rows.is_empty();
    let under_way = if empty { nothing_yet() } else { view! { <UnderWay orders /> }.into_any() };
    view! {
        {(!empty).then(|| view! { <Where /> })}
        {(!answered.is_empty()).then(|| view! { <Answered rows=answered /> })}
        {under_way}
        {(!picks.rows.is_empty()).then(|| view! { <SomePicks rows=picks.rows /> })}
    }
}

/// The question that brings most people here.
#[component]
fn Where() -> impl IntoView {
    view! {
        <Panel title=t(w::WHERE)>
            <div class="ask">
                <Filters action="/where" label=t(w::FIND_OWN)>
                    <Field name="q" form="home" label=t(w::WHERE_FIELD) kind="search" maxlength=200 />
                    <Button kind=ButtonKind::Primary>{t(w::FIND)}</Button>
                </Filters>
            </div>
        </Panel>
    }
}

fn nothing_yet() -> AnyView {
    if reader::may_order() {
        let action = ("/orders/new".to_owned(), t(shell::NEW_ORDER).into());
        view! { <Empty title=t(w::FIRST) hint=t(w::FIRST_HINT) action /> }.into_any()
    } else {
        view! { <Empty title=t(w::NOTHING_YET) hint=t(w::NOTHING_YET_HINT) /> }.into_any()
    }
}

/// Complaints that the house has answered: the customer's turn.
#[component]
fn Answered(rows: Vec<ComplaintRow>) -> impl IntoView {
    let row = |row: ComplaintRow| {
        let about = format!("{} · {}", complaint_words::kind(&row.kind), row.order_no);
        view! {
            <li>
                <a href=format!("/complaints/{}", row.no)>{row.subject}</a> " "
                <span class="field-hint">{about}</span>
            </li>
        }
    };
    let all = view! {
        <LinkButton href="/complaints?state=answered" kind=ButtonKind::Quiet>{t(shell::COMPLAINTS)}</LinkButton>
    };
    view! {
        <Panel title=t(w::FOR_YOUR_EYES) actions=all.into_any()>
            <ul class="links">{rows.into_iter().take(5).map(row).collect_view()}</ul>
        </Panel>
    }
}

/// The newest orders of which copies are still to come.
#[component]
fn UnderWay(orders: Orders) -> impl IntoView {
    let many = orders.many_orgs;
    let coming = |row: &OrderRow| !matches!(row.state, State::Arrived | State::Dropped);
    let rows: Vec<OrderRow> = orders.rows.into_iter().filter(coming).take(ORDERS).collect();
    let all = view! { <LinkButton href="/orders" kind=ButtonKind::Quiet>{t(w::ALL_ORDERS)}</LinkButton> };
    if rows.is_empty() {
        return view! { <Panel title=t(w::UNDER_WAY) actions=all.into_any()><p>{t(w::ALL_ARRIVED)}</p></Panel> }
            .into_any();
    }
    let today = reader::today();
    let columns = Columns { customer: many, deadline: rows.iter().any(|row| row.needed_by.is_some()) };
    view! {
        <Panel title=t(w::UNDER_WAY) actions=all.into_any() flush=true>
            <Table caption=t(w::UNDER_WAY) close=true>
                <thead>
                    <tr>
                        <Th>{t(w::ORDER)}</Th>
                        <Th>{t(w::OWN_REF)}</Th>
                        {columns.customer.then(|| view! { <Th>{t(w::CUSTOMER)}</Th> })}
                        <Th>{t(w::STATE)}</Th>
                        <Th>{t(w::ARRIVED)}</Th>
                        <Th>{t(o::ALL_BY)}</Th>
                        {columns.deadline.then(|| view! { <Th>{t(w::NEEDED_BY)}</Th> })}
                        <Th>{t(w::PLACED)}</Th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| order(row, columns, today)).collect_view()}</tbody>
            </Table>
        </Panel>
    }
    .into_any()
}

/// Columns that not every reader needs.
#[derive(Clone, Copy)]
struct Columns {
    customer: bool,
    deadline: bool,
}

fn order(row: OrderRow, columns: Columns, today: i64) -> impl IntoView {
    let needed_by = glance::needed_by(&row, today);
    view! {
        <tr>
            <Td key=true><a class="order-no" href=format!("/orders/{}", row.no)>{row.no.clone()}</a></Td>
            <Td label=t(w::OWN_REF)>{(!row.own_ref.is_empty()).then_some(row.own_ref)}</Td>
            {columns.customer.then(|| view! { <Td label=t(w::CUSTOMER)>{row.org}</Td> })}
            <Td label=t(w::STATE)><StateBadge state=row.state /></Td>
            <Td label=t(w::ARRIVED)><Progress part=row.arrived whole=row.copies /></Td>
            <Td label=t(o::ALL_BY)>{glance::arrives(row.arrives)}</Td>
            {columns.deadline.then(|| view! { <Td label=t(w::NEEDED_BY)>{needed_by}</Td> })}
            <Td label=t(w::PLACED)><Day at=row.placed_at /></Td>
        </tr>
    }
}

/// A few recommendations, each with its reason.
#[component]
fn SomePicks(rows: Vec<Pick>) -> impl IntoView {
    let tree = reader::sees_many();
    let all = view! { <LinkButton href="/for-you" kind=ButtonKind::Quiet>{t(w::ALL_PICKS)}</LinkButton> };
    let book = move |pick: Pick| {
        let why = pick_words::because_briefly(&pick.because, tree);
        let book = pick.book;
        view! {
            <ShelfBook
                href=format!("/books/{}", book.isbn)
                lang=books::language_tag(&book.language)
                isbn=book.isbn
                title=book.title
                by=Some(book.authors).filter(|by| !by.is_empty())
            >
                <p class="field-hint">{why}</p>
            </ShelfBook>
        }
    };
    view! {
        <Panel title=t(w::PICKS) actions=all.into_any()>
            <div class="shelf-brief">
                <Shelf>{rows.into_iter().take(BOOKS).map(book).collect_view()}</Shelf>
            </div>
        </Panel>
    }
}
