//! Who asks: reads the session cookie once for each request and puts a [`Visitor`] into it, and the [`Draft`] of a form that
//! was refused. Only here a cookie becomes a `Scope`.

use std::net::SocketAddr;

use app::calls::people::SESSION_COOKIE;
use app::door::Visitor;
use app::draft::Draft;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::{Scope, people, sessions};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, header};
use kernel::{Lang, Refusal, Uuid};

use super::headers::CspNonce;
use super::{drafts, status};
use crate::portal::Portal;

/// Cookie of the language; no secret.
const LANG_COOKIE: &str = "portolan-lang";
/// Cookie that finds a refused form again.
pub const DRAFT_COOKIE: &str = "__Host-portolan-draft";

/// Puts the visitor into the request.
pub async fn layer(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if let Err(refusal) = introduce(&portal, &mut parts).await {
        return status(&refusal).into_response();
    }
    let asked = asked_lang(&parts);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(lang) = asked {
        let cookie = format!("{LANG_COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Lax", lang.code());
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

/// Says in the request who sent it, and which refused form the page that it asks for shows again.
async fn introduce(portal: &Portal, request: &mut Parts) -> Result<(), Refusal> {
    let visitor = read(portal, request).await?;
    let reader = visitor.scope.as_ref().and_then(|scope| scope.user_id);
    if let Some(draft) = draft(portal, request, (reader, visitor.now)).await? {
        request.extensions.insert(draft);
    }
    request.extensions.insert(visitor);
    Ok(())
}

async fn read(portal: &Portal, request: &Parts) -> Result<Visitor, Refusal> {
    let now = crate::clock::now();
    let headers = &request.headers;
    let token = cookie(headers, SESSION_COOKIE);
    let session = match &token {
        Some(token) => sessions::find(&mut portal.house.db.read().await?, token, now).await?,
        None => None,
    };
    if let (Some(token), true) = (&token, session.as_ref().is_some_and(|session| session.due)) {
        let touch = (token.clone(), now);
        portal.house.db.write(touch, |tx, (token, now)| Box::pin(sessions::touch(tx, token, *now))).await?;
    }
    let mut scope = session.map(|session| session.scope);
    let account_lang = scope.as_ref().map(|scope| scope.lang);
    let lang = lang(request, account_lang);
    if let Some(scope) = &mut scope {
        scope.lang = lang;
        if account_lang != Some(lang) && is_switch(request) {
            remember(portal, scope).await?;
        }
    }
    Ok(Visitor {
        token: token.filter(|_| scope.is_some()),
        scope,
        lang,
        now,
        address: address(portal, request),
        nonce: request.extensions.get::<CspNonce>().map(|nonce| nonce.0.clone()).unwrap_or_default(),
    })
}

/// A cookie's value.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value.to_owned()).filter(|value| !value.is_empty())
}

/// The language that the address asks for: `?lang=zh` or `?lang=en`.
fn asked_lang(request: &Parts) -> Option<Lang> {
    let query = request.uri.query()?;
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Lang::from_code)
}

fn lang(request: &Parts, account: Option<Lang>) -> Lang {
    let headers = &request.headers;
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    asked_lang(request)
        .or_else(|| cookie(headers, LANG_COOKIE).as_deref().and_then(Lang::from_code))
        .or(account)
        .unwrap_or_else(|| accepted.map(Lang::from_header).unwrap_or_default())
}

/// Whether a person chose the language in one of our own pages. A link from elsewhere shows its page in its language, and
/// a browser that reads ahead chooses nothing.
fn is_switch(request: &Parts) -> bool {
    let header = |name: &str| request.headers.get(name).and_then(|value| value.to_str().ok());
    asked_lang(request).is_some() && header("sec-fetch-site") == Some("same-origin") && header("sec-purpose").is_none()
}

/// The account speaks the language that was chosen, so that the person's next device begins with it.
async fn remember(portal: &Portal, scope: &Scope) -> Result<(), Refusal> {
    portal.house.db.write(scope.clone(), |tx, scope| Box::pin(people::set_lang(tx, scope, scope.lang))).await?;
    Ok(())
}

/// The browser's address: of the connection, or what the own proxy says in the last entry of X-Forwarded-For.
fn address(portal: &Portal, request: &Parts) -> String {
    let forwarded = request.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    match forwarded.filter(|_| portal.behind_proxy).and_then(|list| list.rsplit(',').next()) {
        Some(last) => last.trim().to_owned(),
        None => {
            let peer = request.extensions.get::<ConnectInfo<SocketAddr>>();
            peer.map(|ConnectInfo(peer)| peer.ip().to_string()).unwrap_or_default()
        }
    }
}

/// The refused form of this reader that belongs on the page which is asked for.
async fn draft(portal: &Portal, request: &Parts, reading: (Option<Uuid>, i64)) -> Result<Option<Draft>, Refusal> {
    let Some(token) = cookie(&request.headers, DRAFT_COOKIE).filter(|_| request.method == http::Method::GET) else {
        return Ok(None);
    };
    Ok(drafts::of_page(&mut portal.house.db.read().await?, &token, &request.uri, reading).await?)
}
