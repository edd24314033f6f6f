//! Open pages learn at once what moved. The hub reads the events that transactions have written (after they were committed,
//! from this process or another), and tells each listener what touches an organisation that it may see.
//!
//! Nothing is lost over a break: every connection begins with `hello`, and so does one that fell behind; the page then reads
//! its state again, which is newer than any event that it missed.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use app::door::Visitor;
use axum::Extension;
use axum::extract::State;
use axum::response::sse::{Event as Sse, KeepAlive};
use axum::response::{IntoResponse, Response};
use domain::events::{self, Event};
use domain::{Db, Scope, orgs, sessions};
use futures::{Stream, StreamExt, future, stream};
use http::StatusCode;
use kernel::Uuid;
use tokio::sync::{broadcast, watch};
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::wrappers::errors::BroadcastStreamRecvError;

use crate::router::Portal;

/// A listener that is this many events behind is told to read again.
const BACKLOG: usize = 1024;
/// Events are looked for at least this often, for those of other processes; own commits wake the hub at once.
const AT_LEAST_EVERY: Duration = Duration::from_secs(1);
/// How far back the hub looks each time, in milliseconds: longer than any transaction may take.
const OVERLAP_MS: i64 = 30_000;
/// A connection ends after this time; the browser comes back by itself, with its rights checked again.
const LONGEST: Duration = Duration::from_secs(300);

/// Who listens.
pub struct Hub {
    told: broadcast::Sender<Event>,
    closing: watch::Sender<bool>,
}

impl Default for Hub {
    /// A hub without listeners.
    fn default() -> Self {
        Self { told: broadcast::channel(BACKLOG).0, closing: watch::channel(false).0 }
    }
}

impl Hub {
    /// Ends every stream, now and from now on: the house is about to stop, and open pages come back when it is there again.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Waits until the hub is closed.
    fn closed(&self) -> impl Future<Output = ()> + use<> {
        let mut closing = self.closing.subscribe();
        async move {
            // A hub that is gone is closed, too.
            let _ = closing.wait_for(|closing| *closing).await;
        }
    }

    /// Reads events and tells them, for ever.
    pub async fn run(self: Arc<Self>, db: Db) {
        let mut committed = db.committed();
        let mut seen: HashMap<Uuid, i64> = HashMap::new();
        let started = crate::commands::now();
        loop {
            let from = (crate::commands::now() - OVERLAP_MS).max(started);
            match read(&db, from).await {
                Ok(events) => {
                    for event in events {
                        if seen.insert(event.id, event.at).is_none() {
                            // Nobody listening is no error.
                            let _ = self.told.send(event);
                        }
                    }
                    seen.retain(|_, at| *at >= from);
                }
                Err(refusal) => tracing::warn!(?refusal, "events could not be read; trying again"),
            }
            let _ = tokio::time::timeout(AT_LEAST_EVERY, committed.changed()).await;
        }
    }
}

async fn read(db: &Db, from: i64) -> Result<Vec<Event>, kernel::Refusal> {
    Ok(events::since(&mut db.read().await?, from).await?)
}

/// `GET /live`: the stream of one open page.
pub async fn stream(State(portal): State<Portal>, Extension(visitor): Extension<Visitor>) -> Response {
    let (Some(scope), Some(token)) = (visitor.scope, visitor.token) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let told = portal.hub.told.subscribe();
    match visible(&portal.house.db, &scope).await {
        Ok(visible) => {
            let ended = until_ended(portal.house.db.clone(), token);
            let over = future::select(Box::pin(ended), Box::pin(portal.hub.closed()));
            let events = listen(told, visible).take_until(over);
            axum::response::Sse::new(events).keep_alive(KeepAlive::default()).into_response()
        }
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

async fn visible(db: &Db, scope: &Scope) -> Result<HashSet<Uuid>, kernel::Refusal> {
    Ok(orgs::below(&mut db.read().await?, scope).await?.into_iter().collect())
}

fn listen(told: broadcast::Receiver<Event>, visible: HashSet<Uuid>) -> impl Stream<Item = Result<Sse, Infallible>> {
    let hello = stream::once(async { Some(Sse::default().event("hello").data("{}")) });
    let events = BroadcastStream::new(told).map(move |event| match event {
        Ok(event) if visible.contains(&event.org_id) => {
            let data = serde_json::json!({ "kind": event.kind, "subject": event.subject_id });
            Some(Sse::default().event("changed").data(data.to_string()))
        }
        Ok(_) => None,
        Err(BroadcastStreamRecvError::Lagged(_)) => Some(Sse::default().event("hello").data("{}")),
    });
    hello.chain(events).filter_map(|event| async { event.map(Ok) })
}

/// Waits until a stream has lasted long enough, or its session has ended: that is looked at with every second that passes,
/// not with every event.
async fn until_ended(db: Db, token: String) {
    let over = tokio::time::Instant::now() + LONGEST;
    while tokio::time::Instant::now() < over {
        tokio::time::sleep(Duration::from_secs(1)).await;
        if !alive(&db, &token).await {
            break;
        }
    }
}

async fn alive(db: &Db, token: &str) -> bool {
    let Ok(mut conn) = db.read().await else { return true };
    !matches!(sessions::find(&mut conn, token, crate::commands::now()).await, Ok(None))
}
