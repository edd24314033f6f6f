//! How long a stay takes for copies that come to a stage on a day to come.

use std::sync::Arc;

use crate::odds::Odds;
use crate::steps::Day;

/// Later than so many weeks ahead is as the last of them.
const WEEKS: i64 = 20;
const WEEK: i64 = 7;

/// The stays of one stage and route, week by week.
#[derive(Clone, Debug)]
pub(crate) struct Ahead {
    from: Day,
    weeks: Vec<Arc<Odds>>,
}

impl Ahead {
    /// From a day on; `drift` tells of a day by how much the logarithm of the days differs from the usual, `stay` what follows
    /// from that.
    pub(crate) fn new(from: Day, drift: impl Fn(Day) -> f64, stay: impl Fn(f64) -> Odds) -> Self {
        /// Logarithms that differ by less are the same.
        const SAME: f64 = 0.03;
        let mut now = drift(from);
        let first = Arc::new(stay(now));
        let mut weeks = vec![Arc::clone(&first)];
        let mut last = first;
        for week in 1..=WEEKS {
            let then = drift(from + week * WEEK);
            if (then - now).abs() >= SAME {
                (now, last) = (then, Arc::new(stay(then)));
            }
            weeks.push(Arc::clone(&last));
        }
        Self { from, weeks }
    }

    /// For copies that come on the first day.
    pub(crate) fn today(&self) -> &Odds {
        &self.weeks[0]
    }

    /// For copies that come on a day; days before the first are as the first.
    pub(crate) fn on(&self, day: Day) -> &Odds {
        let week = (day - self.from).div_euclid(WEEK).clamp(0, WEEKS);
        &self.weeks[week as usize]
    }
}
