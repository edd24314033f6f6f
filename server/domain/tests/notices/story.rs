//! What these stories are told with: people order, desks move books, the job tells and sends.

use domain::batches::{self, Gather, Merge, Onward, Part};
use domain::causes::{self, PostCause};
use domain::complaints::{self, FileComplaint};
use domain::orders::{self, PlaceOrder};
use domain::outbox::Kind;
use domain::{Refusal, notices, outbox, tickets};
use kernel::Uuid;
use kernel::shapes::{BatchPage, Letter, LetterBody, LineRow, NoticeRow, Topic};

use crate::house::{House, houses};

/// Of MIT Press, of Addison-Wesley, and of Cambridge.
pub const ALGORITHMS: &str = "9780262033848";
pub const PATTERNS: &str = "9780201633610";

/// One house, its clock, and what happens in it.
pub struct Story {
    pub house: House,
    pub now: i64,
}

/// A story on every engine that can be tested here.
pub async fn stories() -> Vec<Story> {
    houses().await.into_iter().map(|house| Story { now: house.now(), house }).collect()
}

/// The notices' topics and counted lines, newest first.
pub fn told(rows: &[NoticeRow]) -> Vec<(Topic, i64)> {
    rows.iter().map(|row| (row.topic, row.lines())).collect()
}

impl Story {
    pub fn scope(&self, who: &str) -> domain::Scope {
        self.house.scope_at(who, self.now)
    }

    /// Places an order and answers with its number.
    pub async fn order(&self, who: &str, text: &str, for_org: Option<&str>) -> String {
        let form = PlaceOrder {
            id: Uuid::now_v7(),
            for_org: for_org.map(|name| self.house.org(name)),
            text: text.to_owned(),
            own_ref: String::new(),
            course: String::new(),
            needed_by: String::new(),
            urgent: false,
            note: String::new(),
            rest: false,
        };
        let verb = (self.scope(who), form);
        let placed = self.house.db.write(verb, |tx, (scope, form)| Box::pin(orders::place(tx, scope, form))).await;
        placed.unwrap().no
    }

    pub async fn lines(&self, who: &str, no: &str) -> Vec<LineRow> {
        orders::lines(&mut self.house.db.read().await.unwrap(), &self.scope(who), no).await.unwrap()
    }

    /// Gathers everything of the publisher of a title into a purchase batch.
    pub async fn gather(&self, isbn: &str) -> String {
        let publisher_id = self.house.titles.iter().find(|title| title.isbn == isbn).unwrap().publisher_id;
        let verb = (self.scope("gu"), Gather { publisher_id, slices: Vec::new() });
        let done = self
            .house
            .db
            .write(verb, |tx, (gu, wish)| Box::pin(async move { batches::gather(tx, &gu.staff()?, wish).await }));
        done.await.unwrap()
    }

    pub async fn batch(&self, no: &str) -> BatchPage {
        let mut conn = self.house.db.read().await.unwrap();
        batches::find(&mut conn, &self.scope("gu").staff().unwrap(), no).await.unwrap()
    }

    /// Moves a batch one port on.
    pub async fn forward(&self, no: &str) -> Option<String> {
        let part = Part { no: no.to_owned(), version: self.batch(no).await.version, slices: Vec::new() };
        let verb = (self.scope("gu"), Onward { parts: vec![part], into: None });
        let done = self
            .house
            .db
            .write(verb, |tx, (gu, wish)| Box::pin(async move { batches::forward(tx, &gu.staff()?, wish).await }));
        done.await.unwrap()
    }

    /// All copies of a batch join another one of the same stage.
    pub async fn merge(&self, no: &str, into: &str) {
        let part = Part { no: no.to_owned(), version: self.batch(no).await.version, slices: Vec::new() };
        let verb = (self.scope("gu"), Merge { parts: vec![part], into: into.to_owned() });
        let done = self
            .house
            .db
            .write(verb, |tx, (gu, wish)| Box::pin(async move { batches::merge(tx, &gu.staff()?, wish).await }));
        done.await.unwrap();
    }

    /// Moves a batch on to the customers.
    pub async fn deliver(&self, no: &str) {
        let mut at = Some(no.to_owned());
        while let Some(no) = at {
            at = self.forward(&no).await;
        }
    }

    /// Takes the newest act of a batch back.
    pub async fn undo(&self, no: &str) -> Result<(), Refusal> {
        let act = self.batch(no).await.moves.iter().find(|act| act.undoable).unwrap().id;
        let verb = (self.scope("gu"), act);
        let done = self.house.db.write(verb, |tx, (gu, act)| {
            Box::pin(async move { batches::undo(tx, &gu.staff()?, *act, "by mistake").await })
        });
        done.await.map(drop).map_err(Refusal::from)
    }

