//! Chance that repeats itself: the same seed gives the same house. Each part of the house draws from a stream of its own, so
//! that a change in one does not stir all others.

use rand::{Rng, RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

/// A stream of chance.
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of one part of the house.
    pub(super) fn new(seed: u64, part: &str) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(mark(part));
        Self(rng)
    }

    /// A number below `limit`, which is at least 1.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0.random_range(0..limit.max(1))
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high.max(low))
    }

    /// A number from `low` up to `high`.
    pub(super) fn amount(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.0.random::<f64>()
    }

    /// Whether something happens that happens with this probability.
    pub(super) fn hits(&mut self, probability: f64) -> bool {
        self.0.random::<f64>() < probability
    }

    /// A positive number that is often near `median` and sometimes far above it: durations, sizes of customers.
    pub(super) fn log_normal(&mut self, median: f64, sigma: f64) -> f64 {
        let (a, b) = (1.0 - self.0.random::<f64>(), self.0.random::<f64>());
        let normal = (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos();
        median * (sigma * normal).exp()
    }

    /// One of several, which are never none.
    pub(super) fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// An index, each as likely as its share of the running sums.
    pub(super) fn by_sums(&mut self, sums: &[f64]) -> usize {
        let total = sums.last().copied().unwrap_or(0.0);
        let point = self.0.random::<f64>() * total;
        sums.partition_point(|sum| *sum <= point).min(sums.len().saturating_sub(1))
    }
}

/// Running sums of weights, for [`Chance::by_sums`].
pub(super) fn sums(weights: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    let add = |weight: f64| {
        sum += weight;
        sum
    };
    weights.into_iter().map(add).collect()
}

/// A number that stands for a text (FNV-1a), the same on every machine.
pub(super) fn mark(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Keys in the order of time (UUIDv7), made from the seed, the kind of row and its place among its kind.
#[derive(Clone)]
pub(super) struct Keys(ChaCha8Rng);

impl Keys {
    /// The keys of one kind of row.
    pub(super) fn new(seed: u64, kind: &str) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(mark(kind));
        Self(rng)
    }

    /// The key of one row.
    pub(super) fn of(&self, index: usize, at: i64) -> Uuid {
        const WORDS_OF_A_KEY: u128 = 4;
        let mut rng = self.0.clone();
        rng.set_word_pos(index as u128 * WORDS_OF_A_KEY);
        let mut bytes = [0; 10];
        rng.fill_bytes(&mut bytes);
        uuid::Builder::from_unix_timestamp_millis(at.unsigned_abs(), &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_says_the_same() {
        let draw = |seed, part| {
            let mut chance = Chance::new(seed, part);
            (0..20).map(|_| chance.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7, "orders"), draw(7, "orders"));
        assert_ne!(draw(7, "orders"), draw(8, "orders"));
        assert_ne!(draw(7, "orders"), draw(7, "titles"));
    }

    #[test]
    fn keys_are_in_the_order_of_time_and_never_twice() {
        let keys = Keys::new(7, "orders");
        let all: Vec<Uuid> = (0..1000).map(|index| keys.of(index, 1_700_000_000_000 + index as i64)).collect();
        assert!(all.is_sorted());
        assert!(all.windows(2).all(|pair| pair[0] != pair[1]));
        assert_eq!(all[5], keys.of(5, 1_700_000_000_005));
        assert_eq!(all[5].get_version_num(), 7);
    }

    #[test]
    fn a_heavy_weight_is_drawn_more_often() {
        let mut chance = Chance::new(1, "weights");
        let sums = sums([1.0, 0.0, 9.0]);
        let drawn: Vec<usize> = (0..1000).map(|_| chance.by_sums(&sums)).collect();
        assert!(!drawn.contains(&1));
        assert!((820..980).contains(&drawn.iter().filter(|index| **index == 2).count()));
    }
}
