//! Open pages learn at once what moved: each hears from the [`crate::hub`] what touches an organisation that its reader may
//! see.
//!
//! Nothing is lost over a break: every connection begins with `hello`, and so does one that fell behind; the page then reads
//! its state again, which is newer than any event that it missed.

use std::collections::HashSet;
use std::convert::Infallible;
use std::time::Duration;

use app::door::Visitor;
use axum::Extension;
use axum::extract::State;
use axum::response::sse::{Event as Sse, KeepAlive};
use axum::response::{IntoResponse, Response};
use domain::events::Event;
use domain::{Db, Scope, orgs, sessions};
use futures::{Stream, StreamExt, future, stream};
use http::StatusCode;
use kernel::Uuid;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::wrappers::errors::BroadcastStreamRecvError;

use crate::clock::now;
use crate::portal::Portal;

/// A connection ends after this time; the browser comes back by itself, with its rights checked again.
const LONGEST: Duration = Duration::from_secs(300);

/// `GET /live`: the stream of one open page.
pub async fn stream(State(portal): State<Portal>, Extension(visitor): Extension<Visitor>) -> Response {
    let (Some(scope), Some(token)) = (visitor.scope, visitor.token) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let told = portal.hub.listen();
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
    !matches!(sessions::find(&mut conn, token, now()).await, Ok(None))
}
