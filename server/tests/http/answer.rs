//! What the portal answered.

use axum::body::Body;
use http::{HeaderMap, Response, StatusCode, header};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;

/// A whole answer.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// Reads it to its end.
    pub async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Self { status: parts.status, headers: parts.headers, body }
    }

    /// A header's value; empty when it is missing.
    pub fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// Where the browser is sent.
    pub fn location(&self) -> &str {
        self.header(header::LOCATION)
    }

    /// The nonce of its content security policy.
    pub fn nonce(&self) -> &str {
        let policy = self.header(header::CONTENT_SECURITY_POLICY);
        policy
            .split_once("'nonce-")
            .and_then(|(_, rest)| rest.split_once('\''))
            .map(|(nonce, _)| nonce)
            .unwrap_or_default()
    }

    /// The shape that a call answered with.
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The status and the body without what must differ from one answer to the next: the nonce, and what was asked for.
    pub fn without(&self, asked: &str) -> (StatusCode, String) {
        let body = if self.nonce().is_empty() { self.body.clone() } else { self.body.replace(self.nonce(), "NONCE") };
        (self.status, body.replace(asked, "ASKED"))
    }
}
