//! What is to be said of a line, and whether it must be said anew: the rules alone, without a database. The demo house tells
//! its past by the same ones.

use forecast::Route;
use kernel::shapes::PromiseReason;
use uuid::Uuid;

use super::reads::StoredPart;
use super::view::View;
use crate::stages::Stages;

/// A range that was said stays until either end has moved by more than one part in so many of its width: who plans by it
/// should not see it tremble, and a wide one says no more when it is moved by a few days. An eighth, because a range that holds
/// 80 % of a bell (which is 2.56 standard deviations wide) still holds 77.7 % when it stands that far from its place: no range
/// is ever worse than the house's own limit of 77 %.
const STEADY_PART: i64 = 8;
/// Narrow ranges stay within so many days.
const STEADY_DAYS: i64 = 1;
/// The chance of being late is written anew when it changed by this much, in thousandths.
const STEADY_CHANCE: i64 = 10;

/// A line on its way, as far as it matters for what is said of it.
pub(crate) struct Line {
    pub(crate) publisher: Uuid,
    pub(crate) urgent: bool,
    /// Whether it became so since the last range was said.
    pub(crate) hurried: bool,
    /// The customer's deadline: a day.
    pub(crate) needed_by: Option<i64>,
    /// Days that open causes hold it up.
    pub(crate) extra_days: i64,
    /// Whether a range was promised before.
    pub(crate) promised: bool,
    /// What is shown of it.
    pub(crate) said: Option<SaidBefore>,
    /// What a person promised for it, unless that has ended.
    pub(crate) by_hand: Option<Hand>,
}

/// A range that a person promised, and that took the place of the one that was worked out.
#[derive(Clone)]
pub(crate) struct Hand {
    pub(crate) low: i64,
    pub(crate) high: i64,
    /// It holds until the last copies have passed this stage: its code.
    pub(crate) stage: String,
    /// And until this day has gone by.
    pub(crate) until: i64,
    /// Low, mid and high that were worked out last.
    pub(crate) model: (i64, i64, i64),
}

impl Hand {
    /// Whether it still holds on a day on which the last copies are in a stage.
    fn holds(&self, today: i64, stage: &str, stages: &Stages) -> bool {
        let place = |code: &str| stages.get(code).map(|stage| stage.position);
        today <= self.until && place(stage).zip(place(&self.stage)).is_some_and(|(here, last)| here <= last)
    }
}

/// The chance of missing a deadline by what a person promised, in thousandths: they stand for the last day, so a deadline from
/// then on is safe; one before the first day is missed; between them each day counts the same.
pub(crate) const fn late_by_hand((low, high): (i64, i64), needed_by: i64) -> i64 {
    if needed_by >= high {
        0
    } else if needed_by < low {
        1_000
    } else {
        1_000 * (high - needed_by) / (high - low + 1)
    }
}

/// The last copies of a line.
pub(crate) struct Rear {
    /// Code of their stage.
    pub(crate) code: String,
    /// Its number on the way, from 0.
    pub(crate) stage: usize,
    /// Since when they are there.
    pub(crate) since: i64,
}

/// What is shown of a line.
#[derive(Clone)]
pub(crate) struct SaidBefore {
    pub(crate) low: i64,
    pub(crate) mid: i64,
    pub(crate) high: i64,
    pub(crate) late: Option<i64>,
    pub(crate) stage: String,
    pub(crate) extra_days: i64,
    pub(crate) silent_at: Option<i64>,
}

/// What is to be shown of a line from now on: the columns of `arrivals`.
pub(crate) struct Saying {
    pub(crate) low: i64,
    pub(crate) mid: i64,
    pub(crate) high: i64,
    pub(crate) sure: i64,
    pub(crate) late: Option<i64>,
    pub(crate) silent_at: Option<i64>,
    pub(crate) parts: String,
}

/// What is new about a line.
pub(crate) struct News {
    /// What is to be shown.
    pub(crate) saying: Saying,
    /// Why a new range must be promised; `None` while the last one holds well enough.
    pub(crate) reason: Option<PromiseReason>,
    /// What becomes of the range that a person promised.
    pub(crate) hand: HandNews,
}

/// What becomes of a range that a person promised.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum HandNews {
    /// There is none, or it stays as it is.
    Same,
    /// It holds; beside it this was worked out: low, mid and high.
    Beside(i64, i64, i64),
    /// It holds no longer.
    Ended,
}

