//! Running numbers, for what people call by number: orders `S26-000123`, complaints `T26-000045`, batches `P26-000012`,
//! parcels `B26-000007`, invoices `F26-000003`. A number is taken in the transaction of what it names, so none is left out.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use store::{Result, Tx, sql};

/// The next number of a series: letter, year in Beijing, running number of that letter and year.
pub async fn next(tx: &mut Tx, letter: &str, now: i64) -> Result<String> {
    let (series, last) = advance(tx, letter, now, 1).await?;
    Ok(format!("{series}-{last:06}"))
}

/// The next so many numbers of a series, in order.
pub async fn take(tx: &mut Tx, letter: &str, now: i64, count: usize) -> Result<Vec<String>> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    if count == 0 {
        return Ok(Vec::new());
    }
    let (series, last) = advance(tx, letter, now, count).await?;
    Ok((last - count + 1..=last).map(|value| format!("{series}-{value:06}")).collect())
}

/// Moves a series on; gives its name and its last number.
async fn advance(tx: &mut Tx, letter: &str, now: i64, by: i64) -> Result<(String, i64)> {
    let series = format!("{letter}{:02}", year(now) % 100);
    let (last,) = sql!(
        fetch_one as (i64,),
        tx,
        "insert into counters (name, value) values ($1, $2)
         on conflict (name) do update set value = counters.value + excluded.value returning value",
        &series,
        by
    )?;
    Ok((series, last))
}

/// The year of an instant in Beijing (UTC+8, no daylight saving since 1991).
fn year(now: i64) -> i16 {
    let zone = TimeZone::fixed(Offset::constant(8));
    Timestamp::from_millisecond(now).map_or(1970, |at| at.to_zoned(zone).year())
}
