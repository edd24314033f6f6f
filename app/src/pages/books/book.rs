//! Everything about one title: what it costs us, how long it takes, whether we have it already.

use kernel::shapes::{Book as Title, BookPage, Expected, SafeDays};
use kernel::{Refusal, money};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::row::{OrderLink, OrderedBefore};
use crate::calls::books;
use crate::pages::{frame, orders};
use crate::parts::{
    Actions, BookPlate, Button, ButtonKind, Columns, Count, Crumb, Fact, Facts, Field, LinkButton, Money, Page, Panel,
    Table, Td, Th, day, instant_of,
};
use crate::words::{books as w, count, deadlines as d, fill, t};

/// The page of a title.
#[component]
pub fn Book() -> impl IntoView {
    let isbn = use_params_map().get_untracked().get("isbn").unwrap_or_default();
    let by = use_query_map().get_untracked().get("by");
    let asked = by.clone();
    let read = async move {
        let page = books::find(isbn).await?;
        let safe = match asked {
            Some(by) => Some(books::safe_days(page.publisher_id, by).await),
            None => None,
        };
        Ok((page, safe))
    };
    frame::page(w::BOOKS, read, move |(page, safe)| {
        let title = page.book.title.clone();
        let crumbs = vec![Crumb { href: "/books".to_owned(), label: t(w::BOOKS).to_owned() }];
        let order = view! { <OrderLink book=page.book.clone() kind=ButtonKind::Primary /> };
        let aside = view! {
            <Price book=page.book.clone() />
            <HowLong days=page.usual_days expected=page.expected.clone() />
            <SafeOrder isbn=page.book.isbn.clone() by=by.unwrap_or_default() safe />
        };
        view! {
            <Page title lead=page.book.authors.clone() crumbs actions=order.into_any()>
                <Columns aside=aside.into_any()>
                    <Edition page=page.clone() />
                    <OwnOrders orders=page.own_orders isbn=page.book.isbn />
                </Columns>
            </Page>
        }
    })
}

#[component]
fn Edition(page: BookPage) -> impl IntoView {
    let book = page.book;
    let catalogue = (!page.catalogue.is_empty()).then(|| {
        let href = format!("/catalogues/{}", crate::addresses::encoded(&page.catalogue));
        view! { <Fact label=t(w::CATALOGUE)><a href=href>{w::catalogue(&page.catalogue)}</a></Fact> }
    });
    let class = [book.clc.as_str(), &page.class_name].join(" ");
    view! {
        <Panel title=t(w::ABOUT)>
            <BookPlate isbn=book.isbn.clone() title=book.title.clone()>
                <Facts>
                    <Fact label=t(w::ISBN)><span class="mono">{book.isbn.clone()}</span></Fact>
                    <Fact label=t(w::PUBLISHER)>{format!("{} ({})", book.publisher, page.country)}</Fact>
                    {book.year.map(|year| view! { <Fact label=t(w::YEAR)>{year.to_string()}</Fact> })}
                    <Fact label=t(w::LANGUAGE)>{w::language(&book.language)}</Fact>
                    {w::binding(&page.binding).map(|binding| view! { <Fact label=t(w::BINDING)>{binding}</Fact> })}
                    {(!book.clc.is_empty()).then(|| view! { <Fact label=t(w::CLASS)>{class}</Fact> })}
                    {catalogue}
                </Facts>
            </BookPlate>
        </Panel>
    }
}

#[component]
fn Price(book: Title) -> impl IntoView {
    let list = (book.list_minor > 0).then(|| {
        view! { <Fact label=t(w::LIST_PRICE)>{money::foreign(book.list_minor, &book.currency)}</Fact> }
    });
    let (own, note) = match book.price_fen {
        Some(fen) => (view! { <strong><Money fen /></strong> }.into_any(), w::PRICE_NOTE),
        None => (t(w::ON_REQUEST).into_any(), w::ON_REQUEST_NOTE),
    };
    view! {
        <Panel title=t(w::PRICE)>
            <Facts>
                <Fact label=t(w::YOUR_PRICE)>{own}</Fact>
                {list}
            </Facts>
            <p class="field-hint">{t(note)}</p>
        </Panel>
    }
}

