//! What the house said about arrivals in its past, by the rules of [`crate::arrivals`] and without knowing what came later:
//! on each day it has learned what happened until the evening before. Told of the lines that are on their way, and of those
//! that came in the last half year.

use std::collections::HashMap;

use forecast::Place;
use kernel::Lang;
use kernel::journey::StageKind;
use kernel::shapes::PromiseReason;
use store::{Conn, Result};
use uuid::Uuid;

use super::calendar::instant;
use super::orders::{Order, Orders};
use super::shelves::Shelves;
use super::way::{Ledger, Movement, Stage};
use crate::arrivals::{Forecaster, Line, Moved, News, PAST_DAYS, Rear, SaidBefore, Saying, View, news};
use crate::cutoffs::{Rhythm, WorkDays};
use crate::days::{self, DAY_MS};
use crate::stages::Stages;

/// Of a line that arrived longer ago nothing is told, and of one that arrived later only the first promise and the last: all
/// of them would be ten times as much, and nobody reads the rest.
const TOLD_DAYS: i64 = 180;
/// On Mondays at half past eight the house looked at all lines, whether or not they moved. (It does so every day; the demo
/// spares a debug build the rest.)
const MONDAY: i64 = 4;
const ROUND_MINUTE: i64 = 8 * 60 + 30;

/// A promise of a line.
pub(super) struct Promise {
    pub(super) line: u32,
    pub(super) low: i64,
    pub(super) high: i64,
    pub(super) sure: i64,
    pub(super) reason: PromiseReason,
    pub(super) at: i64,
}

/// What is shown of a line.
pub(super) struct Shown {
    pub(super) saying: Saying,
    pub(super) stage: String,
    pub(super) made_at: i64,
}

/// What became of a line, beside its first and its last promise.
pub(super) struct Outcome {
    pub(super) first: (i64, i64),
    pub(super) last: (i64, i64),
    pub(super) arrived_on: i64,
}

/// Everything that was said, in the order of time.
#[derive(Default)]
pub(super) struct Told {
    pub(super) promises: Vec<Promise>,
    pub(super) shown: Vec<(u32, Shown)>,
    pub(super) outcomes: Vec<(u32, Outcome)>,
}

/// What happened, of which the house spoke.
#[derive(Clone, Copy)]
pub(super) struct History<'a> {
    pub(super) shelves: &'a Shelves,
    pub(super) orders: &'a Orders,
    pub(super) ledger: &'a Ledger,
}

/// What the database knew before there was a house.
pub(super) struct Office {
    stages: Stages,
    work: WorkDays,
}

impl Office {
    pub(super) async fn load(conn: &mut Conn) -> Result<Self> {
        Ok(Self { stages: Stages::load(conn, Lang::default()).await?, work: WorkDays::load(conn).await? })
    }
}

/// A line of which is told.
#[derive(Default)]
struct Followed {
    rear: Option<Rear>,
    shown: Option<Shown>,
    /// Its first and its last promise, as they are numbered.
    promised: Option<(usize, usize)>,
    /// When copies of it came last.
    came_at: i64,
    arrived: bool,
}

/// The past, as it goes by.
struct Past<'a> {
    history: History<'a>,
    office: &'a Office,
    forecaster: Forecaster,
    rhythms: HashMap<Uuid, Rhythm>,
    followed: HashMap<u32, Followed>,
    promises: Vec<Promise>,
}

/// Lets the past go by once more, until `now`.
pub(super) fn make(history: History<'_>, office: &Office, now: i64) -> Told {
    let at = |movement: &Movement| history.ledger.acts[movement.act as usize].at;
    // As much of the past as the house itself reads at a start.
    let known = history.ledger.movements.iter().filter(|movement| at(movement) > now - PAST_DAYS * DAY_MS);
    let mut movements: Vec<&Movement> = known.collect();
    movements.sort_by_key(|movement| at(movement));
    let followed = followed(history, now);
    let first = movements.iter().find(|movement| followed.contains_key(&movement.line)).map_or(now, |first| at(first));
    let mut past = Past::new(history, office, followed, now);
    for of_day in movements.chunk_by(|one, next| days::today(at(one)) == days::today(at(next))) {
        let day = of_day.first().map_or(0, |movement| days::today(at(movement)));
        let view = (day >= days::today(first)).then(|| past.view(day));
        if let Some(view) = view.as_ref().filter(|_| day.rem_euclid(7) == MONDAY) {
            past.look_at_all(view, instant(day, ROUND_MINUTE));
        }
        for movement in of_day {
            past.meet(movement, view.as_ref());
        }
    }
    let view = past.view(days::today(now));
    past.look_at_all(&view, now);
    past.told()
}

/// The lines of which is told: those with copies on their way, and those of which the last copies moved not long ago.
fn followed(history: History<'_>, now: i64) -> HashMap<u32, Followed> {
    let ledger = &history.ledger;
    let recent = ledger.movements.iter().filter(|movement| {
        let long_ago = ledger.acts[movement.act as usize].at < now - TOLD_DAYS * DAY_MS;
        movement.to == Stage::Delivered && !long_ago
    });
    let moving = ledger.slices.iter().filter(|slice| slice.stage < Stage::Delivered).map(|slice| slice.line);
    recent.map(|movement| movement.line).chain(moving).map(|line| (line, Followed::default())).collect()
}

