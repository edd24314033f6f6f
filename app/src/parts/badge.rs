//! Small carriers of one fact: badge, number with a label, list of facts, gauge.
//! A tone never speaks alone: it always comes with words, so nothing is lost in black and white.

use leptos::prelude::*;

use super::{MaybeText, Text, grouped};
use crate::words::{self, fill, parts as w};

/// How a badge or notice wants to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Just a fact.
    #[default]
    Neutral,
    /// Worth knowing.
    Info,
    /// Went as it should.
    Good,
    /// Needs somebody's eye soon.
    Warn,
    /// Went wrong or is late.
    Bad,
    /// On its way: the colour of the route.
    Route,
}

impl Tone {
    /// The value of `data-tone` that the style sheet knows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Route => "route",
        }
    }
}

/// A short state word in a frame: `<Badge tone=Tone::Warn>"late"</Badge>`.
#[component]
pub fn Badge(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    view! { <span class="badge" data-tone=tone.code()>{children()}</span> }
}

/// The frame around a row of [`Stat`]s.
#[component]
pub fn Stats(children: Children) -> impl IntoView {
    view! { <dl class="stats">{children()}</dl> }
}

/// One number with its label; the children are the number (so that it may be a `Money`), `note` a line below it.
#[component]
pub fn Stat(
    #[prop(into)] label: Text,
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] href: MaybeText,
    #[prop(optional, into)] note: MaybeText,
    children: Children,
) -> impl IntoView {
    let number = match href.0 {
        Some(href) => view! { <a href=href>{children()}</a> }.into_any(),
        None => children(),
    };
    view! {
        <div class="stat" data-tone=tone.code()>
            <dt>{label}</dt>
            <dd class="stat-number">{number}</dd>
            {note.0.map(|note| view! { <dd class="stat-note">{note}</dd> })}
        </div>
    }
}

/// A list of label and value pairs; the children are [`Fact`]s.
#[component]
pub fn Facts(children: Children) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One pair of [`Facts`].
#[component]
pub fn Fact(#[prop(into)] label: Text, children: Children) -> impl IntoView {
    view! {
        <div class="fact">
            <dt>{label}</dt>
            <dd>{children()}</dd>
        </div>
    }
}

/// A part of a whole as a bar, with both numbers as its accessible name. `whole` below 1 shows an empty bar.
#[component]
pub fn Gauge(
    part: i64,
    whole: i64,
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] label: MaybeText,
) -> impl IntoView {
    let name = label.0.unwrap_or_else(|| fill(w::OF, &[("part", &grouped(part)), ("whole", &grouped(whole))]).into());
    let permille = if whole < 1 { 0 } else { (i128::from(part) * 1000 / i128::from(whole)).clamp(0, 1000) };
    view! {
        <svg class="gauge" data-tone=tone.code() role="img" aria-label=name viewBox="0 0 1000 40" preserveAspectRatio="none">
            <rect class="gauge-whole" width="1000" height="40"></rect>
            <rect class="gauge-part" width=permille.to_string() height="40"></rect>
        </svg>
    }
}

/// Words that say a tone aloud, for readers who do not see its colour or sign.
#[must_use]
pub(super) fn spoken(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral | Tone::Info | Tone::Route => words::t(w::INFO),
        Tone::Good => words::t(w::GOOD),
        Tone::Warn => words::t(w::WARN),
        Tone::Bad => words::t(w::BAD),
    }
}
