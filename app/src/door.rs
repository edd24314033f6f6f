//! The door of every call: who asks, and the house's connections. Both ways in (a page that is being rendered, a browser that
//! calls) come through here; the server's session layer has put the [`Visitor`] into the request.

use std::sync::{Arc, RwLock};

use domain::arrivals::View;
use domain::picks::Shelf;
use domain::{Conn, Db, Scope};
use http::HeaderValue;
use http::request::Parts;
use kernel::{Lang, Refusal};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// What the calls need of the running house.
#[derive(Clone)]
pub struct House {
    /// The database.
    pub db: Db,
    /// What recommendations are made from; rebuilt in the background.
    pub shelf: Arc<RwLock<Arc<Shelf>>>,
    /// What may be said of arrivals today; nothing until the past was read.
    outlook: Arc<RwLock<Option<Arc<View>>>>,
}

impl House {
    /// A house that has read nothing of its past yet.
    pub fn new(db: Db) -> Self {
        Self { db, shelf: Arc::default(), outlook: Arc::default() }
    }

    /// What may be said of arrivals today.
    pub fn outlook(&self) -> Option<Arc<View>> {
        self.outlook.read().ok().and_then(|view| view.clone())
    }

    /// From now on this is what may be said of arrivals.
    pub fn expect(&self, view: Arc<View>) {
        if let Ok(mut outlook) = self.outlook.write() {
            *outlook = Some(view);
        }
    }
}

/// Who sent this request, as the session layer found out.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    /// The signed-in person.
    pub scope: Option<Scope>,
    /// The session's secret, for calls that end or renew it.
    pub token: Option<String>,
    /// Language of the answer.
    pub lang: Lang,
    /// The instant of the request, milliseconds of UTC since 1970.
    pub now: i64,
    /// Address of the browser, for throttling.
    pub address: String,
    /// Nonce of this answer's content security policy.
    pub nonce: String,
}

/// The visitor of this request.
pub fn visitor() -> Visitor {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Visitor>().cloned()).unwrap_or_default()
}

/// The browser's name for itself.
pub fn agent() -> String {
    let parts = use_context::<Parts>();
    let header = parts.as_ref().and_then(|parts| parts.headers.get(http::header::USER_AGENT));
    header.and_then(|value| value.to_str().ok()).unwrap_or_default().chars().take(200).collect()
}

/// Who asks.
///
/// # Errors
/// `SignIn` when nobody is signed in.
pub fn scope() -> Result<Scope, Refusal> {
    visitor().scope.ok_or(Refusal::SignIn)
}

/// The house.
///
/// # Errors
/// `Broken` when the router forgot to provide it.
pub fn house() -> Result<House, Refusal> {
    use_context::<House>().ok_or_else(|| Refusal::Broken { reference: "no-house".to_owned() })
}

/// Who asks, and a connection to read with.
///
/// # Errors
/// `SignIn`, or `Busy` when no connection is free.
pub async fn reader() -> Result<(Scope, Conn), Refusal> {
    let (scope, house) = (scope()?, house()?);
    Ok((scope, house.db.read().await?))
}

/// Where a plain form post is sent after its call was carried out. Own paths only.
pub fn go_to(path: &str) {
    if let (Some(options), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(path)) {
        options.insert_header(http::header::LOCATION, value);
    }
}

/// Sets a cookie on the answer.
pub fn set_cookie(cookie: &str) {
    if let (Some(options), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(cookie)) {
        options.append_header(http::header::SET_COOKIE, value);
    }
}

/// Sets a header of the page that is being rendered.
pub fn set_header(name: &'static str, value: &'static str) {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.insert_header(http::HeaderName::from_static(name), HeaderValue::from_static(value));
    }
}

/// The HTTP status of the page that is being rendered.
pub fn set_status(status: u16) {
    if let (Some(options), Ok(status)) = (use_context::<ResponseOptions>(), http::StatusCode::from_u16(status)) {
        options.set_status(status);
    }
}
