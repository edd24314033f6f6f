//! How long copies stay in each stage: all stages and both lanes, and the wait for a cut-off that is known.

use std::collections::BTreeMap;

use crate::ahead::Ahead;
use crate::drift::{Drift, Trend};
use crate::level::{Fit, Fits, Level, Seen};
use crate::odds::Odds;
use crate::rest::Rest;
use crate::shape::{Curve, Shape};
use crate::steps::{Day, Lane, Route};

/// After so many days a stay counts half: long enough for a dozen batches, short enough to follow a publisher that changes.
const HALF_LIFE: f64 = 140.0;
/// The scatter around the usual stay changes less than the stay itself.
const SHAPE_HALF_LIFE: f64 = 270.0;
/// How often stays that last are looked at again in the light of what they tell together.
const ROUNDS: usize = 2;
/// A stay that lasts is taken for longer than usual by no more than so many scales, unless it is that by now.
const LONGEST: f64 = 3.0;
/// One that tells less than this part of a stay tells nothing.
const TOLD: f64 = 1e-3;
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
    drifts: Vec<Drift>,
    shapes: Vec<[Shape; 2]>,
    slack: Vec<f64>,
    /// The country of each publisher.
    countries: Vec<u32>,
    rest: Rest,
}

impl Stays {
    pub(crate) fn new(usual: Vec<f64>) -> Self {
        let levels = usual.iter().map(|_| Lane::ALL.map(|_| Level::new(HALF_LIFE))).collect();
        let shapes = usual.iter().map(|_| Lane::ALL.map(|_| Shape::new(SHAPE_HALF_LIFE))).collect();
        let mut slack = vec![0.0; (SLACK.0 + SLACK.1 + 1) as usize];
        slack[SLACK.0 as usize] = PUNCTUAL;
        let drifts = vec![Drift::default(); usual.len()];
        Self { usual, levels, drifts, shapes, slack, countries: Vec::new(), rest: Rest::default() }
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
        let (fit, drift) = (now.fit(cohort.route, cohort.stage), now.trends[cohort.stage].at(cohort.since));
        let mut mean = 0.0;
        for ready in ready {
            let log_days = ((ready - cohort.since) as f64 + 0.5).ln();
            self.shapes[cohort.stage][lane].add(day, weight * share, (log_days - drift - fit.location) / fit.scale);
            mean += share * log_days;
        }
        self.drifts[cohort.stage].learn(cohort.since, 1.0, mean - fit.location);
        level[lane].learn(cohort.route.publisher, day, Seen { log_days: mean - drift, weight, batches: 1.0 });
    }

    /// Lines with a known cut-off went on a day.
    pub(crate) fn learn_slack(&mut self, cutoff: Day, day: Day, lines: usize) {
        // An hour glass rather than a calendar: what was learned fades with each batch that leaves.
        const FADES: f64 = 0.995;
        self.slack.iter_mut().for_each(|weight| *weight *= FADES);
        self.slack[((day - cutoff).clamp(-SLACK.0, SLACK.1) + SLACK.0) as usize] += (lines as f64).sqrt();
    }

    /// What may be believed on a day, given the stays that are over and those that last, and of how many lines.
    pub(crate) fn settle(&self, day: Day, lasting: &BTreeMap<Cohort, usize>) -> Settled {
        let mut settled = Settled {
            fits: self.fits(&self.levels, day),
            trends: self.drifts.iter().map(Drift::trend).collect(),
            curves: self.shapes.iter().map(|lanes| Lane::ALL.map(|lane| lanes[lane.index()].curve())).collect(),
            slack: self.slack.clone(),
            rest: self.rest.clone(),
        };
        for _ in 0..ROUNDS {
            settled.trends = self.trends(day, lasting, &settled);
        }
        let mut levels = self.levels.clone();
        for (cohort, lines) in lasting {
            let Some(level) = levels.get_mut(cohort.stage) else { continue };
            let told = settled.lasting(*cohort, day);
            let log_days = settled.fit(cohort.route, cohort.stage).location + told.excess;
            let seen = Seen { log_days, weight: told.batches * (*lines as f64).sqrt(), batches: told.batches };
            level[cohort.route.lane.index()].learn(cohort.route.publisher, day, seen);
        }
        settled.fits = self.fits(&levels, day);
        settled
    }

    /// The drifts, given what was believed until now of the stays that last.
    fn trends(&self, day: Day, lasting: &BTreeMap<Cohort, usize>, now: &Settled) -> Vec<Trend> {
        let mut drifts = self.drifts.clone();
        for cohort in lasting.keys() {
            let Some(drift) = drifts.get_mut(cohort.stage) else { continue };
            let told = now.lasting(*cohort, day);
            drift.learn(cohort.since, told.batches, now.trends[cohort.stage].at(cohort.since) + told.excess);
        }
        drifts.iter().map(Drift::trend).collect()
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
    trends: Vec<Trend>,
    curves: Vec<[Curve; 2]>,
    slack: Vec<f64>,
    rest: Rest,
}

impl Settled {
    fn fit(&self, route: Route, stage: usize) -> Fit {
        self.fits[stage][route.lane.index()].of(route.publisher, route.country)
    }

    /// How long a stay in a stage takes that began on a day.
    pub(crate) fn stay(&self, route: Route, stage: usize, since: Day) -> Odds {
        self.drifted(route, stage, self.trends[stage].at(since))
    }

    /// How long stays in a stage take that begin on a day or later.
    pub(crate) fn ahead(&self, route: Route, stage: usize, today: Day) -> Ahead {
        Ahead::new(today, |day| self.trends[stage].at(day), |drift| self.drifted(route, stage, drift))
    }

    fn drifted(&self, route: Route, stage: usize, drift: f64) -> Odds {
        let (fit, curve) = (self.fit(route, stage), &self.curves[stage][route.lane.index()]);
        let location = fit.location + drift;
        Odds::of(|days| curve.share(((days as f64 + 1.0).ln() - location) / fit.scale))
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
    pub(crate) fn then(&self, before: &Odds, stay: &Ahead, today: Day) -> Odds {
        self.rest.land(&before.plus(|days| stay.on(today + days as i64)), today, today)
    }

    /// What a stay that is not over tells: that it is longer than this. It counts as Newton's method has it on its way to the
    /// likeliest middle of stays of which some are cut off (Tobin 1958). In scales from the middle, let `z` be the time that has
    /// passed and `mean` the length to be expected by now: it is `mean (mean - z)` of a stay, `1 / (mean - z)` long. A stay that
    /// has just begun is next to nothing of one, a stay that is very late nearly a whole one.
    fn lasting(&self, cohort: Cohort, day: Day) -> Told {
        let fit = self.fit(cohort.route, cohort.stage);
        let curve = &self.curves[cohort.stage][cohort.route.lane.index()];
        let days = (self.rest.ready_from(day) - cohort.since).max(0) as f64;
        let location = fit.location + self.trends[cohort.stage].at(cohort.since);
        let z = (days.max(0.5).ln() - location) / fit.scale;
        let mean = curve.mean_above(z).max(0.0);
        let batches = (mean * (mean - z)).clamp(0.0, 1.0);
        if batches < TOLD {
            return Told { batches: 0.0, excess: 0.0 };
        }
        Told { batches, excess: fit.scale * (mean / batches).min(LONGEST.max(mean)) }
    }
}

/// What a stay that lasts tells.
struct Told {
    /// As how many stays that are over.
    batches: f64,
    /// How far the logarithm of its days is above the usual.
    excess: f64,
}
