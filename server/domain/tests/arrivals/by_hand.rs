//! A desk that knows better promises a range, and the calculation gives way while that holds.

use domain::arrivals::{self, GivePromise, Given, PromiseFor};
use domain::{Refusal, orders::PlaceOrder};
use kernel::shapes::{Arrival, PromisePage, PromiseReason};
use kernel::{FaultCode, Uuid};
use store::sql;

use crate::story::{ALGORITHMS, KRITIK, PATTERNS, Story, list, stories};

/// A day as it is typed.
fn typed(day: i64) -> String {
    jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(day)).to_string()
}

impl Story {
    /// What somebody types so many days from now.
    pub fn wish(&self, to: PromiseFor, (from, until): (i64, i64)) -> GivePromise {
        GivePromise {
            to,
            from: typed(self.today() + from),
            until: typed(self.today() + until),
            note: "The publisher writes that the reprint ships in May.".to_owned(),
            stage: "purchase".to_owned(),
            holds: String::new(),
        }
    }

    pub async fn give(&self, who: &str, wish: &GivePromise) -> Result<Given, Refusal> {
        let verb = (self.scope(who), wish.clone());
        let done = self
            .house
            .db
            .write(verb, |tx, (scope, wish)| Box::pin(async move { arrivals::give(tx, &scope.staff()?, wish).await }));
        done.await.map_err(Refusal::from)
    }

    pub async fn take_promise_back(&self, who: &str, to: PromiseFor) -> Result<u64, Refusal> {
        let done = self.house.db.write((self.scope(who), to), |tx, (scope, to)| {
            Box::pin(async move { arrivals::take_back(tx, &scope.staff()?, to, "It was another book.").await })
        });
        done.await.map_err(Refusal::from)
    }

    async fn promise_page(&self, who: &str, to: &PromiseFor) -> Result<PromisePage, Refusal> {
        let mut conn = self.house.db.read().await.unwrap();
        arrivals::page(&mut conn, &self.scope(who).staff()?, to).await.map_err(Refusal::from)
    }

    async fn arrival_for(&self, who: &str, no: &str) -> Arrival {
        self.lines(who, no).await.unwrap().remove(0).arrival.unwrap()
    }

    /// How many outbox rows of moved dates there are.
    async fn redatings(&self) -> i64 {
        let conn = &mut self.house.db.read().await.unwrap();
        let found = sql!(fetch_one as (i64,), conn, "select count(*) from outbox where kind = 'redated'");
        found.unwrap().0
    }
}

/// Mei's order of one title in a purchase batch, looked at: number of the order, its line, the batch.
async fn bought(story: &Story) -> (String, Uuid, String) {
    let no = story.order("mei", &format!("{ALGORITHMS} 3")).await;
    let batch = story.gather(ALGORITHMS).await.unwrap();
    story.renew().await;
    let line = story.line(&no).await.id;
    (no, line, batch)
}

#[tokio::test]
async fn what_a_desk_promises_is_shown_and_stays() {
    for mut story in stories().await {
        let (no, line, _) = bought(&story).await;
        let model = story.arrival_for("gu", &no).await;
        let wish = story.wish(PromiseFor::Line(line), (100, 110));
        assert_eq!(story.give("zhao", &wish).await, Ok(Given { lines: 1, behind: 0 }));
        assert_eq!(
            story.give("zhao", &wish).await,
            Ok(Given { lines: 0, behind: 0 }),
            "a repeat promises nothing anew"
        );
        let (mei, zhao) = (story.arrival_for("mei", &no).await, story.arrival_for("zhao", &no).await);
        assert_eq!((mei.low, mei.high), (story.today() + 100, story.today() + 110));
        let hand = mei.by_hand.unwrap();
        assert_eq!((hand.desk.as_str(), hand.note.as_str(), hand.model), ("进口科", wish.note.as_str(), None));
        assert_eq!(zhao.by_hand.unwrap().model, Some((model.low, model.high)), "the house sees both");
        assert_eq!(mei.promises.last().map(|last| last.reason), Some(PromiseReason::House));
        let given_at = story.now;
        story.pass(1);
        assert_eq!(story.renew().await, 0);
        story.pass(60);
        assert_eq!(story.renew().await, 0, "the calculation has moved on, and gives way");
        let later = story.arrival_for("gu", &no).await;
        assert_eq!((later.low, later.high), (mei.low, mei.high));
        assert!(later.by_hand.unwrap().model.unwrap().1 > model.high, "what is worked out goes on beside it");
        let conn = &mut story.house.db.read().await.unwrap();
        let row = sql!(
            fetch_one as (Option<Uuid>, String, i64),
            conn,
            "select author_id, note, at from promises where reason = 'house'"
        );
        assert_eq!(row.unwrap(), (Some(story.house.user("zhao")), wish.note.clone(), given_at));
        assert_eq!(story.violations().await, [""; 0]);
    }
}

