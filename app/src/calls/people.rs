//! People: signing in and out, the own account.

use kernel::shapes::{CustomerState, Me, PersonRow, SessionRow};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, crate::draft, domain::orgs, domain::people, domain::sessions};

/// Name of the session's cookie. The prefix makes browsers refuse it without TLS, with a domain or with another path.
pub const SESSION_COOKIE: &str = "__Host-portolan";

/// The session's cookie for a browser; an empty token takes it away.
#[cfg(feature = "ssr")]
pub fn session_cookie(token: &str, max_age_s: i64) -> String {
    format!("{SESSION_COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={max_age_s}")
}

/// Signs a person in and sends the browser to `next`, an own path.
#[server(endpoint = "/people/sign_in", prefix = "/api")]
pub async fn sign_in(email: String, password: String, #[server(default)] next: String) -> Result<(), Refusal> {
    let (visitor, house) = (door::visitor(), door::house()?);
    let address = visitor.address.parse().unwrap_or(std::net::IpAddr::from([0, 0, 0, 0]));
    let form = sessions::SignIn { email, password, agent: door::agent(), address };
    let opened = sessions::sign_in(&house.db, &form, visitor.now).await?;
    door::set_cookie(&session_cookie(&opened.token, (opened.expires_at - visitor.now) / 1000));
    door::go_to(if crate::addresses::is_own_path(&next) { &next } else { "/" });
    Ok(())
}

/// Ends the session of this browser.
#[server(endpoint = "/people/sign_out", prefix = "/api")]
pub async fn sign_out() -> Result<(), Refusal> {
    let (visitor, house) = (door::visitor(), door::house()?);
    if let Some(token) = visitor.token {
        let closing = (token, visitor.now);
        house.db.write(closing, |tx, (token, now)| Box::pin(sessions::close(tx, token, *now))).await?;
    }
    door::set_cookie(&session_cookie("", 0));
    door::go_to("/login");
    Ok(())
}

/// Who is signed in; nobody is no refusal here.
#[server(name = WhoAmI, endpoint = "/people/me", prefix = "/api")]
pub async fn me() -> Result<Option<Me>, Refusal> {
    if door::visitor().scope.is_none() {
        return Ok(None);
    }
    let (scope, mut conn) = door::reader().await?;
    Ok(Some(people::me(&mut conn, &scope).await?))
}

/// The own organisation's people.
#[server(endpoint = "/people/colleagues", prefix = "/api")]
pub async fn colleagues() -> Result<Vec<PersonRow>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(people::colleagues(&mut conn, &scope).await?)
}

/// A partner's customers and what is under way for each.
#[server(endpoint = "/people/customers", prefix = "/api")]
pub async fn customers() -> Result<Vec<CustomerState>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(orgs::under_way(&mut conn, &scope).await?)
}

/// Where the person is signed in.
#[server(endpoint = "/people/sessions", prefix = "/api")]
pub async fn my_sessions() -> Result<Vec<SessionRow>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    let token = door::visitor().token.unwrap_or_default();
    Ok(sessions::list(&mut conn, &scope, &token).await?)
}

/// Ends one session of the person.
#[server(endpoint = "/people/end_session", prefix = "/api")]
pub async fn end_session(id: Uuid) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    house.db.write((scope, id), |tx, (scope, id)| Box::pin(sessions::revoke(tx, scope, *id))).await?;
    door::go_to("/account");
    Ok(())
}

/// Ends all other sessions of the person.
#[server(endpoint = "/people/end_other_sessions", prefix = "/api")]
pub async fn end_other_sessions() -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    let token = door::visitor().token.unwrap_or_default();
    house.db.write((scope, token), |tx, (scope, token)| Box::pin(sessions::revoke_others(tx, scope, token))).await?;
    door::go_to("/account");
    Ok(())
}

/// Changes the own password; all other sessions end and this one goes on under a new token.
#[server(endpoint = "/people/change_password", prefix = "/api")]
pub async fn change_password(old_password: String, new_password: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    let token = door::visitor().token.ok_or(Refusal::SignIn)?;
    let fresh = people::change_password(&house.db, &scope, &token, &old_password, &new_password).await?;
    let longest = if scope.staff().is_ok() { sessions::LONGEST_STAFF_MS } else { sessions::LONGEST_MS };
    door::set_cookie(&session_cookie(&fresh, longest / 1000));
    // Back to the form, which says that it was done.
    draft::keep();
    Ok(())
}
