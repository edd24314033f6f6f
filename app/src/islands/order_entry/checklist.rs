//! What the house made of a list, line by line, and what it will cost. The server draws it when the page is shown again
//! after a check; the island draws the same while a person types.

use kernel::shapes::{NearBook, Outcome};
use leptos::prelude::*;

use super::sheet::{Row, Totals};
use crate::parts::{
    Badge, BookName, Button, ButtonKind, Count, Glyph, Money, Sign, Table, Td, Th, Tone, grouped, yuan,
};
use crate::words::{self, Word, count, fill, orders as w, t};

/// Understood lines that are shown; every line that needs a look is shown up to the same number.
const SHOWN: usize = 400;

/// Takes one of the titles that may have been meant into the list: number of the line, ISBN.
pub type Take = Callback<(u32, String)>;

/// How much was understood, in one sentence, and the way to the first line that was not.
pub fn summary(totals: Totals, first_question: Option<u32>) -> impl IntoView {
    let words = match totals {
        Totals { rows: 0, .. } => t(w::NOTHING_YET).to_owned(),
        Totals { rows, good, questions: 0, .. } if rows == good => {
            count(w::UNDERSTOOD_ALL_ONE, w::UNDERSTOOD_ALL, rows)
        }
        Totals { rows, good, questions, .. } if rows == good + questions => {
            let asked = count(w::QUESTIONS_ONE, w::QUESTIONS, questions);
            fill(w::UNDERSTOOD, &[("all", &grouped(rows)), ("good", &grouped(good)), ("questions", &asked)])
        }
        _ => t(w::CHECKING).to_owned(),
    };
    let jump = first_question.map(|number| view! { " " <a href=format!("#row-{number}")>{t(w::FIRST_QUESTION)}</a> });
    view! { <span>{words}</span> {jump} }
}

/// The table of lines. `take` turns "did you mean" into buttons.
pub fn table(rows: &[Row], take: Take, awake: Signal<bool>) -> Option<impl IntoView + use<>> {
    if rows.is_empty() {
        return None;
    }
    let priced = rows.iter().any(|row| matches!(row.outcome, Some(Outcome::Good { price_fen: Some(_), .. })));
    let mut left = (SHOWN, SHOWN);
    let mut shown = Vec::new();
    for row in rows {
        let left = if row.is_question() { &mut left.1 } else { &mut left.0 };
        if *left > 0 {
            *left -= 1;
            shown.push(line(row, priced, take, awake));
        }
    }
    let hidden = (shown.len() < rows.len()).then(|| fill(w::NOT_ALL_SHOWN, &[("shown", &grouped(SHOWN as i64))]));
    Some(view! {
        <Table caption=t(w::CHECKED)>
            <thead>
                <tr>
                    <Th num=true>{t(w::LINE_NO)}</Th>
                    <Th>{t(w::TYPED)}</Th>
                    <Th>{t(w::BOOK)}</Th>
                    <Th num=true>{t(w::COPIES)}</Th>
                    {priced.then(|| view! { <Th num=true>{t(w::PRICE)}</Th> <Th num=true>{t(w::SUM)}</Th> })}
                </tr>
            </thead>
            <tbody>{shown}</tbody>
        </Table>
        {hidden.map(|words| view! { <p class="check-hidden">{words}</p> })}
    })
}

fn line(row: &Row, priced: bool, take: Take, awake: Signal<bool>) -> AnyView {
    let (number, typed) = (row.number, row.typed.clone());
    let cells = match &row.outcome {
        Some(good @ Outcome::Good { .. }) => book(good, priced),
        Some(Outcome::AddedTo { number }) => remark(fill(w::ADDED_TO, &[("line", number)]), priced),
        Some(question) => fault(question, (number, priced), take, awake),
        None => remark(t(w::CHECKING).to_owned(), priced),
    };
    view! {
        <tr id=format!("row-{number}") data-question=row.is_question().then_some("true")>
            <Td label=t(w::LINE_NO) num=true>{number}</Td>
            <Td label=t(w::TYPED)><code class="check-typed">{typed}</code></Td>
            {cells}
        </tr>
    }
    .into_any()
}

