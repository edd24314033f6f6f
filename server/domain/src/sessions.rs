//! Sessions: who is signed in, where, and until when. A token is 32 random bytes that only the browser keeps; the database
//! has its SHA-256, so a stolen copy of the database signs nobody in.
//!
//! It knows no cookies and no pages. This is the one place where a person's [`Scope`] is minted.

mod sign_in;

use std::fmt::Write as _;

use kernel::shapes::SessionRow;
use kernel::{Lang, OrgKind, Refusal, Role};
use serde_json::json;
use sha2::{Digest, Sha256};
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use crate::audit::{self, Entry};
use crate::scope::Scope;

pub use sign_in::{Opened, SignIn, sign_in};
pub(crate) use sign_in::{account_bucket, subnet};

/// A session that nobody used for this long is over, in milliseconds.
pub const IDLE_MS: i64 = 12 * 3_600_000;
/// However much it is used, a session is over after this long, in milliseconds.
pub const LONGEST_MS: i64 = 14 * 24 * 3_600_000;
/// The house's own people sign in every day.
pub const LONGEST_STAFF_MS: i64 = 12 * 3_600_000;
/// A use is noted at most this often, in milliseconds.
pub const TOUCH_MS: i64 = 60_000;

/// A session that holds, as the door needs it.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its key, for lists; not the token.
    pub id: Uuid,
    /// Who asks.
    pub scope: Scope,
    /// Whether [`touch`] would note something: spares the door a write on most requests.
    pub due: bool,
}

/// The session behind a token; nothing when there is none, it is over, or the person was disabled. Writes nothing.
pub async fn find(conn: &mut Conn, token: &str, now: i64) -> Result<Option<Session>> {
    let row = sql!(
        fetch_optional as SessionUser,
        conn,
        "select s.id, s.seen_at, s.org_id, s.user_id, o.kind, u.role, u.desk, u.lang
         from sessions s join users u on u.org_id = s.org_id and u.id = s.user_id join orgs o on o.id = s.org_id
         where s.token_hash = $1 and s.expires_at > $2 and s.seen_at > $3 and u.disabled_at is null",
        digest(token),
        now,
        now - IDLE_MS
    )?;
    Ok(row.and_then(|row| row.session(now)))
}

/// Who asks, by the token; see [`find`].
pub async fn scope(conn: &mut Conn, token: &str, now: i64) -> Result<Option<Scope>> {
    Ok(find(conn, token, now).await?.map(|session| session.scope))
}

/// Notes that a session is in use, at most once a minute. One that is over stays over.
pub async fn touch(tx: &mut Tx, token: &str, now: i64) -> Result<()> {
    sql!(
        execute,
        tx,
        "update sessions set seen_at = $2
         where token_hash = $1 and seen_at <= $3 and seen_at > $4 and expires_at > $2",
        digest(token),
        now,
        now - TOUCH_MS,
        now - IDLE_MS
    )?;
    Ok(())
}

/// Signs out. Does nothing for a token that is not one.
pub async fn close(tx: &mut Tx, token: &str, now: i64) -> Result<()> {
    let gone = sql!(
        fetch_optional as (Uuid, Uuid, Uuid),
        tx,
        "delete from sessions where token_hash = $1 returning id, org_id, user_id",
        digest(token)
    )?;
    let Some((id, org_id, user_id)) = gone else { return Ok(()) };
    let entry = Entry { org_id, verb: "session.close", subject: id.to_string(), detail: json!({}) };
    audit::append(tx, now, Some(user_id), entry).await
}

/// Where the person is signed in, the latest use first.
///
/// # Errors
/// `NotAllowed` for a job.
pub async fn list(conn: &mut Conn, scope: &Scope, token: &str) -> Result<Vec<SessionRow>> {
    let rows = sql!(
        fetch_all as SessionPlace,
        conn,
        "select id, agent, created_at, seen_at, token_hash from sessions
         where org_id = $1 and user_id = $2 and expires_at > $3 and seen_at > $4
         order by seen_at desc, id desc limit 100",
        scope.org_id,
        scope.person()?,
        scope.now,
        scope.now - IDLE_MS
    )?;
    let here = digest(token);
    Ok(rows.into_iter().map(|row| row.shape(&here)).collect())
}

