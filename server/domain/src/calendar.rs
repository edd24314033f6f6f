//! The days on which the house does other than the weekday says: public holidays, and the weekends that are worked instead.
//! Cut-offs read them each time ([`crate::cutoffs`]), so they move with every change.
//!
//! `notice` reads a year's list as the State Council publishes it: pure.

mod notice;

use jiff::civil::{Date, date};
use kernel::shapes::{CalendarDay, CalendarYear, DayKind};
use kernel::{FaultCode, Faults, Refusal};
use store::{Conn, Result, Tx, sql};

use crate::days;
use crate::scope::Staff;
use crate::settings::{CALENDAR, Changed, changes, record};

pub use notice::unread;

/// Years that a calendar can be asked for.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;
/// From this month on the next year's days should be known: the State Council publishes them in November.
const ASK_FROM_MONTH: i8 = 10;
/// Longest name of a day.
const NAME: u32 = 40;

/// A day as it was typed.
#[derive(Clone, Debug)]
pub struct SetDay {
    /// As `2026-10-01`.
    pub day: String,
    /// `rest` or `work`.
    pub kind: String,
    /// Why, in Chinese.
    pub name_zh: String,
    /// Why, in English.
    pub name_en: String,
}

/// A year's list as it was pasted.
#[derive(Clone, Debug)]
pub struct SetYear {
    /// The year.
    pub year: i16,
    /// The State Council's notice, or a day a line.
    pub text: String,
}

/// The calendar of a year, by default of the present one.
///
/// # Errors
/// `NotFound` for a year that no calendar is kept of.
pub async fn find(conn: &mut Conn, staff: &Staff<'_>, year: Option<i16>) -> Result<CalendarYear> {
    let today = days::today(staff.now);
    let year = year.or_else(|| date_of(today).map(Date::year)).unwrap_or_default();
    let (first, last) = bounds(year)?;
    Ok(CalendarYear {
        year,
        today,
        days: between(conn, first, last).await?,
        missing: missing(conn, today).await?,
        mine: staff.supervisor().is_ok(),
        changes: changes(conn, staff, CALENDAR).await?,
    })
}

/// The coming year, when it is time to know its days of rest and nobody has entered them. New Year's Day is known without a
/// notice and says nothing.
pub(crate) async fn missing(conn: &mut Conn, today: i64) -> Result<Option<i16>> {
    let Some(now) = date_of(today) else { return Ok(None) };
    // In January the year has begun already; its notice is as necessary as before.
    let year = if now.month() >= ASK_FROM_MONTH { now.year() + 1 } else { now.year() };
    let (first, last) = bounds(year)?;
    let known = sql!(
        fetch_optional as (i64,),
        conn,
        "select day from calendar_days where kind = 'rest' and day >= $1 and day <= $2 limit 1",
        first + 14,
        last
    )?;
    Ok(if known.is_some() { None } else { Some(year) })
}

/// Enters one day.
///
/// # Errors
/// `NotAllowed` for a desk's people; `day: NotADate | OutOfRange | NothingChanges | Taken`, `kind: UnknownChoice`, `name_zh`,
/// `name_en`. A day of rest is a weekday and a worked day a weekend: the others are that already.
pub async fn set(tx: &mut Tx, staff: &Staff<'_>, wish: &SetDay) -> Result<CalendarDay> {
    staff.supervisor()?;
    let day = read(wish)?;
    if enter(tx, &day).await? == 0 {
        return Err(Refusal::field("day", FaultCode::Taken).into());
    }
    let changed = Changed { was: None, became: Some(day.clone()) };
    record(tx, staff, (CALENDAR, day.day.to_string()), &changed).await?;
    Ok(day)
}

/// Takes a day out: it is again what its weekday says.
///
/// # Errors
/// `NotAllowed` for a desk's people; `Stale` when it is not there.
pub async fn remove(tx: &mut Tx, staff: &Staff<'_>, day: i64) -> Result<()> {
    staff.supervisor()?;
    let gone = sql!(
        fetch_optional as (String, String, String),
        tx,
        "delete from calendar_days where day = $1 returning kind, name_zh, name_en",
        day
    )?;
    let (kind, name_zh, name_en) = gone.ok_or(Refusal::Stale)?;
    let kind = DayKind::from_code(&kind).ok_or(Refusal::Stale)?;
    let changed = Changed { was: Some(CalendarDay { day, kind, name_zh, name_en }), became: None };
    record(tx, staff, (CALENDAR, day.to_string()), &changed).await
}

