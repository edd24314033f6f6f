//! `/track/{token}`: one title, or all titles of an order, and where the copies are. No sign-in, no price, no order, no name.

use kernel::Refusal;
use kernel::journey::{StageKind, State};
use kernel::shapes::{Tracked, TrackedBooks, TrackedPlace};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::calls::tracking;
use crate::draft::{Refused, draft_of};
use crate::pages::bare;
use crate::pages::notices::held::Held;
use crate::pages::orders::glance;
use crate::pages::orders::journey::arrival::{range, sure};
use crate::pages::orders::journey::whereabouts::{StateBadge, copies};
use crate::parts::{
    Actions, Button, ButtonKind, Exit, Field, Notice, Page, Panel, Port, PortState, Route, Table, Td, Th, Tone, day,
};
use crate::words::{arrivals, causes, count, fill, lang, orders as ow, t, tracking as w};

const WATCH: &str = "/api/tracking/watch";

/// The page.
#[component]
pub fn Track() -> impl IntoView {
    let token = use_params_map().get_untracked().get("token").unwrap_or_default();
    let query = use_query_map().get_untracked();
    let (made, asked) = (query.get("made").is_some(), query.get("asked").is_some());
    let here = format!("/track/{token}");
    bare::page(here.clone(), tracking::find(token.clone()), move |answer: Result<TrackedBooks, Refusal>| match answer {
        Err(refusal) => bare::refused(&refusal).into_any(),
        Ok(tracked) => {
            let open = tracked.books.iter().any(is_coming);
            let made =
                made.then(|| view! { <Notice kind=Tone::Good title=t(w::TRACK_MADE)>{t(w::TRACK_MADE_HINT)}</Notice> });
            let (title, lead) = heading(&tracked);
            let whole = tracked.whole;
            view! {
                <Page title lead>
                    {made}
                    {shown(tracked)}
                    {open.then(|| view! { <Watch token here asked whole /> })}
                </Page>
            }
            .into_any()
        }
    })
}

/// Title of the page and what stands below it.
fn heading(tracked: &TrackedBooks) -> (String, String) {
    match tracked.books.first() {
        Some(book) if !tracked.whole => {
            let lead = [book.authors.as_str(), book.isbn.as_str()];
            let lead: Vec<&str> = lead.into_iter().filter(|part| !part.is_empty()).collect();
            (book.title.clone(), lead.join(" · "))
        }
        _ => {
            let all = i64::try_from(tracked.books.len()).unwrap_or(i64::MAX) + tracked.more;
            let here = tracked.books.iter().filter(|book| book.state == State::Arrived).count();
            let here = fill(w::TRACK_HERE, &[("n", &here)]);
            (
                t(w::TRACK_ALL).to_owned(),
                format!("{}{}{here}", count(w::TRACK_TITLE_ONE, w::TRACK_TITLES, all), t(w::TRACK_COMMA)),
            )
        }
    }
}

fn shown(tracked: TrackedBooks) -> AnyView {
    let more =
        (tracked.more > 0).then(|| view! { <p class="field-hint">{fill(w::TRACK_MORE, &[("n", &tracked.more)])}</p> });
    if tracked.whole {
        return view! { <Books books=tracked.books /> {more} }.into_any();
    }
    let book = |book: Tracked| {
        let held = book.cause.clone().map(|note| view! { <Held note /> });
        view! { {held} <Way tracked=book /> }
    };
    tracked.books.into_iter().map(book).collect_view().into_any()
}

/// Whether copies are still to come.
fn is_coming(book: &Tracked) -> bool {
    book.places.iter().any(|place| matches!(place.kind, StageKind::Open | StageKind::Way))
}

/// When it comes, as far as that is known.
fn expected(book: &Tracked) -> Option<impl IntoView + use<>> {
    let (low, high, certainty) = book.expected.filter(|_| is_coming(book))?;
    let days = fill(arrivals::RANGE, &[("range", &range(low, high))]);
    Some(view! { <strong>{days}</strong> " " <span class="arrival-sure">{sure(certainty)}</span> })
}