#[tokio::test]
async fn only_the_desk_that_holds_it_and_supervisors_promise() {
    for story in stories().await {
        let (no, line, batch) = bought(&story).await;
        let to = || PromiseFor::Line(line);
        for (who, refusal) in [("wu", Refusal::NotAllowed), ("mei", Refusal::NotFound), ("lin", Refusal::NotFound)] {
            assert_eq!(story.give(who, &story.wish(to(), (50, 60))).await, Err(refusal.clone()), "{who}");
            assert_eq!(story.take_promise_back(who, to()).await, Err(refusal), "{who}");
        }
        assert!(story.give("gu", &story.wish(PromiseFor::Batch(batch.clone()), (50, 60))).await.is_ok());
        assert!(story.promise_page("zhao", &to()).await.unwrap().mine);
        assert!(!story.promise_page("wu", &to()).await.unwrap().mine, "others of the house look");
        assert_eq!(story.promise_page("mei", &to()).await, Err(Refusal::NotFound));
        assert_eq!(story.promise_page("gu", &PromiseFor::Line(Uuid::nil())).await, Err(Refusal::NotFound));
        assert_eq!(story.arrival_for("mei", &no).await.promises.len(), 2);
    }
}

#[tokio::test]
async fn every_fault_of_the_form_is_named() {
    for story in stories().await {
        let (_, line, _) = bought(&story).await;
        let mut wish = story.wish(PromiseFor::Line(line), (-3, 400));
        (wish.note, wish.stage, wish.holds) = (" ".to_owned(), "ordered".to_owned(), "soon".to_owned());
        let refused = story.give("zhao", &wish).await.unwrap_err();
        let faults = refused.faults().unwrap();
        for (field, code) in [
            ("from", FaultCode::DatePassed),
            ("until", FaultCode::OutOfRange { min: 0, max: 366 }),
            ("note", FaultCode::Required),
            ("stage", FaultCode::UnknownChoice),
            ("holds", FaultCode::NotADate),
        ] {
            assert_eq!(faults.of(field), Some(&code), "{field}");
        }
        let backwards = story.give("zhao", &story.wish(PromiseFor::Line(line), (20, 10))).await.unwrap_err();
        assert!(backwards.faults().unwrap().of("until").is_some());
        assert_eq!(story.ledger().await.len(), 1);
    }
}

#[tokio::test]
async fn it_ends_when_the_copies_have_passed_the_stage() {
    for mut story in stories().await {
        let (no, line, batch) = bought(&story).await;
        story.give("zhao", &story.wish(PromiseFor::Line(line), (100, 110))).await.unwrap();
        story.pass(5);
        story.forward(&batch, Vec::new()).await.unwrap();
        assert_eq!(story.renew().await, 1);
        let arrival = story.arrival_for("mei", &no).await;
        assert_eq!(arrival.by_hand, None);
        assert!(arrival.high < story.today() + 90, "worked out again");
        assert_eq!(story.reasons().await, ["ordered", "house", "moved"]);
        assert_eq!(story.renew().await, 0);
        assert_eq!(story.violations().await, [""; 0]);
    }
}