fn book(good: &Outcome, priced: bool) -> AnyView {
    let Outcome::Good { isbn, title, authors, publisher, copies, price_fen, ordered } = good else {
        return ().into_any();
    };
    let (title, authors, href) = (title.clone(), authors.clone(), format!("/books/{isbn}"));
    let edition = format!("{isbn} · {publisher}");
    let before = (*ordered > 0).then(|| {
        let words = count(w::ORDERED_BEFORE_ONE, w::ORDERED_BEFORE, *ordered);
        view! { " " <Badge tone=Tone::Warn>{words}</Badge> }
    });
    let (copies, price) = (*copies, *price_fen);
    let sum = price.and_then(|price| kernel::money::line_total_fen(price, copies));
    let money = |fen: Option<i64>| fen.map(|fen| view! { <Money fen=fen /> });
    view! {
        <Td key=true>
            <BookName title=title href=href by=authors />
            {before}
            <span class="order-line-edition">{edition}</span>
        </Td>
        <Td label=t(w::COPIES) num=true><Count n=copies /></Td>
        {priced.then(|| {
            view! {
                <Td label=t(w::PRICE) num=true>{money(price)}</Td>
                <Td label=t(w::SUM) num=true>{money(sum)}</Td>
            }
        })}
    }
    .into_any()
}

const fn columns(priced: bool) -> &'static str {
    if priced { "4" } else { "2" }
}

fn remark(words: String, priced: bool) -> AnyView {
    view! { <td class="check-remark" colspan=columns(priced)>{words}</td> }.into_any()
}

/// What is wrong with a line and why, and the titles that may have been meant.
fn fault(question: &Outcome, (number, priced): (u32, bool), take: Take, awake: Signal<bool>) -> AnyView {
    let (words, near) = match question {
        Outcome::NotAnIsbn { fault, near } => {
            (fill(w::NOT_AN_ISBN, &[("why", &words::refusals::isbn_fault(*fault))]), near.as_slice())
        }
        Outcome::NotInCatalogue { .. } => (t(w::NOT_IN_CATALOGUE).to_owned(), [].as_slice()),
        Outcome::NoPrice { title, .. } => (format!("{title}: {}", t(w::NO_PRICE)), [].as_slice()),
        Outcome::TooManyCopies => (t(w::TOO_MANY_COPIES).to_owned(), [].as_slice()),
        Outcome::Copies | Outcome::Good { .. } | Outcome::AddedTo { .. } => {
            (t(w::BAD_COPIES).to_owned(), [].as_slice())
        }
    };
    let meant = (!near.is_empty()).then(|| {
        let books = near.iter().map(|book| candidate(book, number, take, awake)).collect_view();
        view! { <p>{t(w::MEANT)}</p> <ul class="check-near">{books}</ul> }
    });
    view! {
        <td class="check-fault" colspan=columns(priced)>
            <p class="check-why"><Glyph sign=Sign::Warn /> " " {words}</p>
            {meant}
        </td>
    }
    .into_any()
}

/// A title one slip away. The button appears when there is a script to press it; without, the ISBN is there to be copied.
fn candidate(book: &NearBook, number: u32, take: Take, awake: Signal<bool>) -> impl IntoView + use<> {
    let (isbn, title) = (book.isbn.clone(), book.title.clone());
    let name = fill(w::TAKE_NAMED, &[("line", &number), ("isbn", &isbn)]);
    let chosen = isbn.clone();
    let button = move || {
        let (name, chosen) = (name.clone(), chosen.clone());
        awake.get().then(|| {
            view! {
                <Button submits=false kind=ButtonKind::Quiet label=name on:click=move |_| take.run((number, chosen.clone()))>
                    {t(w::TAKE)}
                </Button>
            }
        })
    };
    view! { <li><code>{isbn}</code> " " <cite>{title}</cite> " " {button}</li> }
}

/// Titles, copies, sum, and the credit before and after.
pub fn sums(totals: Totals, free_fen: Option<i64>) -> Option<impl IntoView> {
    let left = totals.fen.zip(free_fen).map(|(sum, free)| free - sum);
    let short = left.is_some_and(|left| left < 0);
    let sum = |label: Word, value: String| view! { <div><dt>{t(label)}</dt> <dd>{value}</dd></div> };
    (totals.rows > 0).then(|| {
        view! {
            <dl class="order-sums" data-short=short.then_some("true")>
                {sum(w::LINES, grouped(totals.titles))}
                {sum(w::COPIES, grouped(totals.copies))}
                {totals.fen.map(|fen| sum(w::TOTAL, yuan(fen)))}
                {free_fen.map(|fen| sum(w::FREE, yuan(fen)))}
                {left.map(|fen| sum(if short { w::SHORT } else { w::LEFT }, yuan(fen)))}
            </dl>
        }
    })
}
