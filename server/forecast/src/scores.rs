//! How the model's own ranges fared, and what follows for the next.
//!
//! Two corrections, both for each publisher and for each part of the way that lies ahead:
//! * the scores of recent arrivals give the quantiles by which a range is stretched: split conformal prediction with
//!   normalised residuals (Lei et al. 2018; the asymmetric form of Romano et al. 2019), older scores counting less (Barber et
//!   al. 2023). A publisher's scores are mixed with those of its country and those with the house's, as far as they are few;
//! * the aim itself moves after each day of arrivals by how many were missed (adaptive conformal inference, Gibbs and Candès
//!   2021), so that a summer in which everything is late widens the ranges while it lasts.

use crate::bars::{Bars, Sums};
use crate::steps::{Day, Lane, Route};

/// What is wanted beyond either end of a range: a tenth, and a little more, since a day of which only a part is wanted is
/// in the range as a whole.
const TAIL: f64 = 0.105;
/// A score counts half after so many days.
const HALF_LIFE: f64 = 120.0;
/// A group's own scores are believed half when there are so many. A line is scored about once a week until it arrives, and
/// lines of one batch fare alike, so this is less than it looks.
const OWN_SCORES: f32 = 600.0;
/// How far one day of misses moves the aim, and how many ranges make a full day.
const GAIN: f64 = 0.001;
const FULL_DAY: f64 = 10.0;
/// The aim moves no further.
const FARTHEST: f64 = 0.095;

/// A part of the way that lies ahead: a lane and a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Leg {
    pub(crate) lane: Lane,
    pub(crate) stage: usize,
}

/// An uncorrected range: days from the day on which it was made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raw {
    pub(crate) early: f64,
    pub(crate) middle: f64,
    pub(crate) late: f64,
}

impl Raw {
    /// Where in the range a day lies.
    pub(crate) fn score(&self, days: f64) -> f64 {
        let side = if days < self.middle { self.middle - self.early } else { self.late - self.middle };
        (days - self.middle) / side.max(0.5)
    }

    /// The day at a place of the range.
    pub(crate) fn days(&self, score: f64) -> f64 {
        let side = if score < 0.0 { self.middle - self.early } else { self.late - self.middle };
        self.middle + score * side.max(0.5)
    }
}

/// How one range fared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fared {
    pub(crate) route: Route,
    pub(crate) stage: usize,
    pub(crate) score: f64,
    pub(crate) too_early: bool,
    pub(crate) too_late: bool,
}

/// How far the levels at the two ends were moved.
#[derive(Clone, Copy, Debug, Default)]
struct Aim {
    early: f64,
    late: f64,
}

impl Aim {
    /// After ranges of which these shares were missed.
    fn adjust(&mut self, tally: Tally) {
        let gain = GAIN * tally.ranges / (tally.ranges + FULL_DAY);
        let moved = |aim: f64, missed: f64| (aim + gain * (missed / tally.ranges - TAIL)).clamp(-FARTHEST, FARTHEST);
        self.early = moved(self.early, tally.early);
        self.late = moved(self.late, tally.late);
    }
}

#[derive(Clone, Copy, Default)]
struct Tally {
    ranges: f64,
    early: f64,
    late: f64,
}

impl Tally {
    fn count(&mut self, fared: &Fared) {
        self.ranges += 1.0;
        self.early += f64::from(u8::from(fared.too_early));
        self.late += f64::from(u8::from(fared.too_late));
    }
}

/// All scores.
#[derive(Clone, Debug)]
pub(crate) struct Scores {
    legs: usize,
    house: Vec<Bars>,
    countries: Vec<Option<Vec<Bars>>>,
    publishers: Vec<Option<Vec<Bars>>>,
    house_aims: Vec<Aim>,
    publisher_aims: Vec<Aim>,
}

impl Scores {
    pub(crate) fn new(stages: usize) -> Self {
        let legs = stages * Lane::ALL.len();
        Self {
            legs,
            house: vec![Bars::empty(); legs],
            countries: Vec::new(),
            publishers: Vec::new(),
            house_aims: vec![Aim::default(); legs],
            publisher_aims: Vec::new(),
        }
    }

