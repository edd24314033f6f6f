//! When a publisher's lines are gathered: every so many days, counted from an anchor day, at the end of a working day in
//! Beijing. Rhythm, anchor and the days of rest are rows of the database.
//!
//! It knows no lines and no batches.

use std::collections::{HashMap, HashSet};

use kernel::{FaultCode, Faults, Refusal, shapes};
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use crate::days::{self, DAY_MS};
use crate::scope::Staff;
use crate::stages::Stages;
use crate::{audit, events};

/// The house closes at 18:00 in Beijing, which is 10:00 UTC.
const CLOSING_MS: i64 = 10 * 3_600_000;
/// The longest row of days of rest that a cut-off is put off by.
const LONGEST_REST: i64 = 15;
/// Longest rhythm in days.
const MOST_DAYS: i64 = 366;

/// The instant at which the house closes on a day.
pub const fn closing(day: i64) -> i64 {
    day * DAY_MS + CLOSING_MS
}

/// Which days the house works.
#[derive(Clone, Debug, Default)]
pub struct WorkDays {
    rest: HashSet<i64>,
    work: HashSet<i64>,
}

impl WorkDays {
    /// Reads the days that are not what their weekday says.
    pub async fn load(conn: &mut Conn) -> Result<Self> {
        let rows = sql!(fetch_all as (i64, String), conn, "select day, kind from calendar_days")?;
        let mut days = Self::default();
        for (day, kind) in rows {
            if kind == "work" {
                days.work.insert(day)
            } else {
                days.rest.insert(day)
            };
        }
        Ok(days)
    }

    /// Monday to Friday, but for public holidays, and the weekends that are worked instead of them.
    pub fn works(&self, day: i64) -> bool {
        if days::is_weekend(day) { self.work.contains(&day) } else { !self.rest.contains(&day) }
    }

    /// The day itself when the house works, else the next on which it does.
    fn or_next(&self, day: i64) -> i64 {
        (day..=day + LONGEST_REST).find(|day| self.works(*day)).unwrap_or(day)
    }
}

/// One publisher's rhythm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Rhythm {
    /// Days from cut-off to cut-off; at least 1.
    pub rhythm_days: i64,
    /// A day of a cut-off.
    pub anchor_day: i64,
}

impl Rhythm {
    /// The first cut-off after an instant. Days of rest put it off, never forward, so nobody who counted on it is late.
    pub fn after(self, now: i64, days: &WorkDays) -> i64 {
        let step = self.rhythm_days.max(1);
        let before = (days::today(now) - LONGEST_REST - self.anchor_day).div_euclid(step);
        let mut day = self.anchor_day + before * step;
        loop {
            let at = closing(days.or_next(day));
            if at > now {
                return at;
            }
            day += step;
        }
    }
}

/// The next cut-off of a publisher; `None` when it has no rhythm.
pub async fn next(conn: &mut Conn, publisher_id: Uuid, now: i64) -> Result<Option<i64>> {
    let rhythm = rhythm(conn, publisher_id).await?;
    match rhythm {
        None => Ok(None),
        Some(rhythm) => Ok(Some(rhythm.after(now, &WorkDays::load(conn).await?))),
    }
}

/// A publisher's calendar as a desk sees it; `None` when it has none.
pub async fn find(conn: &mut Conn, staff: &Staff<'_>, publisher_id: Uuid) -> Result<Option<shapes::Rhythm>> {
    let Some(rhythm) = rhythm(conn, publisher_id).await? else { return Ok(None) };
    let next = rhythm.after(staff.now, &WorkDays::load(conn).await?);
    Ok(Some(shapes::Rhythm { days: rhythm.rhythm_days, anchor_day: rhythm.anchor_day, next }))
}

/// A publisher's rhythm, if it has one.
pub async fn rhythm(conn: &mut Conn, publisher_id: Uuid) -> Result<Option<Rhythm>> {
    sql!(
        fetch_optional as Rhythm,
        conn,
        "select rhythm_days, anchor_day from cutoffs where publisher_id = $1",
        publisher_id
    )
}

/// The rhythms of all publishers, for lists.
pub async fn rhythms(conn: &mut Conn) -> Result<HashMap<Uuid, Rhythm>> {
    let rows = sql!(fetch_all as (Uuid, i64, i64), conn, "select publisher_id, rhythm_days, anchor_day from cutoffs")?;
    Ok(rows.into_iter().map(|(id, rhythm_days, anchor_day)| (id, Rhythm { rhythm_days, anchor_day })).collect())
}

/// A rhythm as it was typed.
#[derive(Clone, Debug)]
pub struct SetRhythm {
    /// The publisher.
    pub publisher_id: Uuid,
    /// Days from cut-off to cut-off.
    pub rhythm_days: String,
    /// A day of a cut-off, as `2026-11-28`.
    pub anchor: String,
}

