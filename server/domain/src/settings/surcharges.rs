//! What urgent orders cost on top, from which day on. A step that has begun is never changed: orders were priced by it.

use kernel::shapes::{SurchargeStep, Surcharges};
use kernel::{FaultCode, Faults, Refusal};
use store::{Conn, Result, Tx, sql};

use super::{Changed, SURCHARGE, changes, record, version};
use crate::scope::Staff;
use crate::{days, prices};

/// Most that haste may cost on top: as much again as the book, in basis points.
const MOST: i64 = 10_000;
/// Steps shown.
const SHOWN: i64 = 50;

/// A step as it was typed.
#[derive(Clone, Debug)]
pub struct SetSurcharge {
    /// Per cent with at most two decimals: `12`, `12.5`.
    pub percent: String,
    /// The first day that pays it, as `2026-12-01`.
    pub from: String,
    /// What the page was made from.
    pub version: i64,
}

/// What urgent orders cost on top: now, before, and from a coming day on.
pub async fn surcharges(conn: &mut Conn, staff: &Staff<'_>) -> Result<Surcharges> {
    let steps = sql!(
        fetch_all as (i64, i64),
        conn,
        "select from_day, basis_points from surcharge_steps where lane = 'urgent' order by from_day desc limit $1",
        SHOWN
    )?;
    Ok(Surcharges {
        basis_points: prices::urgent(conn, staff.now).await?.basis_points,
        today: days::today(staff.now),
        version: version(conn, staff, SURCHARGE).await?,
        steps: steps.into_iter().map(|(from_day, basis_points)| SurchargeStep { from_day, basis_points }).collect(),
        mine: staff.supervisor().is_ok(),
        changes: changes(conn, staff, SURCHARGE).await?,
    })
}

/// Sets what urgent orders placed from a day on cost on top. A step of that very day is replaced.
///
/// # Errors
/// `NotAllowed` for a desk's people; `Stale`, `percent: OutOfRange | NothingChanges`, `from: NotADate | DatePassed`.
pub async fn set_surcharge(tx: &mut Tx, staff: &Staff<'_>, wish: &SetSurcharge) -> Result<()> {
    staff.supervisor()?;
    let step = read(staff, wish)?;
    if version(tx, staff, SURCHARGE).await? != wish.version {
        return Err(Refusal::Stale.into());
    }
    let before = on(tx, step.from_day).await?;
    if before == Some(step.basis_points) {
        return Err(Refusal::field("percent", FaultCode::NothingChanges).into());
    }
    sql!(
        execute,
        tx,
        "insert into surcharge_steps (lane, from_day, basis_points) values ('urgent', $1, $2)
         on conflict (lane, from_day) do update set basis_points = excluded.basis_points",
        step.from_day,
        step.basis_points
    )?;
    let changed = Changed { was: before, became: Some(step.basis_points) };
    record(tx, staff, (SURCHARGE, step.from_day.to_string()), &changed).await
}

/// Takes a step back that has not begun: the one before it stays.
///
/// # Errors
/// `NotAllowed` for a desk's people; `Stale` when it has begun, or is not there.
pub async fn drop_surcharge(tx: &mut Tx, staff: &Staff<'_>, from_day: i64) -> Result<()> {
    staff.supervisor()?;
    let gone = sql!(
        fetch_optional as (i64,),
        tx,
        "delete from surcharge_steps where lane = 'urgent' and from_day = $1 and from_day > $2 returning basis_points",
        from_day,
        days::today(staff.now)
    )?;
    let (was,) = gone.ok_or(Refusal::Stale)?;
    let became = on(tx, from_day).await?;
    record(tx, staff, (SURCHARGE, from_day.to_string()), &Changed { was: Some(was), became }).await
}

/// What an order of that day pays, if anything was ever set.
async fn on(tx: &mut Tx, day: i64) -> Result<Option<i64>> {
    let found = sql!(
        fetch_optional as (i64,),
        tx,
        "select basis_points from surcharge_steps where lane = 'urgent' and from_day <= $1
         order by from_day desc limit 1",
        day
    )?;
    Ok(found.map(|(basis_points,)| basis_points))
}

fn read(staff: &Staff<'_>, wish: &SetSurcharge) -> Result<SurchargeStep, Refusal> {
    let mut faults = Faults::new();
    let basis_points = basis_points(&wish.percent).filter(|points| (0..=MOST).contains(points));
    if basis_points.is_none() {
        faults.add("percent", FaultCode::OutOfRange { min: 0, max: MOST / 100 });
    }
    let from_day = days::typed(&wish.from);
    match from_day {
        None => faults.add("from", FaultCode::NotADate),
        Some(day) if day < days::today(staff.now) => faults.add("from", FaultCode::DatePassed),
        Some(_) => {}
    }
    faults.check()?;
    Ok(SurchargeStep { from_day: from_day.unwrap_or_default(), basis_points: basis_points.unwrap_or_default() })
}

/// Basis points of a percentage with at most two decimals. No floating point: what is typed is what is paid.
fn basis_points(percent: &str) -> Option<i64> {
    let text = percent.trim().trim_end_matches(['%', '％']).trim_end();
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 6 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    format!("{whole}{part:0<2}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::basis_points;

    #[test]
    fn a_percentage_is_read_to_the_basis_point() {
        for (typed, read) in [
            ("12", Some(1_200)),
            (" 12.5 ", Some(1_250)),
            ("0.05%", Some(5)),
            ("8％", Some(800)),
            ("7.", Some(700)),
            ("", None),
            (".5", None),
            ("1.234", None),
            ("-3", None),
            ("１２", None),
            ("9999999", None),
        ] {
            assert_eq!(basis_points(typed), read, "{typed}");
        }
    }
}
