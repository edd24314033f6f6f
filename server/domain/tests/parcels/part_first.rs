//! Part of a line first: what is ready is kept until the rest has come, its customer asks for it, and it goes in a parcel of
//! its own. What is with a carrier or with the customer is asked for no more.

use domain::batches::{self, Hold, Release};
use domain::orders::{self, PlaceOrder};
use domain::terms::{self, Question};
use domain::{Refusal, tickets};
use kernel::shapes::{Acts, ClosedBy};
use kernel::{FaultCode, Uuid};

use crate::hands::Hand;
use crate::house::houses;

/// Why the copies that are ready wait.
const KEPT: &str = "wait_for_rest";

impl Hand<'_> {
    /// Orders for a course.
    async fn order_for_course(&self, text: &str) -> String {
        let form = PlaceOrder {
            id: Uuid::now_v7(),
            text: text.to_owned(),
            course: "Algorithms".to_owned(),
            ..PlaceOrder::default()
        };
        let verb = (self.scope.clone(), form);
        let placed = self.house.db.write(verb, |tx, (scope, form)| Box::pin(orders::place(tx, scope, form)));
        placed.await.unwrap().no
    }

    /// What its board offers for the first line of an order.
    async fn offered(&self, no: &str) -> Acts {
        let mut conn = self.house.db.read().await.unwrap();
        terms::board(&mut conn, &self.scope, (no, false), None).await.unwrap().rows.remove(0).acts
    }

    /// Asks for what is ready of lines; the tickets.
    async fn ask_for_part(&self, lines: &[Uuid]) -> Vec<String> {
        let question = Question { subject: "Part first".to_owned(), body: "Please send what is ready.".to_owned() };
        let verb = (self.scope.clone(), lines.to_vec(), question);
        let done = self.house.db.write(verb, |tx, (scope, lines, ask)| Box::pin(terms::ask(tx, scope, lines, ask)));
        done.await.unwrap()
    }

    async fn keep_until_the_rest(&self, no: &str) -> String {
        let (part, reason, note) = (self.part(no, Vec::new()).await, KEPT.to_owned(), String::new());
        let verb = (self.scope.clone(), Hold { part, reason, note });
        let done = self
            .house
            .db
            .write(verb, |tx, (scope, wish)| Box::pin(async move { batches::hold(tx, &scope.staff()?, wish).await }));
        done.await.unwrap()
    }

    async fn release(&self, no: &str) -> String {
        let wish = Release { part: self.part(no, Vec::new()).await, into: None, note: "as they asked".to_owned() };
        let verb = (self.scope.clone(), wish);
        let done = self.house.db.write(verb, |tx, (scope, wish)| {
            Box::pin(async move { batches::release(tx, &scope.staff()?, wish).await })
        });
        done.await.unwrap()
    }

    /// Answers a ticket of the own desk.
    async fn answer(&self, no: &str) {
        let verb = (self.scope.clone(), no.to_owned());
        let done = self.house.db.write(verb, |tx, (scope, no)| {
            Box::pin(async move { tickets::answer(tx, &scope.staff()?, no, 1, "Two go today, one follows.").await })
        });
        done.await.unwrap();
    }
}

#[tokio::test]
async fn what_is_ready_goes_first_when_its_customer_asks() {
    for house in houses().await {
        let (mei, gu, wu) = (house.hand("mei"), house.hand("gu"), house.hand("wu"));
        let order = mei.order_for_course("9780262033848 3").await;
        assert!(!mei.offered(&order).await.part, "all of them wait together");
        // Two come to the last port, where they are kept; one is still to be bought from the publisher.
        let purchase = gu.gather(house.titles[0].publisher_id).await.unwrap();
        let slice = gu.batch(&purchase).await.lines[0].slice_id;
        let mut at = gu.forward(&purchase, vec![(slice, 2)]).await.unwrap().unwrap();
        while gu.batch(&at).await.head.stage != "dispatch" {
            at = gu.forward(&at, Vec::new()).await.unwrap().unwrap();
        }
        let kept = wu.keep_until_the_rest(&at).await;
        let acts = mei.offered(&order).await;
        assert!(acts.part && acts.waits_for_rest);
        let on_hold = Refusal::field("slices", FaultCode::OnHold);
        assert_eq!(wu.pack_rest(&kept).await.unwrap_err(), on_hold, "nobody packs what is kept");
        assert_eq!(wu.forward(&kept, Vec::new()).await.unwrap_err(), on_hold);

        let line = mei.lines(&order).await[0].id;
        let ticket = mei.ask_for_part(&[line]).await.remove(0);
        wu.answer(&ticket).await;
        let loose = wu.release(&kept).await;
        let acts = mei.offered(&order).await;
        assert!(acts.part && !acts.waits_for_rest, "it is ready, and not packed");
        assert_eq!(wu.pack_rest(&loose).await.unwrap(), 1);
        let parcel = wu.numbers(&loose).await.remove(0);
        assert!(mei.offered(&order).await.part, "it is not on its way yet");
        wu.send("EMS", &[(&parcel, "EX1")]).await.unwrap();
        assert!(!mei.offered(&order).await.part, "it is on its way");
        mei.accept_all(&parcel).await.unwrap();
        assert_eq!(mei.places(&order).await, [("purchase".to_owned(), 1), ("delivered".to_owned(), 2)]);
        assert!(!mei.offered(&order).await.part, "what is left stands in one place");
        assert!(house.violations().await.is_empty());

        // The rest comes by itself, in a parcel of its own.
        let mut at = gu.forward(&purchase, Vec::new()).await.unwrap().unwrap();
        while gu.batch(&at).await.head.stage != "dispatch" {
            at = gu.forward(&at, Vec::new()).await.unwrap().unwrap();
        }
        gu.forward(&at, Vec::new()).await.unwrap();
        let rest = mei.parcels().await.waiting.remove(0);
        assert_eq!((rest.copies, mei.accept_all(&rest.no).await.unwrap().unsaid), (1, 0));
        let first = mei.parcel(&parcel).await.unwrap();
        assert_eq!(first.row.closed.map(|(_, by)| by), Some(ClosedBy::Customer));
        assert_eq!(mei.places(&order).await, [("delivered".to_owned(), 3)]);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_part_that_is_kept_is_in_no_parcel_and_one_in_a_parcel_is_not_kept() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        let order = mei.order_for_course("9780262033848 3").await;
        let batch = gu.to_dispatch().await;
        let slice = gu.batch(&batch).await.lines[0].slice_id;
        let parcel = gu.pack(&batch, vec![(slice, 1)]).await.unwrap();
        // One is packed, two stand loose beside it: they go together, whoever asks.
        assert!(!mei.offered(&order).await.part);
        assert_eq!(gu.hold(&batch, vec![(slice, 3)]).await.unwrap_err(), Refusal::field("slices", FaultCode::InParcel));
        let kept = gu.hold(&batch, vec![(slice, 2)]).await.unwrap();
        assert!(mei.offered(&order).await.part, "one of three could go");
        gu.send("EMS", &[(&parcel, "EX1")]).await.unwrap();
        assert!(!mei.offered(&order).await.part, "it went");
        gu.delivered(&[&parcel]).await.unwrap();
        assert_eq!(mei.places(&order).await, [("dispatch".to_owned(), 2), ("delivered".to_owned(), 1)]);
        assert!(!mei.offered(&order).await.part);
        gu.release(&kept).await;
        assert!(house.violations().await.is_empty());
    }
}
