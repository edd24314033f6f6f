//! What the desks do beside moving a batch, in one word each, called as the doors call it.

use domain::batches::{self, Expect, Hold, Merge, Onward, OpenFilter, Part, Release};
use domain::calendar::{self, SetDay, SetYear};
use domain::cutoffs::{self, SetRhythm};
use domain::extras::{self, Decide, Give};
use domain::receipts::{self, Finish, Scan};
use domain::settings::{self, SetRank, SetSurcharge, SetWait};
use domain::{Refusal, Result, Staff, Tx};
use kernel::Uuid;
use kernel::shapes::{
    CalendarDay, CalendarYear, ContractRow, Contracts, ExtraRow, Extras, OpenGroup, ReceiptPage, Received, Surcharges,
    Verdict, WaitRow, Waits,
};

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

async fn remove_day(tx: &mut Tx, staff: &Staff<'_>, day: &i64) -> Result<()> {
    calendar::remove(tx, staff, *day).await
}

async fn drop_surcharge(tx: &mut Tx, staff: &Staff<'_>, day: &i64) -> Result<()> {
    settings::drop_surcharge(tx, staff, *day).await
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

    pub async fn extras_of(&self, no: &str) -> Vec<ExtraRow> {
        let mut conn = self.house.db.read().await.unwrap();
        extras::of_batch(&mut conn, &self.scope.staff().unwrap(), no).await.unwrap()
    }

    pub async fn extras(&self, state: &str) -> Extras {
        let mut conn = self.house.db.read().await.unwrap();
        extras::list(&mut conn, &self.scope.staff().unwrap(), state, None).await.unwrap()
    }

    pub async fn decide(&self, row: &ExtraRow, state: &str, note: &str) -> Result<(), Refusal> {
        let wish = Decide { id: row.id, version: row.version, state: state.to_owned(), note: note.to_owned() };
        desk!(self, extras::decide, wish)
    }

    pub async fn give(&self, row: &ExtraRow) -> Result<String, Refusal> {
        desk!(self, extras::give, Give { id: row.id, version: row.version })
    }

    pub async fn set_day(&self, day: &str, kind: &str, name: &str) -> Result<CalendarDay, Refusal> {
        let wish =
            SetDay { day: day.to_owned(), kind: kind.to_owned(), name_zh: name.to_owned(), name_en: name.to_owned() };
        desk!(self, calendar::set, wish)
    }

    pub async fn remove_day(&self, day: i64) -> Result<(), Refusal> {
        desk!(self, remove_day, day)
    }

    pub async fn set_year(&self, year: i16, text: &str) -> Result<i64, Refusal> {
        desk!(self, calendar::set_year, SetYear { year, text: text.to_owned() })
    }

    pub async fn calendar(&self, year: Option<i16>) -> CalendarYear {
        let mut conn = self.house.db.read().await.unwrap();
        calendar::find(&mut conn, &self.scope.staff().unwrap(), year).await.unwrap()
    }

    pub async fn surcharges(&self) -> Surcharges {
        let mut conn = self.house.db.read().await.unwrap();
        settings::surcharges(&mut conn, &self.scope.staff().unwrap()).await.unwrap()
    }

    pub async fn set_surcharge(&self, percent: &str, from: &str) -> Result<(), Refusal> {
        let version = self.surcharges().await.version;
        let wish = SetSurcharge { percent: percent.to_owned(), from: from.to_owned(), version };
        desk!(self, settings::set_surcharge, wish)
    }

    pub async fn drop_surcharge(&self, day: i64) -> Result<(), Refusal> {
        desk!(self, drop_surcharge, day)
    }

    pub async fn contracts(&self, q: &str, after: Option<&str>) -> Contracts {
        let mut conn = self.house.db.read().await.unwrap();
        settings::contracts(&mut conn, &self.scope.staff().unwrap(), q, after).await.unwrap()
    }

    pub async fn set_rank(&self, row: &ContractRow, priority: &str) -> Result<(), Refusal> {
        let wish = SetRank { org_id: row.org_id, version: row.version, priority: priority.to_owned() };
        desk!(self, settings::set_rank, wish)
    }

    pub async fn waits(&self) -> Waits {
        let mut conn = self.house.db.read().await.unwrap();
        settings::waits(&mut conn, &self.scope.staff().unwrap()).await.unwrap()
    }

    pub async fn set_wait(&self, row: &WaitRow, days: &str) -> Result<(), Refusal> {
        let wish = SetWait { code: row.code.clone(), version: row.version, days: days.to_owned() };
        desk!(self, settings::set_wait, wish)
    }
}
