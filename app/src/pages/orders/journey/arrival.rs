//! When a line arrives: in one line beside where it is, and unfolded what the date is made of and what was said before.

use kernel::journey::StageKind;
use kernel::shapes::{Arrival, ByHand, LineRow, Promise, SliceRow, Step};
use leptos::prelude::*;

use super::way::instant_of;
use crate::parts::{Badge, Fan, FanChart, Table, Td, Th, Tone, between, day, day_of};
use crate::words::{arrivals as w, count, fill, promises as p, t};

/// A chance of being late is said from here on, in thousandths; from [`HIGH`] on it is a warning.
const SAID: i64 = 50;
const HIGH: i64 = 300;

/// `8 in 10`.
pub fn sure(thousandths: i64) -> String {
    fill(w::SURE, &[("n", &(thousandths / 100))])
}

/// `12–26 Aug 2026`.
pub fn range(low: i64, high: i64) -> String {
    between(instant_of(low), instant_of(high))
}

/// Whether a line may miss its deadline.
pub fn is_at_risk(line: &LineRow) -> bool {
    line.arrival.as_ref().and_then(|arrival| arrival.late).is_some_and(|late| late >= SAID)
}

/// Whether copies of it are still to come.
pub fn is_coming(line: &LineRow) -> bool {
    line.slices.iter().any(|slice| matches!(slice.kind, StageKind::Open | StageKind::Way))
}

/// When it arrives, and what its reader should know about that. Nothing when no copy is on the way.
pub fn arrival(line: &LineRow, needed_by: Option<i64>, now: i64) -> Option<impl IntoView + use<>> {
    if !is_coming(line) {
        return None;
    }
    let said = match &line.arrival {
        None => view! { <span class="arrival-working">{t(w::WORKING)}</span> }.into_any(),
        Some(arrival) => {
            let range = fill(w::RANGE, &[("range", &range(arrival.low, arrival.high))]);
            let how = how_sure(arrival);
            view! { <strong>{range}</strong> " " <span class="arrival-sure">{how}</span> }.into_any()
        }
    };
    let silent = line.arrival.as_ref().and_then(|arrival| silent(arrival, &line.slices, now));
    let late = line.arrival.as_ref().and_then(|arrival| late(arrival, needed_by));
    let by_hand = line.arrival.as_ref().and_then(|arrival| arrival.by_hand.as_ref()).map(by_hand);
    Some(view! { <p class="arrival">{said} {late} {silent}</p> {by_hand} })
}

/// How sure a range is, or who promised it.
pub fn how_sure(arrival: &Arrival) -> String {
    arrival.by_hand.as_ref().map_or_else(|| sure(arrival.sure), promised_by)
}

/// `promised by the Import desk on 21 Nov 2026`.
pub fn promised_by(hand: &ByHand) -> String {
    fill(p::PROMISED_BY, &[("desk", &hand.desk), ("day", &day(hand.at))])
}

/// Why a person promised it; for the house also how long it holds, and what was worked out.
fn by_hand(hand: &ByHand) -> impl IntoView + use<> {
    let model = hand.model.map(|(low, high)| {
        let (until, model) = (day(instant_of(hand.until)), range(low, high));
        fill(p::HOLDS_FOR_THE_HOUSE, &[("stage", &hand.stage), ("day", &until), ("model", &model)])
    });
    view! { <p class="arrival-note">{fill(p::BECAUSE, &[("note", &hand.note)])} {model.map(|model| format!(" {model}"))}</p> }
}

fn late(arrival: &Arrival, needed_by: Option<i64>) -> Option<impl IntoView + use<>> {
    let (late, needed) = (arrival.late.filter(|late| *late >= SAID)?, needed_by?);
    let words = fill(w::LATE, &[("percent", &((late + 5) / 10)), ("day", &day(instant_of(needed)))]);
    let tone = if late >= HIGH { Tone::Bad } else { Tone::Warn };
    Some(view! { <Badge tone=tone>{words}</Badge> })
}

fn silent(arrival: &Arrival, slices: &[SliceRow], now: i64) -> Option<impl IntoView + use<>> {
    let asked = arrival.silent_at?;
    let last = slices.iter().filter(|slice| matches!(slice.kind, StageKind::Open | StageKind::Way));
    let last = last.min_by_key(|slice| slice.position)?;
    let days = (day_of(now) - day_of(last.since)).max(1);
    let words = if days == 1 { w::SILENT_ONE } else { w::SILENT };
    let words = fill(words, &[("n", &days), ("desk", &last.desk), ("day", &day(asked))]);
    Some(view! { <Badge tone=Tone::Warn>{words}</Badge> })
}

