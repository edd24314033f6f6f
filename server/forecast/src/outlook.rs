//! The view ahead on one day: answers for single lines. It does not change and may be asked from several threads.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::arrival::{Arrival, Part, Usual};
use crate::odds::Odds;
use crate::scores::{Correction, Raw, Scores};
use crate::stays::Settled;
use crate::steps::{Day, Lane, Route, Standing};

/// Eight in ten.
const SURE: u16 = 800;
/// Copies that have stayed longer than this share of all are silent.
const SILENT: f64 = 0.95;

/// What may be said on a day; see [`Model::outlook`](crate::Model::outlook).
#[derive(Debug)]
pub struct Outlook {
    day: Day,
    stages: usize,
    settled: Settled,
    scores: Arc<Scores>,
    roads: Mutex<BTreeMap<Route, Arc<Road>>>,
    /// Lines that came together have the same range.
    raws: Mutex<BTreeMap<Standing, Raw>>,
}

/// What is the same for all lines of a route.
#[derive(Debug)]
struct Road {
    stays: Vec<Odds>,
    usual: Vec<Usual>,
    corrections: Vec<Correction>,
}

impl Outlook {
    pub(crate) fn new(day: Day, stages: usize, settled: Settled, scores: Arc<Scores>) -> Self {
        Self { day, stages, settled, scores, roads: Mutex::default(), raws: Mutex::default() }
    }

    /// The day on which it was made.
    #[must_use]
    pub const fn day(&self) -> Day {
        self.day
    }

    /// When copies arrive that are where they are. Nothing if there is no such stage.
    #[must_use]
    pub fn arrival(&self, standing: &Standing) -> Option<Arrival> {
        let road = self.road(standing.route);
        let raw = self.raw(&road, standing)?;
        let [low, mid, high] = road.corrections.get(standing.stage)?.range(&raw);
        // Nothing arrives on a day of rest, so the range neither begins nor ends on one.
        let rest = self.settled.rest();
        let day = |days: f64| self.day + (days as i64).max(0);
        let mid = rest.landing(day(mid.round()));
        let low = rest.landing(day(low.round())).min(mid);
        let high = rest.last_work(day(high.round())).max(mid);
        let so_far = Some((self.day - standing.since).max(0));
        let part = |(stage, usual): (usize, &Usual)| Part {
            stage,
            usual: *usual,
            so_far: so_far.filter(|_| stage == standing.stage),
        };
        let parts = road.usual.iter().enumerate().skip(standing.stage).map(part).collect();
        Some(Arrival { low, mid, high, sure: SURE, parts })
    }

    /// The chance, from 0 to 1, that copies arrive after a day. Nothing if there is no such stage.
    #[must_use]
    pub fn late(&self, standing: &Standing, needed_by: Day) -> Option<f64> {
        if needed_by < self.day {
            return (standing.stage < self.stages).then_some(1.0);
        }
        let road = self.road(standing.route);
        let raw = self.raw(&road, standing)?;
        let in_time = road.corrections.get(standing.stage)?.chance(&raw, (needed_by - self.day) as f64 + 0.5);
        Some((1.0 - in_time).clamp(0.0, 1.0))
    }

    /// The days that a stage takes as a rule on a route. Nothing if there is no such stage.
    #[must_use]
    pub fn usual(&self, route: Route, stage: usize) -> Option<Usual> {
        self.road(route).usual.get(stage).copied()
    }

    /// After how many days in a stage copies are silent: nineteen in twenty have gone on by then. Nothing if there is no
    /// such stage.
    #[must_use]
    pub fn silent_after(&self, route: Route, stage: usize) -> Option<i64> {
        Some(self.road(route).stays.get(stage)?.quantile(SILENT).ceil() as i64)
    }

    /// The last day, from today on, on which a line can be ordered so that it arrives by `needed_by` with at least this
    /// chance. `cutoff` gives the cut-off with which a line would go that is ordered on a day.
    #[must_use]
    pub fn safe_order_day(
        &self,
        route: Route,
        needed_by: Day,
        chance: f64,
        cutoff: impl Fn(Day) -> Option<Day>,
    ) -> Option<Day> {
        let road = self.road(route);
        let safe = |day: &Day| {
            let wait = match cutoff(*day).filter(|_| route.lane == Lane::Ordinary) {
                Some(cutoff) => self.settled.wait(cutoff, *day),
                None => self.settled.remaining(&road.stays[0], *day, *day),
            };
            let raw = self.raw_of(&road, wait, 0, *day);
            road.corrections[0].chance(&raw, (needed_by - day) as f64 + 0.5) >= chance
        };
        (self.day..=needed_by).rev().find(safe)
    }

    /// By how many days a line that waits for its cut-off would arrive sooner if it were urgent; never less than 0. Nothing if
    /// it does not wait.
    #[must_use]
    pub fn sooner(&self, standing: &Standing) -> Option<i64> {
        let urgent = Route { lane: Lane::Urgent, ..standing.route };
        let at_once = Standing { route: urgent, since: self.day, cutoff: None, ..*standing };
        let (ordinary, urgent) = (self.arrival(standing)?, self.arrival(&at_once)?);
        (standing.stage == 0).then(|| (ordinary.mid - urgent.mid).max(0))
    }

    /// The range before it is corrected.
    pub(crate) fn raw_range(&self, standing: &Standing) -> Option<Raw> {
        self.raw(&self.road(standing.route), standing)
    }

    fn raw(&self, road: &Road, standing: &Standing) -> Option<Raw> {
        let known = self.raws.lock().unwrap_or_else(PoisonError::into_inner).get(standing).copied();
        if known.is_some() {
            return known;
        }
        let stay = road.stays.get(standing.stage)?;
        let cutoff = standing.cutoff.filter(|_| standing.stage == 0 && standing.route.lane == Lane::Ordinary);
        let rest = match cutoff {
            Some(cutoff) => self.settled.wait(cutoff, self.day),
            None => self.settled.remaining(stay, standing.since.min(self.day), self.day),
        };
        let raw = self.raw_of(road, rest, standing.stage, self.day);
        self.raws.lock().unwrap_or_else(PoisonError::into_inner).insert(*standing, raw);
        Some(raw)
    }

    /// The range from `today` on for copies that leave a stage after this time.
    fn raw_of(&self, road: &Road, leaving: Odds, stage: usize, today: Day) -> Raw {
        let ahead = road.stays.iter().skip(stage + 1);
        let total = ahead.fold(leaving, |sum, stay| self.settled.then(&sum, stay, today));
        let [early, middle, late] = total.quantiles([0.1, 0.5, 0.9]);
        Raw { early, middle, late }
    }

    fn road(&self, route: Route) -> Arc<Road> {
        let mut roads = self.roads.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(roads.entry(route).or_insert_with(|| Arc::new(self.survey(route))))
    }

    fn survey(&self, route: Route) -> Road {
        let stays: Vec<Odds> = (0..self.stages).map(|stage| self.settled.stay(route, stage)).collect();
        let usual = stays.iter().map(|stay| {
            let [low, mid, high] = stay.quantiles([0.2, 0.5, 0.8]).map(|days| days.round().max(0.0) as i64);
            Usual { low, mid, high }
        });
        let corrections = (0..self.stages).map(|stage| self.scores.correction(route, stage)).collect();
        Road { usual: usual.collect(), stays, corrections }
    }
}
