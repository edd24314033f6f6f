//! Forms without script. A plain post to a call is answered with 303 to an own page; when it was refused, what was typed and
//! what is wrong with it wait for that page in a short-lived row, never in the URL. A call by script gets its JSON, with the
//! HTTP status of the refusal.

use app::addresses::{encoded, is_own_path};
use app::door::Visitor;
use app::draft::{Draft, KEEP_HEADER};
use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::sessions;
use futures::StreamExt;
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use kernel::{FaultCode, Refusal, Uuid};
use server_fn::error::SERVER_FN_ERROR_HEADER;

use super::visitor::{DRAFT_COOKIE, cookie};
use super::{drafts, status};
use crate::mailer::ONE_CLICK;
use crate::portal::Portal;
use crate::unrouted;

/// Largest body of a call: a list of 100,000 lines is read far enough to say that it is too long.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;
/// So much of what is too large is read before the connection is cut, in bytes.
const MOST_WASTED: usize = 8 * MOST_BYTES;
/// The call after which nothing of a person stays in the browser.
const SIGN_OUT: &str = "/api/people/sign_out";
/// Fields that are never kept.
const SECRETS: [&str; 1] = ["password"];

/// Browsers say where a request comes from. One that changes something and says nothing is refused: `CsrfLayer` lets it
/// pass for the sake of tools without cookies, and no call here is for those; but for the link in a letter, which mail
/// programs post to with nothing but the secret in its address.
pub async fn same_site_only(request: Request, next: Next) -> Response {
    let headers = request.headers();
    let silent = !headers.contains_key("sec-fetch-site") && !headers.contains_key(header::ORIGIN);
    let by_secret = request.uri().path().starts_with(ONE_CLICK);
    if silent && !by_secret && !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

/// A plain form as it was sent.
struct Sent {
    /// The call.
    call: String,
    /// The page that it stood on.
    page: String,
    /// Under which this browser's drafts are kept.
    token: Option<String>,
    /// Who is signed in.
    by: Option<Uuid>,
    now: i64,
    body: Bytes,
}

impl Sent {
    fn new(parts: &Parts, body: Bytes) -> Self {
        let visitor = parts.extensions.get::<Visitor>();
        Self {
            call: parts.uri.path().to_owned(),
            page: referrer(parts).or_else(|| named(&body)).unwrap_or_else(start),
            token: cookie(&parts.headers, DRAFT_COOKIE),
            by: visitor.and_then(|visitor| visitor.scope.as_ref()).and_then(|scope| scope.user_id),
            now: visitor.map(|visitor| visitor.now).unwrap_or_default(),
            body,
        }
    }

    /// What is kept of it: all but secrets.
    fn draft(&self, refusal: Option<Refusal>) -> Draft {
        let mut fields: Vec<(String, String)> = serde_urlencoded::from_bytes(&self.body).unwrap_or_default();
        fields.retain(|(name, _)| !SECRETS.iter().any(|secret| name.contains(secret)));
        Draft { call: self.call.clone(), page: self.page.clone(), fields, refusal }
    }
}

/// Turns plain posts into redirects.
pub async fn layer(State(portal): State<Portal>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST || !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let is_plain = is_plain(&parts.headers);
    let bytes = match read(body).await {
        Ok(bytes) => bytes,
        Err(Refusal::TooLarge) if is_plain => return too_large(&portal, parts).await,
        Err(refusal) => return refused(&refusal),
    };
    if !is_plain {
        return with_status(next.run(Request::from_parts(parts, Body::from(bytes))).await).await;
    }
    let sent = Sent::new(&parts, bytes.clone());
    let asked = parts.clone();
    // The call answers with JSON; otherwise the framework would redirect to whatever the Referer says.
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let response = next.run(Request::from_parts(parts, Body::from(bytes))).await;
    let keep = response.headers().contains_key(KEEP_HEADER);
    let destination = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let cookies: Vec<HeaderValue> = response.headers().get_all(header::SET_COOKIE).iter().cloned().collect();
    let answer = match refusal_of(response).await {
        None if !keep => Ok(leave(&portal, sent, destination).await),
        refusal => stay(&portal, sent, refusal).await,
    };
    let mut answer = match answer {
        Ok(answer) => answer,
        Err(Refusal::TooLarge) => too_large(&portal, asked).await,
        Err(refusal) => status(&refusal).into_response(),
    };
    for cookie in cookies {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// Reads a call's fields. No form of ours sends what is unreadable, so no page waits for that. What is too large is read on
/// for a while and thrown away: a browser that is interrupted while it sends shows a broken connection instead of the answer.
async fn read(body: Body) -> Result<Bytes, Refusal> {
    let (mut kept, mut sent) = (Vec::new(), 0);
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Refusal::Unreachable)?;
        sent += chunk.len();
        if sent <= MOST_BYTES {
            kept.extend_from_slice(&chunk);
        } else if sent <= MOST_WASTED {
            kept = Vec::new();
        } else {
            break;
        }
    }
    if sent > MOST_BYTES {
        return Err(Refusal::TooLarge);
    }
    // The framework would call it a defect of ours.
    match std::str::from_utf8(&kept) {
        Ok(_) => Ok(Bytes::from(kept)),
        Err(_) => Err(Refusal::field("", FaultCode::Unreadable)),
    }
}

/// The page that says so, in the reader's language. The form's own page could show nothing of what was typed; the browser,
/// going back, can.
async fn too_large(portal: &Portal, parts: Parts) -> Response {
    let page = referrer(&parts).unwrap_or_else(start);
    let mut response = unrouted::too_large(portal, parts, page).await;
    *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
    response
}

/// A refusal as a script reads it.
fn refused(refusal: &Refusal) -> Response {
    (status(refusal), Json(refusal)).into_response()
}

/// A browser that submits a form asks for a page.
fn is_plain(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("text/html")
}

/// The page that the form stood on: the path of the Referer, if it is our own.
fn referrer(request: &Parts) -> Option<String> {
    let text = |name: HeaderName| request.headers.get(name).and_then(|value| value.to_str().ok());
    let uri = text(header::REFERER).and_then(|text| text.parse::<Uri>().ok());
    // HTTP/2 names the host in the address instead of the header.
    let host = request.uri.authority().map(Authority::as_str).or_else(|| text(header::HOST));
    let own = uri.filter(|uri| uri.authority().map(Authority::as_str) == host);
    let path = own.and_then(|uri| uri.path_and_query().map(|path| path.as_str().to_owned()));
    path.filter(|path| is_own_path(path))
}

/// The page that a form names itself, where the browser is told to name none because the address is a secret.
fn named(body: &[u8]) -> Option<String> {
    let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).ok()?;
    fields.into_iter().find(|(name, path)| name == "page" && is_own_path(path)).map(|(_, path)| path)
}

