//! Days and instants: Beijing has one offset and no daylight saving, so a day is a number of days since 1970 there.

use jiff::civil::{Date, date};
pub use kernel::days::{DAY_MS, midnight, today};

/// A day as people type it: `2026-11-28`.
pub fn typed(text: &str) -> Option<i64> {
    text.trim().parse::<Date>().ok().map(number)
}

/// The number of a date: days since 1970-01-01.
pub fn number(day: Date) -> i64 {
    let epoch = date(1970, 1, 1);
    epoch.until(day).map_or(0, |span| i64::from(span.get_days()))
}

/// Eight o'clock in the morning of a day: letters that waited for the next day go out then.
pub const fn morning(day: i64) -> i64 {
    midnight(day) + 8 * 3_600_000
}

/// Whether a day is a Saturday or a Sunday.
pub const fn is_weekend(day: i64) -> bool {
    // The first of January 1970 was a Thursday.
    (day + 3).rem_euclid(7) >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_week_ends_with_two_days() {
        let week: Vec<bool> = (0..7).map(|day| is_weekend(number(date(2026, 11, 16)) + day)).collect();
        assert_eq!(week, [false, false, false, false, false, true, true]);
    }

    #[test]
    fn a_day_begins_at_midnight_in_beijing() {
        assert_eq!(number(date(1970, 1, 2)), 1);
        assert_eq!(number(date(2026, 11, 21)), 20_778);
        // 2026-11-20 16:00 UTC is midnight of the 21st in Beijing.
        assert_eq!(today(20_777 * DAY_MS + 16 * 3_600_000), 20_778);
        assert_eq!(today(20_777 * DAY_MS + 16 * 3_600_000 - 1), 20_777);
    }
}
