//! What changes a stage for all publishers at once, such as a jam at the customs: by how much the logarithm of stays differs
//! from the usual, for each week in which copies came.
//!
//! It is a random walk that returns to nothing in time, seen through the stays of each week (Kalman 1960), and looked at
//! backwards again, since a stay tells of the weeks beside its own as well (Rauch, Tung and Striebel 1965). How restless a
//! stage is and how far its weeks scatter is what makes its own past most likely: most stages never drift, and of those all
//! that seems to is taken for chance. Of the weeks to come, the same weeks of the year before tell something, if there are any.

use crate::steps::Day;

const WEEK: i64 = 7;
/// Weeks of a year.
const YEAR: i64 = 52;
/// So many weeks are remembered: two summers, whatever the season is.
const REMEMBERED: usize = 120;
/// A week farther than this after the first is a slip of the pen.
const FARTHEST: usize = 10_000;
/// What is left of the drift after a week of which nothing is known.
const LASTS: f64 = 0.9;
/// How far it is believed that a change of the year before comes again.
const AGAIN: f64 = 0.7;
/// Variances of the step from one week to the next that are tried; a step of the largest is a sixth up or down.
const STEPS: [f64; 5] = [0.0, 0.001, 0.003, 0.01, 0.03];
/// Before anything is known, steps have about this variance, and large ones are less likely.
const USUAL_STEP: f64 = 0.01;
/// Variances that are tried of what a single batch tells of its week. They are above those of single stays, since batches may
/// travel together.
const SCATTERS: [f64; 3] = [0.15, 0.6, 2.4];
/// Weeks with less than this were not seen.
const SEEN: f64 = 0.1;

/// The stays in one stage, both lanes together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drift {
    first: i64,
    weeks: Vec<Week>,
}

/// Stays of copies that came in one week.
#[derive(Clone, Copy, Debug, Default)]
struct Week {
    batches: f64,
    excess: f64,
}

/// How restless a stage is, and how far its weeks scatter: variances.
#[derive(Clone, Copy, Debug)]
struct Temper {
    step: f64,
    scatter: f64,
}

/// What is known of a week from those before it, and then from itself as well; each with its variance.
#[derive(Clone, Copy, Debug)]
struct State {
    expected: f64,
    ahead: f64,
    mean: f64,
    variance: f64,
}

impl Drift {
    /// The logarithm of the days of some batches, which came on a day, was above the usual by `excess`.
    pub(crate) fn learn(&mut self, since: Day, batches: f64, excess: f64) {
        let week = since.div_euclid(WEEK);
        if self.weeks.is_empty() {
            self.first = week;
        }
        let Some(place) = usize::try_from(week - self.first).ok().filter(|place| *place < FARTHEST) else { return };
        if self.weeks.len() <= place {
            self.weeks.resize(place + 1, Week::default());
        }
        self.weeks[place].batches += batches;
        self.weeks[place].excess += batches * excess;
        let forgotten = self.weeks.len().saturating_sub(REMEMBERED);
        self.weeks.drain(..forgotten);
        self.first += forgotten as i64;
    }

    /// What it was each week.
    pub(crate) fn trend(&self) -> Trend {
        let tempers = STEPS.into_iter().flat_map(|step| SCATTERS.map(|scatter| Temper { step, scatter }));
        let likeliest =
            tempers.map(|temper| (self.likely(temper), temper)).max_by(|one, other| one.0.total_cmp(&other.0));
        let states: Vec<State> = likeliest.map(|(_, temper)| self.walk(temper).collect()).unwrap_or_default();
        Trend { first: self.first, weeks: looked_back(&states) }
    }

    /// The logarithm of how likely the weeks are, but for a constant.
    fn likely(&self, temper: Temper) -> f64 {
        let seen = self.weeks.iter().zip(self.walk(temper)).filter(|(week, _)| week.batches > SEEN);
        seen.fold(-temper.step / USUAL_STEP, |sum, (week, state)| {
            let spread = state.ahead + temper.scatter / week.batches;
            let surprise = week.excess / week.batches - state.expected;
            sum - 0.5 * (spread.ln() + surprise * surprise / spread)
        })
    }

