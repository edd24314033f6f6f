//! The view ahead on one day: answers for single lines. It does not change and may be asked from several threads.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::ahead::Ahead;
use crate::arrival::{Arrival, Part, Usual};
use crate::correction::Correction;
use crate::odds::Odds;
use crate::scores::Scores;
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
    /// Lines that came together have the same forecast.
    forecasts: Mutex<BTreeMap<Standing, Arc<Odds>>>,
}

/// What is the same for all lines of a route.
#[derive(Debug)]
struct Road {
    stays: Vec<Ahead>,
    usual: Vec<Usual>,
    correction: Correction,
}

impl Outlook {
    pub(crate) fn new(day: Day, stages: usize, settled: Settled, scores: Arc<Scores>) -> Self {
        Self { day, stages, settled, scores, roads: Mutex::default(), forecasts: Mutex::default() }
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
        let [low, mid, high] = road.correction.range(&*self.forecast_on(&road, standing)?);
        // Nothing arrives on a day of rest, so the range neither begins nor ends on one.
        let rest = self.settled.rest();
        let mid = rest.landing(self.day + mid);
        let low = rest.landing(self.day + low).min(mid);
        let high = rest.last_work(self.day + high).max(mid);
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
        let in_time = road.correction.chance(&*self.forecast_on(&road, standing)?, needed_by - self.day);
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
        Some(self.road(route).stays.get(stage)?.today().quantile(SILENT).ceil() as i64)
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
                None => self.settled.remaining(road.stays[0].on(*day), *day, *day),
            };
            road.correction.chance(&self.on_from(&road, wait, 0, *day), needed_by - day) >= chance
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

    /// How likely each number of days is, before it is corrected. Nothing if there is no such stage.
    pub(crate) fn forecast(&self, standing: &Standing) -> Option<Arc<Odds>> {
        self.forecast_on(&self.road(standing.route), standing)
    }

    fn forecast_on(&self, road: &Road, standing: &Standing) -> Option<Arc<Odds>> {
        let known = self.forecasts.lock().unwrap_or_else(PoisonError::into_inner).get(standing).cloned();
        if known.is_some() || standing.stage >= self.stages {
            return known;
        }
        let Standing { route, stage, since, cutoff } = *standing;
        let since = since.min(self.day);
        let leaving = match cutoff.filter(|_| stage == 0 && route.lane == Lane::Ordinary) {
            Some(cutoff) => self.settled.wait(cutoff, self.day),
            None => self.settled.remaining(&self.settled.stay(route, stage, since), since, self.day),
        };
        let odds = Arc::new(self.on_from(road, leaving, stage, self.day));
        self.forecasts.lock().unwrap_or_else(PoisonError::into_inner).insert(*standing, Arc::clone(&odds));
        Some(odds)
    }

    /// From `today` on until copies arrive that leave a stage after this time.
    fn on_from(&self, road: &Road, leaving: Odds, stage: usize, today: Day) -> Odds {
        let ahead = road.stays.iter().skip(stage + 1);
        ahead.fold(leaving, |sum, stay| self.settled.then(&sum, stay, today))
    }

    fn road(&self, route: Route) -> Arc<Road> {
        let mut roads = self.roads.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(roads.entry(route).or_insert_with(|| Arc::new(self.survey(route))))
    }

    fn survey(&self, route: Route) -> Road {
        let stays: Vec<Ahead> = (0..self.stages).map(|stage| self.settled.ahead(route, stage, self.day)).collect();
        let usual = stays.iter().map(|stay| {
            let [low, mid, high] = stay.today().quantiles([0.2, 0.5, 0.8]).map(|days| days.round().max(0.0) as i64);
            Usual { low, mid, high }
        });
        Road { usual: usual.collect(), stays, correction: self.scores.correction(route) }
    }
}