#[tokio::test]
async fn it_ends_when_its_day_has_gone_by() {
    for mut story in stories().await {
        let (no, line, _) = bought(&story).await;
        let wish = GivePromise { holds: typed(story.today() + 10), ..story.wish(PromiseFor::Line(line), (100, 110)) };
        story.give("zhao", &wish).await.unwrap();
        story.pass(10);
        assert_eq!(story.renew().await, 0, "the tenth day is one of its days");
        story.pass(1);
        assert_eq!(story.renew().await, 1);
        assert_eq!(story.arrival_for("mei", &no).await.by_hand, None);
        assert_eq!(story.reasons().await, ["ordered", "house", "time"]);
        assert_eq!(story.violations().await, [""; 0]);
    }
}

#[tokio::test]
async fn it_is_taken_back_with_a_reason() {
    for story in stories().await {
        let (no, line, batch) = bought(&story).await;
        let model = story.arrival_for("mei", &no).await;
        assert_eq!(story.take_promise_back("zhao", PromiseFor::Line(line)).await, Err(Refusal::Stale), "there is none");
        story.give("zhao", &story.wish(PromiseFor::Line(line), (100, 110))).await.unwrap();
        assert_eq!(story.take_promise_back("zhao", PromiseFor::Batch(batch)).await, Ok(1));
        let after = story.arrival_for("mei", &no).await;
        assert_eq!((after.low, after.high, after.by_hand), (model.low, model.high, None));
        let words: Vec<_> = after.promises.iter().map(|promise| promise.note.as_str()).collect();
        assert_eq!(words[2], "It was another book.");
        assert_eq!(story.renew().await, 0);
        assert_eq!(story.violations().await, [""; 0]);
    }
}

#[tokio::test]
async fn a_batch_is_promised_in_one_act_but_for_lines_with_copies_behind_it() {
    for story in stories().await {
        let mine = story.order("mei", &format!("{ALGORITHMS} 3")).await;
        let theirs = story.order("tang", &format!("{ALGORITHMS} 2")).await;
        let first = story.gather(ALGORITHMS).await.unwrap();
        let slice = story.batch(&first).await.lines.iter().find(|line| line.copies == 2).unwrap().slice_id;
        let ahead = story.split(&first, vec![(slice, 1)]).await.unwrap();
        story.renew().await;
        let (to, behind) = (PromiseFor::Batch(first), PromiseFor::Batch(ahead));
        assert_eq!(
            story.give("zhao", &story.wish(behind, (80, 90))).await,
            Err(Refusal::Stale),
            "one copy is elsewhere"
        );
        assert_eq!(story.give("zhao", &story.wish(to, (80, 90))).await, Ok(Given { lines: 1, behind: 1 }));
        assert!(story.arrival_for("mei", &mine).await.by_hand.is_some());
        assert!(story.arrival_for("tang", &theirs).await.by_hand.is_none());
        assert_eq!(story.violations().await, [""; 0]);
    }
}

#[tokio::test]
async fn the_chance_of_being_late_is_that_of_the_promise() {
    for story in stories().await {
        let needed = |days: i64| typed(story.today() + days);
        let text = format!("{ALGORITHMS} 1");
        let mut orders = Vec::new();
        for days in [95, 104, 120] {
            let form = PlaceOrder { needed_by: needed(days), ..list(&text) };
            orders.push(story.place("mei", form).await);
        }
        let batch = story.gather(ALGORITHMS).await.unwrap();
        story.renew().await;
        let given = story.give("zhao", &story.wish(PromiseFor::Batch(batch), (100, 109))).await;
        assert_eq!(given.unwrap().lines, 3);
        for look in 0..2 {
            let mut late = Vec::new();
            for no in &orders {
                late.push(story.arrival_for("mei", no).await.late.unwrap());
            }
            assert_eq!(late, [1_000, 500, 0], "look {look}: the statement and the job say the same");
            story.renew().await;
        }
    }
}

