//! The people of an organisation: who they are, how they change what is their own, how the house adds, resets and disables
//! them.
//!
//! It knows no cookies and hashes nothing inside a transaction. What a role may do is decided by each verb.

mod password;

use kernel::shapes::{Me, PersonRow};
use kernel::{FaultCode, Faults, Lang, OrgKind, Refusal, Role};
use serde_json::json;
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use crate::audit::{self, Entry};
use crate::scope::{Scope, Staff, new_id};
use crate::{sessions, throttles};

pub use password::change_password;

/// Longest sign-in address, in characters (RFC 5321).
pub(crate) const MAX_EMAIL: u32 = 254;

/// A person who is to be added.
#[derive(Clone)]
pub struct NewUser {
    /// The organisation.
    pub org_id: Uuid,
    /// Sign-in address; kept in small letters.
    pub email: String,
    /// Name as the person writes it.
    pub name: String,
    /// The role in the organisation.
    pub role: Role,
    /// The desk, for `Role::Desk` alone.
    pub desk: Option<String>,
    /// Language of the account.
    pub lang: Lang,
    /// From [`crate::passwords::hash`].
    pub password_hash: String,
}

/// The person who asks.
///
/// # Errors
/// `NotAllowed` for a job.
pub async fn me(conn: &mut Conn, scope: &Scope) -> Result<Me> {
    let row = sql!(
        fetch_optional as MeRow,
        conn,
        "select u.name, u.email, u.lang, o.name_zh, o.name_en, d.name_zh as desk_zh, d.name_en as desk_en,
                o.credit_limit_fen, o.credit_used_fen
         from users u join orgs o on o.id = u.org_id left join desks d on d.code = u.desk
         where u.org_id = $1 and u.id = $2",
        scope.org_id,
        scope.person()?
    )?;
    Ok(row.ok_or(Refusal::NotFound)?.shape(scope))
}

/// The people of the own organisation, by name.
pub async fn colleagues(conn: &mut Conn, scope: &Scope) -> Result<Vec<PersonRow>> {
    let rows = sql!(
        fetch_all as ColleagueRow,
        conn,
        "select u.name, u.email, u.role, n.name_zh, n.name_en
         from users u left join units n on n.org_id = u.org_id and n.id = u.unit_id
         where u.org_id = $1 and u.disabled_at is null order by u.name, u.id limit 1000",
        scope.org_id
    )?;
    Ok(rows.into_iter().filter_map(|row| row.shape(scope.lang)).collect())
}

/// Changes the language of the person's account. One that it speaks already changes nothing.
///
/// # Errors
/// `NotAllowed` for a job.
pub async fn set_lang(tx: &mut Tx, scope: &Scope, lang: Lang) -> Result<()> {
    let user_id = scope.person()?;
    let changed = sql!(
        execute,
        tx,
        "update users set lang = $3, version = version + 1 where org_id = $1 and id = $2 and lang <> $3",
        scope.org_id,
        user_id,
        lang.code()
    )?;
    if changed == 0 {
        return Ok(());
    }
    let detail = json!({ "lang": lang.code() });
    let entry = Entry { org_id: scope.org_id, verb: "user.set_lang", subject: user_id.to_string(), detail };
    audit::record(tx, scope, entry).await
}

/// Adds a person to an organisation and returns the key.
///
/// # Errors
/// `Invalid` with every fault; an address that somebody has already is `email: Taken`.
pub async fn add(tx: &mut Tx, staff: &Staff<'_>, new: &NewUser) -> Result<Uuid> {
    let (email, name) = check(tx, new).await?;
    let id = new_id();
    let added = sql!(
        execute,
        tx,
        "insert into users (org_id, id, email, name, role, desk, lang, password_hash, created_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1) on conflict (email) do nothing",
        new.org_id,
        id,
        &email,
        name,
        new.role.code(),
        &new.desk,
        new.lang.code(),
        &new.password_hash,
        staff.now
    )?;
    if added == 0 {
        return Err(Refusal::field("email", FaultCode::Taken).into());
    }
    let detail = json!({ "role": new.role.code(), "desk": new.desk });
    audit::record(tx, staff, Entry { org_id: new.org_id, verb: "user.add", subject: email, detail }).await?;
    Ok(id)
}

/// Gives a person a new password: all sessions end, the tries of the sign-in are forgotten.
///
/// # Errors
/// `NotFound` for an address that nobody has.
pub async fn reset(tx: &mut Tx, staff: &Staff<'_>, email: &str, password_hash: &str) -> Result<()> {
    let email = address(email);
    let found = sql!(
        fetch_optional as (Uuid, Uuid),
        tx,
        "update users set password_hash = $2, version = version + 1 where email = $1 returning org_id, id",
        &email,
        password_hash
    )?;
    throttles::clear(tx, &sessions::account_bucket(&email)).await?;
    end(tx, staff, (found, "user.reset", email)).await
}

