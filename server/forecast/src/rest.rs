//! The days on which the house rests. Nothing moves on them: what is ready then moves on the next day of work.

use crate::odds::Odds;
use crate::steps::Day;

/// Longest row of days of rest that is believed.
const LONGEST: i64 = 30;
/// Days that are farther apart than this are not of one calendar.
const FARTHEST: i64 = 100_000;

/// The days of rest, as far as they were told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rest {
    first: Day,
    /// For each day from the first on.
    rests: Vec<bool>,
}

impl Rest {
    pub(crate) fn add(&mut self, day: Day) {
        if self.rests.is_empty() {
            self.first = day;
        }
        if (day - self.first).abs() > FARTHEST {
            return;
        }
        let before = (self.first - day).max(0);
        self.rests.splice(..0, (0..before).map(|_| false));
        self.first -= before;
        let place = (day - self.first) as usize;
        if self.rests.len() <= place {
            self.rests.resize(place + 1, false);
        }
        self.rests[place] = true;
    }

    fn rests(&self, day: Day) -> bool {
        usize::try_from(day - self.first).is_ok_and(|place| self.rests.get(place).is_some_and(|rests| *rests))
    }

    /// The day itself if the house works, or the next on which it does.
    pub(crate) fn landing(&self, day: Day) -> Day {
        (day..day + LONGEST).find(|day| !self.rests(*day)).unwrap_or(day)
    }

    /// The day itself if the house works, or the last on which it did.
    pub(crate) fn last_work(&self, day: Day) -> Day {
        (day - LONGEST..=day).rev().find(|day| !self.rests(*day)).unwrap_or(day)
    }

    /// The first day on which something can have been ready that moves on this day: the day after the last day of work.
    pub(crate) fn ready_from(&self, day: Day) -> Day {
        (self.last_work(day - 1) + 1).min(day)
    }

    /// Times from `from` on, each put off to a day of work, as times from `today` on; none of them is before today.
    pub(crate) fn land(&self, odds: &Odds, from: Day, today: Day) -> Odds {
        odds.moved(|days| self.landing(from + days as i64).max(today).abs_diff(today) as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_moves_at_the_weekend() {
        let mut rest = Rest::default();
        [13, 14, 6, 7].into_iter().for_each(|day| rest.add(day));
        assert_eq!((rest.landing(5), rest.landing(6), rest.landing(14)), (5, 8, 15));
        assert_eq!((rest.last_work(7), rest.last_work(8)), (5, 8));
        assert_eq!((rest.ready_from(8), rest.ready_from(9), rest.ready_from(7)), (6, 9, 6));
        let die = Odds::of(|days| days.min(6) as f64 / 6.0);
        let landed = rest.land(&die, 4, 4);
        assert!((landed.quantile(0.999) - 6.5).abs() < 0.1, "the sixth day is the tenth");
        assert!((landed.quantile(0.5) - 4.0).abs() < 0.51, "{}", landed.quantile(0.5));
    }
}
