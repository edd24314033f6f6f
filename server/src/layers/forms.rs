//! Forms without script (design.md §2.3). A plain post to a call is answered with 303 to an own page; when it was refused,
//! what was typed and what is wrong with it wait for that page in a short-lived row, never in the URL. A call by script
//! gets its JSON, with the HTTP status of the refusal.

use app::draft::{Draft, KEEP_HEADER};
use app::routes::is_own_path;
use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{flashes, sessions};
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use kernel::{FaultCode, Refusal};
use server_fn::error::SERVER_FN_ERROR_HEADER;

use super::visitor::{DRAFT_COOKIE, cookie};
use crate::router::{MOST_BYTES, Portal};

/// Fields that are never kept.
const SECRETS: [&str; 1] = ["password"];

/// Browsers say where a request comes from. One that changes something and says nothing is refused: `CsrfLayer` lets it
/// pass for the sake of tools without cookies, and no call here is for those.
pub async fn same_site_only(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let silent = !headers.contains_key("sec-fetch-site") && !headers.contains_key(header::ORIGIN);
    if silent && !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

/// Turns plain posts into redirects.
pub async fn layer(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let bytes = match read(body).await {
        Ok(bytes) => bytes,
        Err(refusal) => return refused(&refusal),
    };
    if !is_plain(&parts.headers) {
        return with_status(next.run(Request::from_parts(parts, Body::from(bytes))).await).await;
    }
    let call = parts.uri.path().to_owned();
    let back = page_behind(&parts);
    let token = cookie(&parts.headers, DRAFT_COOKIE);
    // The call answers with JSON; otherwise the framework would redirect to whatever the Referer says.
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    let keep = response.headers().contains_key(KEEP_HEADER);
    let destination = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let cookies: Vec<HeaderValue> = response.headers().get_all(header::SET_COOKIE).iter().cloned().collect();
    let refusal = refusal_of(response).await;
    let mut answer = match refusal {
        None if !keep => leave(&portal, token, destination.unwrap_or(back)).await,
        Some(Refusal::SignIn) => Redirect::to("/login").into_response(),
        refusal => stay(&portal, token, draft(call, &back, &bytes, refusal)).await,
    };
    for cookie in cookies {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// Reads a call's fields. No form of ours sends what is refused here, so no page waits for it.
async fn read(body: Body) -> Result<Bytes, Refusal> {
    let bytes = to_bytes(body, MOST_BYTES).await.map_err(|_| Refusal::TooLarge)?;
    // The framework would call it a defect of ours.
    let text = std::str::from_utf8(&bytes);
    text.map(|_| bytes.clone()).map_err(|_| Refusal::field("", FaultCode::Unreadable))
}

/// A refusal as a script reads it.
fn refused(refusal: &Refusal) -> Response {
    (status(refusal), Json(refusal)).into_response()
}

fn status(refusal: &Refusal) -> StatusCode {
    StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// A browser that submits a form asks for a page.
fn is_plain(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("text/html")
}

/// The page that the form stood on: the path of the Referer. A foreign one leads to our own start page.
fn page_behind(request: &Parts) -> String {
    let text = |name: HeaderName| request.headers.get(name).and_then(|value| value.to_str().ok());
    let uri = text(header::REFERER).and_then(|text| text.parse::<Uri>().ok());
    // HTTP/2 names the host in the address instead of the header.
    let host = request.uri.authority().map(Authority::as_str).or_else(|| text(header::HOST));
    let own = uri.filter(|uri| uri.authority().map(Authority::as_str) == host);
    let path = own.and_then(|uri| uri.path_and_query().map(|path| path.as_str().to_owned()));
    path.filter(|path| is_own_path(path)).unwrap_or_else(|| "/".to_owned())
}

/// Reads a call's answer: `None` when it was carried out.
async fn refusal_of(response: Response) -> Option<Refusal> {
    let refused = response.headers().contains_key(SERVER_FN_ERROR_HEADER);
    let status = response.status();
    if !refused && status.is_success() {
        return None;
    }
    let bytes = to_bytes(response.into_body(), 64 * 1024).await.unwrap_or_default();
    let refusal = serde_json::from_slice(&bytes).ok();
    Some(refusal.unwrap_or(match status {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge,
        StatusCode::NOT_FOUND => Refusal::NotFound,
        _ => Refusal::Broken { reference: String::new() },
    }))
}

/// Gives a script's call the HTTP status that belongs to its refusal.
async fn with_status(response: Response) -> Response {
    if !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, 64 * 1024).await.unwrap_or_default();
    if let Ok(refusal) = serde_json::from_slice::<Refusal>(&bytes) {
        parts.status = status(&refusal);
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// What is kept of a form. A field that would not fit is kept empty: the fault beside it says what was wrong with it.
fn draft(call: String, page: &str, bytes: &Bytes, refusal: Option<Refusal>) -> Draft {
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(bytes).unwrap_or_default();
    let is_secret = |name: &str| SECRETS.iter().any(|secret| name.contains(secret));
    let is_kept = |value: &String| value.len() <= flashes::MAX_BYTES / 4;
    let fields = fields.into_iter().filter(|(name, _)| !is_secret(name));
    let fields = fields.map(|(name, value)| (name, Some(value).filter(is_kept).unwrap_or_default())).collect();
    Draft { call, page: page.to_owned(), fields, refusal }
}

/// Carried out: what was kept of earlier tries is thrown away.
async fn leave(portal: &Portal, token: Option<String>, to: String) -> Response {
    if let Some(token) = token {
        // A draft that stays a little longer does no harm; it is swept away later.
        let _ = portal.house.db.write(token, |tx, token| Box::pin(flashes::clear(tx, token))).await;
    }
    Redirect::to(if is_own_path(&to) { &to } else { "/" }).into_response()
}

/// Back to the form's page, which shows the draft.
async fn stay(portal: &Portal, token: Option<String>, draft: Draft) -> Response {
    let back = draft.page.clone();
    let Some(token) = token.or_else(|| sessions::new_token().ok()) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let body = serde_json::to_string(&draft).unwrap_or_default();
    let keeping = (token.clone(), body, crate::commands::now());
    let kept = portal.house.db.write(keeping, |tx, (token, body, now)| Box::pin(flashes::keep(tx, token, body, *now)));
    if let Err(fault) = kept.await {
        return status(&Refusal::from(fault)).into_response();
    }
    let cookie = format!("{DRAFT_COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600");
    let mut response = Redirect::to(&back).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