    /// Files a complaint about an order and has Gu answer it.
    pub async fn answered(&self, who: &str, order_no: &str) -> String {
        let form = FileComplaint {
            order_no: order_no.to_owned(),
            line: None,
            kind: "late".to_owned(),
            subject: "Where is it?".to_owned(),
            body: "Soon?".to_owned(),
        };
        let filed = self
            .house
            .db
            .write((self.scope(who), form), |tx, (scope, form)| Box::pin(complaints::file(tx, scope, form)));
        let no = filed.await.unwrap();
        let verb = (self.scope("gu"), no.clone());
        let done = self.house.db.write(verb, |tx, (gu, no)| {
            Box::pin(async move { tickets::answer(tx, &gu.staff()?, no, 1, "It comes on Friday.").await })
        });
        done.await.unwrap();
        no
    }

    pub async fn post(&self, batch_no: &str) -> Result<Uuid, Refusal> {
        let form = PostCause {
            batch_no: batch_no.to_owned(),
            kind: "customs".to_owned(),
            text_zh: "海关抽查，暂不放行。".to_owned(),
            text_en: "Customs is checking this consignment.".to_owned(),
            extra_days: 10,
        };
        self.post_form("gu", form).await
    }

    pub async fn post_form(&self, who: &str, form: PostCause) -> Result<Uuid, Refusal> {
        let done = self.house.db.write((self.scope(who), form), |tx, (scope, form)| {
            Box::pin(async move { causes::post(tx, &scope.staff()?, form).await })
        });
        done.await.map_err(Refusal::from)
    }

    /// Closes the open cause of a batch.
    pub async fn close_of(&self, batch_no: &str) {
        let gu = self.scope("gu");
        let rows = causes::of_batch(&mut self.house.db.read().await.unwrap(), &gu.staff().unwrap(), batch_no).await;
        self.close(rows.unwrap()[0].id).await.unwrap();
    }

    pub async fn close(&self, cause: Uuid) -> Result<(), Refusal> {
        let done = self.house.db.write((self.scope("gu"), cause), |tx, (gu, cause)| {
            Box::pin(async move { causes::close(tx, &gu.staff()?, *cause, 1).await })
        });
        done.await.map_err(Refusal::from)
    }

    /// The job: tells of all that is due, and answers how many rows of the outbox there were.
    pub async fn tell(&self) -> usize {
        let due = outbox::due(&mut self.house.db.read().await.unwrap(), self.now, 1_000).await.unwrap();
        let acts: Vec<_> = due.into_iter().filter(|due| due.kind != Kind::Letter).collect();
        for due in &acts {
            let verb = (due.clone(), self.now);
            self.house.db.write(verb, |tx, (due, now)| Box::pin(notices::tell(tx, due, *now))).await.unwrap();
        }
        acts.len()
    }

    /// The job: makes the letters that are due and sends them; gives what was sent.
    pub async fn send(&self) -> Vec<Letter> {
        self.house.db.write(self.now, |tx, now| Box::pin(notices::compose(tx, *now))).await.unwrap();
        let due = outbox::due(&mut self.house.db.read().await.unwrap(), self.now, 1_000).await.unwrap();
        let mut sent = Vec::new();
        for due in due.into_iter().filter(|due| due.kind == Kind::Letter) {
            let verb = (due, self.now);
            let letter = self.house.db.write(verb, |tx, (due, now)| {
                Box::pin(async move {
                    if !outbox::claim(tx, due, *now).await? {
                        return Ok(None);
                    }
                    let letter = notices::letter(tx, due.subject, *now).await?;
                    outbox::done(tx, due.id, *now).await?;
                    Ok(letter)
                })
            });
            sent.extend(letter.await.unwrap());
        }
        sent.sort_by(|one, other| one.to.cmp(&other.to));
        sent
    }

    /// What a person sees at `/notices`.
    pub async fn notices(&self, who: &str) -> Vec<NoticeRow> {
        notices::list(&mut self.house.db.read().await.unwrap(), &self.scope(who), None).await.unwrap().rows
    }

    /// All pages of them.
    pub async fn all_notices(&self, who: &str) -> Vec<NoticeRow> {
        let mut conn = self.house.db.read().await.unwrap();
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let page = notices::list(&mut conn, &self.scope(who), after.as_deref()).await.unwrap();
            rows.extend(page.rows);
            after = page.next;
            if after.is_none() {
                return rows;
            }
        }
    }

    pub async fn unread(&self, who: &str) -> i64 {
        notices::unread(&mut self.house.db.read().await.unwrap(), &self.scope(who)).await.unwrap()
    }

    /// Everything that fsck finds wrong.
    pub async fn violations(&self) -> Vec<String> {
        let found = domain::fsck::check(&mut self.house.db.read().await.unwrap()).await.unwrap();
        found.into_iter().map(|violation| format!("{}: {}", violation.rule, violation.place)).collect()
    }
}

/// The notices of a letter.
pub fn rows(letter: &Letter) -> &[NoticeRow] {
    match &letter.body {
        LetterBody::Notices { rows, .. } => rows,
        LetterBody::Confirm { .. } | LetterBody::Arrived { .. } | LetterBody::ArrivedOf { .. } => &[],
    }
}
