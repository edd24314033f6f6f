//! A browser as far as the portal can tell: it keeps cookies, says where a request comes from, and follows nothing by
//! itself, so that a story sees every answer.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use http::request::Builder;
use http::{Method, Request, Response, header};
use tower::ServiceExt;

use crate::answer::Answer;

/// The portal's own address.
pub const ORIGIN: &str = "https://portolan.example";
const HOST: &str = "portolan.example";
const FORM: &str = "application/x-www-form-urlencoded";

/// Names and values of a form.
pub type Fields<'f> = &'f [(&'f str, &'f str)];

/// One browser with its cookies.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new() }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(ask(Method::GET, path).header(header::ACCEPT, "text/html"), Body::empty()).await
    }

    /// A call by script: answered with a shape or a refusal in JSON.
    pub async fn call(&mut self, call: &str, fields: Fields<'_>) -> Answer {
        self.call_with(call, serde_urlencoded::to_string(fields).unwrap()).await
    }

    /// A call by script whose fields are written already.
    pub async fn call_with(&mut self, call: &str, fields: String) -> Answer {
        let request = own(call).header(header::ACCEPT, "application/json").header(header::CONTENT_TYPE, FORM);
        self.send(request, Body::from(fields)).await
    }

    /// A plain form on a page, submitted without script.
    pub async fn submit(&mut self, page: &str, call: &str, fields: Fields<'_>) -> Answer {
        let request = own(call)
            .header(header::ACCEPT, "text/html,application/xhtml+xml")
            .header(header::REFERER, format!("{ORIGIN}{page}"))
            .header(header::CONTENT_TYPE, FORM);
        self.send(request, form(fields)).await
    }

    /// The same from a page that tells nobody its address.
    pub async fn submit_silently(&mut self, call: &str, fields: Fields<'_>) -> Answer {
        let request = ask(Method::POST, call)
            .header("sec-fetch-site", "same-origin")
            .header(header::ORIGIN, "null")
            .header(header::ACCEPT, "text/html,application/xhtml+xml")
            .header(header::CONTENT_TYPE, FORM);
        self.send(request, form(fields)).await
    }

    /// Any request, with this browser's cookies; keeps the cookies that come back.
    pub async fn send(&mut self, request: Builder, body: Body) -> Answer {
        Answer::read(self.open(request, body).await).await
    }

    /// As [`Browser::send`], for an answer that does not end.
    pub async fn open(&mut self, request: Builder, body: Body) -> Response<Body> {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = request.body(body).unwrap();
        if !cookies.is_empty() {
            request.headers_mut().insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            match rest.split(';').next().unwrap_or_default() {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        response
    }
}

/// A request to the portal that says nothing of where it comes from.
pub fn ask(method: Method, path: &str) -> Builder {
    Request::builder().method(method).uri(path).header(header::HOST, HOST)
}

/// A post from one of the portal's own pages, as today's browsers mark it.
pub fn own(call: &str) -> Builder {
    ask(Method::POST, call).header(header::ORIGIN, ORIGIN).header("sec-fetch-site", "same-origin")
}

/// A form as it is sent.
pub fn form(fields: Fields<'_>) -> Body {
    Body::from(serde_urlencoded::to_string(fields).unwrap())
}