#[tokio::test]
async fn customers_are_told_of_dates_that_moved_far_and_of_no_others() {
    for mut story in stories().await {
        let (no, line, batch) = bought(&story).await;
        let shown = story.arrival_for("mei", &no).await;
        let (low, high) = (shown.low - story.today(), shown.high - story.today());
        story.give("zhao", &story.wish(PromiseFor::Line(line), (low, high + 2))).await.unwrap();
        assert_eq!(story.redatings().await, 0, "two days are no news");
        story.give("zhao", &story.wish(PromiseFor::Line(line), (low, high + 12))).await.unwrap();
        assert_eq!(story.redatings().await, 1);
        story.pass(2);
        story.forward(&batch, Vec::new()).await.unwrap();
        story.renew().await;
        assert_eq!(story.redatings().await, 2, "a month at the publisher was saved");
        let conn = &mut story.house.db.read().await.unwrap();
        let row = sql!(
            fetch_one as (i64, i64, i64, i64, String, i64),
            conn,
            "select old_low, old_high, new_low, new_high, title, copies from redatings order by at desc limit 1"
        );
        let (_, old_high, _, new_high, title, copies) = row.unwrap();
        assert!(new_high < old_high - 7, "{old_high} to {new_high}");
        assert_eq!((title.as_str(), copies), ("Introduction to Algorithms", 3));
    }
}

#[tokio::test]
async fn a_cause_tells_its_days_itself() {
    for story in stories().await {
        let (_, _, batch) = bought(&story).await;
        let cause = story.post_cause(&batch, 10).await;
        assert_eq!(story.renew().await, 1);
        story.close_cause(cause).await;
        assert_eq!(story.renew().await, 1);
        assert_eq!(story.redatings().await, 0);
    }
}

#[tokio::test]
async fn slow_drift_is_told_in_the_end() {
    for mut story in stories().await {
        story.order("mei", &format!("{PATTERNS} 1\n{KRITIK} 2")).await;
        story.renew().await;
        for _ in 0..80 {
            story.pass(1);
            story.renew().await;
        }
        let told = story.redatings().await;
        assert!((2..=20).contains(&told), "{told} times in eighty days");
        let conn = &mut story.house.db.read().await.unwrap();
        let rows = sql!(
            fetch_all as (i64, i64, i64, i64),
            conn,
            "select old_low, old_high, new_low, new_high from redatings order by at, id"
        );
        for (_, old_high, _, new_high) in rows.unwrap() {
            assert!(new_high - old_high > 3, "{old_high} to {new_high}");
        }
    }
}

#[tokio::test]
async fn the_report_keeps_what_people_promised_apart() {
    for mut story in stories().await {
        let (_, line, batch) = bought(&story).await;
        story.order("tang", &format!("{KRITIK} 1")).await;
        story.renew().await;
        story.pass(1);
        let wish = GivePromise { stage: "dispatch".to_owned(), ..story.wish(PromiseFor::Line(line), (3, 5)) };
        story.give("zhao", &wish).await.unwrap();
        story.pass(4);
        let kritik = story.gather(KRITIK).await.unwrap();
        story.deliver(&kritik).await;
        story.deliver(&batch).await;
        story.renew().await;
        let mut conn = story.house.db.read().await.unwrap();
        let kept = arrivals::kept(&mut conn, &story.scope("gu").staff().unwrap()).await.unwrap().authors;
        assert_eq!((kept.hand.lines, kept.hand.in_time, kept.hand.last_held), (1, 1, 1));
        assert_eq!((kept.beside.lines, kept.beside.in_time, kept.beside.last_held), (1, 1, 0), "far too late");
        assert_eq!((kept.model.lines, kept.model.in_time), (1, 1));
        drop(conn);
        assert_eq!(story.violations().await, [""; 0]);
    }
}
