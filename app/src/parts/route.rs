//! The way of some copies as a route from port to port: which stages are passed, where how many copies are now, what is
//! still ahead, and which copies left the route. Reads the same aloud, in black and white, and on a phone.

use leptos::prelude::*;

use super::{Glyph, MaybeText, Sign};
use crate::words::{self, Word, parts as w};

/// How a stage stands to the copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PortState {
    /// All copies have passed it.
    Done,
    /// Copies are there now.
    Here,
    /// Copies will come there.
    Ahead,
    /// Not on the way of these copies.
    Skipped,
}

impl PortState {
    const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Here => "here",
            Self::Ahead => "ahead",
            Self::Skipped => "skipped",
        }
    }

    const fn words(self) -> Word {
        match self {
            Self::Done => w::PORT_DONE,
            Self::Here => w::PORT_HERE,
            Self::Ahead => w::PORT_AHEAD,
            Self::Skipped => w::PORT_SKIPPED,
        }
    }
}

/// A batch named at a port; a link where the reader may follow it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRef {
    /// The batch number.
    pub label: String,
    /// Its page.
    pub href: Option<String>,
}

/// One stage of the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    /// The stage's name in the reader's language.
    pub name: String,
    /// How it stands to the copies.
    pub state: PortState,
    /// Copies that are there now.
    pub copies: i64,
    /// Since when, or when it was passed, as finished words.
    pub since: Option<String>,
    /// The batches in which the copies are there.
    pub batches: Vec<BatchRef>,
}

/// Copies that left the way for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exit {
    /// What became of them: damaged, cancelled, unavailable…
    pub name: String,
    /// How many.
    pub copies: i64,
    /// Since when and why, as finished words.
    pub note: Option<String>,
}

/// The route. `label` names it for screen readers (default: "the way of the copies").
#[component]
pub fn Route(
    ports: Vec<Port>,
    #[prop(optional)] exits: Vec<Exit>,
    #[prop(optional, into)] label: MaybeText,
) -> impl IntoView {
    let label = label.0.unwrap_or_else(|| words::t(w::ROUTE).into());
    view! {
        <div class="route">
            <ol class="route-ports" aria-label=label>{ports.into_iter().map(port).collect_view()}</ol>
            {(!exits.is_empty()).then(|| {
                view! {
                    <div class="route-exits">
                        <p class="route-exits-title">
                            <Glyph sign=Sign::Exit />
                            {words::t(w::EXITS)}
                        </p>
                        <ul>{exits.into_iter().map(exit).collect_view()}</ul>
                    </div>
                }
            })}
        </div>
    }
}

fn copies(n: i64) -> String {
    words::count(w::ONE_COPY, w::COPIES, n)
}

fn port(port: Port) -> impl IntoView {
    let here = port.state == PortState::Here;
    view! {
        <li class="port" data-state=port.state.code() aria-current=here.then_some("step")>
            <span class="port-copies">{(port.copies != 0).then(|| copies(port.copies))}</span>
            <svg class="port-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                <path d=shape(port.state)></path>
            </svg>
            <span class="port-words">
                <span class="port-name">{port.name}</span>
                <span class="sr">" " {words::t(port.state.words())}</span>
                {port.since.map(|since| view! { <span class="port-since">" " {since}</span> })}
                {port.batches.into_iter().map(batch).collect_view()}
            </span>
        </li>
    }
}

fn batch(batch: BatchRef) -> impl IntoView {
    match batch.href {
        Some(href) => view! { <a class="port-batch" href=href>{batch.label}</a> }.into_any(),
        None => view! { <span class="port-batch">{batch.label}</span> }.into_any(),
    }
}

fn exit(exit: Exit) -> impl IntoView {
    view! {
        <li>
            <strong>{copies(exit.copies)}</strong>
            " "
            {exit.name}
            {exit.note.map(|note| view! { <span class="route-exit-note">" " {note}</span> })}
        </li>
    }
}

/// Each state has its own shape, so that the route can be read without colour: a full disc behind, a compass rose here, an
/// open ring ahead, a small bar where the way does not call.
const fn shape(state: PortState) -> &'static str {
    match state {
        PortState::Done => "M16 10a6 6 0 1 1 0 12 6 6 0 0 1 0-12z",
        PortState::Here => "M16 1 19.5 12.5 31 16 19.5 19.5 16 31 12.5 19.5 1 16 12.5 12.500z",
        PortState::Ahead => "M16 9.500a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z",
        PortState::Skipped => "M13 9h6v14h-6z",
    }
}