    /// Goes through the weeks.
    fn walk(&self, temper: Temper) -> impl Iterator<Item = State> + '_ {
        let Temper { step, scatter } = temper;
        let (mut mean, mut variance) = (0.0, step / (1.0 - LASTS * LASTS));
        self.weeks.iter().map(move |week| {
            let (expected, ahead) = (LASTS * mean, LASTS * LASTS * variance + step);
            (mean, variance) = (expected, ahead);
            if week.batches > SEEN {
                let chance = scatter / week.batches;
                mean += ahead / (ahead + chance) * (week.excess / week.batches - expected);
                variance = ahead * chance / (ahead + chance);
            }
            State { expected, ahead, mean, variance }
        })
    }
}

/// What is known of each week from all of them.
fn looked_back(states: &[State]) -> Vec<f64> {
    let mut weeks: Vec<f64> = states.iter().map(|state| state.mean).collect();
    for (week, pair) in states.windows(2).enumerate().rev() {
        let (state, next) = (pair[0], pair[1]);
        if next.ahead > 0.0 {
            weeks[week] += LASTS * state.variance / next.ahead * (weeks[week + 1] - LASTS * state.mean);
        }
    }
    weeks
}

/// The drift of a stage, week by week.
#[derive(Clone, Debug)]
pub(crate) struct Trend {
    first: i64,
    weeks: Vec<f64>,
}

impl Trend {
    /// By how much the logarithm of the days differs from the usual for copies that come on a day, past or to come.
    pub(crate) fn at(&self, day: Day) -> f64 {
        let week = day.div_euclid(WEEK);
        let last = self.first + self.weeks.len() as i64 - 1;
        if week <= last {
            return self.seen(week).unwrap_or(0.0);
        }
        let Some(now) = self.seen(last) else { return 0.0 };
        let left = LASTS.powf((week - last) as f64);
        let season = match (self.around(last - YEAR), self.around(week - YEAR)) {
            (Some(from), Some(to)) => AGAIN * (to - left * from),
            _ => 0.0,
        };
        left * now + season
    }

    fn seen(&self, week: i64) -> Option<f64> {
        self.weeks.get(usize::try_from(week - self.first).ok()?).copied()
    }

    /// The mean of a week and those beside it: a year is not so punctual.
    fn around(&self, week: i64) -> Option<f64> {
        let (sum, weeks) = (week - 1..=week + 1)
            .filter_map(|week| self.seen(week))
            .fold((0.0, 0.0), |(sum, weeks), drift| (sum + drift, weeks + 1.0));
        (weeks > 0.0).then(|| sum / weeks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten batches a week, which stray by a fifth; in `jam` they take twice as long.
    fn drift(weeks: i64, jam: impl Fn(i64) -> bool) -> Drift {
        let mut drift = Drift::default();
        for batch in 0..weeks * 10 {
            let stray = [0.2, -0.2, 0.1, 0.0, -0.1][(batch % 5) as usize];
            drift.learn(batch / 10 * WEEK, 1.0, stray + if jam(batch / 10) { 2f64.ln() } else { 0.0 });
        }
        drift
    }

    #[test]
    fn chance_is_no_drift() {
        let trend = drift(50, |_| false).trend();
        assert!((0..70).all(|week| trend.at(week * WEEK).abs() < 0.02));
        assert!(Drift::default().trend().at(7).abs() < f64::EPSILON);
    }

    #[test]
    fn a_jam_is_followed_at_once_and_fades_when_it_is_over() {
        let trend = drift(50, |week| (30..40).contains(&week)).trend();
        let factor = |week: i64| trend.at(week * WEEK).exp();
        assert!(factor(28) < 1.2 && factor(31) > 1.7 && factor(38) > 1.7 && factor(42) < 1.2, "{trend:?}");
        let trend = drift(35, |week| week >= 30).trend();
        let factor = |week: i64| trend.at(week * WEEK).exp();
        assert!(factor(35) > 1.6 && factor(45) < 1.4 && factor(60) < 1.1, "{trend:?}");
    }

    #[test]
    fn a_jam_of_last_summer_is_expected_again() {
        let trend = drift(70, |week| (20..28).contains(&week)).trend();
        let factor = |week: i64| trend.at(week * WEEK).exp();
        assert!(factor(71) < 1.2 && factor(76) > 1.4 && factor(76) < 2.0 && factor(83) < 1.2, "{trend:?}");
    }
}
