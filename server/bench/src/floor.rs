//! The floor: what the same pages cost when nothing but axum, sqlx and a compiled template does them. It runs the
//! portal's statements for the same session and fills templates that say the same; what the portal takes more is the price
//! of Leptos, of its layers and of the walls between the crates.
//!
//! Knows no rights but the session's and no form but the one that is sent to it: it is measured, never used.

mod postgres;
mod rows;
mod sqlite;
mod statements;
mod views;

use std::net::SocketAddr;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::Uuid;
use sha2::{Digest, Sha256};
use sqlx::{Database, Pool};
use tokio::net::TcpListener;

/// The session's cookie, as the portal names it.
pub const SESSION_COOKIE: &str = "__Host-portolan";
/// A session that nobody used for this long is over.
const IDLE_MS: i64 = 12 * 3_600_000;

/// Serves until the process is ended.
pub async fn serve(address: SocketAddr, database: &str) -> Result<()> {
    let routes = match database.split_once(':') {
        Some(("sqlite", path)) => sqlite::open(path).await?,
        Some(("postgres" | "postgresql", _)) => postgres::open(database).await?,
        _ => bail!("the floor knows sqlite:PATH and postgres://…"),
    };
    axum::serve(TcpListener::bind(address).await?, routes).await?;
    Ok(())
}

/// What the handlers share.
struct House<Engine: Database> {
    readers: Pool<Engine>,
    writers: Pool<Engine>,
}

impl<Engine: Database> Clone for House<Engine> {
    fn clone(&self) -> Self {
        Self { readers: self.readers.clone(), writers: self.writers.clone() }
    }
}

/// Why there is no page.
enum Fault {
    SignIn,
    NotFound,
    /// The form is not one that the bench sends, or the house refused it.
    Refused(&'static str),
    Database(sqlx::Error),
    Template(askama::Error),
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<askama::Error> for Fault {
    fn from(error: askama::Error) -> Self {
        Self::Template(error)
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        match self {
            Self::SignIn => StatusCode::UNAUTHORIZED.into_response(),
            Self::NotFound => StatusCode::NOT_FOUND.into_response(),
            Self::Refused(why) => (StatusCode::UNPROCESSABLE_ENTITY, why).into_response(),
            Self::Database(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
            Self::Template(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
        }
    }
}

/// Milliseconds of UTC since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok();
    since.and_then(|since| i64::try_from(since.as_millis()).ok()).unwrap_or_default()
}

fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// The hash by which the session behind a request's cookie is found.
fn session_hash(headers: &HeaderMap) -> Result<String, Fault> {
    let cookies = headers.get(header::COOKIE).and_then(|value| value.to_str().ok()).ok_or(Fault::SignIn)?;
    let mut pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
    let (_, token) = pairs.find(|(name, _)| *name == SESSION_COOKIE).ok_or(Fault::SignIn)?;
    Ok(hash(&[token]))
}

/// SHA-256 of some texts in hexadecimal.
fn hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    format!("{:x}", hash.finalize())
}