/// Shuts a person out, at once and everywhere. Who is out already stays out since the first time.
///
/// # Errors
/// `NotFound` for an address that nobody has.
pub async fn disable(tx: &mut Tx, staff: &Staff<'_>, email: &str) -> Result<()> {
    let email = address(email);
    let found = sql!(
        fetch_optional as (Uuid, Uuid),
        tx,
        "update users set disabled_at = coalesce(disabled_at, $2), version = version + 1 where email = $1
         returning org_id, id",
        &email,
        staff.now
    )?;
    end(tx, staff, (found, "user.disable", email)).await
}

/// The one form of a sign-in address.
pub(crate) fn address(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// Ends the sessions of the person whom a verb has found, and writes it down.
async fn end(tx: &mut Tx, staff: &Staff<'_>, (found, verb, email): (Option<(Uuid, Uuid)>, &str, String)) -> Result<()> {
    let (org_id, user_id) = found.ok_or(Refusal::NotFound)?;
    let ended = sessions::end_all(tx, user_id).await?;
    let detail = json!({ "sessions": ended });
    audit::record(tx, staff, Entry { org_id, verb, subject: email, detail }).await
}

/// Address and name as they are stored.
async fn check(tx: &mut Tx, new: &NewUser) -> Result<(String, String)> {
    let mut faults = Faults::new();
    let email = address(&faults.text("email", &new.email, 3, MAX_EMAIL));
    if !looks_like_an_address(&email) {
        faults.add("email", FaultCode::Unreadable);
    }
    let name = faults.text("name", &new.name, 1, 100);
    let org = sql!(fetch_optional as (String,), tx, "select kind from orgs where id = $1", new.org_id)?;
    match org.and_then(|(code,)| OrgKind::from_code(&code)) {
        None => faults.add("org", FaultCode::UnknownChoice),
        Some(kind) if !new.role.fits(kind) => faults.add("role", FaultCode::UnknownChoice),
        Some(_) => {}
    }
    check_desk(tx, new, &mut faults).await?;
    faults.check()?;
    Ok((email, name))
}

/// Desk staff has a desk that exists, nobody else has one.
async fn check_desk(tx: &mut Tx, new: &NewUser, faults: &mut Faults) -> Result<()> {
    match &new.desk {
        None if new.role == Role::Desk => faults.add("desk", FaultCode::Required),
        None => {}
        Some(desk) => {
            let known = sql!(fetch_optional as (String,), tx, "select code from desks where code = $1", desk)?;
            if known.is_none() || new.role != Role::Desk {
                faults.add("desk", FaultCode::UnknownChoice);
            }
        }
    }
    Ok(())
}

fn looks_like_an_address(email: &str) -> bool {
    let sides = email.split_once('@');
    sides.is_some_and(|(local, host)| !local.is_empty() && !host.is_empty() && !host.contains('@'))
        && !email.contains(char::is_whitespace)
}

#[derive(sqlx::FromRow)]
struct MeRow {
    name: String,
    email: String,
    lang: String,
    name_zh: String,
    name_en: String,
    desk_zh: Option<String>,
    desk_en: Option<String>,
    credit_limit_fen: i64,
    credit_used_fen: i64,
}

impl MeRow {
    fn shape(self, scope: &Scope) -> Me {
        let credit = (self.credit_limit_fen, self.credit_used_fen);
        Me {
            name: self.name,
            email: self.email,
            org: scope.lang.pick(&self.name_zh, &self.name_en).to_owned(),
            kind: scope.kind,
            role: scope.role,
            desk: picked(scope.lang, self.desk_zh, self.desk_en),
            lang: Lang::from_code(&self.lang).unwrap_or_default(),
            credit: scope.buyer().is_ok().then_some(credit),
        }
    }
}

#[derive(sqlx::FromRow)]
struct ColleagueRow {
    name: String,
    email: String,
    role: String,
    name_zh: Option<String>,
    name_en: Option<String>,
}

impl ColleagueRow {
    fn shape(self, lang: Lang) -> Option<PersonRow> {
        let role = Role::from_code(&self.role)?;
        Some(PersonRow { name: self.name, email: self.email, role, unit: picked(lang, self.name_zh, self.name_en) })
    }
}

fn picked(lang: Lang, zh: Option<String>, en: Option<String>) -> Option<String> {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}
