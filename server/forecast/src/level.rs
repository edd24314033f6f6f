//! What is known of the stays in one stage and lane: moments of their logarithms for each publisher, which grow old, and what
//! may be concluded for a publisher when its own stays are few.
//!
//! The pull towards the country and the house is the credibility of Bühlmann and Straub (1970): a record of `n` batches
//! counts with `n / (n + k)`, where `k` is the scatter within a publisher over the scatter between publishers, both taken from
//! the house itself. So a stage that depends on the publisher tells them apart quickly, and one that does not pools them.
//!
//! What changes for all at once, such as a jam at the customs, has been taken off before (`drift`).

use crate::steps::Day;

/// A guess before anything is known counts as so many batches.
const GUESS: f64 = 2.0;
/// The scatter of logarithms that is guessed: about a third up or down.
const GUESSED_VARIANCE: f64 = 0.12;
/// A publisher's own scatter is believed half when it was seen in so many batches.
const SCATTER_BATCHES: f64 = 10.0;
/// Nothing is more regular than this: days are whole.
const LEAST_VARIANCE: f64 = 0.002;

/// Sums over the stays of one publisher.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Moments {
    weight: f64,
    sum: f64,
    squares: f64,
    /// Lines that moved together tell as much as one.
    batches: f64,
    at: Day,
}

impl Moments {
    /// As they count on a later day.
    fn aged(self, day: Day, half_life: f64) -> Self {
        let factor = if day > self.at { (-((day - self.at) as f64) / half_life).exp2() } else { 1.0 };
        Self {
            weight: self.weight * factor,
            sum: self.sum * factor,
            squares: self.squares * factor,
            batches: self.batches * factor,
            at: self.at.max(day),
        }
    }

    fn add(&mut self, stay: Seen) {
        self.weight += stay.weight;
        self.sum += stay.weight * stay.log_days;
        self.squares += stay.weight * stay.log_days * stay.log_days;
        self.batches += stay.batches;
    }

    fn mean(&self) -> f64 {
        if self.weight > 0.0 { self.sum / self.weight } else { 0.0 }
    }

    fn variance(&self) -> f64 {
        if self.weight > 0.0 { (self.squares / self.weight - self.mean().powi(2)).max(0.0) } else { 0.0 }
    }
}

/// Stays of lines that came together and left together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen {
    /// Logarithm of the days.
    pub(crate) log_days: f64,
    pub(crate) weight: f64,
    /// As how many batches it counts.
    pub(crate) batches: f64,
}

/// The usual stay: the middle of the logarithms of its days, and how far they scatter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fit {
    pub(crate) location: f64,
    pub(crate) scale: f64,
}

/// The usual stays of all publishers, of the countries for publishers without any, and of the house.
#[derive(Clone, Debug)]
pub(crate) struct Fits {
    publishers: Vec<Fit>,
    countries: Vec<Fit>,
    house: Fit,
}

impl Fits {
    /// What is guessed from the usual days alone.
    pub(crate) fn guess(usual_days: f64) -> Self {
        let location = usual_days.max(0.5).ln();
        Self { publishers: Vec::new(), countries: Vec::new(), house: Fit { location, scale: GUESSED_VARIANCE.sqrt() } }
    }

    /// The usual stay for a publisher.
    pub(crate) fn of(&self, publisher: u32, country: u32) -> Fit {
        let own = self.publishers.get(publisher as usize);
        *own.or_else(|| self.countries.get(country as usize)).unwrap_or(&self.house)
    }
}

/// The stays of one stage and lane.
#[derive(Clone, Debug)]
pub(crate) struct Level {
    publishers: Vec<Moments>,
    half_life: f64,
}

impl Level {
    pub(crate) const fn new(half_life: f64) -> Self {
        Self { publishers: Vec::new(), half_life }
    }

    /// Takes in a stay that ended on a day.
    pub(crate) fn learn(&mut self, publisher: u32, day: Day, stay: Seen) {
        let place = publisher as usize;
        if self.publishers.len() <= place {
            self.publishers.resize(place + 1, Moments::default());
        }
        self.publishers[place] = self.publishers[place].aged(day, self.half_life);
        self.publishers[place].add(stay);
    }

    /// What may be concluded on a day. All is told as a difference from `base`, which is what would be believed without any
    /// stay; `countries` are those of the publishers.
    pub(crate) fn fits(&self, day: Day, base: &Fits, countries: &[u32]) -> Fits {
        let records: Vec<Record> =
            (0u32..).zip(countries).map(|(no, country)| self.record(no, *country, day, base)).collect();
        let within = within(&records);
        let house = Pool::of(records.iter(), 0.0).mean_with(GUESS);
        let some = countries.iter().max().map_or(0, |last| *last as usize + 1);
        let mut pools = vec![Pool::default(); some];
        records.iter().for_each(|record| pools[record.country as usize].add(record, house));
        let between = scatter(pools.iter().map(|pool| (pool.batches, pool.mean_with(0.0))), within);
        let offsets: Vec<f64> =
            pools.iter().map(|pool| house + credibility(pool.batches, within, between) * pool.mean_with(0.0)).collect();
        let own = |record: &Record| (record.batches, record.offset - offsets[record.country as usize]);
        let among = scatter(records.iter().map(own), within);
        let unknown = (within + among).sqrt();
        let fit = |record: &Record| {
            let (batches, difference) = own(record);
            let trust = credibility(batches, within, among);
            let scatter = (batches * record.variance + SCATTER_BATCHES * within) / (batches + SCATTER_BATCHES);
            let location = record.base + offsets[record.country as usize] + trust * difference;
            Fit { location, scale: (scatter + (1.0 - trust) * among).sqrt() }
        };
        let of_country =
            |(no, offset): (u32, &f64)| Fit { location: base.of(u32::MAX, no).location + offset, scale: unknown };
        Fits {
            publishers: records.iter().map(fit).collect(),
            countries: (0..).zip(&offsets).map(of_country).collect(),
            house: Fit { location: base.house.location + house, scale: unknown },
        }
    }

