//! What customers and desks do with parcels, in one word each, called as the doors call it.

use domain::batches::{self, Gather, Hold, Merge, Onward, Part, TakeOut};
use domain::complaints;
use domain::orders::{self, PlaceOrder};
use domain::parcels::{self, AcceptLine, AcceptParcel, SendParcels};
use domain::{Refusal, Result, Scope, Staff, Tx, notices, orgs, outbox};
use kernel::Uuid;
use kernel::shapes::{
    Accepted, BatchPage, ComplaintPage, LineRow, PackedBatch, ParcelLine, ParcelPage, Parcels, Topic,
    UnconfirmedParcels,
};

use store::sql;

use crate::house::House;

/// One person at one instant.
pub struct Hand<'h> {
    pub house: &'h House,
    pub scope: Scope,
}

impl House {
    /// The hand of a person.
    pub fn hand(&self, name: &str) -> Hand<'_> {
        Hand { house: self, scope: self.scope(name) }
    }

    /// The hand of a person, some days after the story began.
    pub fn later(&self, name: &str, days: i64) -> Hand<'_> {
        Hand { house: self, scope: self.scope_at(name, self.now() + days * crate::house::DAY) }
    }

    /// Everything that fsck finds wrong.
    pub async fn violations(&self) -> Vec<String> {
        let found = domain::fsck::check(&mut self.db.read().await.unwrap()).await.unwrap();
        found.into_iter().map(|violation| format!("{}: {}", violation.rule, violation.place)).collect()
    }

    /// Gives everybody more credit than a long story takes.
    pub async fn lend(&self) {
        async fn lend(tx: &mut Tx) -> Result<()> {
            sql!(execute, tx, "update orgs set credit_limit_fen = 100000000000")?;
            Ok(())
        }
        self.db.write((), |tx, ()| Box::pin(lend(tx))).await.unwrap();
    }

    /// The job of the minute, some days after the story began.
    pub async fn clock(&self, days: i64) -> (usize, usize) {
        let now = self.now() + days * crate::house::DAY;
        let scope = orgs::job(&mut self.db.read().await.unwrap(), now).await.unwrap();
        self.db.write(scope, |tx, scope| Box::pin(parcels::ask_and_close(tx, scope))).await.unwrap()
    }
}

impl House {
    /// The job that tells people, some days after the story began.
    pub async fn tell(&self, days: i64) {
        let now = self.now() + days * crate::house::DAY;
        for due in outbox::due(&mut self.db.read().await.unwrap(), now, 500).await.unwrap() {
            self.db.write((due, now), |tx, (due, now)| Box::pin(notices::tell(tx, due, *now))).await.unwrap();
        }
    }

    /// Topics and parcels of the notices of somebody that are about a parcel.
    pub async fn told(&self, who: &str) -> Vec<(Topic, Option<String>)> {
        let mut conn = self.db.read().await.unwrap();
        let rows = notices::list(&mut conn, &self.scope(who), None).await.unwrap().rows;
        rows.into_iter().filter(|row| row.parcel.is_some()).map(|row| (row.topic, row.parcel)).collect()
    }
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

/// Asks something as a page does.
macro_rules! ask {
    ($hand:expr, $verb:path $(, $what:expr)*) => {
        $verb(&mut $hand.house.db.read().await.unwrap(), &$hand.scope $(, $what)*).await.map_err(Refusal::from)
    };
}

async fn pack_rest(tx: &mut Tx, staff: &Staff<'_>, (no, version): &(String, i64)) -> Result<i64> {
    parcels::pack_rest(tx, staff, no, *version).await
}

async fn unpack(tx: &mut Tx, staff: &Staff<'_>, (no, version): &(String, i64)) -> Result<String> {
    parcels::unpack(tx, staff, no, *version).await
}

async fn delivered(tx: &mut Tx, staff: &Staff<'_>, (nos,): &(Vec<String>,)) -> Result<i64> {
    parcels::delivered(tx, staff, nos).await
}

async fn close(tx: &mut Tx, staff: &Staff<'_>, (no, version, note): &(String, i64, String)) -> Result<()> {
    parcels::close(tx, staff, no, *version, note).await
}

async fn undo(tx: &mut Tx, staff: &Staff<'_>, act: &Uuid) -> Result<Option<String>> {
    batches::undo(tx, staff, *act, "by mistake").await
}

async fn take_back(tx: &mut Tx, staff: &Staff<'_>, (line, copies): &(Uuid, i64)) -> Result<()> {
    batches::take_back(tx, staff, *line, *copies, "returned_damaged").await
}

/// What is said of a line.
pub fn said(line: &ParcelLine, accepted: i64, refused: i64) -> AcceptLine {
    let reason = if refused > 0 { "damaged" } else { "" }.to_owned();
    AcceptLine { line_id: line.line_id, accepted, refused, reason, note: String::new() }
}

impl Hand<'_> {
    /// Orders a list and answers with the order's number.
    pub async fn order(&self, text: &str) -> String {
        self.order_for(text, None).await
    }

