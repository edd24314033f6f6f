//! Who writes beside whom on PostgreSQL. Verbs run side by side until one loses against another. The loser runs again with
//! nobody beside it, so that those who come later cannot beat it again and again; and from then on verbs of its kind run one
//! after the other, since they write the same rows: two orders at once draw from one counter, and the second, which has done
//! half of its work, begins again. It knows kinds, not what they do.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Mutex as Lock, OwnedMutexGuard, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// Which verb it is: the address of its function.
pub(crate) type Kind = usize;

/// The turns of one database in this process. Those of other processes are PostgreSQL's to tell.
#[derive(Default)]
pub(crate) struct Turns {
    all: RwLock<()>,
    /// The kinds that have lost before; never more than there are verbs.
    queues: Mutex<HashMap<Kind, Arc<Lock<()>>>>,
}

/// The turn of a verb, over when dropped.
pub(crate) struct Turn<'t> {
    _beside: RwLockReadGuard<'t, ()>,
    _first_of_its_kind: Option<OwnedMutexGuard<()>>,
}

impl Turns {
    /// Waits for the verbs of a kind that has lost before, and for those who run alone.
    pub(crate) async fn beside(&self, kind: Kind) -> Turn<'_> {
        let queue = self.queues.lock().unwrap_or_else(PoisonError::into_inner).get(&kind).cloned();
        let first = match queue {
            Some(queue) => Some(queue.lock_owned().await),
            None => None,
        };
        Turn { _beside: self.all.read().await, _first_of_its_kind: first }
    }

    /// Waits for everybody. A verb of this kind has lost.
    pub(crate) async fn alone(&self, kind: Kind) -> RwLockWriteGuard<'_, ()> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner).entry(kind).or_default();
        self.all.write().await
    }
}
