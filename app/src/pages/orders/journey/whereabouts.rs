//! Where the copies of one line are, in words: a few short entries that fit into a cell. The route draws the same.

use kernel::journey::{StageKind, State};
use kernel::shapes::{CauseNote, LineRow, SliceRow};
use leptos::prelude::*;

use super::arrival::arrival;
use super::way;
use crate::parts::{Badge, Tone, day};
use crate::words::{arrivals as a, batching as b, causes, count, fill, lang, orders as w, t};

/// `3 册`, `1 copy`.
pub fn copies(n: i64) -> String {
    count(w::ONE_COPY, w::SOME_COPIES, n)
}

/// The state of a line or an order, as a badge.
#[component]
pub fn StateBadge(
    /// The state.
    state: State,
) -> impl IntoView {
    let tone = match state {
        State::Waiting => Tone::Neutral,
        State::OnTheWay => Tone::Route,
        State::PartlyArrived => Tone::Info,
        State::Arrived => Tone::Good,
        State::Dropped => Tone::Warn,
    };
    view! { <Badge tone=tone>{t(w::state(state))}</Badge> }
}

/// How much of it is said.
pub struct Glance {
    /// Whether batches are links.
    pub staff: bool,
    /// Whether the desk is named.
    pub desks: bool,
    /// The customer's deadline, days since 1970.
    pub needed_by: Option<i64>,
    /// The present, milliseconds since 1970.
    pub now: i64,
}

/// Every slice of a line: stage, copies, since when, batch, desk; when what waits will be bought, and when the line arrives.
pub fn whereabouts(line: &LineRow, glance: &Glance) -> impl IntoView + use<> {
    let entries = line.slices.iter().map(|slice| entry(slice, glance));
    let cutoff = line.cutoff.map(|at| fill(a::CUTOFF, &[("day", &day(at))]));
    view! {
        <ul class="whereabouts">{entries.collect_view()}</ul>
        {cutoff.map(|words| view! { <p class="whereabouts-more">{words}</p> })}
        {line.cause.as_ref().map(cause)}
        {arrival(line, glance.needed_by, glance.now)}
    }
}

/// What holds the batch in which copies stand.
fn cause(note: &CauseNote) -> impl IntoView + use<> {
    let kind = t(causes::cause_kind(&note.kind));
    view! { <p class="whereabouts-cause"><Badge tone=Tone::Warn>{kind}</Badge> " " {causes::cause_text(note, lang())}</p> }
}

fn entry(slice: &SliceRow, glance: &Glance) -> impl IntoView + use<> {
    let batch = slice.batch.as_ref().map(|no| match way::batch(no, glance.staff).href {
        Some(href) => view! { <a href=href>{no.clone()}</a> }.into_any(),
        None => view! { <span class="whereabouts-batch">{no.clone()}</span> }.into_any(),
    });
    let on_the_way = matches!(slice.kind, StageKind::Open | StageKind::Way);
    let desk = (glance.desks && on_the_way).then(|| fill(w::AT_DESK, &[("desk", &slice.desk)]));
    let held = slice.held.as_ref().map(|reason| {
        let words = fill(b::HELD, &[("reason", reason)]);
        view! { " " <Badge tone=Tone::Warn>{words}</Badge> }
    });
    view! {
        <li data-kind=kind(slice.kind)>
            <strong>{slice.name.clone()}</strong>
            " "
            <span class="count">{copies(slice.copies)}</span>
            " "
            <span class="whereabouts-more">
                <span>{way::since(slice.since)}</span>
                {batch.map(|batch| (" · ", batch))}
                {desk.map(|desk| view! { " · " <span>{desk}</span> })}
            </span>
            {held}
        </li>
    }
}

const fn kind(kind: StageKind) -> &'static str {
    match kind {
        StageKind::Open => "open",
        StageKind::Way => "way",
        StageKind::End => "end",
        StageKind::Exit => "exit",
    }
}