/// Enters a year's list; days that are there stay as they are. Answers how many were new.
///
/// # Errors
/// `NotAllowed` for a desk's people; `text: Required`, `text: LinesInQuestion` for lines that are none ([`unread`] names them)
/// and nothing is entered; `text: NothingChanges` when all of it is there.
pub async fn set_year(tx: &mut Tx, staff: &Staff<'_>, wish: &SetYear) -> Result<i64> {
    staff.supervisor()?;
    bounds(wish.year)?;
    let mut faults = Faults::new();
    let text = faults.text("text", &wish.text, 1, 10_000);
    faults.check()?;
    let read = notice::read(wish.year, &text);
    let bad = u32::try_from(read.iter().filter(|line| line.is_err()).count()).unwrap_or(u32::MAX);
    if bad > 0 {
        return Err(Refusal::field("text", FaultCode::LinesInQuestion { count: bad }).into());
    }
    let mut entered = 0;
    for day in read.into_iter().flatten().flatten() {
        if enter(tx, &day).await? > 0 {
            entered += 1;
            let subject = day.day.to_string();
            record(tx, staff, (CALENDAR, subject), &Changed { was: None, became: Some(day) }).await?;
        }
    }
    if entered == 0 {
        return Err(Refusal::field("text", FaultCode::NothingChanges).into());
    }
    Ok(entered)
}

async fn enter(tx: &mut Tx, day: &CalendarDay) -> Result<u64> {
    sql!(
        execute,
        tx,
        "insert into calendar_days (day, kind, name_zh, name_en) values ($1, $2, $3, $4) on conflict (day) do nothing",
        day.day,
        day.kind.code(),
        &day.name_zh,
        &day.name_en
    )
}

async fn between(conn: &mut Conn, first: i64, last: i64) -> Result<Vec<CalendarDay>> {
    let rows = sql!(
        fetch_all as (i64, String, String, String),
        conn,
        "select day, kind, name_zh, name_en from calendar_days where day >= $1 and day <= $2 order by day",
        first,
        last
    )?;
    let day = |(day, kind, name_zh, name_en): (i64, String, String, String)| {
        Some(CalendarDay { day, kind: DayKind::from_code(&kind)?, name_zh, name_en })
    };
    Ok(rows.into_iter().filter_map(day).collect())
}

fn read(wish: &SetDay) -> Result<CalendarDay, Refusal> {
    let mut faults = Faults::new();
    let day = days::typed(&wish.day);
    let kind = DayKind::from_code(&wish.kind);
    match (day, kind) {
        (None, _) => faults.add("day", FaultCode::NotADate),
        (Some(day), _) if !date_of(day).is_some_and(|date| YEARS.contains(&date.year())) => {
            faults.add("day", FaultCode::NotADate);
        }
        (Some(day), Some(kind)) if !changes_the_day(day, kind) => faults.add("day", FaultCode::NothingChanges),
        _ => {}
    }
    if kind.is_none() {
        faults.add("kind", FaultCode::UnknownChoice);
    }
    let name_zh = faults.text("name_zh", &wish.name_zh, 1, NAME);
    let name_en = faults.text("name_en", &wish.name_en, 1, NAME);
    faults.check()?;
    Ok(CalendarDay { day: day.unwrap_or_default(), kind: kind.unwrap_or(DayKind::Rest), name_zh, name_en })
}

/// Whether the day would not be that without an entry.
fn changes_the_day(day: i64, kind: DayKind) -> bool {
    days::is_weekend(day) == (kind == DayKind::Work)
}

/// First and last day of a year.
fn bounds(year: i16) -> Result<(i64, i64), Refusal> {
    if YEARS.contains(&year) {
        Ok((days::number(date(year, 1, 1)), days::number(date(year, 12, 31))))
    } else {
        Err(Refusal::NotFound)
    }
}

fn date_of(day: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(day).ok()?;
    date(1970, 1, 1).checked_add(span).ok()
}