/// Sets a publisher's rhythm and answers with its next cut-off.
///
/// # Errors
/// `NotAllowed` for desks that do not buy; `NotFound` for no publisher; `rhythm_days: OutOfRange`, `anchor: NotADate`.
pub async fn set(tx: &mut Tx, staff: &Staff<'_>, wish: &SetRhythm) -> Result<i64> {
    let stages = Stages::load(tx, staff.lang).await?;
    let buys = stages.first().and_then(|first| stages.after(&first.code)).ok_or(Refusal::NotFound)?;
    staff.holds(&buys.desk)?;
    let rhythm = read(wish)?;
    let known = sql!(fetch_optional as (Uuid,), tx, "select id from publishers where id = $1", wish.publisher_id)?;
    known.ok_or(Refusal::NotFound)?;
    sql!(
        execute,
        tx,
        "insert into cutoffs (publisher_id, rhythm_days, anchor_day, version) values ($1, $2, $3, 1)
         on conflict (publisher_id) do update
           set rhythm_days = excluded.rhythm_days, anchor_day = excluded.anchor_day, version = cutoffs.version + 1",
        wish.publisher_id,
        rhythm.rhythm_days,
        rhythm.anchor_day
    )?;
    let detail = serde_json::json!({ "rhythm_days": rhythm.rhythm_days, "anchor_day": rhythm.anchor_day });
    let entry =
        audit::Entry { org_id: staff.org_id, verb: "cutoff.set", subject: wish.publisher_id.to_string(), detail };
    audit::record(tx, staff, entry).await?;
    events::record(tx, staff.now, staff.org_id, "cutoff.changed", wish.publisher_id).await?;
    Ok(rhythm.after(staff.now, &WorkDays::load(tx).await?))
}

fn read(wish: &SetRhythm) -> Result<Rhythm, Refusal> {
    let mut faults = Faults::new();
    let days = wish.rhythm_days.trim().parse().ok().filter(|days| (1..=MOST_DAYS).contains(days));
    if days.is_none() {
        faults.add("rhythm_days", FaultCode::OutOfRange { min: 1, max: MOST_DAYS });
    }
    let anchor = days::typed(&wish.anchor);
    if anchor.is_none() {
        faults.add("anchor", FaultCode::NotADate);
    }
    faults.check()?;
    Ok(Rhythm { rhythm_days: days.unwrap_or(1), anchor_day: anchor.unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn day(year: i16, month: i8, day: i8) -> i64 {
        days::number(date(year, month, day))
    }

    /// National Day 2026: the 1st to the 7th of October are free, Saturday the 10th is worked.
    fn october() -> WorkDays {
        let rest = (1..=7).map(|d| day(2026, 10, d)).collect();
        WorkDays { rest, work: HashSet::from([day(2026, 10, 10)]) }
    }

    #[test]
    fn a_cut_off_is_at_the_end_of_its_day() {
        let weekly = Rhythm { rhythm_days: 7, anchor_day: day(2026, 11, 20) };
        let friday = closing(day(2026, 11, 20));
        assert_eq!(weekly.after(friday - 1, &WorkDays::default()), friday);
        assert_eq!(weekly.after(friday, &WorkDays::default()), friday + 7 * DAY_MS, "what comes at the bell is late");
    }

    #[test]
    fn days_of_rest_put_it_off() {
        let days = october();
        let weekly = Rhythm { rhythm_days: 7, anchor_day: day(2026, 9, 24) };
        let now = closing(day(2026, 9, 30));
        assert_eq!(weekly.after(now, &days), closing(day(2026, 10, 8)), "the 1st falls into the holidays");
        let saturdays = Rhythm { rhythm_days: 7, anchor_day: day(2026, 10, 10) };
        assert_eq!(
            saturdays.after(closing(day(2026, 10, 9)), &days),
            closing(day(2026, 10, 10)),
            "a Saturday that is worked"
        );
        assert_eq!(saturdays.after(closing(day(2026, 10, 16)), &days), closing(day(2026, 10, 19)), "one that is not");
    }

    proptest! {
        #[test]
        fn it_lies_ahead_on_a_working_day_and_not_further_than_a_rhythm_and_a_rest(
            rhythm_days in 1_i64..120, anchor_day in 15_000_i64..25_000, now in 1_780_000_000_000_i64..1_800_000_000_000,
        ) {
            let days = october();
            let next = Rhythm { rhythm_days, anchor_day }.after(now, &days);
            prop_assert!(next > now);
            prop_assert!(days.works(days::today(next)));
            prop_assert!(next - now <= (rhythm_days + LONGEST_REST) * DAY_MS);
        }

        #[test]
        fn time_never_turns_it_back(rhythm_days in 1_i64..40, now in 1_780_000_000_000_i64..1_800_000_000_000, later in 0_i64..5_000_000_000) {
            let (rhythm, days) = (Rhythm { rhythm_days, anchor_day: 20_000 }, october());
            prop_assert!(rhythm.after(now, &days) <= rhythm.after(now + later, &days));
        }
    }
}