    const fn place(&self, leg: Leg) -> usize {
        leg.lane.index() * (self.legs / 2) + leg.stage
    }

    /// Takes in how the ranges of all lines fared that arrived on a day.
    pub(crate) fn learn(&mut self, day: Day, all: &[Fared]) {
        let mut legs = vec![Tally::default(); self.legs];
        let mut publishers = std::collections::BTreeMap::<u32, Tally>::new();
        for fared in all {
            let leg = self.place(Leg { lane: fared.route.lane, stage: fared.stage });
            self.house[leg].add(day, fared.score, HALF_LIFE);
            group(&mut self.countries, fared.route.country, self.legs)[leg].add(day, fared.score, HALF_LIFE);
            group(&mut self.publishers, fared.route.publisher, self.legs)[leg].add(day, fared.score, HALF_LIFE);
            legs[leg].count(fared);
            publishers.entry(fared.route.publisher).or_default().count(fared);
        }
        for (aim, tally) in self.house_aims.iter_mut().zip(legs).filter(|(_, tally)| tally.ranges > 0.0) {
            aim.adjust(tally);
        }
        for (publisher, tally) in publishers {
            let place = publisher as usize;
            if self.publisher_aims.len() <= place {
                self.publisher_aims.resize(place + 1, Aim::default());
            }
            self.publisher_aims[place].adjust(tally);
        }
    }

    /// What follows for a range on a leg.
    pub(crate) fn correction(&self, route: Route, stage: usize) -> Correction {
        let leg = self.place(Leg { lane: route.lane, stage });
        let mut bars = self.house[leg].with(&Bars::normal(), OWN_SCORES);
        for own in [own(&self.countries, route.country), own(&self.publishers, route.publisher)].into_iter().flatten() {
            bars = own[leg].with(&bars, OWN_SCORES);
        }
        let house = self.house_aims[leg];
        let publisher = self.publisher_aims.get(route.publisher as usize).copied().unwrap_or_default();
        let tail = |aim: f64| (TAIL - aim).clamp(TAIL - FARTHEST, 0.5 - TAIL);
        Correction {
            sums: bars.sums(),
            early: tail(house.early + publisher.early),
            late: 1.0 - tail(house.late + publisher.late),
        }
    }
}

fn own(groups: &[Option<Vec<Bars>>], no: u32) -> Option<&Vec<Bars>> {
    groups.get(no as usize)?.as_ref()
}

fn group(groups: &mut Vec<Option<Vec<Bars>>>, no: u32, legs: usize) -> &mut [Bars] {
    let place = no as usize;
    if groups.len() <= place {
        groups.resize(place + 1, None);
    }
    groups[place].get_or_insert_with(|| vec![Bars::empty(); legs])
}

/// How to correct ranges: the recent scores, and which of their quantiles are the ends now.
#[derive(Clone, Debug)]
pub(crate) struct Correction {
    sums: Sums,
    early: f64,
    late: f64,
}

impl Correction {
    /// The corrected range: its early end, its middle and its late end.
    pub(crate) fn range(&self, raw: &Raw) -> [f64; 3] {
        [self.early, 0.5, self.late].map(|level| raw.days(self.sums.score(level)))
    }

    /// The chance of arriving within so many days.
    pub(crate) fn chance(&self, raw: &Raw, days: f64) -> f64 {
        let share = self.sums.share(raw.score(days));
        let knots = [(0.0, 0.0), (self.early, TAIL), (0.5, 0.5), (self.late, 1.0 - TAIL), (1.0, 1.0)];
        let last = knots.windows(2).find(|pair| share <= pair[1].0);
        last.map_or(1.0, |pair| {
            let (from, to) = (pair[0], pair[1]);
            from.1 + (share - from.0) / (to.0 - from.0) * (to.1 - from.1)
        })
    }
}
