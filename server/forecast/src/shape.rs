//! How stays scatter around the usual stay: an ageing histogram of standardised logarithms, the same for all publishers of a
//! stage and lane. It has whatever form the house has, such as a long tail of parts that were sent later.

use crate::steps::Day;

const BINS: usize = 120;
const LOWEST: f64 = -5.0;
const STEP: f64 = 0.1;
/// Before anything is known, a normal distribution counts as so many stays; it also keeps the tails from being empty.
const PRIOR: f64 = 5.0;
/// A tenth of that is three times as wide: nothing is impossible.
const WIDE: (f64, f64) = (0.1, 3.0);

/// The histogram.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    mass: [f64; BINS],
    at: Day,
    half_life: f64,
}

impl Shape {
    pub(crate) const fn new(half_life: f64) -> Self {
        Self { mass: [0.0; BINS], at: 0, half_life }
    }

    /// Adds a standardised stay.
    pub(crate) fn add(&mut self, day: Day, weight: f64, z: f64) {
        if day > self.at {
            let factor = (-((day - self.at) as f64) / self.half_life).exp2();
            self.mass.iter_mut().for_each(|mass| *mass *= factor);
            self.at = day;
        }
        let bin = ((z - LOWEST) / STEP).clamp(0.0, BINS as f64 - 1.0);
        self.mass[bin as usize] += weight;
    }

    /// What it says now.
    pub(crate) fn curve(&self) -> Curve {
        let mut sums = [0.0; BINS + 1];
        let mut whole = 0.0;
        for (bin, mass) in self.mass.iter().enumerate() {
            let low = LOWEST + STEP * bin as f64;
            let part = |wide: f64| normal((low + STEP) / wide) - normal(low / wide);
            whole += mass + PRIOR * ((1.0 - WIDE.0) * part(1.0) + WIDE.0 * part(WIDE.1));
            sums[bin + 1] = whole;
        }
        sums.iter_mut().for_each(|sum| *sum /= whole);
        Curve::new(sums)
    }
}

/// The distribution of standardised stays.
#[derive(Clone, Debug)]
pub(crate) struct Curve {
    /// The share below each edge of a bin.
    sums: [f64; BINS + 1],
    /// The sum of the stays in all bins from each one on.
    above: [f64; BINS + 1],
}

impl Curve {
    fn new(sums: [f64; BINS + 1]) -> Self {
        let mut above = [0.0; BINS + 1];
        for bin in (0..BINS).rev() {
            above[bin] = above[bin + 1] + (sums[bin + 1] - sums[bin]) * (LOWEST + STEP * (bin as f64 + 0.5));
        }
        Self { sums, above }
    }

    /// The share of stays that are at most this.
    pub(crate) fn share(&self, z: f64) -> f64 {
        let place = ((z - LOWEST) / STEP).clamp(0.0, BINS as f64);
        let bin = (place as usize).min(BINS - 1);
        self.sums[bin] + (place - bin as f64) * (self.sums[bin + 1] - self.sums[bin])
    }

    /// The mean of the stays that are longer than this; as for normal ones when none ever was (Mills 1926).
    pub(crate) fn mean_above(&self, z: f64) -> f64 {
        let bin = ((z - LOWEST) / STEP).clamp(0.0, BINS as f64).round() as usize;
        let share = 1.0 - self.sums[bin];
        if share > 1e-9 { (self.above[bin] / share).max(z) } else { z + 1.0 / z.max(1.0) }
    }
}

/// The standard normal distribution (Abramowitz and Stegun 1964, 26.2.17; error below 1e-7).
fn normal(z: f64) -> f64 {
    const TERMS: [f64; 5] = [0.319_381_530, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
    let t = 1.0 / (1.0 + 0.231_641_9 * z.abs());
    let sum = TERMS.iter().rev().fold(0.0, |sum, term| (sum + term) * t);
    let above = (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt() * sum;
    if z > 0.0 { 1.0 - above } else { above }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_any_stay_it_is_nearly_normal() {
        let curve = Shape::new(100.0).curve();
        assert!((curve.share(0.0) - 0.5).abs() < 0.01);
        assert!((curve.share(1.0) - 0.841).abs() < 0.03);
        assert!(curve.share(4.5) < 1.0);
        assert!(curve.mean_above(0.0) > 0.75 && curve.mean_above(0.0) < 1.0);
    }

    #[test]
    fn old_stays_fade() {
        let mut shape = Shape::new(10.0);
        (0..1_000).for_each(|_| shape.add(0, 1.0, 2.0));
        (0..1_000).for_each(|_| shape.add(100, 1.0, -2.0));
        assert!(shape.curve().share(0.0) > 0.98);
    }
}
