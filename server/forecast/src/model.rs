//! Everything that was learned so far. It is told steps in the order of time; once a week it makes a range for every line
//! that is on its way, and when the line arrives it learns from how that range fared.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use crate::arrival::Held;
use crate::odds::Odds;
use crate::outlook::Outlook;
use crate::record::{Fate, Record};
use crate::scores::{Fared, Scores};
use crate::stays::{Cohort, Stays};
use crate::steps::{Day, Lane, Place, Route, Standing, Step};

/// Days from one round of ranges to the next.
const ROUND: i64 = 7;

/// The cut-offs of a publisher: every so many days, one of them on `anchor`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// A day with a cut-off.
    pub anchor: Day,
    /// Days from one to the next; at least 1.
    pub every: i64,
}

impl Rhythm {
    /// The first cut-off on a day or after it.
    #[must_use]
    pub fn next(self, day: Day) -> Day {
        day + (self.anchor - day).rem_euclid(self.every.max(1))
    }
}

/// The forecaster.
#[derive(Clone, Debug)]
pub struct Model {
    rhythms: BTreeMap<u32, Rhythm>,
    stays: Stays,
    scores: Arc<Scores>,
    open: BTreeMap<u64, Open>,
    /// The open lines that came together, and how many they are; without those that wait for a known cut-off.
    lasting: BTreeMap<Cohort, usize>,
    today: Today,
    next_round: Option<Day>,
    record: Record,
}

/// A line on its way.
#[derive(Clone, Debug)]
struct Open {
    standing: Standing,
    ranges: Vec<Range>,
}

impl Open {
    /// First and last day of each range that was made for it.
    fn ranges(&self) -> impl Iterator<Item = (Day, Day)> + '_ {
        self.ranges.iter().map(|range| (range.low, range.high))
    }
}

/// A range that was made and waits for the arrival.
#[derive(Clone, Debug)]
struct Range {
    made: Day,
    odds: Arc<Odds>,
    low: Day,
    high: Day,
}

/// What happened on the present day, which is learned when it is over: lines that moved together count as one batch.
#[derive(Clone, Debug, Default)]
struct Today {
    day: Day,
    left: BTreeMap<Cohort, usize>,
    gathered: BTreeMap<(u32, Day), usize>,
    fared: Vec<Fared>,
}

impl Model {
    /// Knows the usual days of each stage, from the wait for the cut-off on, and nothing else; they count little as soon as
    /// stays were seen.
    #[must_use]
    pub fn new(usual_days: Vec<f64>) -> Self {
        Self {
            rhythms: BTreeMap::new(),
            stays: Stays::new(usual_days),
            scores: Arc::new(Scores::new()),
            open: BTreeMap::new(),
            lasting: BTreeMap::new(),
            today: Today::default(),
            next_round: None,
            record: Record::default(),
        }
    }

    /// Tells the cut-offs of a publisher, from now on.
    pub fn set_rhythm(&mut self, publisher: u32, rhythm: Rhythm) {
        self.rhythms.insert(publisher, rhythm);
    }

    /// Tells that nothing moves on a day. What is not told is a day of work.
    pub fn rest_on(&mut self, day: Day) {
        self.stays.rest().add(day);
    }

    /// Learns from a step. Steps must come in the order of time; steps to stages that do not exist are not looked at.
    pub fn learn(&mut self, step: &Step) {
        self.pass(step.day);
        self.stays.meet(step.route);
        let before = self.open.remove(&step.line);
        if let Some(open) = &before {
            self.leave(open, step);
        }
        if let Place::Stage(stage) = step.place
            && stage < self.stays.stages()
        {
            let ranges = before.map(|open| open.ranges).unwrap_or_default();
            let standing = self.standing(step, stage);
            if let Some(cohort) = cohort(&standing) {
                *self.lasting.entry(cohort).or_insert(0) += 1;
            }
            self.open.insert(step.line, Open { standing, ranges });
        }
    }

    /// What may be said on a day, which is not before the last step that was learned.
    #[must_use]
    pub fn outlook(&self, day: Day) -> Outlook {
        Outlook::new(day, self.stays.stages(), self.stays.settle(day, &self.lasting), Arc::clone(&self.scores))
    }