/// All titles of an order, one below the other.
#[component]
fn Books(books: Vec<Tracked>) -> impl IntoView {
    view! {
        <Panel flush=true>
            <Table caption=t(w::TRACK_ALL) close=true>
                <thead>
                    <tr>
                        <Th>{t(w::LINK_BOOK)}</Th>
                        <Th>{t(ow::STATE)}</Th>
                        <Th>{t(ow::WHERE)}</Th>
                        <Th>{t(w::TRACK_WHEN)}</Th>
                    </tr>
                </thead>
                <tbody>{books.into_iter().map(book_row).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}

fn book_row(book: Tracked) -> impl IntoView {
    let expected = book.expected.filter(|_| is_coming(&book)).map(|(low, high, certainty)| {
        let days = glance::arrives(Some((low, high)));
        view! { <strong>{days}</strong> " " <span class="arrival-sure">{sure(certainty)}</span> }
    });
    let held = book.cause.as_ref().map(|cause| view! { <p class="field-hint">{causes::cause_text(cause, lang())}</p> });
    let place = |place: &TrackedPlace| {
        let (name, copies, since) = (place.name.clone(), copies(place.copies), since(place));
        view! { <li><strong>{name}</strong> " " <span class="count">{copies}</span> " " <span class="whereabouts-more">{since}</span></li> }
    };
    let places = book.places.iter().map(place).collect_view();
    view! {
        <tr>
            <Td key=true label=t(w::LINK_BOOK)>
                <span class="book-title">{book.title}</span>
                <span class="book-by">{book.authors}</span>
                <span class="order-line-edition">{book.isbn}</span>
            </Td>
            <Td label=t(ow::STATE)><StateBadge state=book.state /></Td>
            <Td label=t(ow::WHERE)><ul class="whereabouts">{places}</ul>{held}</Td>
            <Td label=t(w::TRACK_WHEN)>{expected}</Td>
        </tr>
    }
}

/// The state in a word, and the route.
#[component]
fn Way(tracked: Tracked) -> impl IntoView {
    let here =
        tracked.places.iter().filter_map(|place| tracked.ports.iter().position(|port| *port == place.name)).min();
    let port = |(index, name): (usize, &String)| {
        let place = tracked.places.iter().find(|place| place.name == *name);
        Port {
            name: name.clone(),
            state: match (place, here) {
                (Some(place), _) if place.kind == StageKind::End => PortState::Done,
                (Some(_), _) => PortState::Here,
                (None, Some(here)) if index > here => PortState::Ahead,
                (None, _) => PortState::Done,
            },
            copies: place.map_or(0, |place| place.copies),
            since: place.map(since),
            batches: Vec::new(),
        }
    };
    let ports = tracked.ports.iter().enumerate().map(port).collect();
    let exit = |place: &TrackedPlace| Exit { name: place.name.clone(), copies: place.copies, note: Some(since(place)) };
    let exits: Vec<Exit> = tracked.places.iter().filter(|place| place.kind == StageKind::Exit).map(exit).collect();
    let expected = expected(&tracked);
    view! {
        <Panel title=t(w::TRACK)>
            <p><StateBadge state=tracked.state /> " " {expected}</p>
            <Route ports=ports exits=exits />
        </Panel>
    }
}

fn since(place: &TrackedPlace) -> String {
    fill(w::TRACK_SINCE, &[("day", &day(place.since))])
}

/// The reader may leave an address to be told of the arrival.
#[component]
fn Watch(token: String, here: String, asked: bool, whole: bool) -> impl IntoView {
    let hint = if whole { w::WATCH_ALL_HINT } else { w::WATCH_HINT };
    let draft = draft_of(&[WATCH]);
    if asked && draft.refusal.is_none() {
        return view! { <Notice kind=Tone::Info title=t(w::WATCH)>{t(w::WATCH_ASKED)}</Notice> }.into_any();
    }
    view! {
        <Panel title=t(w::WATCH)>
            <form method="post" action=WATCH>
                <input type="hidden" name="page" value=here />
                <input type="hidden" name="token" value=token />
                <Refused draft=draft.clone() />
                <Field
                    name="email"
                    label=t(w::WATCH_EMAIL)
                    kind="email"
                    hint=t(hint)
                    value=draft.value("email")
                    fault=draft.fault("email")
                    autocomplete="email"
                    required=true
                    maxlength=254
                />
                <Actions>
                    <Button kind=ButtonKind::Primary>{t(w::WATCH_SEND)}</Button>
                </Actions>
            </form>
        </Panel>
    }
    .into_any()
}