    /// Orders for a customer.
    pub async fn order_for(&self, text: &str, for_org: Option<Uuid>) -> String {
        let form = PlaceOrder {
            id: Uuid::now_v7(),
            for_org,
            text: text.to_owned(),
            own_ref: String::new(),
            course: String::new(),
            needed_by: String::new(),
            urgent: false,
            note: String::new(),
            rest: true,
        };
        let verb = (self.scope.clone(), form);
        let placed = self.house.db.write(verb, |tx, (scope, form)| Box::pin(orders::place(tx, scope, form)));
        placed.await.unwrap().no
    }

    pub async fn lines(&self, no: &str) -> Vec<LineRow> {
        ask!(self, orders::lines, no).unwrap()
    }

    /// Copies of the first line of an order by code of stage.
    pub async fn places(&self, no: &str) -> Vec<(String, i64)> {
        let line = self.lines(no).await.remove(0);
        line.slices.into_iter().map(|slice| (slice.stage, slice.copies)).collect()
    }

    pub async fn gather(&self, publisher_id: Uuid) -> Result<String, Refusal> {
        desk!(self, batches::gather, Gather { publisher_id, slices: Vec::new() })
    }

    /// Gathers what is ordered of the first publisher and brings it to the last port of the way; the batch there.
    pub async fn to_dispatch(&self) -> String {
        let mut at = self.gather(self.house.titles[0].publisher_id).await.unwrap();
        while self.batch(&at).await.head.stage != "dispatch" {
            at = self.forward(&at, Vec::new()).await.unwrap().unwrap();
        }
        at
    }

    pub async fn batch(&self, no: &str) -> BatchPage {
        let mut conn = self.house.db.read().await.unwrap();
        batches::find(&mut conn, &self.scope.staff().unwrap(), no).await.unwrap()
    }

    /// All of a batch as it is now, or some of it.
    pub async fn part(&self, no: &str, slices: Vec<(Uuid, i64)>) -> Part {
        Part { no: no.to_owned(), version: self.batch(no).await.version, slices }
    }

    pub async fn forward(&self, no: &str, slices: Vec<(Uuid, i64)>) -> Result<Option<String>, Refusal> {
        let wish = Onward { parts: vec![self.part(no, slices).await], into: None };
        desk!(self, batches::forward, wish)
    }

    pub async fn split(&self, no: &str, slices: Vec<(Uuid, i64)>) -> Result<String, Refusal> {
        desk!(self, batches::split, self.part(no, slices).await)
    }

    pub async fn merge(&self, no: &str, into: &str) -> Result<String, Refusal> {
        let parts = vec![self.part(no, Vec::new()).await];
        desk!(self, batches::merge, Merge { parts, into: into.to_owned() })
    }

    pub async fn hold(&self, no: &str, slices: Vec<(Uuid, i64)>) -> Result<String, Refusal> {
        let (part, reason, note) = (self.part(no, slices).await, "reprint".to_owned(), String::new());
        desk!(self, batches::hold, Hold { part, reason, note })
    }

    pub async fn take_out(&self, no: &str, slice: Uuid, copies: i64) -> Result<(), Refusal> {
        let (version, reason) = (self.batch(no).await.version, "damaged".to_owned());
        let wish = TakeOut { no: no.to_owned(), version, slice, copies, reason, note: String::new() };
        desk!(self, batches::take_out, wish)
    }

    pub async fn take_back(&self, line: Uuid, copies: i64) -> Result<(), Refusal> {
        desk!(self, take_back, (line, copies))
    }

