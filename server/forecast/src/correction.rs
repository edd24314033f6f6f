//! From a forecast, and what forecasts like it came to, to what is said: a range and a chance.

use crate::bars::Sums;
use crate::odds::Odds;

/// What is wanted of a range: eight in ten, less what it is too wide on average because days are whole.
const LEVEL: f64 = 0.77;
/// More than this must not come after a range, however much narrower it would be: who waits minds the last day most.
const LATE: f64 = 0.16;

/// How to read forecasts.
#[derive(Clone, Debug)]
pub(crate) struct Correction {
    places: Sums,
}

/// From a day on, and before another, as places in a row of days.
#[derive(Clone, Copy, Debug)]
struct Window {
    from: usize,
    to: usize,
    chance: f64,
}

impl Window {
    fn days(self) -> usize {
        self.to - self.from
    }
}

impl Correction {
    /// By the places of arrivals in forecasts.
    pub(crate) const fn new(places: Sums) -> Self {
        Self { places }
    }

    /// The range: its first day, its middle and its last day.
    pub(crate) fn range(&self, odds: &Odds) -> [i64; 3] {
        let before = self.before(odds);
        let middle = before.partition_point(|before| *before <= 0.5).saturating_sub(1);
        let shortest = shortest(&before);
        let (low, high) = (shortest.from, shortest.to - 1);
        [low, middle.clamp(low, high), high].map(|place| odds.first() + place as i64)
    }

    /// The chance of arriving within so many days.
    pub(crate) fn chance(&self, odds: &Odds, days: i64) -> f64 {
        self.places.share(odds.places(days).end)
    }

    /// For each day that is possible, and the one after the last, the chance of having arrived before.
    fn before(&self, odds: &Odds) -> Vec<f64> {
        let mut below = 0.0;
        let mut before = vec![0.0];
        before.extend(odds.weights().iter().map(|weight| {
            below += weight;
            self.places.share(below)
        }));
        if let Some(last) = before.last_mut() {
            *last = 1.0;
        }
        before
    }
}

/// The shortest row of days that has the level, and of those that are equally short the likeliest. `before` ascends from 0
/// to 1.
fn shortest(before: &[f64]) -> Window {
    let end = before.len() - 1;
    let mut best = Window { from: 0, to: end, chance: 1.0 };
    let mut to = 1;
    for from in 0..end {
        let enough = |to: usize| before[to] - before[from] >= LEVEL && before[to] >= 1.0 - LATE;
        while to < end && !enough(to) {
            to += 1;
        }
        if !enough(to) {
            break;
        }
        let window = Window { from, to, chance: before[to] - before[from] };
        if window.days() < best.days() || (window.days() == best.days() && window.chance > best.chance) {
            best = window;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bars::Bars;

    fn range(odds: &Odds) -> [i64; 3] {
        Correction::new(Bars::even().sums()).range(odds)
    }

    #[test]
    fn the_shortest_row_is_said() {
        let tent = Odds::weighing(&[1.0, 2.0, 6.0, 16.0, 6.0, 2.0, 1.0]);
        assert_eq!(range(&tent), [2, 3, 4]);
        let waiting = Odds::of(|days| 1.0 - 0.9f64.powf(days as f64 + 1.0));
        assert_eq!(range(&waiting)[0], 0, "what may end any day begins today");
        assert_eq!(range(&Odds::sure(5)), [5, 5, 5]);
    }

    #[test]
    fn few_come_after_the_last_day() {
        let early = Odds::weighing(&[80.0, 1.0, 1.0, 2.0, 6.0, 10.0]);
        let correction = Correction::new(Bars::even().sums());
        let [_, _, high] = correction.range(&early);
        assert!(1.0 - correction.chance(&early, high) <= LATE + 1e-3, "{high}");
        assert!(high > 0);
    }
}
