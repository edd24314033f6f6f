//! What these stories are told with: people order, desks move books, days pass, and the job looks at every line.

use domain::arrivals::{self, Forecaster, View};
use domain::batches::{self, Gather, Onward, Part, TakeOut};
use domain::causes::{self, PostCause};
use domain::orders::{self, PlaceOrder};
use domain::{Refusal, Scope, orgs};
use kernel::Uuid;
use kernel::shapes::{Arrival, BatchPage, LineRow, SilentRow};
use store::sql;

use crate::house::{DAY, HOUR, House, houses};

/// Of MIT Press, of Addison-Wesley, and of C.H. Beck.
pub const ALGORITHMS: &str = "9780262033848";
pub const PATTERNS: &str = "9780201633610";
pub const KRITIK: &str = "9783406568053";

/// One house, its clock, and what happens in it.
pub struct Story {
    pub house: House,
    pub now: i64,
}

/// A row of the ledger of promises.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Promised {
    pub line_id: Uuid,
    pub id: Uuid,
    pub low: i64,
    pub high: i64,
    pub sure: i64,
    pub reason: String,
    pub at: i64,
}

/// A row of what is shown.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Shown {
    pub line_id: Uuid,
    pub low: i64,
    pub high: i64,
    pub stage: String,
    pub made_at: i64,
}

/// What became of the promises of a line.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Outcome {
    pub line_id: Uuid,
    pub first_low: i64,
    pub first_high: i64,
    pub last_low: i64,
    pub last_high: i64,
    pub arrived_on: i64,
}

/// An order of a list, as somebody of the house types it.
pub fn list(text: &str) -> PlaceOrder {
    PlaceOrder {
        id: Uuid::now_v7(),
        for_org: None,
        text: text.to_owned(),
        own_ref: String::new(),
        course: String::new(),
        needed_by: String::new(),
        urgent: false,
        note: String::new(),
        rest: false,
    }
}

/// A story on every engine that can be tested here.
pub async fn stories() -> Vec<Story> {
    houses().await.into_iter().map(|house| Story { now: house.now(), house }).collect()
}

impl Story {
    pub fn scope(&self, who: &str) -> Scope {
        self.house.scope_at(who, self.now)
    }

    /// Days pass, and two hours, so that nothing happens twice at one instant.
    pub fn pass(&mut self, days: i64) {
        self.now += days * DAY + 2 * HOUR;
    }

    /// Today in Beijing.
    pub fn today(&self) -> i64 {
        domain::days::today(self.now)
    }

    pub async fn place(&self, who: &str, form: PlaceOrder) -> String {
        let verb = (self.scope(who), form);
        let placed = self.house.db.write(verb, |tx, (scope, form)| Box::pin(orders::place(tx, scope, form))).await;
        placed.unwrap().no
    }

    pub async fn order(&self, who: &str, text: &str) -> String {
        self.place(who, list(text)).await
    }

    pub async fn lines(&self, who: &str, no: &str) -> Result<Vec<LineRow>, Refusal> {
        let mut conn = self.house.db.read().await.unwrap();
        Ok(orders::find(&mut conn, &self.scope(who), no).await?.lines)
    }

    /// The first line of an order, as its customer sees it.
    pub async fn line(&self, no: &str) -> LineRow {
        self.lines("gu", no).await.unwrap().remove(0)
    }

    /// What its customer reads about the first line's arrival.
    pub async fn arrival(&self, no: &str) -> Option<Arrival> {
        self.line(no).await.arrival
    }

    /// What the supervisor reads about the lines that have gone silent.
    pub async fn silent(&self) -> Vec<SilentRow> {
        let mut conn = self.house.db.read().await.unwrap();
        domain::worklist::silent(&mut conn, &self.scope("gu").staff().unwrap()).await.unwrap()
    }

    pub async fn cancel(&self, line: Uuid, copies: i64) -> Result<String, Refusal> {
        let verb = (self.scope("mei"), line, copies);
        let done =
            self.house.db.write(verb, |tx, (scope, line, copies)| Box::pin(orders::cancel(tx, scope, *line, *copies)));
        done.await.map_err(Refusal::from)
    }

    /// Gathers everything of the publisher of a title into a purchase batch.
    pub async fn gather(&self, isbn: &str) -> Result<String, Refusal> {
        let publisher_id = self.house.titles.iter().find(|title| title.isbn == isbn).unwrap().publisher_id;
        let verb = (self.scope("gu"), Gather { publisher_id, slices: Vec::new() });
        let done = self
            .house
            .db
            .write(verb, |tx, (gu, wish)| Box::pin(async move { batches::gather(tx, &gu.staff()?, wish).await }));
        done.await.map_err(Refusal::from)
    }

    pub async fn batch(&self, no: &str) -> BatchPage {
        let mut conn = self.house.db.read().await.unwrap();
        batches::find(&mut conn, &self.scope("gu").staff().unwrap(), no).await.unwrap()
    }

    /// Moves a batch, or some copies of it, one port on.
    pub async fn forward(&self, no: &str, slices: Vec<(Uuid, i64)>) -> Result<Option<String>, Refusal> {
        let part = Part { no: no.to_owned(), version: self.batch(no).await.version, slices };
        let verb = (self.scope("gu"), Onward { parts: vec![part], into: None });
        let done = self
            .house
            .db
            .write(verb, |tx, (gu, wish)| Box::pin(async move { batches::forward(tx, &gu.staff()?, wish).await }));
        done.await.map_err(Refusal::from)
    }

