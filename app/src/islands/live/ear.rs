//! The browser's side of the stream: one connection while the page is in view, and reads that never overlap.

use std::time::Duration;

use futures::channel::mpsc;
use futures::future::{Either, LocalBoxFuture, select};
use futures::{Stream, StreamExt, stream};
use gloo_net::eventsource::futures::EventSource;
use kernel::{Refusal, Uuid};
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::document;
use leptos::task::spawn_local;
use leptos::web_sys::MessageEvent;
use serde::Deserialize;

use crate::islands::pause::pause;

/// A batch that moves tells of every order in it; what comes within this time is read once.
const TOGETHER: Duration = Duration::from_millis(150);
/// First wait after a failure; each further one doubles it.
const SHORTEST: Duration = Duration::from_secs(1);
/// Longest wait between two tries.
const LONGEST: Duration = Duration::from_secs(60);

/// What the stream says of one event.
#[derive(Deserialize)]
struct Changed {
    kind: String,
    subject: Uuid,
}

/// What this page wants to hear of.
struct Interest {
    kinds: &'static [&'static str],
    subject: Option<Uuid>,
}

impl Interest {
    fn covers(&self, event: &str, message: &MessageEvent) -> bool {
        if event != "changed" {
            return true;
        }
        let text = message.data().as_string().unwrap_or_default();
        serde_json::from_slice::<Changed>(text.as_bytes()).is_ok_and(|changed| {
            self.kinds.contains(&changed.kind.as_str()) && self.subject.is_none_or(|subject| subject == changed.subject)
        })
    }
}

/// What an island does when it has heard something. Boxed: one listening is shipped for all islands.
pub(super) type ReadAgain = Box<dyn Fn() -> LocalBoxFuture<'static, Result<(), Refusal>>>;

/// Reads again as often as something happens, for as long as the page is open.
pub(super) async fn listen(kinds: &'static [&'static str], subject: Option<Uuid>, read_again: ReadAgain) {
    // One place in the queue: whatever happens while a read is under way asks for exactly one more.
    let (tell, mut told) = mpsc::channel(0);
    spawn_local(hear(Interest { kinds, subject }, tell));
    while told.next().await.is_some() {
        pause(TOGETHER).await;
        while told.try_recv().is_ok() {}
        if read_until_it_comes(&read_again).await.is_err() {
            return;
        }
    }
}

/// Tries until the house answers.
async fn read_until_it_comes(read_again: &ReadAgain) -> Result<(), Refusal> {
    let mut wait = SHORTEST;
    loop {
        match read_again().await {
            Err(Refusal::Unreachable | Refusal::Busy | Refusal::Broken { .. }) => {
                pause(wait).await;
                wait = longer(wait);
            }
            answer => return answer,
        }
    }
}

/// Keeps the stream open while the page is in view. A browser opens only six connections to one host (HTTP/1.1), so the
/// pages in the background must not hold theirs; each reads again when it comes back.
async fn hear(interest: Interest, mut tell: mpsc::Sender<()>) {
    let mut turned = views();
    let mut wait = SHORTEST;
    loop {
        while document().hidden() {
            turned.next().await;
        }
        let Ok(mut source) = EventSource::new("/live") else { return };
        let (Ok(hello), Ok(changed)) = (source.subscribe("hello"), source.subscribe("changed")) else { return };
        let mut events = stream::select(hello, changed);
        loop {
            match select(events.next(), turned.next()).await {
                Either::Left((Some(Ok((event, message))), _)) => {
                    wait = SHORTEST;
                    if interest.covers(&event, &message) && tell.try_send(()).is_err_and(|err| err.is_disconnected()) {
                        return;
                    }
                }
                Either::Left(_) => {
                    // The house closed it for good (a break is mended by the browser itself): come back later.
                    drop(source);
                    pause(wait).await;
                    wait = longer(wait);
                    break;
                }
                Either::Right(_) if document().hidden() => break,
                Either::Right(_) => {}
            }
        }
    }
}

fn longer(wait: Duration) -> Duration {
    (wait * 2).min(LONGEST)
}

/// Something whenever the page comes into view or goes out of it.
fn views() -> impl Stream<Item = ()> + Unpin {
    let (turn, turned) = mpsc::unbounded();
    // Kept until the page is closed: so long it is listened to.
    window_event_listener_untyped("visibilitychange", move |_| {
        let _ = turn.unbounded_send(());
    });
    turned
}