/// When it would arrive, and what the publisher's latest arrivals tell.
#[component]
fn HowLong(
    #[prop(optional_no_strip)] days: Option<(i64, i64)>,
    #[prop(optional_no_strip)] expected: Option<Expected>,
) -> impl IntoView {
    let said = expected.as_ref().map(|expected| orders::expected::said(expected, None)).unwrap_or_default();
    let said = said.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    let usual = days.map(|(half, most)| {
        view! {
            <Facts>
                <Fact label=t(w::HALF_WITHIN)>{count(w::ONE_DAY, w::DAYS, half)}</Fact>
                <Fact label=t(w::MOST_WITHIN)>{count(w::ONE_DAY, w::DAYS, most)}</Fact>
            </Facts>
        }
    });
    let unknown = (expected.is_none() && days.is_none()).then(|| view! { <p>{t(w::WHEN_UNKNOWN)}</p> });
    view! {
        <Panel title=t(w::WHEN)>
            <ul class="order-expected">{said}</ul>
            {usual}
            {unknown}
        </Panel>
    }
}

/// The question of who plans a course: until when must it be ordered, to be here by that day?
#[component]
fn SafeOrder(
    isbn: String,
    by: String,
    #[prop(optional_no_strip)] safe: Option<Result<Option<SafeDays>, Refusal>>,
) -> impl IntoView {
    let fault = matches!(safe, Some(Err(_))).then(|| t(d::NO_DAY).to_owned());
    let answer = safe.and_then(Result::ok).map(|safe| match safe {
        None => vec![t(d::TOO_FAR).to_owned()],
        Some(days) => safe_words(days),
    });
    let answer = answer.unwrap_or_default().into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
    view! {
        <Panel title=t(d::WHEN_TO_ORDER)>
            <div role="status"><ul class="order-expected">{answer}</ul></div>
            <form method="get" action=format!("/books/{isbn}")>
                <Field name="by" kind="date" label=t(d::BY) hint=t(d::BY_HINT) value=by fault=fault form="safe" required=true />
                <Actions><Button>{t(d::WHEN_TO_ORDER)}</Button></Actions>
            </form>
        </Panel>
    }
}

fn safe_words(days: SafeDays) -> Vec<String> {
    let on = |word, at: i64| fill(word, &[("day", &day(instant_of(at)))]);
    vec![
        days.ordinary.map_or_else(|| t(d::TOO_LATE).to_owned(), |at| on(d::SAFE, at)),
        days.urgent.map_or_else(|| t(d::TOO_LATE_URGENT).to_owned(), |at| on(d::SAFE_URGENT, at)),
    ]
}

#[component]
fn OwnOrders(orders: Vec<(String, i64)>, isbn: String) -> impl IntoView {
    if orders.is_empty() {
        return view! { <Panel title=t(w::OWN_ORDERS)><p>{t(w::OWN_ORDERS_NONE)}</p></Panel> }.into_any();
    }
    let copies = orders.iter().map(|(_, copies)| copies).sum();
    let row = |(no, copies): (String, i64)| {
        view! {
            <tr>
                <Td key=true label=t(w::ORDER_NO)><a href=format!("/orders/{no}")>{no.clone()}</a></Td>
                <Td num=true label=t(w::COPIES)><Count n=copies /></Td>
            </tr>
        }
    };
    let places = view! {
        <OrderedBefore copies />
        <LinkButton href=format!("/where?q={isbn}")>{t(w::WHERE_ARE_THEY)}</LinkButton>
    };
    view! {
        <Panel title=t(w::OWN_ORDERS) flush=true actions=places.into_any()>
            <Table close=true caption=t(w::OWN_ORDERS)>
                <thead>
                    <tr>
                        <Th>{t(w::ORDER_NO)}</Th>
                        <Th num=true>{t(w::COPIES)}</Th>
                    </tr>
                </thead>
                <tbody>{orders.into_iter().map(row).collect_view()}</tbody>
            </Table>
        </Panel>
    }
    .into_any()
}
