//! The verbs of these stories in one word each, called as the doors call them.

use domain::batches::{self, Gather, Onward, Part, TakeOut};
use domain::orders::{self, PlaceOrder};
use domain::{Refusal, Scope, journeys};
use kernel::Uuid;
use kernel::shapes::{BatchPage, Found, LineRow, OrderPage, Placed};

use crate::house::House;

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

/// Every verb of the story, for one person.
pub struct Hand<'h> {
    pub house: &'h House,
    pub scope: Scope,
}

impl House {
    /// The hand of a person.
    pub fn hand(&self, name: &str) -> Hand<'_> {
        Hand { house: self, scope: self.scope(name) }
    }

    /// Everything that fsck finds wrong.
    pub async fn violations(&self) -> Vec<String> {
        let found = domain::fsck::check(&mut self.db.read().await.unwrap()).await.unwrap();
        found.into_iter().map(|violation| format!("{}: {}", violation.rule, violation.place)).collect()
    }
}

impl Hand<'_> {
    pub async fn place(&self, form: PlaceOrder) -> Result<Placed, Refusal> {
        let verb = (self.scope.clone(), form);
        let placed = self.house.db.write(verb, |tx, (scope, form)| Box::pin(orders::place(tx, scope, form)));
        placed.await.map_err(Refusal::from)
    }

    pub async fn order(&self, no: &str) -> Result<OrderPage, Refusal> {
        orders::find(&mut self.house.db.read().await.unwrap(), &self.scope, no).await.map_err(Refusal::from)
    }

    pub async fn line(&self, no: &str) -> LineRow {
        self.order(no).await.unwrap().lines.remove(0)
    }

    pub async fn find(&self, question: &str) -> Found {
        self.find_more(question, false).await
    }

    pub async fn find_more(&self, question: &str, more: bool) -> Found {
        journeys::find(&mut self.house.db.read().await.unwrap(), &self.scope, question, more).await.unwrap()
    }

    pub async fn cancel(&self, line: Uuid, copies: i64) -> Result<String, Refusal> {
        let verb = (self.scope.clone(), line, copies);
        let done =
            self.house.db.write(verb, |tx, (scope, line, copies)| Box::pin(orders::cancel(tx, scope, *line, *copies)));
        done.await.map_err(Refusal::from)
    }

    pub async fn gather(&self, publisher_id: Uuid, slices: Vec<Uuid>) -> Result<String, Refusal> {
        let verb = (self.scope.clone(), Gather { publisher_id, slices });
        let done = self
            .house
            .db
            .write(verb, |tx, (scope, wish)| Box::pin(async move { batches::gather(tx, &scope.staff()?, wish).await }));
        done.await.map_err(Refusal::from)
    }

    pub async fn batch(&self, no: &str) -> BatchPage {
        let mut conn = self.house.db.read().await.unwrap();
        batches::find(&mut conn, &self.scope.staff().unwrap(), no).await.unwrap()
    }

    /// Moves a batch on, whole or in part, from the state in which it is now.
    pub async fn forward(&self, no: &str, part: Vec<(Uuid, i64)>) -> Result<Option<String>, Refusal> {
        let version = self.batch(no).await.version;
        let part = Part { no: no.to_owned(), version, slices: part };
        self.forward_from(Onward { parts: vec![part], into: None }).await
    }

    pub async fn forward_from(&self, wish: Onward) -> Result<Option<String>, Refusal> {
        let done = self.house.db.write((self.scope.clone(), wish), |tx, (scope, wish)| {
            Box::pin(async move { batches::forward(tx, &scope.staff()?, wish).await })
        });
        done.await.map_err(Refusal::from)
    }

    pub async fn take_out(&self, no: &str, slice: Uuid, copies: i64, reason: &str) -> Result<(), Refusal> {
        let version = self.batch(no).await.version;
        let (no, reason, note) = (no.to_owned(), reason.to_owned(), String::new());
        let wish = TakeOut { no, version, slice, copies, reason, note };
        let done = self.house.db.write((self.scope.clone(), wish), |tx, (scope, wish)| {
            Box::pin(async move { batches::take_out(tx, &scope.staff()?, wish).await })
        });
        done.await.map_err(Refusal::from)
    }

    pub async fn take_back(&self, line: Uuid, copies: i64, reason: &str) -> Result<(), Refusal> {
        let verb = (self.scope.clone(), line, copies, reason.to_owned());
        let done = self.house.db.write(verb, |tx, (scope, line, copies, reason)| {
            Box::pin(async move { batches::take_back(tx, &scope.staff()?, *line, *copies, reason).await })
        });
        done.await.map_err(Refusal::from)
    }

    pub async fn undo(&self, act: Uuid, note: &str) -> Result<Option<String>, Refusal> {
        let verb = (self.scope.clone(), act, note.to_owned());
        let done = self.house.db.write(verb, |tx, (scope, act, note)| {
            Box::pin(async move { batches::undo(tx, &scope.staff()?, *act, note).await })
        });
        done.await.map_err(Refusal::from)
    }
}

/// Copies of a line by code of stage, in the order of the way.
pub fn places(line: &LineRow) -> Vec<(&str, i64)> {
    line.slices.iter().map(|slice| (slice.stage.as_str(), slice.copies)).collect()
}