    /// Moves a batch on to the customers; gives the last batch before they had it.
    pub async fn deliver(&self, no: &str) -> String {
        let mut last = no.to_owned();
        while let Some(next) = self.forward(&last, Vec::new()).await.unwrap() {
            last = next;
        }
        last
    }

    /// A part of a batch becomes a batch of its own.
    pub async fn split(&self, no: &str, slices: Vec<(Uuid, i64)>) -> Result<String, Refusal> {
        let part = Part { no: no.to_owned(), version: self.batch(no).await.version, slices };
        let done = self.house.db.write((self.scope("gu"), part), |tx, (gu, part)| {
            Box::pin(async move { batches::split(tx, &gu.staff()?, part).await })
        });
        done.await.map_err(Refusal::from)
    }

    pub async fn take_out(&self, no: &str, slice: Uuid, copies: i64, reason: &str) -> Result<(), Refusal> {
        let version = self.batch(no).await.version;
        let wish =
            TakeOut { no: no.to_owned(), version, slice, copies, reason: reason.to_owned(), note: String::new() };
        let done = self.house.db.write((self.scope("gu"), wish), |tx, (gu, wish)| {
            Box::pin(async move { batches::take_out(tx, &gu.staff()?, wish).await })
        });
        done.await.map_err(Refusal::from)
    }

    /// Takes an act back.
    pub async fn undo(&self, act: Uuid) -> Result<Option<String>, Refusal> {
        let done = self.house.db.write((self.scope("gu"), act), |tx, (gu, act)| {
            Box::pin(async move { batches::undo(tx, &gu.staff()?, *act, "by mistake").await })
        });
        done.await.map_err(Refusal::from)
    }

    /// The newest act of a batch that can be taken back.
    pub async fn undoable(&self, no: &str) -> Uuid {
        self.batch(no).await.moves.iter().find(|act| act.undoable).unwrap().id
    }

    pub async fn post_cause(&self, batch_no: &str, extra_days: i64) -> Uuid {
        let form = PostCause {
            batch_no: batch_no.to_owned(),
            kind: "customs".to_owned(),
            text_zh: "海关抽查，暂不放行。".to_owned(),
            text_en: "Customs is checking this consignment.".to_owned(),
            extra_days,
        };
        let done = self.house.db.write((self.scope("gu"), form), |tx, (gu, form)| {
            Box::pin(async move { causes::post(tx, &gu.staff()?, form).await })
        });
        done.await.unwrap()
    }

    pub async fn close_cause(&self, cause: Uuid) {
        let done = self.house.db.write((self.scope("gu"), cause), |tx, (gu, cause)| {
            Box::pin(async move { causes::close(tx, &gu.staff()?, *cause, 1).await })
        });
        done.await.unwrap();
    }

    /// What may be said now, after everything until now was learned.
    pub async fn view(&self) -> View {
        let mut conn = self.house.db.read().await.unwrap();
        let known = Forecaster::new(&mut conn, self.now).await.unwrap();
        known.catch_up(&self.house.db, self.now).await.unwrap().view(&mut conn, self.now).await.unwrap()
    }

    /// The job: looks at every line, and answers how many ranges it promised.
    pub async fn renew(&self) -> u64 {
        let (view, mut promised, mut place) = (std::sync::Arc::new(self.view().await), 0, Some(Default::default()));
        while let Some(after) = place {
            let mut conn = self.house.db.read().await.unwrap();
            let scope = orgs::job(&mut conn, self.now).await.unwrap();
            let (orders, next) = arrivals::open_orders(&mut conn, after).await.unwrap();
            drop(conn);
            let act = (scope, view.clone(), orders);
            let renewed = self
                .house
                .db
                .write(act, |tx, (scope, view, orders)| Box::pin(arrivals::renew(tx, scope, view, orders)));
            promised += renewed.await.unwrap();
            place = next;
        }
        promised
    }

    /// The ledger of promises, in the order of time.
    pub async fn ledger(&self) -> Vec<Promised> {
        let conn = &mut self.house.db.read().await.unwrap();
        let rows = sql!(
            fetch_all as Promised,
            conn,
            "select line_id, id, low, high, sure, reason, at from promises order by at, id"
        );
        rows.unwrap()
    }

    /// Why the ranges of all lines were promised, in the order of time.
    pub async fn reasons(&self) -> Vec<String> {
        self.ledger().await.into_iter().map(|row| row.reason).collect()
    }

    pub async fn shown(&self) -> Vec<Shown> {
        let conn = &mut self.house.db.read().await.unwrap();
        let rows =
            sql!(fetch_all as Shown, conn, "select line_id, low, high, stage, made_at from arrivals order by line_id");
        rows.unwrap()
    }

    pub async fn outcomes(&self) -> Vec<Outcome> {
        let conn = &mut self.house.db.read().await.unwrap();
        let rows = sql!(
            fetch_all as Outcome,
            conn,
            "select line_id, first_low, first_high, last_low, last_high, arrived_on from outcomes order by line_id"
        );
        rows.unwrap()
    }

    /// Everything that fsck finds wrong.
    pub async fn violations(&self) -> Vec<String> {
        let found = domain::fsck::check(&mut self.house.db.read().await.unwrap()).await.unwrap();
        found.into_iter().map(|violation| format!("{}: {}", violation.rule, violation.place)).collect()
    }
}
