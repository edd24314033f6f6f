//! What a person typed into a form that was refused, kept under a token of the browser until the form succeeds, so that a page
//! without script shows it again, also after a reload and when the session has ended meanwhile.
//!
//! It knows no forms: a body is text. Like a session's, a token is stored only as its hash.

use kernel::Refusal;
use store::{Conn, Result, Tx, sql};

use crate::sessions::digest;

/// How long a draft is kept, in milliseconds.
pub const KEPT_MS: i64 = 10 * 60_000;
/// Largest draft, in bytes: a list of 5,000 lines has its place.
pub const MAX_BYTES: usize = 1 << 20;

/// Keeps a draft and replaces the one before it.
///
/// # Errors
/// `TooLarge`.
pub async fn keep(tx: &mut Tx, token: &str, body: &str, now: i64) -> Result<()> {
    if body.len() > MAX_BYTES {
        return Err(Refusal::TooLarge.into());
    }
    sql!(
        execute,
        tx,
        "insert into flashes (token_hash, body, expires_at) values ($1, $2, $3)
         on conflict (token_hash) do update set body = excluded.body, expires_at = excluded.expires_at",
        digest(token),
        body,
        now + KEPT_MS
    )?;
    Ok(())
}

/// The draft that is kept under a token; reading does not use it up.
pub async fn kept(conn: &mut Conn, token: &str, now: i64) -> Result<Option<String>> {
    let found = sql!(
        fetch_optional as (String,),
        conn,
        "select body from flashes where token_hash = $1 and expires_at > $2",
        digest(token),
        now
    )?;
    Ok(found.map(|(body,)| body))
}

/// Lets go of a draft, after its form has succeeded.
pub async fn clear(tx: &mut Tx, token: &str) -> Result<()> {
    sql!(execute, tx, "delete from flashes where token_hash = $1", digest(token))?;
    Ok(())
}

/// Throws away what has expired; returns how many.
pub async fn sweep(tx: &mut Tx, now: i64) -> Result<u64> {
    sql!(execute, tx, "delete from flashes where expires_at <= $1", now)
}