/// What is new about a line whose last copies are at `rear`. `None` when nothing is.
pub(crate) fn news(now: i64, view: &View, (line, rear): (&Line, &Rear), stages: &Stages) -> Option<News> {
    let mut saying = saying(now, view, (line, rear), stages)?;
    let hand = hand_news(line, &saying, view.day(), (rear, stages));
    let reason = match (&line.by_hand, hand) {
        (None, _) => reason(line, rear, &saying),
        (Some(_), HandNews::Ended) => Some(why_ended(line, rear)),
        (Some(hand), _) => {
            saying.late = line.needed_by.map(|day| late_by_hand((hand.low, hand.high), day));
            None
        }
    };
    if let (Some(said), None) = (&line.said, reason) {
        (saying.low, saying.mid, saying.high) = (said.low, said.mid, said.high);
        if hand == HandNews::Same && is_same(said, (line, rear), &saying) {
            return None;
        }
    }
    Some(News { saying, reason, hand })
}

fn hand_news(line: &Line, saying: &Saying, today: i64, (rear, stages): (&Rear, &Stages)) -> HandNews {
    match &line.by_hand {
        None => HandNews::Same,
        Some(hand) if !hand.holds(today, &rear.code, stages) => HandNews::Ended,
        Some(hand) if is_steady((hand.model.0, hand.model.2), (saying.low, saying.high)) => HandNews::Same,
        Some(_) => HandNews::Beside(saying.low, saying.mid, saying.high),
    }
}

/// Why the worked-out range takes the place of a person's.
fn why_ended(line: &Line, rear: &Rear) -> PromiseReason {
    match &line.said {
        Some(said) if said.stage == rear.code => PromiseReason::Time,
        _ => PromiseReason::Moved,
    }
}

fn saying(now: i64, view: &View, (line, rear): (&Line, &Rear), stages: &Stages) -> Option<Saying> {
    let standing = view.standing(line.publisher, line.urgent, (rear.stage, rear.since))?;
    let arrival = view.outlook.arrival(&standing)?;
    let needed_by = line.needed_by.map(|day| day - line.extra_days);
    let late = needed_by.and_then(|day| view.outlook.late(&standing, day));
    let silent = view.outlook.silent_after(standing.route, rear.stage).is_some_and(|most| {
        // Before its cut-off nothing can have moved.
        standing.cutoff.is_none() && view.day() - standing.since > most
    });
    let said_silent = line.said.as_ref().filter(|said| said.stage == rear.code).and_then(|said| said.silent_at);
    Some(Saying {
        low: arrival.low + line.extra_days,
        mid: arrival.mid + line.extra_days,
        high: arrival.high + line.extra_days,
        sure: i64::from(arrival.sure),
        late: late.map(|chance| (chance * 1_000.0).round() as i64),
        silent_at: silent.then(|| said_silent.unwrap_or(now)),
        parts: parts(view, standing.route, stages),
    })
}

/// The stages of the way and the days that they usually take on a route, as they are stored.
fn parts(view: &View, route: Route, stages: &Stages) -> String {
    let way = stages.iter().filter(|stage| stages.after(&stage.code).is_some()).enumerate();
    let parts = way.filter_map(|(index, stage)| {
        let usual = view.outlook.usual(route, index)?;
        Some(StoredPart(stage.code.clone(), usual.low, usual.mid, usual.high))
    });
    serde_json::to_string(&parts.collect::<Vec<_>>()).unwrap_or_default()
}

/// Why a new range must be given; `None` while the last one holds well enough.
fn reason(line: &Line, rear: &Rear, saying: &Saying) -> Option<PromiseReason> {
    let Some(said) = &line.said else {
        // A line that is on its way again after it had come, or had left the way.
        return Some(if line.promised { PromiseReason::Moved } else { PromiseReason::Ordered });
    };
    // What a cause costs is told in days, and what a quicker lane gains too: the range must follow it.
    let told_in_days = said.extra_days != line.extra_days || line.hurried;
    let (range, new) = ((said.low, said.high), (saying.low, saying.high));
    let stays = if told_in_days { moved(range, new) <= STEADY_DAYS } else { is_steady(range, new) };
    if stays {
        return None;
    }
    Some(if line.hurried {
        PromiseReason::Lane
    } else if said.extra_days != line.extra_days {
        PromiseReason::Cause
    } else if said.stage != rear.code {
        PromiseReason::Moved
    } else {
        PromiseReason::Time
    })
}

/// Whether a range may stay although another was worked out.
fn is_steady(range: (i64, i64), new: (i64, i64)) -> bool {
    moved(range, new) <= STEADY_DAYS.max((range.1 - range.0) / STEADY_PART)
}

/// By how many days the end of a range moved that moved further.
fn moved((low, high): (i64, i64), (new_low, new_high): (i64, i64)) -> i64 {
    (low - new_low).abs().max((high - new_high).abs())
}

fn is_same(said: &SaidBefore, (line, rear): (&Line, &Rear), saying: &Saying) -> bool {
    let steady = match (said.late, saying.late) {
        (Some(before), Some(now)) => (before - now).abs() < STEADY_CHANCE,
        (before, now) => before == now,
    };
    steady && said.stage == rear.code && said.silent_at == saying.silent_at && said.extra_days == line.extra_days
}