    /// What became of all ranges that were made, week after week, and came to their end on one of so many days, at most 366
    /// of them, of which `until` is the last.
    #[must_use]
    pub fn held(&self, until: Day, days: i64) -> Held {
        let mut record = self.record.clone();
        for open in self.open.values() {
            record.add(open.standing.route, open.ranges(), Fate::Missing(until));
        }
        record.sum(until, days)
    }

    /// The lines that are on their way, and where.
    pub fn open(&self) -> impl Iterator<Item = (u64, Standing)> + '_ {
        self.open.iter().map(|(line, open)| (*line, open.standing))
    }

    fn standing(&mut self, step: &Step, stage: usize) -> Standing {
        let Route { publisher, lane, .. } = step.route;
        let rhythm = self.rhythms.get(&publisher).filter(|_| stage == 0 && lane == Lane::Ordinary);
        let cutoff = rhythm.map(|rhythm| self.stays.rest().landing(rhythm.next(step.day)));
        Standing { route: step.route, stage, since: step.day, cutoff }
    }

    /// A line leaves where it was.
    fn leave(&mut self, open: &Open, step: &Step) {
        let Standing { route, stage, cutoff, .. } = open.standing;
        let goes_on = match step.place {
            Place::Stage(next) => next == stage + 1,
            Place::Arrived => stage + 1 == self.stays.stages(),
            Place::Gone => false,
        };
        if let Some(cohort) = cohort(&open.standing) {
            self.stays_no_longer(cohort);
            if goes_on {
                *self.today.left.entry(cohort).or_insert(0) += 1;
            }
        }
        if let Some(cutoff) = cutoff.filter(|_| goes_on) {
            *self.today.gathered.entry((route.publisher, cutoff)).or_insert(0) += 1;
        }
        match step.place {
            Place::Arrived => self.arrive(open, step.day),
            Place::Gone => self.record.add(route, open.ranges(), Fate::Missing(step.day)),
            Place::Stage(_) => {}
        }
    }

    fn stays_no_longer(&mut self, cohort: Cohort) {
        if let Entry::Occupied(mut lines) = self.lasting.entry(cohort) {
            *lines.get_mut() -= 1;
            if *lines.get() == 0 {
                lines.remove();
            }
        }
    }

    fn arrive(&mut self, open: &Open, day: Day) {
        let route = open.standing.route;
        let fared = open.ranges.iter().map(|range| Fared { route, places: range.odds.places(day - range.made) });
        self.today.fared.extend(fared);
        self.record.add(route, open.ranges(), Fate::Came(day));
    }

    /// Time passes until a day: the day before is learned, and ranges are made when it is time.
    fn pass(&mut self, day: Day) {
        if day <= self.today.day {
            return;
        }
        let past = std::mem::replace(&mut self.today, Today { day, ..Today::default() });
        if !past.left.is_empty() {
            let settled = self.stays.settle(past.day, &self.lasting);
            past.left.iter().for_each(|(cohort, lines)| self.stays.learn(*cohort, past.day, *lines, &settled));
        }
        past.gathered.iter().for_each(|((_, cutoff), lines)| self.stays.learn_slack(*cutoff, past.day, *lines));
        Arc::make_mut(&mut self.scores).learn(past.day, &past.fared);
        self.record.forget(day);
        let mut round = *self.next_round.get_or_insert(day + ROUND);
        while round <= day {
            self.make_ranges(round);
            round += ROUND;
        }
        self.next_round = Some(round);
    }

    fn make_ranges(&mut self, day: Day) {
        let outlook = self.outlook(day);
        // Lines that came together have the same range.
        let mut made = BTreeMap::new();
        for open in self.open.values_mut() {
            let range = made.entry(open.standing).or_insert_with(|| range(&outlook, &open.standing));
            open.ranges.extend(range.clone());
        }
    }
}

fn range(outlook: &Outlook, standing: &Standing) -> Option<Range> {
    let arrival = outlook.arrival(standing)?;
    let odds = outlook.forecast(standing)?;
    Some(Range { made: outlook.day(), odds, low: arrival.low, high: arrival.high })
}

/// With which copies they came, unless they wait for a known cut-off: that is no stay of which anything is to be learned.
fn cohort(standing: &Standing) -> Option<Cohort> {
    let Standing { route, stage, since, cutoff } = *standing;
    cutoff.is_none().then_some(Cohort { route, stage, since })
}
