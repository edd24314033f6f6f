//! Days of the house's calendar: days since 1970 in Beijing, which has one offset and no daylight saving.

/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;
/// Beijing is eight hours ahead of UTC.
const BEIJING_MS: i64 = 8 * 3_600_000;

/// The day at an instant, milliseconds of UTC since 1970.
pub const fn today(now: i64) -> i64 {
    (now + BEIJING_MS).div_euclid(DAY_MS)
}

/// The instant at which a day begins.
pub const fn midnight(day: i64) -> i64 {
    day * DAY_MS - BEIJING_MS
}
