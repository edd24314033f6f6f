//! Connections that go from one borrower to the next. A pool of sqlx asks the database whether a connection is alive when it
//! is handed out and once more when it comes back: two round trips and a task each time, and one page borrows several times.
//! Here a connection that was just alive is handed on as it is. It knows no engine and no statements.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sqlx::pool::PoolConnection;
use sqlx::{Connection, Database, Pool};
use tokio::sync::{Mutex as Lock, OwnedMutexGuard};

/// So long after the pool has tested a connection it is believed to be alive. Later it is asked itself, and goes back to the
/// pool after its next use, which ends it when it is old.
const TRUST: Duration = Duration::from_secs(1);

/// A pool, and those of its connections that wait to be handed on.
pub(crate) struct Lender<DB: Database> {
    pool: Pool<DB>,
    desk: Arc<Mutex<Desk<DB>>>,
}

/// While anybody waits for the pool nothing is kept here: what comes back goes to the pool, which serves in the order of
/// arrival. So nobody waits while a connection lies idle.
struct Desk<DB: Database> {
    spare: Vec<Loan<DB>>,
    waiting: usize,
    closed: bool,
}

/// A connection that the pool has handed out.
struct Loan<DB: Database> {
    link: Arc<Lock<PoolConnection<DB>>>,
    tested: Instant,
}

/// A borrowed connection, given back when dropped. The fields are dropped in this order: nobody else finds it before its lock
/// is free.
pub(crate) struct Lent<DB: Database> {
    link: OwnedMutexGuard<PoolConnection<DB>>,
    back: Back<DB>,
}

/// The way back.
struct Back<DB: Database> {
    loan: Loan<DB>,
    desk: Arc<Mutex<Desk<DB>>>,
    /// A statement was sent and its end was not seen: the borrower was cancelled, or the connection is broken.
    is_asked: bool,
}

/// One who waits for the pool.
struct Waiting<DB: Database>(Arc<Mutex<Desk<DB>>>);

impl<DB: Database> Lender<DB> {
    pub(crate) fn new(pool: Pool<DB>) -> Self {
        Self { pool, desk: Arc::new(Mutex::new(Desk { spare: Vec::new(), waiting: 0, closed: false })) }
    }

    /// A connection; the one that was used last, if there is a choice.
    pub(crate) async fn lend(&self) -> Result<Lent<DB>, sqlx::Error> {
        let _waiting = loop {
            match self.spare() {
                Ok(mut lent) => {
                    if lent.is_alive().await {
                        return Ok(lent);
                    }
                }
                Err(waiting) => break waiting,
            }
        };
        let link = Arc::new(Lock::new(self.pool.acquire().await?));
        // Nobody else knows this lock yet.
        let guard = Arc::clone(&link).lock_owned().await;
        Ok(self.lent(guard, Loan { link, tested: Instant::now() }))
    }

    fn spare(&self) -> Result<Lent<DB>, Waiting<DB>> {
        let mut desk = open(&self.desk);
        while let Some(loan) = desk.spare.pop() {
            if let Ok(guard) = Arc::clone(&loan.link).try_lock_owned() {
                return Ok(self.lent(guard, loan));
            }
        }
        desk.waiting += 1;
        Err(Waiting(Arc::clone(&self.desk)))
    }

    fn lent(&self, link: OwnedMutexGuard<PoolConnection<DB>>, loan: Loan<DB>) -> Lent<DB> {
        Lent { link, back: Back { loan, desk: Arc::clone(&self.desk), is_asked: false } }
    }

    /// Lends no more, and waits until everything has come back.
    pub(crate) async fn close(&self) {
        {
            let mut desk = open(&self.desk);
            desk.closed = true;
            desk.spare.clear();
        }
        self.pool.close().await;
    }
}

impl<DB: Database> Lent<DB> {
    /// Whether it was alive just now, or answers; a dead one is not lent again.
    async fn is_alive(&mut self) -> bool {
        if self.back.loan.tested.elapsed() < TRUST {
            return true;
        }
        let is_alive = matches!(tokio::time::timeout(TRUST, self.ask().ping()).await, Ok(Ok(())));
        if is_alive {
            self.answered();
        } else {
            self.condemn();
        }
        is_alive
    }

    /// The connection, for a statement whose end [`answered`](Self::answered) will tell.
    pub(crate) fn ask(&mut self) -> &mut DB::Connection {
        self.back.is_asked = true;
        &mut self.link
    }

    /// The statement has ended, well or not, and the connection is ready for the next.
    pub(crate) const fn answered(&mut self) {
        self.back.is_asked = false;
    }

    /// The state of this connection is not known: it must not serve anybody else.
    pub(crate) fn condemn(&mut self) {
        self.link.close_on_drop();
        self.back.is_asked = true;
    }
}

impl<DB: Database> Drop for Back<DB> {
    fn drop(&mut self) {
        let mut desk = open(&self.desk);
        if !self.is_asked && !desk.closed && desk.waiting == 0 && self.loan.tested.elapsed() < TRUST {
            let Loan { link, tested } = &self.loan;
            desk.spare.push(Loan { link: Arc::clone(link), tested: *tested });
        }
    }
}

impl<DB: Database> Drop for Waiting<DB> {
    fn drop(&mut self) {
        open(&self.0).waiting -= 1;
    }
}

impl<DB: Database> Drop for Desk<DB> {
    /// The database is gone. A connection that finds its way back to the pool needs a runtime, and that may be gone as well.
    fn drop(&mut self) {
        for loan in self.spare.drain(..) {
            drop(Arc::into_inner(loan.link).map(|link| link.into_inner().leak()));
        }
    }
}

/// Nothing between two locks can leave the desk half changed, so one who panicked is no reason to stop.
fn open<DB: Database>(desk: &Mutex<Desk<DB>>) -> MutexGuard<'_, Desk<DB>> {
    desk.lock().unwrap_or_else(PoisonError::into_inner)
}