/// A stage, the days that it usually takes, and the real ones: `None` when the line has not come to it.
struct Stay {
    name: String,
    usual: (i64, i64, i64),
    real: Option<i64>,
    is_here: bool,
}

/// The picture of the way, what the date is made of, and every range that was said before.
pub fn made_of(line: &LineRow, needed_by: Option<i64>, now: i64) -> Option<impl IntoView + use<>> {
    let arrival = line.arrival.as_ref().filter(|_| is_coming(line))?;
    let stays = stays(arrival, &line.steps, now);
    let extra = (arrival.extra_days > 0).then(|| view! { <p>{fill(w::EXTRA, &[("n", &arrival.extra_days)])}</p> });
    let rows = stays.iter().map(row).collect_view();
    let title = fill(w::MADE_OF, &[("line", &line.position)]);
    Some(view! {
        <section class="arrival-made-of">
            <h3>{title.clone()}</h3>
            {picture(arrival, &stays, needed_by, line, now)}
            <Table caption=title>
                <thead><tr><Th>{t(w::STAGE)}</Th><Th num=true>{t(w::USUALLY)}</Th><Th num=true>{t(w::THIS_ONE)}</Th></tr></thead>
                <tbody>{rows}</tbody>
            </Table>
            {extra}
            {(arrival.promises.len() > 1).then(|| said_before(&arrival.promises))}
        </section>
    })
}

/// How long the line was in each stage, as its first copies went.
fn stays(arrival: &Arrival, steps: &[Step], now: i64) -> Vec<Stay> {
    let entered = |name: &str| steps.iter().filter(|step| step.to == name && !step.undo).map(|step| step.at).min();
    let mut stays: Vec<Stay> = Vec::with_capacity(arrival.parts.len());
    let mut until = now;
    for part in arrival.parts.iter().rev() {
        let real = entered(&part.name).filter(|at| *at <= until);
        let is_here = real.is_some() && until == now;
        stays.push(Stay {
            name: part.name.clone(),
            usual: (part.low, part.mid, part.high),
            real: real.map(|at| day_of(until) - day_of(at)),
            is_here,
        });
        until = real.unwrap_or(until);
    }
    stays.reverse();
    stays
}

fn row(stay: &Stay) -> impl IntoView + use<> {
    let (low, _, high) = stay.usual;
    let usual = if low == high { days(low) } else { fill(w::DAYS, &[("low", &low), ("high", &high)]) };
    let real = match stay.real {
        Some(n) if stay.is_here => count(w::SO_FAR_ONE, w::SO_FAR, n),
        Some(n) => days(n),
        None => t(w::AHEAD).to_owned(),
    };
    let (name, here) = (stay.name.clone(), stay.is_here.then_some("true"));
    view! {
        <tr data-here=here>
            <Td key=true>{name}</Td>
            <Td label=t(w::USUALLY) num=true>{usual}</Td>
            <Td label=t(w::THIS_ONE) num=true>{real}</Td>
        </tr>
    }
}

fn days(n: i64) -> String {
    count(w::DAYS_ONE, w::DAYS_SAME, n)
}

fn picture(
    arrival: &Arrival,
    stays: &[Stay],
    needed_by: Option<i64>,
    line: &LineRow,
    now: i64,
) -> impl IntoView + use<> {
    let ordered = line.steps.iter().map(|step| step.at).min().map_or_else(|| day_of(now), day_of);
    let so_far = day_of(now) - ordered;
    let words = range(arrival.low, arrival.high);
    let chart = FanChart {
        usual: stays.iter().map(|stay| stay.usual.1).collect(),
        real: stays.iter().filter_map(|stay| stay.real).collect(),
        range: (arrival.low - ordered, arrival.mid - ordered, arrival.high - ordered),
        needed: needed_by.map(|day| day - ordered),
        label: fill(w::FAN, &[("sofar", &so_far), ("range", &words)]),
        rows: (t(w::FAN_USUAL), t(w::FAN_THIS)),
        keys: (t(w::FAN_TODAY), t(w::FAN_NEEDED)),
    };
    view! { <Fan chart=chart /> }
}

fn said_before(promises: &[Promise]) -> impl IntoView + use<> {
    let said = promises.iter().rev().map(|promise| {
        let why = if promise.note.is_empty() { t(w::reason(promise.reason)).to_owned() } else { promise.note.clone() };
        let words = fill(w::SAID_LINE, &[("range", &range(promise.low, promise.high)), ("why", &why)]);
        view! { <li><span class="time">{day(promise.at)}</span> <span>{words}</span></li> }
    });
    view! {
        <h3>{t(w::SAID)}</h3>
        <ul class="arrival-said">{said.collect_view()}</ul>
    }
}
