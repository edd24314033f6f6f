//! The door of every handler: the session behind a request.

use axum::http::HeaderMap;
use sqlx::query_as;

use super::super::rows::Asker;
use super::super::{Fault, IDLE_MS, now, session_hash, statements as sql};
use super::Engine;

/// A connection.
pub type Link = <Engine as sqlx::Database>::Connection;

/// Who asks.
pub async fn asker(link: &mut Link, headers: &HeaderMap) -> Result<Asker, Fault> {
    let (hash, now) = (session_hash(headers)?, now());
    let found = query_as(sql::SESSION).bind(hash).bind(now).bind(now - IDLE_MS).fetch_optional(link).await?;
    found.ok_or(Fault::SignIn)
}