    fn record(&self, publisher: u32, country: u32, day: Day, base: &Fits) -> Record {
        let moments = self.publishers.get(publisher as usize).copied().unwrap_or_default().aged(day, self.half_life);
        let base = base.of(publisher, country).location;
        let offset = if moments.weight > 0.0 { moments.mean() - base } else { 0.0 };
        Record { country, base, offset, batches: moments.batches, variance: moments.variance() }
    }
}

/// One publisher, on one day.
struct Record {
    country: u32,
    base: f64,
    offset: f64,
    batches: f64,
    variance: f64,
}

/// Several publishers taken together, each as much as it has batches.
#[derive(Clone, Copy, Default)]
struct Pool {
    batches: f64,
    sum: f64,
}

impl Pool {
    fn of<'a>(records: impl Iterator<Item = &'a Record>, from: f64) -> Self {
        let mut pool = Self::default();
        records.for_each(|record| pool.add(record, from));
        pool
    }

    fn add(&mut self, record: &Record, from: f64) {
        self.batches += record.batches;
        self.sum += record.batches * (record.offset - from);
    }

    /// The mean, as if so many batches had none.
    fn mean_with(&self, none: f64) -> f64 {
        if self.batches + none > 0.0 { self.sum / (self.batches + none) } else { 0.0 }
    }
}

/// The variance within publishers.
fn within(records: &[Record]) -> f64 {
    let (sum, free) = records.iter().fold((0.0, 0.0), |(sum, free), record| {
        (sum + record.batches * record.variance, free + (record.batches - 1.0).max(0.0))
    });
    ((sum + GUESS * GUESSED_VARIANCE) / (free + GUESS)).max(LEAST_VARIANCE)
}

/// The variance between groups: the squares of their differences, less what chance alone would make of them.
fn scatter(groups: impl Iterator<Item = (f64, f64)>, within: f64) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    for (batches, difference) in groups.filter(|(batches, _)| *batches > 0.5) {
        let weight = batches / (batches + SCATTER_BATCHES);
        sum += weight * (difference * difference - within / batches);
        weights += weight;
    }
    (sum / (weights + 1.0)).max(0.0)
}

/// How far a record of so many batches is believed.
fn credibility(batches: f64, within: f64, between: f64) -> f64 {
    if batches > 0.0 { batches * between / (batches * between + within) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(days: f64) -> Seen {
        Seen { log_days: days.ln(), weight: 1.0, batches: 1.0 }
    }

    /// Publisher 0 takes 10 days and 1 takes 40, often seen; 2 was seen once, with 40.
    fn level() -> Level {
        let mut level = Level::new(100.0);
        for turn in 0..30 {
            let stray = [0.9, 1.0, 1.1][turn % 3];
            level.learn(0, 0, seen(10.0 * stray));
            level.learn(1, 0, seen(40.0 * stray));
        }
        level.learn(2, 0, seen(40.0));
        level
    }

    #[test]
    fn few_stays_are_pulled_and_many_are_not() {
        let fits = level().fits(0, &Fits::guess(20.0), &[0, 0, 0, 0]);
        let days = |publisher| fits.of(publisher, 0).location.exp();
        assert!((days(0) - 10.0).abs() < 1.0, "{}", days(0));
        assert!((days(1) - 40.0).abs() < 2.0, "{}", days(1));
        assert!(days(2) > days(3) && days(2) < 40.5, "{}", days(2));
        assert!(days(3) > 15.0 && days(3) < 25.0, "{}", days(3));
        assert!(fits.of(3, 0).scale > 2.0 * fits.of(0, 0).scale, "who is not known is less certain");
        assert_eq!(fits.of(77, 0), fits.of(78, 0));
    }

    #[test]
    fn without_any_stay_the_guess_stands() {
        let fits = Level::new(100.0).fits(0, &Fits::guess(20.0), &[]);
        assert_eq!(fits.of(0, 0), Fits::guess(20.0).of(0, 0));
    }

    #[test]
    fn what_is_new_outweighs_what_is_old() {
        let mut level = level();
        (0..5).for_each(|_| level.learn(0, 500, seen(40.0)));
        let fits = level.fits(500, &Fits::guess(20.0), &[0, 0, 0]);
        assert!(fits.of(0, 0).location.exp() > 25.0);
    }
}
