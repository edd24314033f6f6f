//! What these stories do at the desks, in one word each, called as the doors call it.

use domain::batches::{self, Expect, Gather, Hold, Onward, OpenFilter, Part};
use domain::orders::{self, PlaceOrder};
use domain::receipts::{self, Scan};
use domain::rounds::{self, Begin, Turn};
use domain::{Refusal, Scope, desks, worklist};
use kernel::Uuid;
use kernel::shapes::{BatchPage, DeskDay, RoundOutcome, RoundPage, Worklist};

use crate::house::House;

/// Somebody of the house at an instant.
pub struct Hand<'h> {
    pub house: &'h House,
    pub scope: Scope,
}

/// Calls a verb of the desks.
macro_rules! desk {
    ($hand:expr, $verb:path, $wish:expr) => {{
        let done = $hand.house.db.write(($hand.scope.clone(), $wish), |tx, (scope, wish)| {
            Box::pin(async move { $verb(tx, &scope.staff()?, wish).await })
        });
        done.await.map_err(Refusal::from)
    }};
}

impl House {
    pub fn hand(&self, name: &str) -> Hand<'_> {
        Hand { house: self, scope: self.scope(name) }
    }

    pub fn hand_at(&self, name: &str, now: i64) -> Hand<'_> {
        Hand { house: self, scope: self.scope_at(name, now) }
    }

    /// The next batch of every round that runs.
    pub async fn turns(&self) -> Vec<Turn> {
        rounds::waiting(&mut self.db.read().await.unwrap()).await.unwrap()
    }

    /// What the job does with one batch.
    pub async fn take(&self, turn: Turn, now: i64) -> Result<(), Refusal> {
        let done = self.db.write((turn, now), |tx, (turn, now)| Box::pin(rounds::carry_out(tx, *now, *turn))).await;
        let Err(why) = done.map_err(Refusal::from) else { return Ok(()) };
        self.refuse(turn, now, why.clone()).await;
        Err(why)
    }

    pub async fn refuse(&self, turn: Turn, now: i64, why: Refusal) {
        let kept =
            self.db.write((turn, now, why), |tx, (turn, now, why)| Box::pin(rounds::refuse(tx, *now, *turn, why)));
        kept.await.unwrap();
    }

    /// Lets the job run until no round does.
    pub async fn run_rounds(&self) {
        loop {
            let turns = self.turns().await;
            if turns.is_empty() {
                return;
            }
            for turn in turns {
                let _ = self.take(turn, self.now()).await;
            }
        }
    }

    pub async fn violations(&self) -> Vec<String> {
        let found = domain::fsck::check(&mut self.db.read().await.unwrap()).await.unwrap();
        found.into_iter().map(|violation| format!("{}: {}", violation.rule, violation.place)).collect()
    }
}

impl Hand<'_> {
    /// Orders a list, urgently or not.
    pub async fn place(&self, text: &str, urgent: bool) -> String {
        let form = PlaceOrder { id: Uuid::now_v7(), text: text.to_owned(), urgent, ..PlaceOrder::default() };
        let verb = (self.scope.clone(), form);
        let placed = self.house.db.write(verb, |tx, (scope, form)| Box::pin(orders::place(tx, scope, form)));
        placed.await.unwrap().no
    }

    pub async fn gather(&self, publisher_id: Uuid, slices: Vec<Uuid>) -> String {
        desk!(self, batches::gather, Gather { publisher_id, slices }).unwrap()
    }

    /// One purchase batch for each publisher whose lines wait.
    pub async fn gather_all(&self) -> Vec<String> {
        let groups = {
            let mut conn = self.house.db.read().await.unwrap();
            batches::open_groups(&mut conn, &self.scope.staff().unwrap(), &OpenFilter::default()).await.unwrap()
        };
        let mut numbers = Vec::new();
        for group in groups {
            numbers.push(self.gather(group.publisher_id, Vec::new()).await);
        }
        numbers
    }

    pub async fn batch(&self, no: &str) -> BatchPage {
        let mut conn = self.house.db.read().await.unwrap();
        batches::find(&mut conn, &self.scope.staff().unwrap(), no).await.unwrap()
    }

    async fn part(&self, no: &str) -> Part {
        Part { no: no.to_owned(), version: self.batch(no).await.version, slices: Vec::new() }
    }

    pub async fn forward(&self, no: &str) -> Option<String> {
        let parts = vec![self.part(no).await];
        desk!(self, batches::forward, Onward { parts, into: None }).unwrap()
    }

    pub async fn hold(&self, no: &str) -> String {
        let (part, reason, note) = (self.part(no).await, "reprint".to_owned(), String::new());
        desk!(self, batches::hold, Hold { part, reason, note }).unwrap()
    }

    pub async fn expect(&self, no: &str, day: &str) {
        let version = self.batch(no).await.version;
        let wish = Expect { no: no.to_owned(), version, day: day.to_owned(), note: "the carrier said so".to_owned() };
        desk!(self, batches::expect, wish).unwrap();
    }

    pub async fn scan(&self, no: &str, text: &str) {
        let wish = Scan { no: no.to_owned(), id: Uuid::now_v7(), text: text.to_owned(), damaged: false, back: false };
        desk!(self, receipts::scan, wish).unwrap();
    }

    /// A round about batches as they are now.
    pub async fn wish(&self, act: &str, numbers: &[String]) -> Begin {
        let mut batches = Vec::new();
        for no in numbers {
            batches.push((no.clone(), self.batch(no).await.version));
        }
        Begin { id: Uuid::now_v7(), act: act.to_owned(), day: String::new(), note: String::new(), batches }
    }

    pub async fn begin(&self, wish: Begin) -> Result<Uuid, Refusal> {
        desk!(self, rounds::begin, wish)
    }

    pub async fn round(&self, id: Uuid) -> Result<RoundPage, Refusal> {
        let mut conn = self.house.db.read().await.unwrap();
        rounds::find(&mut conn, &self.scope.staff()?, id).await.map_err(Refusal::from)
    }

    pub async fn day(&self, desk: Option<&str>) -> Result<DeskDay, Refusal> {
        let mut conn = self.house.db.read().await.unwrap();
        desks::day(&mut conn, &self.scope.staff()?, desk).await.map_err(Refusal::from)
    }

    /// The work list of the own desk, or of all.
    pub async fn work(&self) -> Worklist {
        self.day(None).await.unwrap().work
    }

    pub async fn put_off(&self, prompt: &str) -> Result<(), Refusal> {
        desk!(self, worklist::put_off, prompt.to_owned())
    }

    pub async fn take_up(&self, prompt: &str) -> Result<(), Refusal> {
        desk!(self, worklist::take_up, prompt.to_owned())
    }
}

/// The reason for which a batch was left as it was, and the version to try again with.
pub fn refusal(page: &RoundPage, no: &str) -> Option<(Refusal, Option<i64>)> {
    page.items.iter().find(|item| item.no == no).and_then(|item| match &item.outcome {
        RoundOutcome::Refused { why, again } => Some((why.clone(), *again)),
        _ => None,
    })
}
