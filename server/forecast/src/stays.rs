//! How long copies stay in each stage: all stages and both lanes, and the wait for a cut-off that is known.

use crate::level::{Fit, Fits, Level, Seen};
use crate::odds::Odds;
use crate::rest::Rest;
use crate::shape::{Curve, Shape};
use crate::steps::{Day, Lane, Route};

/// After so many days a stay counts half: long enough for a dozen batches, short enough to follow a publisher that changes.
const HALF_LIFE: f64 = 140.0;
/// The same for what changes for all publishers at once.
const DRIFT_HALF_LIFE: f64 = 20.0;
/// The scatter around the usual stay changes less than the stay itself.
const SHAPE_HALF_LIFE: f64 = 270.0;
/// How far from its cut-off a batch may leave, in days before and after.
const SLACK: (i64, i64) = (7, 35);
/// Before anything is known, a batch leaves on the day of its cut-off; this counts as so many batches.
const PUNCTUAL: f64 = 3.0;

/// Lines that came to a stage together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cohort {
    pub(crate) route: Route,
    pub(crate) stage: usize,
    pub(crate) since: Day,
}

/// Everything that was learned about stays.
#[derive(Clone, Debug)]
pub(crate) struct Stays {
    usual: Vec<f64>,
    levels: Vec<[Level; 2]>,
    shapes: Vec<[Shape; 2]>,
    slack: Vec<f64>,
    /// The country of each publisher.
    countries: Vec<u32>,
    rest: Rest,
}

impl Stays {
    pub(crate) fn new(usual: Vec<f64>) -> Self {
        let levels = usual.iter().map(|_| Lane::ALL.map(|_| Level::new(HALF_LIFE, DRIFT_HALF_LIFE))).collect();
        let shapes = usual.iter().map(|_| Lane::ALL.map(|_| Shape::new(SHAPE_HALF_LIFE))).collect();
        let mut slack = vec![0.0; (SLACK.0 + SLACK.1 + 1) as usize];
        slack[SLACK.0 as usize] = PUNCTUAL;
        Self { usual, levels, shapes, slack, countries: Vec::new(), rest: Rest::default() }
    }

    pub(crate) const fn stages(&self) -> usize {
        self.usual.len()
    }

    pub(crate) const fn rest(&mut self) -> &mut Rest {
        &mut self.rest
    }

    pub(crate) fn meet(&mut self, route: Route) {
        let place = route.publisher as usize;
        if self.countries.len() <= place {
            self.countries.resize(place + 1, route.country);
        }
        self.countries[place] = route.country;
    }

    /// Lines of a cohort left their stage on a day; `now` is what was believed until then.
    pub(crate) fn learn(&mut self, cohort: Cohort, day: Day, lines: usize, now: &Settled) {
        let lane = cohort.route.lane.index();
        let Some(level) = self.levels.get_mut(cohort.stage) else { return };
        let weight = (lines as f64).sqrt();
        // What moves after days of rest was ready on any of them.
        let ready = self.rest.ready_from(day).max(cohort.since)..=day.max(cohort.since);
        let share = 1.0 / ready.clone().count() as f64;
        let fit = now.fit(cohort.route, cohort.stage);
        let mut mean = 0.0;
        for ready in ready {
            let log_days = ((ready - cohort.since) as f64 + 0.5).ln();
            self.shapes[cohort.stage][lane].add(day, weight * share, (log_days - fit.location) / fit.scale);
            mean += share * log_days;
        }
        level[lane].learn(cohort.route.publisher, day, Seen { log_days: mean, weight, batches: 1.0 }, fit);
    }

    /// Lines with a known cut-off went on a day.
    pub(crate) fn learn_slack(&mut self, cutoff: Day, day: Day, lines: usize) {
        // An hour glass rather than a calendar: what was learned fades with each batch that leaves.
        const FADES: f64 = 0.995;
        self.slack.iter_mut().for_each(|weight| *weight *= FADES);
        self.slack[((day - cutoff).clamp(-SLACK.0, SLACK.1) + SLACK.0) as usize] += (lines as f64).sqrt();
    }

