//! Counting of tries, so that nobody guesses passwords by the thousand. A bucket holds the tries of one thing (an account,
//! an address) since its window began.
//!
//! It knows no meaning of a bucket. A try is counted before the work that it pays for, in a write of its own: a refusal of
//! that work must not give it back.

use kernel::Refusal;
use store::{Result, Tx, sql};

/// Counts one try: at most `limit` in `window_ms` milliseconds from the first one. One statement decides and counts, so
/// that tries of the same moment cannot pass together.
///
/// # Errors
/// `TooMany` with the seconds until the window ends; then nothing is counted.
pub async fn spend(tx: &mut Tx, bucket: &str, limit: i64, window_ms: i64, now: i64) -> Result<()> {
    let spent = sql!(
        fetch_optional as (i64,),
        tx,
        "insert into throttles (bucket, tries, since) values ($1, 1, $2)
         on conflict (bucket) do update set
           tries = case when throttles.since <= $3 then 1 else throttles.tries + 1 end,
           since = case when throttles.since <= $3 then excluded.since else throttles.since end
         where throttles.since <= $3 or throttles.tries < $4
         returning tries",
        bucket,
        now,
        now - window_ms,
        limit
    )?;
    if spent.is_some() {
        return Ok(());
    }
    let since = sql!(fetch_optional as (i64,), tx, "select since from throttles where bucket = $1", bucket)?;
    let left_ms = since.map_or(window_ms, |(since,)| since + window_ms - now);
    let seconds = u32::try_from((left_ms + 999) / 1000).unwrap_or(1);
    Err(Refusal::TooMany { seconds }.into())
}

/// Forgets the tries of a bucket, after one of them was right.
pub async fn clear(tx: &mut Tx, bucket: &str) -> Result<()> {
    sql!(execute, tx, "delete from throttles where bucket = $1", bucket)?;
    Ok(())
}

/// Takes one try back that was right, where several people share a bucket and `clear` would forgive the others' tries too.
pub async fn give_back(tx: &mut Tx, bucket: &str) -> Result<()> {
    sql!(execute, tx, "update throttles set tries = tries - 1 where bucket = $1 and tries > 0", bucket)?;
    Ok(())
}

/// Throws away buckets that began more than a day ago: no window is longer. Returns how many.
pub async fn sweep(tx: &mut Tx, now: i64) -> Result<u64> {
    sql!(execute, tx, "delete from throttles where since < $1", now - crate::days::DAY_MS)
}
