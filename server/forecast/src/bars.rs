//! An ageing histogram of places. The place of an arrival is the share of the forecast that lay before it: when forecasts are
//! right, all places from 0 to 1 are equally frequent (the probability integral transform, Dawid 1984). Days are whole, so an
//! arrival is spread over the row of places that its day takes up (Czado, Gneiting and Held 2009).

use std::ops::Range;

use crate::steps::Day;

const BINS: usize = 40;
/// An arrival takes up at least this, even on a day that was thought impossible.
const CRUMB: f64 = 1e-6;

/// Where a bin begins: they are narrower towards both ends, where few arrivals decide much.
fn edge(bin: usize) -> f64 {
    let part = bin as f64 / BINS as f64;
    part * part * (3.0 - 2.0 * part)
}

/// The histogram.
#[derive(Clone, Debug)]
pub(crate) struct Bars {
    mass: [f32; BINS],
    at: Day,
}

impl Bars {
    /// Nothing was seen yet.
    pub(crate) const fn empty() -> Self {
        Self { mass: [0.0; BINS], at: 0 }
    }

    /// All places are equally frequent; in shares of 1.
    pub(crate) fn even() -> Self {
        Self { mass: std::array::from_fn(|bin| (edge(bin + 1) - edge(bin)) as f32), at: 0 }
    }

    /// Adds an arrival of some weight; those before it count half for each half-life that has passed.
    pub(crate) fn add(&mut self, day: Day, places: &Range<f64>, weight: f32, half_life: f64) {
        if day > self.at {
            let factor = (-((day - self.at) as f64) / half_life).exp2() as f32;
            self.mass.iter_mut().for_each(|mass| *mass *= factor);
            self.at = day;
        }
        let from = places.start.clamp(0.0, 1.0 - CRUMB);
        let to = places.end.clamp(from + CRUMB, 1.0);
        for (bin, mass) in self.mass.iter_mut().enumerate() {
            let common = (edge(bin + 1).min(to) - edge(bin).max(from)).max(0.0);
            *mass += weight * (common / (to - from)) as f32;
        }
    }

    /// These and, as so many more, those of a larger group; in shares of 1.
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
        let mut sums = [(0.0, 0.0); BINS + 1];
        for (bin, mass) in self.mass.iter().enumerate() {
            sums[bin + 1] = (edge(bin + 1), sums[bin].1 + f64::from(*mass));
        }
        let whole = sums[BINS].1.max(f64::MIN_POSITIVE);
        sums.iter_mut().for_each(|(_, sum)| *sum /= whole);
        Sums(sums)
    }
}

/// The cumulative distribution of places: edges of bins, and the share that lies below each.
#[derive(Clone, Debug)]
pub(crate) struct Sums([(f64, f64); BINS + 1]);

impl Sums {
    /// The share of arrivals at places up to this one.
    pub(crate) fn share(&self, place: f64) -> f64 {
        let bin = self.0.partition_point(|(edge, _)| *edge < place).clamp(1, BINS);
        let ((from, low), (to, high)) = (self.0[bin - 1], self.0[bin]);
        low + ((place - from) / (to - from)).clamp(0.0, 1.0) * (high - low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_arrivals_the_forecast_is_believed() {
        let sums = Bars::empty().with(&Bars::even(), 1.0).sums();
        assert!([0.0, 0.03, 0.1, 0.5, 0.77, 1.0].iter().all(|place| (sums.share(*place) - place).abs() < 1e-3));
    }

    #[test]
    fn own_arrivals_outweigh_the_group_in_time() {
        let mut bars = Bars::empty();
        (0..1_000).for_each(|_| bars.add(5, &(0.7..0.9), 1.0, 60.0));
        let sums = bars.with(&Bars::even(), 50.0).sums();
        assert!(sums.share(0.6) < 0.05 && sums.share(1.0) > 0.999);
        assert!((sums.share(0.8) - 0.5).abs() < 0.03, "{}", sums.share(0.8));
    }

    #[test]
    fn an_impossible_day_counts_as_well() {
        let mut bars = Bars::empty();
        (0..50).for_each(|_| bars.add(5, &(1.0..1.0), 1.0, 60.0));
        let sums = bars.with(&Bars::even(), 50.0).sums();
        assert!(sums.share(0.99) < 0.6, "{}", sums.share(0.99));
    }
}
