//! `/terms/{no}/instead?line=`: what can be ordered in the place of one line, and the one act that does it.

use kernel::shapes::{Offer, SubstituteRow, Substitutes};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::calls::terms;
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::frame;
use crate::pages::orders::glance;
use crate::pages::orders::journey::whereabouts::copies;
use crate::parts::{
    Badge, BookName, Button, ButtonKind, Columns, Crumb, Day, Empty, Fact, Facts, Field, Fields, Money, Notice, Page,
    Panel, Table, Td, Th, Tone, instant_of, yuan,
};
use crate::words::{fill, t, terms as w};

const SUBSTITUTE: &str = "/api/terms/substitute";

/// The page.
#[component]
pub fn Instead() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    let query = use_query_map().get_untracked();
    let line = query.get("line").and_then(|line| line.parse().ok()).unwrap_or_default();
    let board = query.get("board").unwrap_or_default();
    let draft = draft_of(&[SUBSTITUTE]);
    frame::page(w::INSTEAD_TITLE, terms::substitutes(no, line), move |found| {
        let back = if board.is_empty() { "/deadlines".to_owned() } else { format!("/terms/{board}") };
        let crumbs = vec![Crumb { href: back, label: t(w::TITLE).to_owned() }];
        let body = match (found.outstanding, found.rows.is_empty()) {
            (0, _) => view! { <Notice>{t(w::ALL_COME)}</Notice> }.into_any(),
            (_, true) => {
                let books = ("/books".to_owned(), t(w::NO_CHOICES_HINT).into());
                view! { <Empty title=t(w::NO_CHOICES) hint=t(w::NO_CHOICES_HINT) action=books /> }.into_any()
            }
            _ => form(&found, &board, draft).into_any(),
        };
        view! {
            <Page title=t(w::INSTEAD_TITLE) lead=t(w::INSTEAD_LEAD) crumbs>
                <Columns aside=about(&found).into_any()>
                    {bought(&found)}
                    {body}
                </Columns>
            </Page>
        }
    })
}

/// That some of it comes whatever is ordered instead.
fn bought(found: &Substitutes) -> Option<impl IntoView + use<>> {
    let bought = found.outstanding - found.cancellable;
    (bought > 0).then(|| view! { <Notice kind=Tone::Info>{fill(w::BOUGHT_WARN, &[("n", &bought)])}</Notice> })
}

fn about(found: &Substitutes) -> impl IntoView + use<> {
    let (title, authors, isbn) = (found.title.clone(), found.authors.clone(), found.isbn.clone());
    let (price, day, arrives) = (found.price_fen, found.needed_by, found.arrives);
    let course = Some(found.course.clone()).filter(|course| !course.is_empty());
    let (outstanding, cancellable) = (copies(found.outstanding), copies(found.cancellable));
    view! {
        <Panel title=t(w::ABOUT)>
            <p><BookName title href=format!("/books/{isbn}") by=authors /></p>
            <Facts>
                {course.map(|course| view! { <Fact label=t(w::COURSE)>{course}</Fact> })}
                {day.map(|day| view! { <Fact label=t(w::NEEDED_BY)><Day at=instant_of(day) /></Fact> })}
                {arrives.map(|(low, high)| view! { <Fact label=t(w::LINE_ARRIVES)>{glance::arrives(Some((low, high)))}</Fact> })}
                <Fact label=t(w::PRICE)><Money fen=price /></Fact>
                <Fact label=t(w::OUTSTANDING)>{outstanding}</Fact>
                <Fact label=t(w::CANCELLABLE)>{cancellable}</Fact>
            </Facts>
        </Panel>
    }
}

fn form(found: &Substitutes, board: &str, draft: Draft) -> impl IntoView + use<> {
    // Made before the form is first shown: what is sent twice is ordered once.
    let id = draft.value("id").unwrap_or_else(|| domain::scope::new_id().to_string());
    let usual = if found.cancellable > 0 { found.cancellable } else { found.outstanding };
    let copies = draft.value("copies").unwrap_or_else(|| usual.to_string());
    let rows = found.rows.iter().map(row).collect_view();
    let (line, most) = (found.line.to_string(), found.outstanding.to_string());
    let fault = draft.fault("copies").or_else(|| draft.fault("isbn"));
    let board = board.to_owned();
    view! {
        <Refused draft />
        <form class="stack" method="post" action=SUBSTITUTE>
            <input type="hidden" name="id" value=id />
            <input type="hidden" name="line" value=line />
            <input type="hidden" name="board" value=board.to_owned() />
            <Panel title=t(w::CHOICES)>
                <Fields>
                    <Field
                        name="copies"
                        kind="number"
                        label=t(w::HOW_MANY)
                        value=copies
                        fault
                        min="1"
                        max=most
                        required=true
                    />
                </Fields>
                <Table caption=t(w::CHOICES)>
                    <thead>
                        <tr>
                            <Th>{t(w::BOOK)}</Th>
                            <Th>{t(w::ORDINARY)}</Th>
                            <Th>{t(w::BY_URGENT)}</Th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </Table>
            </Panel>
        </form>
    }
}

fn row(row: &SubstituteRow) -> impl IntoView + use<> {
    let edition = format!("{} · {}", row.isbn, row.publisher);
    let (title, by, href) = (row.title.clone(), row.authors.clone(), format!("/books/{}", row.isbn));
    let (ordinary, urgent) = (offer(row, &row.ordinary, false), offer(row, &row.urgent, true));
    let kin = t(w::kin(row.kin));
    view! {
        <tr>
            <Td key=true>
                <BookName title href by />
                <span class="order-line-edition">{edition} " " <Badge>{kin}</Badge></span>
            </Td>
            <Td label=t(w::ORDINARY)>{ordinary}</Td>
            <Td label=t(w::BY_URGENT)>{urgent}</Td>
        </tr>
    }
}

/// When it would come, how sure that is in time, and the button that orders it.
fn offer(row: &SubstituteRow, offer: &Offer, urgent: bool) -> impl IntoView + use<> {
    let (words, lane) = if urgent { (w::CHOOSE_URGENT, ":urgent") } else { (w::CHOOSE, "") };
    let (words, choice) = (fill(words, &[("money", &yuan(offer.price_fen))]), format!("{}{lane}", row.isbn));
    let label = fill(w::OF_TITLE, &[("act", &words), ("title", &format!("{} ({})", row.title, row.isbn))]);
    let days = offer
        .expected
        .as_ref()
        .map(|expected| view! { <span>{glance::arrives(Some((expected.low, expected.high)))}</span> });
    let sure = offer.in_time.map(|in_time| {
        let (tone, words) = if in_time { (Tone::Good, w::IN_TIME) } else { (Tone::Warn, w::NOT_IN_TIME) };
        view! { <Badge tone>{t(words)}</Badge> }
    });
    view! {
        <span class="board-offer">
            {days}
            {sure}
            <Button kind=ButtonKind::Plain name="choice" value=choice label=label>{words}</Button>
        </span>
    }
}
