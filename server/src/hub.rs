//! What moved, told to everybody who listens: reads the events that transactions have written, after they were committed, from
//! this process or another. It knows no HTTP and nobody's rights.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use domain::Db;
use domain::events::{self, Event};
use kernel::Uuid;
use tokio::sync::{broadcast, watch};

use crate::clock::now;

/// A listener that is this many events behind is told to read again.
const BACKLOG: usize = 1024;
/// Events are looked for at least this often, for those of other processes; own commits wake the hub at once.
const AT_LEAST_EVERY: Duration = Duration::from_secs(1);

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

    /// Hears everything that is told from now on.
    pub fn listen(&self) -> broadcast::Receiver<Event> {
        self.told.subscribe()
    }

    /// Waits until the hub is closed.
    pub fn closed(&self) -> impl Future<Output = ()> + use<> {
        let mut closing = self.closing.subscribe();
        async move {
            // A hub that is gone is closed, too.
            let _ = closing.wait_for(|closing| *closing).await;
        }
    }

    /// Reads events and tells them, for ever: all that happen from now on, even if the first look comes later, and those that
    /// happened before and are committed after that look.
    pub fn run(self: Arc<Self>, db: Db) -> impl Future<Output = ()> + Send {
        let (mut committed, mut oldest) = (db.committed(), now());
        async move {
            let mut seen: HashMap<Uuid, i64> = HashMap::new();
            loop {
                let from = now() - events::OVERLAP_MS;
                match read(&db, from).await {
                    Ok(events) => {
                        for event in events {
                            if seen.insert(event.id, event.at).is_none() && event.at >= oldest {
                                // Nobody listening is no error.
                                let _ = self.told.send(event);
                            }
                        }
                        seen.retain(|_, at| *at >= from);
                        oldest = i64::MIN;
                    }
                    Err(refusal) => tracing::warn!(?refusal, "events could not be read; trying again"),
                }
                let _ = tokio::time::timeout(AT_LEAST_EVERY, committed.changed()).await;
            }
        }
    }
}

async fn read(db: &Db, from: i64) -> Result<Vec<Event>, kernel::Refusal> {
    Ok(events::since(&mut db.read().await?, from).await?)
}