impl<'a> Past<'a> {
    fn new(history: History<'a>, office: &'a Office, followed: HashMap<u32, Followed>, now: i64) -> Self {
        let publishers = &history.shelves.publishers;
        let rhythm =
            |(rhythm_days, anchor_day): &(i64, i64)| Rhythm { rhythm_days: *rhythm_days, anchor_day: *anchor_day };
        let rhythms: HashMap<Uuid, Rhythm> =
            publishers.iter().map(|publisher| publisher.id).zip(history.ledger.cut_offs.iter().map(rhythm)).collect();
        let mut forecaster = Forecaster::over(&office.stages, now);
        let mut known: Vec<_> = publishers.iter().map(|publisher| (publisher.id, publisher.country.clone())).collect();
        known.sort_unstable();
        forecaster.meet(&known, &rhythms);
        forecaster.meet_days(&office.work, now);
        Self { history, office, forecaster, rhythms, followed, promises: Vec::new() }
    }

    /// What may be said on a day of which nothing was learned yet.
    fn view(&self, day: i64) -> View {
        self.forecaster.on(day, self.rhythms.clone(), self.office.work.clone())
    }

    fn order(&self, line: u32) -> &'a Order {
        &self.history.orders.orders[self.history.orders.lines[line as usize].order as usize]
    }

    fn publisher(&self, line: u32) -> Uuid {
        let title = self.history.orders.lines[line as usize].title;
        self.history.shelves.publishers[self.history.shelves.titles[title as usize].publisher].id
    }

    /// Learns from a movement, and says what is new about its line.
    fn meet(&mut self, movement: &Movement, view: Option<&View>) {
        let at = self.history.ledger.acts[movement.act as usize].at;
        let step = self.forecaster.learn(&Moved {
            at,
            id: Uuid::nil(),
            line_id: self.history.orders.lines[movement.line as usize].id,
            from_stage: movement.from.map(|stage| stage.code().to_owned()),
            to_stage: movement.to.code().to_owned(),
            copies: i64::from(movement.copies),
            publisher_id: self.publisher(movement.line),
            urgent: self.order(movement.line).urgent,
        });
        let Some(followed) = self.followed.get_mut(&movement.line) else { return };
        if movement.to == Stage::Delivered {
            followed.came_at = at;
        }
        let Some(step) = step else { return };
        followed.arrived = step.place == Place::Arrived;
        followed.rear = match step.place {
            Place::Stage(stage) => {
                let mut way =
                    self.office.stages.iter().filter(|port| matches!(port.kind, StageKind::Open | StageKind::Way));
                way.nth(stage).map(|port| Rear { code: port.code.clone(), stage, since: at })
            }
            Place::Arrived | Place::Gone => None,
        };
        if followed.rear.is_none() {
            followed.shown = None;
        }
        if let Some(view) = view {
            self.look_at(movement.line, view, at);
        }
    }

    fn look_at_all(&mut self, view: &View, at: i64) {
        let mut lines: Vec<u32> = self.followed.keys().copied().collect();
        lines.sort_unstable();
        lines.into_iter().for_each(|line| self.look_at(line, view, at));
    }

    fn look_at(&mut self, line: u32, view: &View, at: i64) {
        let (order, publisher) = (self.order(line), self.publisher(line));
        let Some(followed) = self.followed.get_mut(&line) else { return };
        let Some(rear) = &followed.rear else { return };
        let asked = Line {
            publisher,
            urgent: order.urgent,
            hurried: false,
            needed_by: order.needed_by,
            extra_days: 0,
            promised: followed.promised.is_some(),
            by_hand: None,
            said: followed.shown.as_ref().map(Shown::said),
        };
        let Some(News { saying, reason, .. }) = news(at, view, (&asked, rear), &self.office.stages) else { return };
        if let Some(reason) = reason {
            let (low, high, sure) = (saying.low, saying.high, saying.sure);
            let number = self.promises.len();
            // A copy may be bought in the instant in which it is ordered; of two words of one instant none would be the last.
            let after = followed.promised.map_or(at, |(_, last)| self.promises[last].at + 1);
            let at = at.max(after);
            followed.promised = Some((followed.promised.map_or(number, |(first, _)| first), number));
            self.promises.push(Promise { line, low, high, sure, reason, at });
        }
        followed.shown = Some(Shown { saying, stage: rear.code.clone(), made_at: at });
    }

    fn told(self) -> Told {
        let Self { followed, promises, .. } = self;
        let mut told = Told::default();
        let mut lines: Vec<(&u32, &Followed)> = followed.iter().collect();
        lines.sort_unstable_by_key(|(line, _)| **line);
        for (line, followed) in lines {
            if let (Some((first, last)), true) = (followed.promised, followed.arrived) {
                let range = |number: usize| (promises[number].low, promises[number].high);
                let (first, last, arrived_on) = (range(first), range(last), days::today(followed.came_at));
                told.outcomes.push((*line, Outcome { first, last, arrived_on }));
            }
        }
        let is_told = |(number, promise): &(usize, Promise)| {
            followed.get(&promise.line).is_some_and(|line| {
                line.rear.is_some() || line.promised.is_some_and(|(first, last)| [first, last].contains(number))
            })
        };
        told.promises = promises.into_iter().enumerate().filter(is_told).map(|(_, promise)| promise).collect();
        told.shown = followed.into_iter().filter_map(|(line, followed)| Some((line, followed.shown?))).collect();
        told.shown.sort_unstable_by_key(|(line, _)| *line);
        told
    }
}

impl Shown {
    /// What was said, as the next look at the line finds it.
    fn said(&self) -> SaidBefore {
        let Saying { low, mid, high, late, silent_at, .. } = self.saying;
        SaidBefore { low, mid, high, late, silent_at, stage: self.stage.clone(), extra_days: 0 }
    }
}
