//! When a letter is due. Pure: instants in, instants out; the day and its hours are Beijing's.

use kernel::shapes::Pace;

pub(super) use crate::days::morning as digest;
use crate::days::{midnight, today};

/// What comes within so long of the first notice goes into the same letter.
const GATHER_MS: i64 = 3 * 60_000;
const HOUR_MS: i64 = 3_600_000;
/// Day 0, 1 January 1970, was a Thursday; day 4 a Monday.
const A_MONDAY: i64 = 4;

/// The instants at which letters about something that happens now are due, by pace.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dues {
    pub(super) now: i64,
    pub(super) daily: i64,
    pub(super) weekly: i64,
}

impl Dues {
    pub(super) fn of(now: i64) -> Self {
        let day = today(now);
        let daily = if now < digest(day) { digest(day) } else { digest(day + 1) };
        let monday = day - (day - A_MONDAY).rem_euclid(7);
        let weekly = if now < digest(monday) { digest(monday) } else { digest(monday + 7) };
        Self { now: now + GATHER_MS, daily, weekly }
    }

    /// The instant for one pace; nothing when no letter is wanted.
    pub(super) const fn at(self, pace: Pace) -> Option<i64> {
        match pace {
            Pace::Now => Some(self.now),
            Pace::Daily => Some(self.daily),
            Pace::Weekly => Some(self.weekly),
            Pace::Never => None,
        }
    }
}

const fn at_hour(day: i64, hour: i64) -> i64 {
    midnight(day) + hour * HOUR_MS
}

/// When the quiet hours end in which an instant falls; nothing when it falls in none. They may go over midnight; the same
/// hour twice means that there are none.
pub(super) fn quiet_until(now: i64, from: i64, to: i64) -> Option<i64> {
    let day = today(now);
    let hour = (now - at_hour(day, 0)) / HOUR_MS;
    let quiet = if from <= to { (from..to).contains(&hour) } else { hour >= from || hour < to };
    quiet.then(|| if hour < to { at_hour(day, to) } else { at_hour(day + 1, to) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::days::DAY_MS;

    /// Monday, 7 September 2026, ten o'clock in Beijing.
    const NOW: i64 = 1_788_746_400_000;

    #[test]
    fn digests_come_in_the_morning_and_on_mondays() {
        let dues = Dues::of(NOW);
        assert_eq!(dues.daily, NOW + 22 * HOUR_MS);
        assert_eq!(dues.weekly, NOW + 7 * DAY_MS - 2 * HOUR_MS);
        let early = Dues::of(NOW - 3 * HOUR_MS);
        assert_eq!((early.daily, early.weekly), (NOW - 2 * HOUR_MS, NOW - 2 * HOUR_MS));
        assert_eq!(Dues::of(NOW - 2 * HOUR_MS).daily, NOW + 22 * HOUR_MS, "not the digest that is being made");
    }

    #[test]
    fn the_night_is_quiet_over_midnight() {
        let midnight = NOW - 10 * HOUR_MS;
        assert_eq!(quiet_until(midnight - HOUR_MS, 22, 7), Some(midnight + 7 * HOUR_MS));
        assert_eq!(quiet_until(midnight + HOUR_MS, 22, 7), Some(midnight + 7 * HOUR_MS));
        assert_eq!(quiet_until(midnight + 7 * HOUR_MS, 22, 7), None);
        assert_eq!(quiet_until(NOW, 9, 12), Some(NOW + 2 * HOUR_MS));
        assert_eq!(quiet_until(NOW, 10, 10), None);
    }

    proptest! {
        #[test]
        fn no_pace_looks_back_and_quiet_hours_end(
            now in NOW..NOW + 400 * DAY_MS, from in 0_i64..24, to in 0_i64..24
        ) {
            let dues = Dues::of(now);
            prop_assert!(now < dues.now && now < dues.daily && dues.daily <= now + DAY_MS);
            prop_assert!(now < dues.weekly && dues.weekly <= now + 7 * DAY_MS);
            if let Some(until) = quiet_until(now, from, to) {
                prop_assert!(now < until && until <= now + DAY_MS);
                prop_assert_eq!(quiet_until(until, from, to), None);
            }
        }
    }
}
