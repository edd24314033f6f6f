//! What is to be said of a line, and whether it must be said anew: the rules alone, without a database. The demo house tells
//! its past by the same ones.

use forecast::Route;
use kernel::shapes::PromiseReason;
use uuid::Uuid;

use super::reads::StoredPart;
use super::view::View;
use crate::stages::Stages;

/// A range that was said stays until either end has moved by more than so many days: who plans by it should not see it tremble.
const STEADY_DAYS: i64 = 1;
/// The chance of being late is written anew when it changed by this much, in thousandths.
const STEADY_CHANCE: i64 = 10;

/// A line on its way, as far as it matters for what is said of it.
pub(crate) struct Line {
    pub(crate) publisher: Uuid,
    pub(crate) urgent: bool,
    /// The customer's deadline: a day.
    pub(crate) needed_by: Option<i64>,
    /// Days that open causes hold it up.
    pub(crate) extra_days: i64,
    /// Whether a range was promised before.
    pub(crate) promised: bool,
    /// What is shown of it.
    pub(crate) said: Option<SaidBefore>,
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
}

/// What is new about a line whose last copies are at `rear`. `None` when nothing is.
pub(crate) fn news(now: i64, view: &View, (line, rear): (&Line, &Rear), stages: &Stages) -> Option<News> {
    let mut saying = saying(now, view, (line, rear), stages)?;
    let reason = reason(line, rear, &saying);
    if let (Some(said), None) = (&line.said, reason) {
        (saying.low, saying.mid, saying.high) = (said.low, said.mid, said.high);
        if is_same(said, (line, rear), &saying) {
            return None;
        }
    }
    Some(News { saying, reason })
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
    let moved = (said.low - saying.low).abs().max((said.high - saying.high).abs());
    if moved <= STEADY_DAYS {
        return None;
    }
    Some(if said.extra_days != line.extra_days {
        PromiseReason::Cause
    } else if said.stage != rear.code {
        PromiseReason::Moved
    } else {
        PromiseReason::Time
    })
}

fn is_same(said: &SaidBefore, (line, rear): (&Line, &Rear), saying: &Saying) -> bool {
    let steady = match (said.late, saying.late) {
        (Some(before), Some(now)) => (before - now).abs() < STEADY_CHANCE,
        (before, now) => before == now,
    };
    steady && said.stage == rear.code && said.silent_at == saying.silent_at && said.extra_days == line.extra_days
}
