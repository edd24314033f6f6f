//! Who opens a parcel says line by line what was in it; what is refused is a complaint at once.

use domain::parcels::{AcceptLine, AcceptParcel};
use kernel::shapes::{ClosedBy, ParcelState};
use kernel::{FaultCode, Faults, Refusal, Uuid};

use crate::hands::said;
use crate::house::houses;

const LIST: &str = "9780262033848 3\n9780262035613 2";

#[tokio::test]
async fn a_parcel_is_accepted_in_part_and_its_rest_later() {
    for house in houses().await {
        let (mei, gu, wu) = (house.hand("mei"), house.hand("gu"), house.hand("wu"));
        let order = mei.order(LIST).await;
        let batch = gu.to_dispatch().await;
        assert_eq!(wu.pack_rest(&batch).await.unwrap(), 1);
        let no = wu.numbers(&batch).await.remove(0);
        wu.send("顺丰速运", &[(&no, "sf1234567890")]).await.unwrap();
        wu.delivered(&[&no]).await.unwrap();
        assert_eq!(mei.places(&order).await, [("delivered".to_owned(), 3)]);

        let page = mei.parcel(&no).await.unwrap();
        assert_eq!((page.row.state, page.row.tracking.as_str()), (ParcelState::Delivered, "SF1234567890"));
        assert!(page.acceptable && page.lines.len() == 2 && page.row.unsaid() == 5);
        let note = "the cover is torn".to_owned();
        let torn = AcceptLine { note, ..said(&page.lines[0], 1, 1) };
        let first = mei.accept(&no, vec![torn, said(&page.lines[1], 0, 0)]).await.unwrap();
        assert_eq!((first.complaints.len(), first.unsaid), (1, 3));
        let complaint = mei.complaint(&first.complaints[0]).await;
        assert_eq!(complaint.head.row.kind, "damaged");
        assert_eq!(complaint.head.row.order_no, order);
        assert!(complaint.head.book.is_some(), "it is about the line");
        assert!(complaint.messages[0].body.ends_with("the cover is torn") && complaint.messages[0].body.contains(&no));

        let rest = mei.accept_all(&no).await.unwrap();
        assert_eq!((rest.complaints.len(), rest.unsaid), (0, 0));
        let page = mei.parcel(&no).await.unwrap();
        assert_eq!(page.row.closed.map(|(_, by)| by), Some(ClosedBy::Customer));
        assert_eq!((page.row.accepted, page.row.refused, page.said.len()), (4, 1, 3));
        assert!(page.said.iter().any(|row| row.complaint.as_deref() == Some(&*first.complaints[0])));
        assert_eq!(mei.accept_all(&no).await.unwrap_err(), Refusal::Stale, "it is closed");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn each_copy_that_is_refused_later_is_a_complaint_of_its_own() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        mei.order("9780262033848 3").await;
        gu.forward(&gu.to_dispatch().await, Vec::new()).await.unwrap();
        let no = mei.parcels().await.waiting[0].no.clone();
        let mut complaints = Vec::new();
        for _ in 0..2 {
            let line = mei.parcel(&no).await.unwrap().lines.remove(0);
            complaints.extend(mei.accept(&no, vec![said(&line, 0, 1)]).await.unwrap().complaints);
        }
        assert_ne!(complaints[0], complaints[1]);
        assert!(mei.complaint(&complaints[1]).await.head.row.subject.contains("1 + 1"));
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn who_has_it_in_hand_needs_nobody_to_say_that_it_came() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        let order = mei.order("9780262033848 3").await;
        let batch = gu.to_dispatch().await;
        gu.pack_rest(&batch).await.unwrap();
        let no = gu.numbers(&batch).await.remove(0);
        gu.send("EMS", &[(&no, "")]).await.unwrap();
        assert_eq!(mei.places(&order).await, [("dispatch".to_owned(), 3)]);
        mei.accept_all(&no).await.unwrap();
        assert_eq!(mei.places(&order).await, [("delivered".to_owned(), 3)]);
        assert_eq!(gu.batch(&batch).await.moves[0].by, "mei", "the ledger says who said so");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn what_was_only_packed_is_not_accepted() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        let order = mei.order("9780262033848 3").await;
        let batch = gu.to_dispatch().await;
        let slice = gu.batch(&batch).await.lines[0].slice_id;
        let fetched = gu.pack(&batch, vec![(slice, 1)]).await.unwrap();
        gu.pack_rest(&batch).await.unwrap();
        let handed = gu.numbers(&batch).await.into_iter().find(|no| *no != fetched).unwrap();
        let not_sent = Refusal::field("lines", FaultCode::NotSent);
        for no in [&fetched, &handed] {
            let page = mei.parcel(no).await.unwrap();
            assert!(!page.acceptable);
            assert_eq!(mei.accept_all(no).await.unwrap_err(), not_sent);
            assert_eq!(mei.accept(no, vec![said(&page.lines[0], 1, 0)]).await.unwrap_err(), not_sent);
            assert_eq!(house.hand("bo").accept_all(no).await.unwrap_err(), Refusal::NotAllowed);
            assert_eq!(house.hand("tang").accept_all(no).await.unwrap_err(), Refusal::NotFound);
            assert_eq!(mei.parcel(no).await.unwrap(), page, "nothing happened to it");
        }
        assert_eq!(mei.places(&order).await, [("dispatch".to_owned(), 3)]);

        // Who fetches a parcel has it sent that way; one that the house brings itself is delivered without a carrier.
        gu.send("Fetched by the customer", &[(&fetched, "")]).await.unwrap();
        gu.delivered(&[&handed]).await.unwrap();
        for no in [&fetched, &handed] {
            assert!(mei.parcel(no).await.unwrap().acceptable);
            assert_eq!(mei.accept_all(no).await.unwrap().unsaid, 0);
        }
        assert_eq!(mei.places(&order).await, [("delivered".to_owned(), 3)]);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_form_counts_once() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        mei.order("9780262033848 3").await;
        let no = gu.sent(&gu.to_dispatch().await).await.remove(0);
        let page = mei.parcel(&no).await.unwrap();
        let form = AcceptParcel {
            no: no.clone(),
            version: page.version,
            key: Uuid::now_v7(),
            whole: false,
            lines: vec![said(&page.lines[0], 1, 1)],
        };
        let (first, at_once) = tokio::join!(mei.accept_form(form.clone()), mei.accept_form(form.clone()));
        let first = first.unwrap();
        assert_eq!(at_once.unwrap(), first, "a button pressed twice");
        assert_eq!(mei.accept_form(form.clone()).await.unwrap(), first, "a repeat is answered as the first time");
        assert_eq!(mei.parcel(&no).await.unwrap().said.len(), 1);
        let other = AcceptParcel { key: Uuid::now_v7(), ..form };
        assert_eq!(mei.accept_form(other).await.unwrap_err(), Refusal::Stale, "another form of the same old page");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn every_fault_of_a_form_is_told_and_nothing_is_stored() {
    for house in houses().await {
        let (mei, gu) = (house.hand("mei"), house.hand("gu"));
        mei.order(LIST).await;
        let no = gu.sent(&gu.to_dispatch().await).await.remove(0);
        let lines = mei.parcel(&no).await.unwrap().lines;
        let fault = |field: &str, code: FaultCode| kernel::forms::Fault { field: field.to_owned(), code };
        let wrong = vec![
            said(&lines[0], 4, 0),
            AcceptLine { reason: "bored".to_owned(), note: "x".repeat(501), ..said(&lines[1], 1, 2) },
            AcceptLine { line_id: Uuid::now_v7(), ..said(&lines[1], 1, 0) },
        ];
        let expected = Faults(vec![
            fault("lines.0.accepted", FaultCode::OutOfRange { min: 0, max: 3 }),
            fault("lines.1.note", FaultCode::TooLong { max: 500 }),
            fault("lines.1.refused", FaultCode::OutOfRange { min: 0, max: 1 }),
            fault("lines.1.reason", FaultCode::UnknownChoice),
            fault("lines.2.line_id", FaultCode::UnknownChoice),
        ]);
        assert_eq!(mei.accept(&no, wrong).await.unwrap_err(), Refusal::Invalid(expected));
        let nothing = mei.accept(&no, vec![said(&lines[0], 0, 0)]).await;
        assert_eq!(nothing.unwrap_err(), Refusal::field("lines", FaultCode::NothingChosen));
        assert_eq!(mei.parcel(&no).await.unwrap().row.state, ParcelState::Sent, "not even delivered by it");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn only_who_sees_the_order_and_may_order_says_what_came() {
    for house in houses().await {
        let gu = house.hand("gu");
        house.hand("lin").order_for("9780262033848 2", Some(house.org("suzhou"))).await;
        house.hand("mei").order("9780262033848 1").await;
        let batch = gu.to_dispatch().await;
        assert_eq!(gu.sent(&batch).await.len(), 2);
        let (lin, sun, tang, bo) = (house.hand("lin"), house.hand("sun"), house.hand("tang"), house.hand("bo"));
        let theirs = lin.parcels().await.coming.remove(0).no;
        let of_pku = house.hand("chen").parcels().await.coming.remove(0).no;
        for stranger in [&tang, &bo, &house.hand("mei")] {
            assert_eq!(stranger.parcel(&theirs).await.unwrap_err(), Refusal::NotFound);
            assert_eq!(stranger.accept_all(&theirs).await.unwrap_err(), Refusal::NotFound);
        }
        assert!(!bo.parcel(&of_pku).await.unwrap().acceptable);
        assert_eq!(bo.accept_all(&of_pku).await.unwrap_err(), Refusal::NotAllowed, "a viewer looks");
        assert_eq!(gu.accept_all(&of_pku).await.unwrap_err(), Refusal::NotAllowed, "the house speaks for nobody");
        let line = sun.parcel(&theirs).await.unwrap().lines.remove(0);
        sun.accept(&theirs, vec![said(&line, 1, 0)]).await.unwrap();
        assert_eq!(lin.accept_all(&theirs).await.unwrap().unsaid, 0, "the bookstore may, for its customer");
        assert!(house.violations().await.is_empty());
    }
}
