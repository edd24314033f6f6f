//! Every route of the portal and every layer around it, in one place; tests use the very same router.

use std::time::Duration;

use app::routes::{App, document};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::notices;
use http::{HeaderValue, StatusCode, header};
use kernel::Refusal;
use leptos_axum::{LeptosRoutes, generate_route_list, handle_server_fns_with_context};
use server_fn::axum::get_server_fn_service;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::clock::now;
use crate::layers::{forms, headers, status, visitor};
use crate::live;
use crate::portal::{Portal, provide};
use crate::unrouted::missing;

/// A page or a call that takes longer is given up; its transaction still ends one way or the other.
const LONGEST: Duration = Duration::from_secs(30);

/// Builds it.
pub fn build(portal: Portal) -> Router {
    let pages = generate_route_list(App);
    let (shown, called) = (portal.clone(), portal.clone());
    let options = portal.leptos.clone();
    let site = portal.leptos.site_root.to_string();
    let files = ServeDir::new(&site).precompressed_br().precompressed_gzip().append_index_html_on_directories(false);
    Router::new()
        .route("/livez", get(|| async { "alive" }))
        .route("/readyz", get(ready))
        .route("/live", get(live::stream))
        .route("/unsubscribe/{key}", post(one_click))
        .route("/api/{*call}", post(move |request: Request<Body>| call(called.clone(), request)))
        .leptos_routes_with_context(&portal, pages, move || provide(&shown.house), move || document(options.clone()))
        .nest_service("/pkg", kept_for_ever(&site))
        .fallback_service(files.fallback(get(missing).with_state(portal.clone())))
        .layer(axum::middleware::from_fn_with_state(portal.clone(), forms::layer))
        .layer(axum::middleware::from_fn_with_state(portal.clone(), visitor::layer))
        .layer(DefaultBodyLimit::max(forms::MOST_BYTES))
        .layer(
            ServiceBuilder::new()
                .layer(axum::middleware::from_fn(headers::layer))
                .layer(CatchPanicLayer::new())
                .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
                .layer(CompressionLayer::new())
                .layer(CsrfLayer::new())
                .layer(axum::middleware::from_fn(forms::same_site_only)),
        )
        .with_state(portal)
}

/// The one click by which a mail program ends letters for its reader (RFC 8058). The page of the same address asks first;
/// this does not.
async fn one_click(State(portal): State<Portal>, Path(key): Path<String>) -> Response {
    let verb = (key, now());
    let ended = portal.house.db.write(verb, |tx, (key, now)| Box::pin(notices::unsubscribe(tx, key, *now))).await;
    match ended.map_err(Refusal::from) {
        Ok(()) => StatusCode::OK.into_response(),
        Err(refusal) => status(&refusal).into_response(),
    }
}

async fn call(portal: Portal, request: Request<Body>) -> Response {
    // The framework would answer with advice for programmers, and with the address.
    if get_server_fn_service(request.uri().path(), request.method().clone()).is_none() {
        return StatusCode::NOT_FOUND.into_response();
    }
    handle_server_fns_with_context(move || provide(&portal.house), request).await.into_response()
}

/// Scripts and styles are named by their content, so a browser never needs to ask for one again.
fn kept_for_ever(site: &str) -> Router {
    let files = ServeDir::new(format!("{site}/pkg")).precompressed_br().precompressed_gzip();
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    Router::new().fallback_service(files).layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, forever))
}

/// Whether the portal can answer: its database does.
async fn ready(State(portal): State<Portal>) -> Response {
    match portal.house.db.read().await {
        Ok(mut conn) => match domain::stages::Stages::load(&mut conn, kernel::Lang::default()).await {
            Ok(_) => "ready".into_response(),
            Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
