//! Running numbers, for what people call by number: orders `S26-000123`, complaints `T26-000045`, batches `P26-00012`.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use store::{Result, Tx, sql};

/// The next number of a series: letter, year in Beijing, running number of that letter and year.
pub async fn next(tx: &mut Tx, letter: &str, now: i64) -> Result<String> {
    let series = format!("{letter}{:02}", year(now) % 100);
    let value: (i64,) = sql!(
        fetch_one as (i64,),
        tx,
        "insert into counters (name, value) values ($1, 1)
         on conflict (name) do update set value = counters.value + 1 returning value",
        &series
    )?;
    Ok(format!("{series}-{:06}", value.0))
}

/// The year of an instant in Beijing (UTC+8, no daylight saving since 1991).
fn year(now: i64) -> i16 {
    let zone = TimeZone::fixed(Offset::constant(8));
    Timestamp::from_millisecond(now).map_or(1970, |at| at.to_zoned(zone).year())
}
