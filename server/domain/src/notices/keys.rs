//! The link at the foot of a letter: it works without sign-in, opens nothing but the mail settings of its reader, and ends
//! when it expires or the person is disabled. Like every token it is stored only as its hash.

use kernel::shapes::{Pace, Topic};
use kernel::{Lang, Refusal};
use serde_json::json;
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use super::settings;
use crate::audit::{self, Entry};
use crate::days::DAY_MS;
use crate::sessions::{digest, new_token};

/// A link in a letter works this long, in days.
const KEPT_DAYS: i64 = 90;

/// Makes the secret of a letter's link.
pub(super) async fn make(tx: &mut Tx, (org_id, user_id): (Uuid, Uuid), now: i64) -> Result<String> {
    let token = new_token()?;
    sql!(
        execute,
        tx,
        "insert into mail_keys (token_hash, org_id, user_id, expires_at) values ($1, $2, $3, $4)",
        digest(&token),
        org_id,
        user_id,
        now + KEPT_DAYS * DAY_MS
    )?;
    Ok(token)
}

#[derive(sqlx::FromRow)]
struct Holder {
    org_id: Uuid,
    id: Uuid,
    email: String,
    lang: String,
}

/// Address and language of the reader behind a link, for the page that asks whether letters shall end.
///
/// # Errors
/// `NotFound` for a link that does not work (any more).
pub async fn key_holder(conn: &mut Conn, token: &str, now: i64) -> Result<(String, Lang)> {
    let holder = find(conn, token, now).await?;
    Ok((holder.email, Lang::from_code(&holder.lang).unwrap_or_default()))
}

/// No letters any more: every topic goes to the portal alone, and what was waiting to be sent is not. A repeat is carried
/// out again without harm.
///
/// # Errors
/// `NotFound` for a link that does not work (any more).
pub async fn unsubscribe(tx: &mut Tx, token: &str, now: i64) -> Result<()> {
    let holder = find(tx, token, now).await?;
    for topic in Topic::ALL {
        settings::set_pace(tx, (holder.org_id, holder.id), (topic, Pace::Never), now).await?;
    }
    let detail = json!({ "by": "link in a letter" });
    let entry = Entry { org_id: holder.org_id, verb: "notices.unsubscribe", subject: holder.id.to_string(), detail };
    audit::append(tx, now, Some(holder.id), entry).await
}

async fn find(conn: &mut Conn, token: &str, now: i64) -> Result<Holder> {
    let found = sql!(
        fetch_optional as Holder,
        conn,
        "select u.org_id, u.id, u.email, u.lang from mail_keys k join users u on u.org_id = k.org_id and u.id = k.user_id
         where k.token_hash = $1 and k.expires_at > $2 and u.disabled_at is null",
        digest(token),
        now
    )?;
    found.ok_or_else(|| Refusal::NotFound.into())
}
