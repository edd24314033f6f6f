//! A piece of writing on its way: what to run, with what, and who waits for the answer. It knows no engine.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use futures::future::BoxFuture;
use tokio::sync::oneshot;

use crate::conn::Health;
use crate::fault::Accident;
use crate::turns::Kind;
use crate::{Fault, Result, Tx};

/// A verb: a plain function, so that it can be run again when the database asks for it.
pub(crate) type Verb<A, T> = for<'t> fn(&'t mut Tx, &'t A) -> BoxFuture<'t, Result<T>>;

/// Whether what a verb did may be committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ran {
    Keep,
    Undo,
    /// Undo, and run it again: it lost against another transaction.
    Again,
}

/// A verb with its arguments and the caller who waits.
pub(crate) struct Ask<A, T> {
    args: A,
    verb: Verb<A, T>,
    /// Nothing as long as the verb has not run.
    outcome: Option<Result<T>>,
    caller: oneshot::Sender<Result<T>>,
}

impl<A: Send + Sync + 'static, T: Send + 'static> Ask<A, T> {
    pub(crate) fn new(args: A, verb: Verb<A, T>) -> (Self, oneshot::Receiver<Result<T>>) {
        let (caller, answer) = oneshot::channel();
        (Self { args, verb, outcome: None, caller }, answer)
    }

    /// Which verb it is.
    pub(crate) fn kind(&self) -> Kind {
        self.verb as Kind
    }

    /// Runs the verb once inside the transaction. A panic is contained: it is this verb's failure, nobody else's.
    pub(crate) async fn run(&mut self, tx: &mut Tx) -> Ran {
        tx.start_over();
        let work = AssertUnwindSafe(async { (self.verb)(tx, &self.args).await });
        let outcome = work.catch_unwind().await.unwrap_or_else(|_| Err(Accident::Panicked.into()));
        let outcome = match tx.health() {
            Health::Sound => outcome,
            // PostgreSQL answers COMMIT of a failed transaction with a silent rollback: it must not look like success.
            Health::Failed | Health::Conflict => outcome.and_then(|_| Err(Accident::Swallowed.into())),
        };
        let ran = match (&outcome, tx.health()) {
            (Ok(_), _) => Ran::Keep,
            (Err(_), Health::Conflict) => Ran::Again,
            (Err(_), _) => Ran::Undo,
        };
        self.outcome = Some(outcome);
        ran
    }

    /// Tells the caller, who may have left. `lost` says that the transaction failed: then there was no success, but a
    /// refusal stays what it is.
    pub(crate) fn answer(self, lost: Option<Fault>) {
        let outcome = match (self.outcome, lost) {
            (Some(Err(Fault::Refused(refusal))), _) => Err(refusal.into()),
            (_, Some(fault)) => Err(fault),
            (Some(outcome), None) => outcome,
            (None, None) => Err(Accident::Stopped.into()),
        };
        let _ = self.caller.send(outcome);
    }
}

/// An [`Ask`] whose types are forgotten, so that many kinds can stand in one queue.
pub(crate) trait Job: Send {
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, Ran>;
    fn answer(self: Box<Self>, lost: Option<Fault>);
}

impl<A: Send + Sync + 'static, T: Send + 'static> Job for Ask<A, T> {
    fn run<'t>(&'t mut self, tx: &'t mut Tx) -> BoxFuture<'t, Ran> {
        Box::pin(Ask::run(self, tx))
    }

    fn answer(self: Box<Self>, lost: Option<Fault>) {
        Ask::answer(*self, lost);
    }
}
