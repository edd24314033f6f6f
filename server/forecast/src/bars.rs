//! An ageing histogram of scores. A score says where in its range a line arrived: 0 is the middle, -1 the early end, 1 the
//! late end, beyond them outside of it.

use crate::steps::Day;

const BINS: usize = 120;
const LOWEST: f64 = -4.0;
const STEP: f64 = 0.1;

/// The histogram.
#[derive(Clone, Debug)]
pub(crate) struct Bars {
    mass: Box<[f32; BINS]>,
    at: Day,
}

impl Bars {
    /// Nothing was scored yet.
    pub(crate) fn empty() -> Self {
        Self { mass: Box::new([0.0; BINS]), at: 0 }
    }

    /// What a normal distribution would score: one in ten beyond either end.
    pub(crate) fn normal() -> Self {
        /// Nine in ten are below so many standard deviations.
        const END: f64 = 1.2816;
        let mut bars = Self::empty();
        for (bin, mass) in bars.mass.iter_mut().enumerate() {
            let z = (LOWEST + STEP * (bin as f64 + 0.5)) * END;
            *mass = (-0.5 * z * z).exp() as f32;
        }
        let whole: f32 = bars.mass.iter().sum();
        bars.mass.iter_mut().for_each(|mass| *mass /= whole);
        bars
    }

    /// Adds a score; those before it count half for each half-life that has passed.
    pub(crate) fn add(&mut self, day: Day, score: f64, half_life: f64) {
        if day > self.at {
            let factor = (-((day - self.at) as f64) / half_life).exp2() as f32;
            self.mass.iter_mut().for_each(|mass| *mass *= factor);
            self.at = day;
        }
        let bin = ((score - LOWEST) / STEP).clamp(0.0, BINS as f64 - 1.0);
        self.mass[bin as usize] += 1.0;
    }

    /// These scores and, as so many more, those of a larger group; in shares of 1.
    pub(crate) fn with(&self, group: &Self, weight: f32) -> Self {
        let mut both = group.clone();
        let whole = self.mass.iter().sum::<f32>() + weight;
        for (both, own) in both.mass.iter_mut().zip(self.mass.iter()) {
            *both = (*both * weight + own) / whole;
        }
        both
    }

    /// The running sums of shares.
    pub(crate) fn sums(&self) -> Sums {
        let mut sums = [0.0; BINS + 1];
        for (bin, mass) in self.mass.iter().enumerate() {
            sums[bin + 1] = sums[bin] + f64::from(*mass);
        }
        let whole = sums[BINS].max(f64::MIN_POSITIVE);
        sums.iter_mut().for_each(|sum| *sum /= whole);
        Sums(sums)
    }
}

/// A cumulative distribution of scores.
#[derive(Clone, Debug)]
pub(crate) struct Sums([f64; BINS + 1]);

impl Sums {
    /// The share of scores up to this one.
    pub(crate) fn share(&self, score: f64) -> f64 {
        let place = ((score - LOWEST) / STEP).clamp(0.0, BINS as f64);
        let bin = (place as usize).min(BINS - 1);
        self.0[bin] + (place - bin as f64) * (self.0[bin + 1] - self.0[bin])
    }

    /// The score below which this share lies.
    pub(crate) fn score(&self, share: f64) -> f64 {
        let bin = self.0.partition_point(|sum| *sum < share).clamp(1, BINS) - 1;
        let height = self.0[bin + 1] - self.0[bin];
        let within = if height > 0.0 { ((share - self.0[bin]) / height).clamp(0.0, 1.0) } else { 0.5 };
        LOWEST + STEP * (bin as f64 + within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_scores_the_range_is_believed() {
        let sums = Bars::normal().sums();
        assert!((sums.score(0.1) + 1.0).abs() < 0.02);
        assert!(sums.score(0.5).abs() < 0.02);
        assert!((sums.share(1.0) - 0.9).abs() < 0.01);
    }

    #[test]
    fn own_scores_outweigh_the_group_in_time() {
        let mut bars = Bars::empty();
        for _ in 0..1_000 {
            bars.add(5, 2.0, 60.0);
        }
        let sums = bars.with(&Bars::normal(), 50.0).sums();
        assert!((sums.score(0.5) - 2.05).abs() < 0.1);
    }
}
