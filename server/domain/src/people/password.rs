//! Changing the own password. Only who knows the old one may, tries are counted, and every other session ends.

use kernel::{FaultCode, Faults, Refusal};
use serde_json::json;
use store::{Conn, Db, Result, Tx, sql};
use uuid::Uuid;

use crate::audit::{self, Entry};
use crate::scope::Scope;
use crate::{passwords, sessions, throttles};

const TRIES: i64 = 10;
const WINDOW_MS: i64 = 15 * 60_000;

/// Changes the person's password, ends all other sessions and gives this one a new token, which is returned.
///
/// # Errors
/// `Invalid` about `new`, or with `old: WrongSignIn`; `TooMany`; `Stale` when the password was changed meanwhile.
pub async fn change_password(db: &Db, scope: &Scope, token: &str, old: &str, new: &str) -> Result<String> {
    let user_id = scope.person()?;
    let (email, old_hash) = credentials(&mut db.read().await?, scope, user_id).await?;
    let mut faults = Faults::new();
    passwords::check(&mut faults, "new", new, &email);
    if old.is_empty() {
        faults.add("old", FaultCode::Required);
    }
    faults.check()?;
    let bucket = format!("password {user_id}");
    db.write((bucket.clone(), scope.now), |tx, (bucket, now)| {
        Box::pin(throttles::spend(tx, bucket, TRIES, WINDOW_MS, *now))
    })
    .await?;
    if !passwords::matches(old, Some(&old_hash)).await? {
        db.write(scope.clone(), |tx, scope| Box::pin(note(tx, scope, "password.refused"))).await?;
        return Err(Refusal::field("old", FaultCode::WrongSignIn).into());
    }
    let new_hash = passwords::hash(new).await?;
    let change = Change { scope: scope.clone(), token: token.to_owned(), bucket, old_hash, new_hash };
    db.write(change, |tx, change| Box::pin(carry_out(tx, change))).await
}

struct Change {
    scope: Scope,
    token: String,
    bucket: String,
    old_hash: String,
    new_hash: String,
}

async fn credentials(conn: &mut Conn, scope: &Scope, user_id: Uuid) -> Result<(String, String)> {
    let found = sql!(
        fetch_optional as (String, String),
        conn,
        "select email, password_hash from users where org_id = $1 and id = $2 and disabled_at is null",
        scope.org_id,
        user_id
    )?;
    found.ok_or_else(|| Refusal::SignIn.into())
}

async fn carry_out(tx: &mut Tx, change: &Change) -> Result<String> {
    let Change { scope, token, bucket, old_hash, new_hash } = change;
    let user_id = scope.person()?;
    let changed = sql!(
        execute,
        tx,
        "update users set password_hash = $3, version = version + 1
         where id = $1 and password_hash = $2 and disabled_at is null",
        user_id,
        old_hash,
        new_hash
    )?;
    if changed == 0 {
        return Err(Refusal::Stale.into());
    }
    sessions::revoke_others(tx, scope, token).await?;
    throttles::clear(tx, bucket).await?;
    note(tx, scope, "password.change").await?;
    sessions::rotate(tx, token).await
}

async fn note(tx: &mut Tx, scope: &Scope, verb: &str) -> Result<()> {
    let subject = scope.person()?.to_string();
    audit::record(tx, scope, Entry { org_id: scope.org_id, verb, subject, detail: json!({}) }).await
}
