//! What the desks do beside moving a batch, in one word each, called as the doors call it.

use domain::batches::{self, Expect, Hold, Merge, Onward, OpenFilter, Part, Release};
use domain::cutoffs::{self, SetRhythm};
use domain::receipts::{self, Finish, Scan};
use domain::{Refusal, Result, Staff, Tx};
use kernel::Uuid;
use kernel::shapes::{OpenGroup, ReceiptPage, Received, Verdict};

use crate::steps::Hand;

/// Calls a verb of the desks.
macro_rules! desk {
    ($hand:expr, $verb:path, $wish:expr) => {{
        let done = $hand.house.db.write(($hand.scope.clone(), $wish), |tx, (scope, wish)| {
            Box::pin(async move { $verb(tx, &scope.staff()?, wish).await })
        });
        done.await.map_err(Refusal::from)
    }};
}

async fn rush(tx: &mut Tx, staff: &Staff<'_>, (): &()) -> Result<Vec<String>> {
    batches::gather_urgent(tx, staff).await
}

impl Hand<'_> {
    /// All of a batch as it is now, or some of it.
    pub async fn part(&self, no: &str, slices: Vec<(Uuid, i64)>) -> Part {
        Part { no: no.to_owned(), version: self.batch(no).await.version, slices }
    }

    /// The only slice of a batch.
    pub async fn slice(&self, no: &str) -> Uuid {
        self.batch(no).await.lines[0].slice_id
    }

    pub async fn set_rhythm(&self, publisher_id: Uuid, days: &str, anchor: &str) -> Result<i64, Refusal> {
        let wish = SetRhythm { publisher_id, rhythm_days: days.to_owned(), anchor: anchor.to_owned() };
        desk!(self, cutoffs::set, wish)
    }

    pub async fn groups(&self, filter: OpenFilter) -> Vec<OpenGroup> {
        let mut conn = self.house.db.read().await.unwrap();
        batches::open_groups(&mut conn, &self.scope.staff().unwrap(), &filter).await.unwrap()
    }

    pub async fn rush(&self) -> Result<Vec<String>, Refusal> {
        desk!(self, rush, ())
    }

    pub async fn together(&self, numbers: &[&str], into: Option<&str>) -> Result<Option<String>, Refusal> {
        let mut parts = Vec::new();
        for no in numbers {
            parts.push(self.part(no, Vec::new()).await);
        }
        desk!(self, batches::forward, Onward { parts, into: into.map(str::to_owned) })
    }

    pub async fn split(&self, no: &str, slices: Vec<(Uuid, i64)>) -> Result<String, Refusal> {
        desk!(self, batches::split, self.part(no, slices).await)
    }

    pub async fn merge(&self, no: &str, slices: Vec<(Uuid, i64)>, into: &str) -> Result<String, Refusal> {
        let parts = vec![self.part(no, slices).await];
        desk!(self, batches::merge, Merge { parts, into: into.to_owned() })
    }

    pub async fn hold(&self, no: &str, slices: Vec<(Uuid, i64)>, reason: &str) -> Result<String, Refusal> {
        let (part, reason, note) = (self.part(no, slices).await, reason.to_owned(), String::new());
        desk!(self, batches::hold, Hold { part, reason, note })
    }

    pub async fn release(&self, no: &str, into: Option<&str>, note: &str) -> Result<String, Refusal> {
        let part = self.part(no, Vec::new()).await;
        desk!(self, batches::release, Release { part, into: into.map(str::to_owned), note: note.to_owned() })
    }

    pub async fn expect(&self, no: &str, day: &str, note: &str) -> Result<(), Refusal> {
        let version = self.batch(no).await.version;
        let wish = Expect { no: no.to_owned(), version, day: day.to_owned(), note: note.to_owned() };
        desk!(self, batches::expect, wish)
    }

    pub async fn scan(&self, no: &str, text: &str) -> Result<Vec<Verdict>, Refusal> {
        self.scan_as(no, text, (false, false), Uuid::now_v7()).await
    }

    pub async fn scan_as(
        &self,
        no: &str,
        text: &str,
        (damaged, back): (bool, bool),
        id: Uuid,
    ) -> Result<Vec<Verdict>, Refusal> {
        let wish = Scan { no: no.to_owned(), id, text: text.to_owned(), damaged, back };
        desk!(self, receipts::scan, wish)
    }

    pub async fn receipt(&self, no: &str) -> ReceiptPage {
        let mut conn = self.house.db.read().await.unwrap();
        receipts::find(&mut conn, &self.scope.staff().unwrap(), no).await.unwrap()
    }

    pub async fn finish(&self, no: &str, rest: &str) -> Result<Received, Refusal> {
        let page = self.receipt(no).await;
        self.finish_from(no, (page.version, page.seen), rest).await
    }

    pub async fn finish_from(&self, no: &str, (version, seen): (i64, i64), rest: &str) -> Result<Received, Refusal> {
        let wish = Finish { no: no.to_owned(), version, seen, rest: rest.to_owned() };
        desk!(self, receipts::finish, wish)
    }
}
