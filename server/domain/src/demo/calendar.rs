//! When people work: days, seasons and office hours in Beijing. Knows no orders.

use jiff::civil::{Date, date};

use super::chance::Chance;
use crate::days::{self, DAY_MS};

const HOUR_MS: i64 = 3_600_000;
const MINUTE_MS: i64 = 60_000;

/// The instant of a minute of a day in Beijing.
pub(super) const fn instant(day: i64, minute: i64) -> i64 {
    day * DAY_MS - 8 * HOUR_MS + minute * MINUTE_MS
}

/// The date of a day.
pub(super) fn civil(day: i64) -> Date {
    date(1970, 1, 1).saturating_add(jiff::Span::new().days(day.clamp(0, 100_000)))
}

/// The first day of a month.
pub(super) fn first_of_month(year: i16, month: i8) -> Option<i64> {
    Date::new(year, month, 1).ok().map(days::number)
}

/// The first days of Spring Festival; the house is closed for eight days.
const SPRING_FESTIVALS: [(i16, i8, i8); 6] =
    [(2024, 2, 9), (2025, 1, 28), (2026, 2, 16), (2027, 2, 5), (2028, 1, 25), (2029, 2, 12)];

/// Whether the house works on a day: Monday to Friday but for the long holidays.
pub(super) fn is_workday(day: i64) -> bool {
    // The first of January 1970 was a Thursday.
    let weekend = (day + 3).rem_euclid(7) >= 5;
    !weekend && !is_holiday(day)
}

fn is_holiday(day: i64) -> bool {
    let here = civil(day);
    let fixed = matches!((here.month(), here.day()), (10, 1..=7) | (5, 1..=3) | (1, 1));
    let spring = |(year, month, first): &(i16, i8, i8)| {
        let start = days::number(date(*year, *month, *first));
        (start..start + 8).contains(&day)
    };
    fixed || SPRING_FESTIVALS.iter().any(spring)
}

/// `at` itself when somebody works then, else some minutes after the next opening.
pub(super) fn in_office(at: i64, chance: &mut Chance) -> i64 {
    const OPENS: i64 = 8 * 60 + 50;
    const CLOSES: i64 = 17 * 60 + 20;
    let mut day = days::today(at);
    let minute = (at - instant(day, 0)) / MINUTE_MS;
    if is_workday(day) && (OPENS..CLOSES).contains(&minute) {
        return at;
    }
    if minute >= OPENS {
        day += 1;
    }
    while !is_workday(day) {
        day += 1;
    }
    instant(day, OPENS) + chance.between(0, 150 * MINUTE_MS)
}

/// `at` itself when somebody works then, else an hour before the last closing.
pub(super) fn last_in_office(at: i64) -> i64 {
    const CLOSING: i64 = 16 * 60 + 20;
    let mut day = days::today(at);
    if is_workday(day) && (instant(day, 9 * 60)..instant(day, CLOSING + 60)).contains(&at) {
        return at;
    }
    if at < instant(day, CLOSING) {
        day -= 1;
    }
    while !is_workday(day) {
        day -= 1;
    }
    instant(day, CLOSING)
}

/// An instant in the office hours of a day.
pub(super) fn sometime(day: i64, chance: &mut Chance) -> i64 {
    instant(day, 8 * 60 + 40) + chance.between(0, 520 * MINUTE_MS)
}

/// Milliseconds of a number of days.
pub(super) fn span(days: f64) -> i64 {
    (days * DAY_MS as f64) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_house_is_closed_at_weekends_and_holidays() {
        let day = |y, m, d| days::number(date(y, m, d));
        assert!(is_workday(day(2026, 11, 20)), "a Friday");
        assert!(!is_workday(day(2026, 11, 21)), "a Saturday");
        assert!(!is_workday(day(2026, 11, 22)), "a Sunday");
        assert!(is_workday(day(2026, 11, 23)), "a Monday");
        assert!(!is_workday(day(2026, 10, 5)), "the National Day week");
        assert!(!is_workday(day(2026, 2, 18)), "Spring Festival");
    }

    #[test]
    fn what_falls_into_the_night_waits_for_the_morning() {
        let mut chance = Chance::new(1, "calendar");
        let friday = days::number(date(2026, 11, 20));
        let noon = instant(friday, 12 * 60);
        assert_eq!(in_office(noon, &mut chance), noon);
        let later = in_office(instant(friday, 22 * 60), &mut chance);
        assert_eq!(days::today(later), friday + 3);
        assert_eq!(days::today(last_in_office(instant(friday + 1, 12 * 60))), friday);
        assert_eq!(days::today(last_in_office(instant(friday, 3 * 60))), friday - 1);
        assert_eq!(last_in_office(noon), noon);
        let early = in_office(instant(friday, 3 * 60), &mut chance);
        assert_eq!(days::today(early), friday);
        assert!(early > instant(friday, 8 * 60));
    }

    #[test]
    fn days_and_dates_fit() {
        assert_eq!(civil(20_778), date(2026, 11, 21));
        assert_eq!(first_of_month(2026, 11), Some(20_758));
        assert_eq!(first_of_month(2026, 13), None);
    }
}
