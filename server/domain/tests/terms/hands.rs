//! What people do about their terms.

use domain::cutoffs::{self, SetRhythm};
use domain::orders::{self, Hurried, PlaceOrder, Substitute};
use domain::terms::{self, Question};
use domain::{Refusal, arrivals, notices, outbox};
use kernel::Uuid;
use kernel::shapes::{NoticeRow, OrderPage, Placed, Substitutes, TermPage, Terms};
use store::sql;

use crate::story::{Story, list};

/// The day so many days from today, as a form has it.
pub fn in_days(story: &Story, days: i64) -> String {
    let day = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(story.today() + days)).unwrap();
    day.to_string()
}

/// An order for a course.
pub fn course(text: &str, course: &str, needed_by: &str) -> PlaceOrder {
    PlaceOrder { course: course.to_owned(), needed_by: needed_by.to_owned(), ..list(text) }
}

impl Story {
    /// The publisher of a title is gathered every so many days, the last time today.
    pub async fn rhythm(&self, isbn: &str, days: i64) {
        let publisher = self.house.titles.iter().find(|title| title.isbn == isbn).unwrap().publisher_id;
        let wish = SetRhythm { publisher_id: publisher, rhythm_days: days.to_string(), anchor: in_days(self, -1) };
        let verb = (self.scope("gu"), wish);
        let set = self
            .house
            .db
            .write(verb, |tx, (gu, wish)| Box::pin(async move { cutoffs::set(tx, &gu.staff()?, wish).await }));
        set.await.unwrap();
    }

    pub async fn page(&self, who: &str, no: &str) -> OrderPage {
        orders::find(&mut self.house.db.read().await.unwrap(), &self.scope(who), no).await.unwrap()
    }

    /// The lines of an order.
    pub async fn ids(&self, no: &str) -> Vec<Uuid> {
        self.page("gu", no).await.lines.iter().map(|line| line.id).collect()
    }

    /// Makes lines urgent and promises what that brings, as the door does.
    pub async fn hurry(&self, who: &str, lines: &[Uuid]) -> Result<Hurried, Refusal> {
        let verb = (self.scope(who), lines.to_vec(), self.view().await);
        let done = self.house.db.write(verb, |tx, (scope, lines, view)| {
            Box::pin(async move {
                let hurried = orders::hurry(tx, scope, lines).await?;
                for no in &hurried.orders {
                    arrivals::promise(tx, scope, view, no).await?;
                }
                Ok(hurried)
            })
        });
        done.await.map_err(Refusal::from)
    }

    pub async fn substitutes(&self, who: &str, no: &str, position: i64) -> Result<Substitutes, Refusal> {
        let view = self.view().await;
        let mut conn = self.house.db.read().await.unwrap();
        Ok(orders::substitutes(&mut conn, &self.scope(who), (no, position), Some(&view)).await?)
    }

    pub async fn substitute(&self, who: &str, wish: Substitute) -> Result<Placed, Refusal> {
        let verb = (self.scope(who), wish);
        let done = self.house.db.write(verb, |tx, (scope, wish)| Box::pin(orders::substitute(tx, scope, wish)));
        done.await.map_err(Refusal::from)
    }

    pub async fn ask(&self, who: &str, lines: &[Uuid], subject: &str) -> Result<Vec<String>, Refusal> {
        let question = Question { subject: subject.to_owned(), body: "Please.".to_owned() };
        let verb = (self.scope(who), lines.to_vec(), question);
        let done = self.house.db.write(verb, |tx, (scope, lines, ask)| Box::pin(terms::ask(tx, scope, lines, ask)));
        done.await.map_err(Refusal::from)
    }

    pub async fn cancel_all(&self, who: &str, lines: &[Uuid]) -> Result<i64, Refusal> {
        let verb = (self.scope(who), lines.to_vec());
        let done = self.house.db.write(verb, |tx, (scope, lines)| Box::pin(terms::cancel(tx, scope, lines)));
        done.await.map_err(Refusal::from)
    }

    pub async fn terms(&self, who: &str) -> Terms {
        terms::list(&mut self.house.db.read().await.unwrap(), &self.scope(who)).await.unwrap()
    }

    pub async fn board(&self, who: &str, no: &str, at_risk: bool) -> Result<TermPage, Refusal> {
        let view = self.view().await;
        let mut conn = self.house.db.read().await.unwrap();
        Ok(terms::board(&mut conn, &self.scope(who), (no, at_risk), Some(&view)).await?)
    }

    /// Everything is told that is due; what this person reads of lines that may be late.
    pub async fn warned(&self, who: &str) -> Vec<NoticeRow> {
        let due = outbox::due(&mut self.house.db.read().await.unwrap(), self.now, 1_000).await.unwrap();
        for due in due.into_iter().filter(|due| due.kind != outbox::Kind::Letter) {
            let verb = (due, self.now);
            self.house.db.write(verb, |tx, (due, now)| Box::pin(notices::tell(tx, due, *now))).await.unwrap();
        }
        let mut conn = self.house.db.read().await.unwrap();
        let rows = notices::list(&mut conn, &self.scope(who), None).await.unwrap().rows;
        rows.into_iter().filter(|row| row.band.is_some()).collect()
    }

    /// What an organisation owes, in fen.
    pub async fn owed(&self, org: &str) -> i64 {
        let (conn, org) = (&mut self.house.db.read().await.unwrap(), self.house.org(org));
        let used = sql!(fetch_one as (i64,), conn, "select credit_used_fen from orgs where id = $1", org);
        used.unwrap().0
    }

    /// Lets an organisation owe no more than it does, and so much.
    pub async fn limit(&self, org: &'static str, free_fen: i64) {
        async fn set(tx: &mut domain::Tx, (org, free_fen): &(Uuid, i64)) -> domain::Result<()> {
            sql!(
                execute,
                tx,
                "update orgs set credit_limit_fen = credit_used_fen + $2 where id = $1",
                *org,
                *free_fen
            )?;
            Ok(())
        }
        self.house.db.write((self.house.org(org), free_fen), |tx, set_to| Box::pin(set(tx, set_to))).await.unwrap();
    }
}