    /// What may be believed on a day, given the stays that are over and those that last.
    pub(crate) fn settle(&self, day: Day, lasting: &[(Cohort, usize)]) -> Settled {
        let curves: Vec<[Curve; 2]> =
            self.shapes.iter().map(|lanes| Lane::ALL.map(|lane| lanes[lane.index()].curve())).collect();
        let fits = self.fits(&self.levels, day);
        let over = Settled { fits, curves, slack: self.slack.clone(), rest: self.rest.clone() };
        let mut levels = self.levels.clone();
        for (cohort, lines) in lasting {
            let Some(level) = levels.get_mut(cohort.stage) else { continue };
            let seen = over.lasting(*cohort, day, *lines);
            let fit = over.fit(cohort.route, cohort.stage);
            level[cohort.route.lane.index()].learn(cohort.route.publisher, day, seen, fit);
        }
        Settled { fits: self.fits(&levels, day), ..over }
    }

    /// Urgent copies are believed to stay as long as ordinary ones of their publisher, but for what all urgent ones differ.
    fn fits(&self, levels: &[[Level; 2]], day: Day) -> Vec<[Fits; 2]> {
        let both = |(usual, [ordinary, urgent]): (&f64, &[Level; 2])| {
            let ordinary = ordinary.fits(day, &Fits::guess(*usual), &self.countries);
            let urgent = urgent.fits(day, &ordinary, &self.countries);
            [ordinary, urgent]
        };
        self.usual.iter().zip(levels).map(both).collect()
    }
}

/// What is believed about stays on one day.
#[derive(Clone, Debug)]
pub(crate) struct Settled {
    fits: Vec<[Fits; 2]>,
    curves: Vec<[Curve; 2]>,
    slack: Vec<f64>,
    rest: Rest,
}

impl Settled {
    fn fit(&self, route: Route, stage: usize) -> Fit {
        self.fits[stage][route.lane.index()].of(route.publisher, route.country)
    }

    /// How long a stay in a stage takes.
    pub(crate) fn stay(&self, route: Route, stage: usize) -> Odds {
        let (fit, curve) = (self.fit(route, stage), &self.curves[stage][route.lane.index()]);
        Odds::of(|days| curve.share(((days as f64 + 1.0).ln() - fit.location) / fit.scale))
    }

    /// The days of rest.
    pub(crate) const fn rest(&self) -> &Rest {
        &self.rest
    }

    /// How long it takes from `today` until the batch of a cut-off leaves, given that it has not left.
    pub(crate) fn wait(&self, cutoff: Day, today: Day) -> Odds {
        let (earliest, from) = (cutoff - SLACK.0, self.rest.ready_from(today));
        let slack = Odds::weighing(&self.slack);
        if from <= earliest {
            return self.rest.land(&slack, earliest, today);
        }
        self.rest.land(&slack.after(earliest.abs_diff(from) as usize), from, today)
    }

    /// How long it takes from `today` until copies leave a stage in which they are since a day.
    pub(crate) fn remaining(&self, stay: &Odds, since: Day, today: Day) -> Odds {
        let from = self.rest.ready_from(today).max(since);
        self.rest.land(&stay.after(from.abs_diff(since) as usize), from, today)
    }

    /// How long it takes from `today` until copies leave a stage to which they come after this time.
    pub(crate) fn then(&self, before: &Odds, stay: &Odds, today: Day) -> Odds {
        self.rest.land(&before.plus(stay), today, today)
    }

    /// What a stay that is not over tells: that it is longer than this. It counts as its expected length (Buckley and James
    /// 1979), and by the share of stays that would be over by now: one that has just begun tells nothing.
    fn lasting(&self, cohort: Cohort, day: Day, lines: usize) -> Seen {
        let fit = self.fit(cohort.route, cohort.stage);
        let curve = &self.curves[cohort.stage][cohort.route.lane.index()];
        let days = (self.rest.ready_from(day) - cohort.since).max(0) as f64;
        let z = (days.max(0.5).ln() - fit.location) / fit.scale;
        let told = curve.share(z);
        let log_days = fit.location + fit.scale * curve.mean_above(z);
        Seen { log_days, weight: told * (lines as f64).sqrt(), batches: told }
    }
}
