//! How often ranges held, day by day: how far the next one may be believed.
//!
//! A range counts on the day on which it came to its end: the line came, or the last day of the range was over. So a line that
//! is far too late tells of its ranges long before it comes, and what is told of a day never changes afterwards.

use std::collections::{BTreeMap, BTreeSet};

use crate::arrival::Held;
use crate::steps::{Day, Route};

/// So far back it is remembered: a whole year, so that every season counts once.
const REMEMBERED: i64 = 366;

/// What became of the ranges that came to their end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record {
    days: BTreeMap<Day, Tally>,
}

#[derive(Clone, Debug, Default)]
struct Tally {
    held: usize,
    of: usize,
    /// Lines of which the first range came to its end on this day.
    lines: usize,
    /// Their routes: lines of one route that come on one day were one batch, or as good as one.
    routes: BTreeSet<Route>,
}

/// What became of a line until a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It came on that day.
    Came(Day),
    /// It had not come by that day, whatever becomes of it.
    Missing(Day),
}

impl Record {
    /// Takes in the ranges of a line, each its first and its last day. Of a line that is missing only those count that are
    /// over.
    pub(crate) fn add(&mut self, route: Route, ranges: impl Iterator<Item = (Day, Day)>, fate: Fate) {
        let mut first = None::<Day>;
        for (low, high) in ranges {
            let (ended, held) = match fate {
                Fate::Came(day) => (day.min(high + 1), (low..=high).contains(&day)),
                Fate::Missing(day) if high < day => (high + 1, false),
                Fate::Missing(_) => continue,
            };
            let tally = self.days.entry(ended).or_default();
            tally.held += usize::from(held);
            tally.of += 1;
            first = Some(first.map_or(ended, |first| first.min(ended)));
        }
        if let Some(first) = first {
            let tally = self.days.entry(first).or_default();
            tally.lines += 1;
            tally.routes.insert(route);
        }
    }

    /// What has become too old on a day is forgotten.
    pub(crate) fn forget(&mut self, day: Day) {
        self.days = self.days.split_off(&(day - REMEMBERED));
    }

    /// All ranges that came to their end on one of so many days, of which `until` is the last.
    pub(crate) fn sum(&self, until: Day, days: i64) -> Held {
        let period = self.days.range(until.saturating_sub(days).saturating_add(1)..=until);
        period.fold(Held::default(), |sum, (_, day)| Held {
            held: sum.held + day.held,
            of: sum.of + day.of,
            lines: sum.lines + day.lines,
            batches: sum.batches + day.routes.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steps::Lane;

    const ROUTE: Route = Route { publisher: 0, country: 0, lane: Lane::Ordinary };
    const OTHER: Route = Route { publisher: 1, ..ROUTE };
    /// Too early, right, and over before the line came on day 20.
    const RANGES: [(Day, Day); 3] = [(25, 30), (18, 24), (10, 15)];

    fn record(fate: Fate) -> Record {
        let mut record = Record::default();
        record.add(ROUTE, RANGES.into_iter(), fate);
        record
    }

    fn held(held: usize, of: usize, lines: usize, batches: usize) -> Held {
        Held { held, of, lines, batches }
    }

    #[test]
    fn a_range_counts_when_it_is_known_how_it_ended() {
        let record = record(Fate::Came(20));
        assert_eq!(record.sum(15, 365), Held::default());
        assert_eq!(record.sum(16, 365), held(0, 1, 1, 1), "the last day of one is over");
        assert_eq!(record.sum(20, 365), held(1, 3, 1, 1));
        assert_eq!(record.sum(20, 4), held(1, 2, 0, 0), "the line has told something before");
    }

    #[test]
    fn a_missing_line_tells_of_what_is_over_and_of_nothing_else() {
        assert_eq!(record(Fate::Missing(15)).sum(99, 365), Held::default());
        assert_eq!(record(Fate::Missing(16)).sum(99, 365), held(0, 1, 1, 1));
        assert_eq!(record(Fate::Missing(31)).sum(99, 365), held(0, 3, 1, 1));
    }

    #[test]
    fn lines_that_come_together_are_one_batch() {
        let mut record = Record::default();
        for (route, day) in [(ROUTE, 20), (ROUTE, 20), (OTHER, 20), (ROUTE, 21)] {
            record.add(route, std::iter::once((18, 24)), Fate::Came(day));
        }
        assert_eq!(record.sum(21, 365), held(4, 4, 4, 3));
    }

    #[test]
    fn what_is_older_than_a_year_is_forgotten() {
        let mut record = record(Fate::Came(20));
        record.forget(20 + REMEMBERED);
        assert_eq!(record.sum(20, 365), held(1, 2, 0, 0));
        record.forget(21 + REMEMBERED);
        assert_eq!(record.sum(20, 365), Held::default());
    }
}