    /// Takes the newest act on a batch back.
    pub async fn undo_last(&self, no: &str) -> Result<Option<String>, Refusal> {
        let act = self.batch(no).await.moves[0].clone();
        self.undo(act.id).await
    }

    pub async fn undo(&self, act: Uuid) -> Result<Option<String>, Refusal> {
        desk!(self, undo, act)
    }

    pub async fn pack(&self, no: &str, slices: Vec<(Uuid, i64)>) -> Result<String, Refusal> {
        desk!(self, parcels::pack, self.part(no, slices).await)
    }

    pub async fn pack_rest(&self, no: &str) -> Result<i64, Refusal> {
        let version = self.batch(no).await.version;
        desk!(self, pack_rest, (no.to_owned(), version))
    }

    pub async fn unpack(&self, no: &str) -> Result<String, Refusal> {
        let version = self.parcel(no).await?.version;
        desk!(self, unpack, (no.to_owned(), version))
    }

    pub async fn send(&self, carrier: &str, list: &[(&str, &str)]) -> Result<i64, Refusal> {
        let parcels = list.iter().map(|(no, tracking)| ((*no).to_owned(), (*tracking).to_owned())).collect();
        desk!(self, parcels::send, SendParcels { carrier: carrier.to_owned(), parcels })
    }

    /// Packs what is loose in a batch and gives all of it to a carrier; numbers of the parcels.
    pub async fn sent(&self, batch: &str) -> Vec<String> {
        self.pack_rest(batch).await.unwrap();
        let nos = self.numbers(batch).await;
        let list: Vec<(&str, &str)> = nos.iter().map(|no| (no.as_str(), "")).collect();
        self.send("EMS", &list).await.unwrap();
        nos
    }

    pub async fn delivered(&self, nos: &[&str]) -> Result<i64, Refusal> {
        let nos: Vec<String> = nos.iter().map(|no| (*no).to_owned()).collect();
        desk!(self, delivered, (nos,))
    }

    pub async fn close(&self, no: &str, note: &str) -> Result<(), Refusal> {
        let version = self.parcel(no).await?.version;
        desk!(self, close, (no.to_owned(), version, note.to_owned()))
    }

    pub async fn parcels_of(&self, batch: &str) -> PackedBatch {
        let mut conn = self.house.db.read().await.unwrap();
        parcels::of_batch(&mut conn, &self.scope.staff().unwrap(), batch).await.unwrap()
    }

    /// Numbers of the parcels of a batch.
    pub async fn numbers(&self, batch: &str) -> Vec<String> {
        self.parcels_of(batch).await.parcels.into_iter().map(|(row, _)| row.no).collect()
    }

    pub async fn unconfirmed(&self) -> UnconfirmedParcels {
        let mut conn = self.house.db.read().await.unwrap();
        parcels::waiting(&mut conn, &self.scope.staff().unwrap()).await.unwrap()
    }

    pub async fn parcel(&self, no: &str) -> Result<ParcelPage, Refusal> {
        ask!(self, parcels::find, no)
    }

    pub async fn parcels(&self) -> Parcels {
        ask!(self, parcels::list, None).unwrap()
    }

    pub async fn complaint(&self, no: &str) -> ComplaintPage {
        ask!(self, complaints::find, no).unwrap()
    }

    /// Says something of a parcel as it is now.
    pub async fn accept(&self, no: &str, lines: Vec<AcceptLine>) -> Result<Accepted, Refusal> {
        let version = self.parcel(no).await?.version;
        self.accept_form(AcceptParcel { no: no.to_owned(), version, key: Uuid::now_v7(), whole: false, lines }).await
    }

    /// Accepts all of a parcel as it is now.
    pub async fn accept_all(&self, no: &str) -> Result<Accepted, Refusal> {
        let (version, no, key) = (self.parcel(no).await?.version, no.to_owned(), Uuid::now_v7());
        self.accept_form(AcceptParcel { no, version, key, whole: true, lines: Vec::new() }).await
    }

    pub async fn accept_form(&self, form: AcceptParcel) -> Result<Accepted, Refusal> {
        let verb = (self.scope.clone(), form);
        let done = self.house.db.write(verb, |tx, (scope, form)| Box::pin(parcels::accept(tx, scope, form)));
        done.await.map_err(Refusal::from)
    }
}
