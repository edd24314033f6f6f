//! `/track/{token}`: one title and where its copies are. No sign-in, no price, no order, no name.

use kernel::Refusal;
use kernel::journey::StageKind;
use kernel::shapes::{Tracked, TrackedPlace};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::calls::tracking;
use crate::draft::{Refused, draft_of};
use crate::pages::bare;
use crate::pages::notices::held::Held;
use crate::pages::orders::journey::arrival::{range, sure};
use crate::pages::orders::journey::whereabouts::StateBadge;
use crate::parts::{Actions, Button, ButtonKind, Exit, Field, Notice, Page, Panel, Port, PortState, Route, Tone, day};
use crate::words::{arrivals, fill, notices as w, t};

const WATCH: &str = "/api/tracking/watch";

/// The page.
#[component]
pub fn Track() -> impl IntoView {
    let token = use_params_map().get_untracked().get("token").unwrap_or_default();
    let query = use_query_map().get_untracked();
    let (made, asked) = (query.get("made").is_some(), query.get("asked").is_some());
    let here = format!("/track/{token}");
    bare::page(here.clone(), tracking::find(token.clone()), move |answer: Result<Tracked, Refusal>| match answer {
        Err(refusal) => bare::refused(&refusal).into_any(),
        Ok(tracked) => {
            let open = tracked.places.iter().any(|place| matches!(place.kind, StageKind::Open | StageKind::Way));
            let lead = [tracked.authors.as_str(), tracked.isbn.as_str()];
            let lead: Vec<&str> = lead.into_iter().filter(|part| !part.is_empty()).collect();
            view! {
                <Page title=tracked.title.clone() lead=lead.join(" · ")>
                    {made.then(|| view! { <Notice kind=Tone::Good title=t(w::TRACK_MADE)>{t(w::TRACK_MADE_HINT)}</Notice> })}
                    {tracked.cause.clone().map(|note| view! { <Held note /> })}
                    <Way tracked />
                    {open.then(|| view! { <Watch token here asked /> })}
                </Page>
            }
            .into_any()
        }
    })
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
    let coming = tracked.places.iter().any(|place| matches!(place.kind, StageKind::Open | StageKind::Way));
    let expected = tracked.expected.filter(|_| coming).map(|(low, high, certainty)| {
        let days = fill(arrivals::RANGE, &[("range", &range(low, high))]);
        view! { " " <strong>{days}</strong> " " <span class="arrival-sure">{sure(certainty)}</span> }
    });
    view! {
        <Panel title=t(w::TRACK)>
            <p><StateBadge state=tracked.state /> {expected}</p>
            <Route ports=ports exits=exits />
        </Panel>
    }
}

fn since(place: &TrackedPlace) -> String {
    fill(w::TRACK_SINCE, &[("day", &day(place.since))])
}

/// The reader may leave an address to be told of the arrival.
#[component]
fn Watch(token: String, here: String, asked: bool) -> impl IntoView {
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
                    hint=t(w::WATCH_HINT)
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
