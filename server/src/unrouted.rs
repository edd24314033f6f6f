//! Pages to which no route leads: nothing has this address, a form is too large to be read.

use app::routes::{document, too_large_document};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use http::request::Parts;
use http::{Method, StatusCode};

use crate::portal::{Portal, provide};

/// No page and no file has this address: the page that says so, with status 404.
pub async fn missing(State(portal): State<Portal>, request: Request<Body>) -> Response {
    let options = portal.leptos.clone();
    let render =
        leptos_axum::render_app_async_with_context(move || provide(&portal.house), move || document(options.clone()));
    let mut response = render(request).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

/// The page for a form that is too large to be read; `page` is where the form stood.
pub async fn too_large(portal: &Portal, mut parts: Parts, page: String) -> Response {
    let (house, options) = (portal.house.clone(), portal.leptos.clone());
    let render = leptos_axum::render_app_async_with_context(
        move || provide(&house),
        move || too_large_document(options.clone(), page.clone()),
    );
    parts.method = Method::GET;
    render(Request::from_parts(parts, Body::empty())).await
}
