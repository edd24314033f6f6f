//! What the house made of a list, line by line, and what it will cost: drawn for the page of a new order, and drawn again
//! for its island whenever the list has changed.

use kernel::shapes::{Checked, Checklist, ChecklistRow, NearBook, Outcome};
use leptos::prelude::*;

use crate::parts::{
    Badge, BookName, Button, ButtonKind, Count, Glyph, Money, Sign, Table, Td, Th, Tone, grouped, yuan,
};
use crate::words::{self, Word, batching as b, count, fill, orders as w, t};

/// Understood lines that are shown; every line that needs a look is shown up to the same number.
const SHOWN: usize = 400;

/// Draws it.
pub fn drawn(list: &Checklist) -> Checked {
    Checked {
        said: summary(list).into_view().to_html(),
        rows: view! { {expected(&list.said)} {table(&list.rows)} }.into_view().to_html(),
        sums: sums(list).into_view().to_html(),
        questions: list.questions,
    }
}

const fn is_question(row: &ChecklistRow) -> bool {
    !matches!(row.outcome, Outcome::Good { .. } | Outcome::AddedTo { .. })
}

/// How much was understood, in one sentence, and the way to the first line that was not.
fn summary(list: &Checklist) -> impl IntoView + use<> {
    let (rows, questions) = (list.rows.len() as i64, i64::from(list.questions));
    let words = match (rows, questions) {
        (0, _) => t(w::NOTHING_YET).to_owned(),
        (_, 0) => count(w::UNDERSTOOD_ALL_ONE, w::UNDERSTOOD_ALL, rows),
        _ => {
            let asked = count(w::QUESTIONS_ONE, w::QUESTIONS, questions);
            fill(w::UNDERSTOOD, &[("all", &grouped(rows)), ("good", &grouped(rows - questions)), ("questions", &asked)])
        }
    };
    let first = list.rows.iter().find(|row| is_question(row)).map(|row| row.number);
    let jump = first.map(|number| view! { " " <a href=format!("#row-{number}")>{t(w::FIRST_QUESTION)}</a> });
    view! { <span>{words}</span> {jump} }
}

fn table(rows: &[ChecklistRow]) -> Option<impl IntoView + use<>> {
    if rows.is_empty() {
        return None;
    }
    let priced = rows.iter().any(|row| matches!(row.outcome, Outcome::Good { price_fen: Some(_), .. }));
    let mut left = (SHOWN, SHOWN);
    let mut shown = Vec::new();
    for row in rows {
        let left = if is_question(row) { &mut left.1 } else { &mut left.0 };
        if *left > 0 {
            *left -= 1;
            shown.push(line(row, priced));
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

fn line(row: &ChecklistRow, priced: bool) -> AnyView {
    let (number, typed) = (row.number, row.typed.clone());
    let cells = match &row.outcome {
        good @ Outcome::Good { .. } => book(good, priced),
        Outcome::AddedTo { number } => remark(fill(w::ADDED_TO, &[("line", number)]), priced),
        question => fault(question, number, priced),
    };
    view! {
        <tr id=format!("row-{number}") data-question=is_question(row).then_some("true")>
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
fn fault(question: &Outcome, number: u32, priced: bool) -> AnyView {
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
        let books = near.iter().map(|book| candidate(book, number)).collect_view();
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

/// A title one slip away. The button, by which the island puts it into the line, is seen when the island is awake; without,
/// the ISBN is there to be copied.
fn candidate(book: &NearBook, number: u32) -> impl IntoView + use<> {
    let (isbn, title) = (book.isbn.clone(), book.title.clone());
    let label = fill(w::TAKE_NAMED, &[("line", &number), ("isbn", &isbn)]);
    view! {
        <li>
            <code>{isbn.clone()}</code> " " <cite>{title}</cite> " "
            <Button submits=false kind=ButtonKind::Quiet label=label name=number.to_string() value=isbn>{t(w::TAKE)}</Button>
        </li>
    }
}

/// When all of it would be here, and what an urgent order would change.
fn expected(said: &[String]) -> Option<impl IntoView + use<>> {
    let sentences = said.iter().map(|sentence| view! { <li>{sentence.clone()}</li> }).collect_view();
    (!said.is_empty()).then(|| view! { <ul class="check-expected">{sentences}</ul> })
}

/// Titles, copies, sum, and the credit before and after.
fn sums(list: &Checklist) -> Option<impl IntoView + use<>> {
    let (lines, copies, total, free) = (list.lines, list.copies, list.total_fen, list.free_fen);
    let urgent = list.urgent_total_fen;
    let left = total.zip(free).map(|(sum, free)| free - sum);
    let short = left.is_some_and(|left| left < 0);
    let sum = |label: Word, value: String| view! { <div><dt>{t(label)}</dt> <dd>{value}</dd></div> };
    (!list.rows.is_empty()).then(|| {
        view! {
            <dl class="order-sums" data-short=short.then_some("true")>
                {sum(w::LINES, grouped(lines))}
                {sum(w::COPIES, grouped(copies))}
                {total.map(|fen| sum(w::TOTAL, yuan(fen)))}
                {urgent.map(|fen| sum(b::URGENT_TOTAL, yuan(fen)))}
                {free.map(|fen| sum(w::FREE, yuan(fen)))}
                {left.map(|fen| sum(if short { w::SHORT } else { w::LEFT }, yuan(fen)))}
            </dl>
        }
    })
}
