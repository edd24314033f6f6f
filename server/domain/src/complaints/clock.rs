//! Until when the house promises to act. Pure: the instant comes in as an argument.

use crate::days::{DAY_MS, today};

/// The same time of day, `count` working days later. Working days are Monday to Friday in Beijing; public holidays and the
/// weekends that are worked in exchange for them are not known yet.
pub(super) const fn working_days_after(now: i64, count: u32) -> i64 {
    let mut at = now;
    let mut left = count;
    while left > 0 {
        at += DAY_MS;
        if is_working_day(today(at)) {
            left -= 1;
        }
    }
    at
}

/// Whether the house works on a day. Day 0, the first of 1970, was a Thursday.
const fn is_working_day(day: i64) -> bool {
    const MONDAY_TO_SUNDAY: i64 = 7;
    const DAY_ZERO: i64 = 3;
    (day + DAY_ZERO).rem_euclid(MONDAY_TO_SUNDAY) < 5
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};
    use proptest::prelude::*;

    use super::*;
    use crate::days;

    /// An instant by the clock of Beijing.
    fn beijing(month: i8, day: i8, hour: i64) -> i64 {
        days::number(date(2026, month, day)) * DAY_MS + (hour - 8) * 3_600_000
    }

    #[test]
    fn a_weekend_does_not_count() {
        // 2026-11-16 is a Monday.
        for (from, count, to) in [
            (beijing(11, 16, 9), 2, beijing(11, 18, 9)),
            (beijing(11, 19, 17), 2, beijing(11, 23, 17)),
            (beijing(11, 20, 10), 1, beijing(11, 23, 10)),
            (beijing(11, 20, 10), 2, beijing(11, 24, 10)),
            (beijing(11, 21, 10), 1, beijing(11, 23, 10)),
            (beijing(11, 22, 23), 2, beijing(11, 24, 23)),
            (beijing(11, 16, 9), 10, beijing(11, 30, 9)),
        ] {
            assert_eq!(working_days_after(from, count), to, "{from} + {count}");
        }
    }

    #[test]
    fn the_weekend_is_that_of_beijing() {
        // Friday 23:00 in London is Saturday 07:00 in Beijing: the first working day after it ends on Monday, not later.
        assert_eq!(working_days_after(beijing(11, 21, 7), 1), beijing(11, 23, 7));
        // Sunday 17:00 in London is Monday 01:00 in Beijing.
        assert_eq!(working_days_after(beijing(11, 23, 1), 1), beijing(11, 24, 1));
    }

    proptest! {
        #[test]
        fn a_promise_ends_on_a_working_day_and_skips_only_weekends(now in 0_i64..4_000_000_000_000, count in 1_u32..30) {
            let due = working_days_after(now, count);
            prop_assert_eq!((due - now) % DAY_MS, 0);
            let passed = (today(now) + 1..=today(due)).filter(|day| {
                let weekday = date(1970, 1, 1).checked_add(jiff::Span::new().days(*day)).unwrap().weekday();
                !matches!(weekday, Weekday::Saturday | Weekday::Sunday)
            });
            prop_assert_eq!(passed.count(), count as usize);
            prop_assert!(is_working_day(today(due)));
        }
    }
}