/// Where it goes on when nobody knows where the form stood.
fn start() -> String {
    "/".to_owned()
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

/// Carried out: the browser goes on.
async fn leave(portal: &Portal, sent: Sent, destination: Option<String>) -> Response {
    let to = destination.unwrap_or_else(|| sent.page.clone());
    if let Some(token) = sent.token {
        let db = &portal.house.db;
        let forgotten = match sent.call == SIGN_OUT {
            true => drafts::forget_all(db, token).await,
            false => drafts::forget(db, token, &sent.page, sent.now).await,
        };
        if let Err(refusal) = forgotten {
            // A draft that stays a little longer does no harm; it is swept away later.
            tracing::warn!(?refusal, "a draft could not be thrown away");
        }
    }
    Redirect::to(if is_own_path(&to) { &to } else { "/" }).into_response()
}

/// Back to the form's page, which shows the draft; by way of the door when the session has ended meanwhile.
async fn stay(portal: &Portal, sent: Sent, refusal: Option<Refusal>) -> Result<Response, Refusal> {
    let to = match refusal {
        Some(Refusal::SignIn) => door_before(&sent.page),
        _ => sent.page.clone(),
    };
    let draft = sent.draft(refusal);
    let token = match sent.token {
        Some(token) => token,
        None => sessions::new_token()?,
    };
    drafts::keep(&portal.house.db, &token, draft, sent.by, sent.now).await?;
    let cookie = format!("{DRAFT_COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600");
    let mut response = Redirect::to(&to).into_response();
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// The sign-in page that leads back to an own page.
fn door_before(page: &str) -> String {
    match page {
        "/" => "/login".to_owned(),
        page if page.starts_with("/login") => page.to_owned(),
        page => format!("/login?next={}", encoded(page)),
    }
}