/// Ends one of the person's sessions.
///
/// # Errors
/// `NotFound` for a session that is not the person's own.
pub async fn revoke(tx: &mut Tx, scope: &Scope, id: Uuid) -> Result<()> {
    let ended = sql!(
        execute,
        tx,
        "delete from sessions where org_id = $1 and user_id = $2 and id = $3",
        scope.org_id,
        scope.person()?,
        id
    )?;
    if ended == 0 {
        return Err(Refusal::NotFound.into());
    }
    let entry = Entry { org_id: scope.org_id, verb: "session.revoke", subject: id.to_string(), detail: json!({}) };
    audit::record(tx, scope, entry).await
}

/// Ends all of the person's sessions but the one with this token; returns how many.
///
/// # Errors
/// `NotAllowed` for a job.
pub async fn revoke_others(tx: &mut Tx, scope: &Scope, token: &str) -> Result<u64> {
    let user_id = scope.person()?;
    let ended = sql!(
        execute,
        tx,
        "delete from sessions where org_id = $1 and user_id = $2 and token_hash <> $3",
        scope.org_id,
        user_id,
        digest(token)
    )?;
    let detail = json!({ "sessions": ended });
    let entry = Entry { org_id: scope.org_id, verb: "session.revoke_others", subject: user_id.to_string(), detail };
    audit::record(tx, scope, entry).await?;
    Ok(ended)
}

/// Gives a session a new token and kills the old one.
///
/// # Errors
/// `SignIn` when the token is not one.
pub async fn rotate(tx: &mut Tx, token: &str) -> Result<String> {
    let (old, fresh) = (digest(token), new_token()?);
    let new = digest(&fresh);
    let turned = sql!(execute, tx, "update sessions set token_hash = $1 where token_hash = $2", &new, &old)?;
    if turned == 0 {
        return Err(Refusal::SignIn.into());
    }
    Ok(fresh)
}

/// Throws away sessions that are over; returns how many.
pub async fn sweep(tx: &mut Tx, now: i64) -> Result<u64> {
    sql!(execute, tx, "delete from sessions where expires_at <= $1 or seen_at <= $2", now, now - IDLE_MS)
}

/// Ends all sessions of a person, whoever asks; returns how many.
pub(crate) async fn end_all(tx: &mut Tx, user_id: Uuid) -> Result<u64> {
    sql!(execute, tx, "delete from sessions where user_id = $1", user_id)
}

/// SHA-256 in hexadecimal: what the database keeps of a token.
pub(crate) fn digest(token: &str) -> String {
    format!("{:x}", Sha256::digest(token))
}

/// 32 random bytes in hexadecimal.
///
/// # Errors
/// When the system gives no randomness.
pub fn new_token() -> Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| sqlx::Error::Io(std::io::Error::other(error)))?;
    let mut token = String::with_capacity(64);
    for byte in bytes {
        // Writing into a String cannot fail.
        let _ = write!(token, "{byte:02x}");
    }
    Ok(token)
}

#[derive(sqlx::FromRow)]
struct SessionUser {
    id: Uuid,
    seen_at: i64,
    org_id: Uuid,
    user_id: Uuid,
    kind: String,
    role: String,
    desk: Option<String>,
    lang: String,
}

impl SessionUser {
    /// Nothing for a code that this binary does not know: it must not guess a right.
    fn session(self, now: i64) -> Option<Session> {
        let scope = Scope {
            user_id: Some(self.user_id),
            org_id: self.org_id,
            kind: OrgKind::from_code(&self.kind)?,
            role: Role::from_code(&self.role)?,
            desk: self.desk,
            lang: Lang::from_code(&self.lang)?,
            now,
        };
        Some(Session { id: self.id, scope, due: self.seen_at <= now - TOUCH_MS })
    }
}

#[derive(sqlx::FromRow)]
struct SessionPlace {
    id: Uuid,
    agent: String,
    created_at: i64,
    seen_at: i64,
    token_hash: String,
}

impl SessionPlace {
    fn shape(self, here: &str) -> SessionRow {
        SessionRow {
            id: self.id,
            agent: self.agent,
            created_at: self.created_at,
            seen_at: self.seen_at,
            here: self.token_hash == here,
        }
    }
}
