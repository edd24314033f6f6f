//! How likely each number of days is, as a row of weights, and sums of such numbers.

use std::ops::Range;

/// Longest time that is told apart.
const LONGEST: usize = 400;
/// What is cut off both ends of a sum, in all.
const CRUMB: f64 = 1e-4;
/// A stay that has outlasted all that was ever seen goes on by this share of itself on average.
const OUTLASTED: f64 = 0.25;

/// A distribution over whole days from 0. The weights sum to 1.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Odds {
    first: usize,
    mass: Vec<f64>,
}

impl Odds {
    /// Certainly so many days.
    pub(crate) fn sure(days: usize) -> Self {
        Self { first: days.min(LONGEST), mass: vec![1.0] }
    }

    /// From a cumulative distribution: the chance of at most so many whole days.
    pub(crate) fn of(at_most: impl Fn(usize) -> f64) -> Self {
        let mut mass = Vec::new();
        let mut below = 0.0;
        while below < 1.0 - CRUMB && mass.len() < LONGEST {
            let sum = at_most(mass.len()).clamp(below, 1.0);
            mass.push(sum - below);
            below = sum;
        }
        Self { first: 0, mass }.trimmed()
    }

    /// From weights that need not sum to 1, but are not all nothing.
    pub(crate) fn weighing(weights: &[f64]) -> Self {
        let whole: f64 = weights.iter().sum();
        Self { first: 0, mass: weights.iter().map(|weight| weight / whole).collect() }.trimmed()
    }

    /// The rest of a stay that has lasted for `elapsed` days and may end today: T − elapsed, given T ≥ elapsed.
    pub(crate) fn after(&self, elapsed: usize) -> Self {
        let skipped = elapsed.saturating_sub(self.first);
        let rest = self.mass.get(skipped..).unwrap_or_default();
        if rest.iter().sum::<f64>() > CRUMB {
            return Self { first: self.first.saturating_sub(elapsed), mass: rest.to_vec() }.trimmed();
        }
        let goes_on = 1.0 - 1.0 / (2.0 + elapsed as f64 * OUTLASTED);
        Self::of(|days| 1.0 - goes_on.powf(days as f64 + 1.0))
    }

    /// The sum of this time and one that follows it, of which the odds are given for each number of days of the first.
    pub(crate) fn plus<'a>(&self, then: impl Fn(usize) -> &'a Self) -> Self {
        let others: Vec<&Self> = (self.first..).take(self.mass.len()).map(then).collect();
        let first = others.iter().map(|other| other.first).min().unwrap_or(0);
        let ends = (0..).zip(&others).map(|(place, other): (usize, _)| place + other.first - first + other.mass.len());
        let mut mass = vec![0.0; ends.max().unwrap_or(1).min(LONGEST)];
        for (place, (weight, other)) in self.mass.iter().zip(&others).enumerate() {
            let row = mass.get_mut(place + other.first - first..).unwrap_or_default();
            for (sum, add) in row.iter_mut().zip(&other.mass) {
                *sum += weight * add;
            }
        }
        Self { first: self.first + first, mass }.trimmed()
    }

    /// Every time put to another place; places are in the same order as times.
    pub(crate) fn moved(&self, place: impl Fn(usize) -> usize) -> Self {
        let first = place(self.first);
        let mut mass = Vec::with_capacity(self.mass.len());
        for (days, weight) in (self.first..).zip(&self.mass) {
            let at = place(days).saturating_sub(first);
            if mass.len() <= at {
                mass.resize(at + 1, 0.0);
            }
            mass[at] += weight;
        }
        Self { first, mass }
    }

    /// Without the crumbs at the ends, and summing to 1 again.
    fn trimmed(mut self) -> Self {
        let crumbs = |weights: &mut dyn Iterator<Item = &f64>| {
            let mut sum = 0.0;
            let small = |weight: &&f64| {
                sum += **weight;
                sum < CRUMB / 2.0
            };
            weights.take_while(small).count()
        };
        let (low, high) = (crumbs(&mut self.mass.iter()), crumbs(&mut self.mass.iter().rev()));
        if low + high >= self.mass.len() {
            return Self::sure(self.first);
        }
        self.mass.truncate(self.mass.len() - high);
        self.mass.drain(..low);
        self.first += low;
        let whole: f64 = self.mass.iter().sum();
        self.mass.iter_mut().for_each(|weight| *weight /= whole);
        self
    }

    /// The time that is not exceeded with this chance, in days; each day's weight is spread over the half days around it.
    pub(crate) fn quantile(&self, chance: f64) -> f64 {
        let mut sum = 0.0;
        for (place, weight) in self.mass.iter().enumerate() {
            if sum + weight >= chance && *weight > 0.0 {
                return (self.first + place) as f64 - 0.5 + (chance - sum) / weight;
            }
            sum += weight;
        }
        (self.first + self.mass.len()) as f64 - 0.5
    }

    /// The least number of days that is possible.
    pub(crate) const fn first(&self) -> i64 {
        self.first as i64
    }

    /// How likely each number of days is, from the least on.
    pub(crate) fn weights(&self) -> &[f64] {
        &self.mass
    }

    /// The chance of less than so many days, and of at most so many.
    pub(crate) fn places(&self, days: i64) -> Range<f64> {
        let place = usize::try_from(days - self.first()).ok().filter(|place| *place < self.mass.len());
        let below = |place: usize| self.mass[..place].iter().sum();
        match place {
            Some(place) => below(place)..below(place + 1),
            None if days < self.first() => 0.0..0.0,
            None => 1.0..1.0,
        }
    }

    /// Several such times at once; `chances` ascend.
    pub(crate) fn quantiles<const N: usize>(&self, chances: [f64; N]) -> [f64; N] {
        chances.map(|chance| self.quantile(chance))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    #[test]
    fn two_dice_make_seven() {
        let die = Odds::of(|days| days.min(6) as f64 / 6.0);
        let both = die.plus(|_| &die);
        assert!(near(both.mass[7 - both.first], 1.0 / 6.0));
        assert!(near(both.mass.iter().sum(), 1.0));
        assert!(near(both.quantile(0.5), 7.0));
        assert!(near(both.places(3).start, 1.0 / 36.0) && near(both.places(3).end, 3.0 / 36.0));
        assert_eq!((both.places(1), both.places(13)), (0.0..0.0, 1.0..1.0));
    }

    #[test]
    fn what_follows_may_depend_on_when() {
        let (short, long) = (Odds::sure(1), Odds::sure(10));
        let either = Odds::weighing(&[1.0, 1.0]).plus(|days| if days == 0 { &short } else { &long });
        assert!(
            near(either.places(1).end, 0.5) && near(either.places(10).end, 0.5) && near(either.places(11).end, 1.0)
        );
    }

    #[test]
    fn what_has_lasted_cannot_have_been_shorter() {
        let die = Odds::of(|days| days.min(6) as f64 / 6.0);
        let rest = die.after(5);
        assert_eq!((rest.first, rest.mass.len()), (0, 2));
        assert!(near(rest.mass[0], 0.5));
        let outlasted = die.after(60);
        assert!(outlasted.quantile(0.5) > 5.0 && outlasted.quantile(0.5) < 20.0);
        assert_eq!(die.after(0), die);
    }
}
