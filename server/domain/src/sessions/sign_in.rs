//! The sign-in. Whoever tries learns only that it worked or did not: an unknown address, a disabled person and a wrong
//! password get the same refusal after the same work, and tries are counted before any of it.

use std::net::IpAddr;

use kernel::{FaultCode, Faults, OrgKind, Refusal};
use serde_json::json;
use store::{Conn, Db, Result, Tx, sql};
use uuid::Uuid;

use super::{LONGEST_MS, LONGEST_STAFF_MS, digest, new_token};
use crate::audit::{self, Entry};
use crate::scope::new_id;
use crate::{orgs, passwords, people, throttles};

/// Tries for one account and from one address in the same window.
const ACCOUNT_TRIES: i64 = 10;
const ADDRESS_TRIES: i64 = 30;
const WINDOW_MS: i64 = 15 * 60_000;
/// How much is kept of what a browser says of itself, in characters.
const AGENT_CHARS: usize = 200;

/// A try to sign in. It holds a password and is never printed.
pub struct SignIn {
    /// As typed.
    pub email: String,
    /// As typed.
    pub password: String,
    /// What the browser says of itself.
    pub agent: String,
    /// Where the try comes from, as the door knows it (not as a header claims it).
    pub address: IpAddr,
}

/// A new session. It holds the token, which nobody else has, and is never printed.
pub struct Opened {
    /// For the browser's cookie.
    pub token: String,
    /// For lists.
    pub session_id: Uuid,
    /// When the session is over at the latest, milliseconds of UTC since 1970.
    pub expires_at: i64,
}

/// Signs a person in.
///
/// # Errors
/// `Invalid` with `password: WrongSignIn`, whatever the reason; `TooMany`; `Busy` when too many sign in at this moment.
pub async fn sign_in(db: &Db, form: &SignIn, now: i64) -> Result<Opened> {
    let email = check(form)?;
    let buckets = (address_bucket(form.address), account_bucket(&email), now);
    db.write(buckets, |tx, buckets| Box::pin(spend(tx, buckets))).await?;
    let account = account(&mut db.read().await?, &email).await?;
    let fits = passwords::matches(&form.password, account.as_ref().map(|known| known.password_hash.as_str())).await?;
    let attempt = Attempt { email, account, address: form.address, agent: shortened(&form.agent), now };
    match &attempt.account {
        Some(account) if fits && account.disabled_at.is_none() => {
            let (token, session_id) = (new_token()?, new_id());
            let expires_at = now + account.longest_ms();
            let opening = Opening { attempt, token_hash: digest(&token), session_id, expires_at };
            db.write(opening, |tx, opening| Box::pin(open(tx, opening))).await?;
            Ok(Opened { token, session_id, expires_at })
        }
        _ => {
            db.write(attempt, |tx, attempt| Box::pin(note_refusal(tx, attempt))).await?;
            Err(wrong())
        }
    }
}

/// The bucket that counts the tries for one account, known or not. What was typed is hashed: people type their password
/// into the wrong field.
pub(crate) fn account_bucket(email: &str) -> String {
    format!("sign-in account {}", digest(email))
}

fn address_bucket(address: IpAddr) -> String {
    format!("sign-in address {}", subnet(address))
}

/// Whose tries count together. Somebody with IPv6 has more addresses than there are tries: all of one subnet count as one.
pub(crate) fn subnet(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("{:x}/64", u128::from(address) >> 64),
    }
}

fn check(form: &SignIn) -> Result<String, Refusal> {
    let mut faults = Faults::new();
    let email = people::address(&faults.text("email", &form.email, 1, people::MAX_EMAIL));
    if form.password.is_empty() {
        faults.add("password", FaultCode::Required);
    } else if form.password.chars().count() > passwords::MAX_CHARS as usize {
        faults.add("password", FaultCode::TooLong { max: passwords::MAX_CHARS });
    }
    faults.check()?;
    Ok(email)
}

fn wrong() -> store::Fault {
    Refusal::field("password", FaultCode::WrongSignIn).into()
}

/// The first characters of what the browser says, without what would garble a list.
fn shortened(agent: &str) -> String {
    agent.chars().filter(|c| !c.is_control()).take(AGENT_CHARS).collect()
}

struct Attempt {
    email: String,
    account: Option<Account>,
    address: IpAddr,
    agent: String,
    now: i64,
}

struct Opening {
    attempt: Attempt,
    token_hash: String,
    session_id: Uuid,
    expires_at: i64,
}

#[derive(sqlx::FromRow)]
struct Account {
    org_id: Uuid,
    id: Uuid,
    kind: String,
    password_hash: String,
    disabled_at: Option<i64>,
}

impl Account {
    fn longest_ms(&self) -> i64 {
        if self.kind == OrgKind::House.code() { LONGEST_STAFF_MS } else { LONGEST_MS }
    }
}

async fn spend(tx: &mut Tx, (address, account, now): &(String, String, i64)) -> Result<()> {
    throttles::spend(tx, address, ADDRESS_TRIES, WINDOW_MS, *now).await?;
    throttles::spend(tx, account, ACCOUNT_TRIES, WINDOW_MS, *now).await
}

async fn account(conn: &mut Conn, email: &str) -> Result<Option<Account>> {
    sql!(
        fetch_optional as Account,
        conn,
        "select u.org_id, u.id, o.kind, u.password_hash, u.disabled_at
         from users u join orgs o on o.id = u.org_id where u.email = $1",
        email
    )
}

/// Opens the session if the person is still enabled and the password still the one that was compared: both may have
/// changed while it was hashed.
async fn open(tx: &mut Tx, opening: &Opening) -> Result<()> {
    let Opening { attempt, token_hash, session_id, expires_at } = opening;
    let Some(account) = &attempt.account else { return Err(wrong()) };
    let opened = sql!(
        execute,
        tx,
        "insert into sessions (token_hash, id, org_id, user_id, agent, created_at, seen_at, expires_at)
         select $1, $2, u.org_id, u.id, $3, $4, $4, $5 from users u
         where u.id = $6 and u.disabled_at is null and u.password_hash = $7",
        token_hash,
        session_id,
        &attempt.agent,
        attempt.now,
        expires_at,
        account.id,
        &account.password_hash
    )?;
    if opened == 0 {
        return Err(wrong());
    }
    throttles::clear(tx, &account_bucket(&attempt.email)).await?;
    // A whole reading room may stand behind one address: who gets in leaves its tries to the others.
    throttles::give_back(tx, &address_bucket(attempt.address)).await?;
    let detail = json!({ "session": session_id, "address": attempt.address, "agent": attempt.agent });
    let entry = Entry { org_id: account.org_id, verb: "session.open", subject: attempt.email.clone(), detail };
    audit::append(tx, attempt.now, Some(account.id), entry).await
}

/// Writes the refusal down: for a known person in the own organisation, otherwise in the house, without what was typed. Both
/// cost the same.
async fn note_refusal(tx: &mut Tx, attempt: &Attempt) -> Result<()> {
    let (org_id, subject) = match &attempt.account {
        Some(account) => (Some(account.org_id), attempt.email.as_str()),
        None => (orgs::house(tx).await?, "unknown"),
    };
    // Before the first organisation there is no chain to write in.
    let Some(org_id) = org_id else { return Ok(()) };
    let detail = json!({ "address": attempt.address });
    let entry = Entry { org_id, verb: "session.refused", subject: subject.to_owned(), detail };
    audit::append(tx, attempt.now, None, entry).await
}
