//! A title in a list: what it is, what it costs this reader, whether it was ordered before, and the way to order it.

use kernel::money;
use kernel::shapes::Book;
use leptos::prelude::*;

use crate::pages::reader;
use crate::parts::{Badge, BookRow, ButtonKind, LinkButton, Money, Tone};
use crate::words::{books as w, count, fill, t};

/// One row; `why` is a sentence above its facts, for recommendations.
pub fn book_row(book: Book, why: Option<String>) -> impl IntoView {
    let aside = view! {
        <div class="offer">
            <Price book=book.clone() />
            <OrderLink book=book.clone() />
        </div>
    };
    view! {
        <BookRow
            isbn=book.isbn.clone()
            title=book.title.clone()
            href=format!("/books/{}", book.isbn)
            by=Some(book.authors.clone()).filter(|by| !by.is_empty())
            lang=w::language_tag(&book.language)
            aside=aside.into_any()
        >
            {why.map(|why| view! { <p>{why}</p> })}
            <p class="field-hint">{facts(&book)} " " <OrderedBefore copies=book.ordered /></p>
        </BookRow>
    }
}

/// Publisher, year, language, class and ISBN in one line.
fn facts(book: &Book) -> String {
    let year = book.year.map(|year| year.to_string()).unwrap_or_default();
    let language = w::language(&book.language);
    let parts = [book.publisher.as_str(), &year, &language, &book.clc, &book.isbn];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The reader's price, with the publisher's below it.
#[component]
fn Price(book: Book) -> impl IntoView {
    match book.price_fen {
        Some(fen) => view! {
            <div>
                <p>
                    <strong>
                        <Money fen />
                    </strong>
                </p>
                <p class="field-hint">{money::foreign(book.list_minor, &book.currency)}</p>
            </div>
        }
        .into_any(),
        None => view! { <p class="field-hint">{t(w::ON_REQUEST)}</p> }.into_any(),
    }
}

/// Copies that the reader's organisation ordered before, if any.
#[component]
pub fn OrderedBefore(
    /// How many.
    copies: i64,
) -> impl IntoView {
    (copies > 0).then(|| view! { <Badge tone=Tone::Info>{count(w::ORDERED_ONE, w::ORDERED, copies)}</Badge> })
}

/// The way to an order that begins with this title, for who may order and if there is a price.
#[component]
pub fn OrderLink(
    /// The title.
    book: Book,
    /// How much the page is about it.
    #[prop(optional)]
    kind: ButtonKind,
) -> impl IntoView {
    (book.price_fen.is_some() && reader::may_order()).then(|| {
        let spoken = fill(w::ORDER_SPOKEN, &[("title", &book.title)]);
        view! {
            <LinkButton href=format!("/orders/new?isbn={}", book.isbn) kind>
                {t(w::ORDER)} <span class="sr">{spoken}</span>
            </LinkButton>
        }
    })
}
