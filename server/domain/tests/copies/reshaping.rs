//! Batches are divided, joined, gathered from several, held back and released; every copy is followed, every act can be
//! taken back.

use domain::cutoffs::closing;
use domain::{Refusal, days};
use kernel::FaultCode;

use crate::house::{DAY, House, NOW, houses};
use crate::steps::{list, places};

/// Purchase batches of two publishers, and the order whose lines are in them.
async fn two_batches(house: &House) -> (String, String, String) {
    let no = house.hand("mei").place(list("9780262033848 5\n9780521809269 3")).await.unwrap().no;
    let zhao = house.hand("zhao");
    let first = zhao.gather(house.titles[0].publisher_id, Vec::new()).await.unwrap();
    let second = zhao.gather(house.titles[5].publisher_id, Vec::new()).await.unwrap();
    (no, first, second)
}

#[tokio::test]
async fn a_customs_batch_gathers_several_purchase_batches_or_parts_of_them() {
    for house in houses().await {
        let (order, first, second) = two_batches(&house).await;
        let (mei, zhao) = (house.hand("mei"), house.hand("zhao"));
        let customs = zhao.together(&[&first, &second], None).await.unwrap().unwrap();
        let page = zhao.batch(&customs).await;
        assert_eq!(page.from, [first.clone(), second.clone()]);
        assert_eq!((page.head.publisher, page.head.copies), (None, 8), "of several publishers");
        assert_eq!(zhao.batch(&first).await.into, [customs.as_str()]);
        // The second one was a mistake: it goes back alone.
        let act = page.moves.iter().find(|act| act.from.as_deref() == Some(second.as_str())).unwrap();
        zhao.undo(act.id, "still at the publisher").await.unwrap();
        assert_eq!(zhao.batch(&customs).await.from, [first]);
        assert_eq!(zhao.batch(&second).await.head.copies, 3);
        // And it follows in two parts, the first into the batch that is there.
        let slice = zhao.slice(&second).await;
        let part = zhao.part(&second, vec![(slice, 1)]).await;
        let into = Some(customs.clone());
        let done = zhao.forward_from(domain::batches::Onward { parts: vec![part], into }).await.unwrap();
        assert_eq!(done.as_ref(), Some(&customs));
        assert_eq!(places(&mei.order(&order).await.unwrap().lines[1]), [("purchase", 2), ("customs", 1)]);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn what_cannot_go_together_is_refused() {
    for house in houses().await {
        let (_, first, second) = two_batches(&house).await;
        let zhao = house.hand("zhao");
        let choice = |field: &str| Refusal::field(field, FaultCode::UnknownChoice);
        assert_eq!(zhao.together(&[&first, &second], Some("C26-999999")).await.unwrap_err(), choice("into"));
        assert_eq!(zhao.together(&[&first], Some(&second)).await.unwrap_err(), choice("into"), "of the same stage");
        let customs = zhao.forward(&first, Vec::new()).await.unwrap().unwrap();
        assert_eq!(zhao.together(&[&second, &customs], None).await.unwrap_err(), choice("parts"));
        assert_eq!(zhao.together(&[], None).await.unwrap_err(), Refusal::field("parts", FaultCode::NothingChosen));
        assert_eq!(zhao.merge(&second, Vec::new(), &second).await.unwrap_err(), choice("into"));
        assert_eq!(zhao.merge(&second, Vec::new(), &first).await.unwrap_err(), choice("into"), "it has gone on");
        assert_eq!(
            zhao.split(&second, Vec::new()).await.unwrap_err(),
            Refusal::field("slices", FaultCode::NothingChosen)
        );
        assert_eq!(house.hand("wu").together(&[&second], None).await.unwrap_err(), Refusal::NotAllowed);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_batch_is_divided_and_joined_without_leaving_its_port() {
    for house in houses().await {
        let (order, first, second) = two_batches(&house).await;
        let (mei, zhao) = (house.hand("mei"), house.hand("zhao"));
        let since = mei.line(&order).await.slices[0].since;
        let later = domain::Scope { now: NOW + 2 * DAY, ..house.scope("zhao") };
        let hand = crate::steps::Hand { house: &house, scope: later };
        let slice = hand.slice(&first).await;
        let part = hand.split(&first, vec![(slice, 2)]).await.unwrap();
        let line = mei.line(&order).await;
        assert_eq!(places(&line), [("purchase", 3), ("purchase", 2)]);
        assert!(line.slices.iter().all(|slice| slice.since == since), "it is in this stage as long as before");
        assert_eq!(hand.merge(&part, Vec::new(), &second).await.unwrap(), second);
        let page = hand.batch(&second).await;
        assert_eq!((page.head.copies, page.head.publisher), (5, None));
        assert_eq!(page.from, [part.as_str()]);
        let act = page.moves.iter().find(|act| act.kind == "merge").unwrap();
        zhao.undo(act.id, "not these").await.unwrap();
        let act = zhao.batch(&part).await.moves.into_iter().find(|act| act.kind == "split").unwrap();
        assert_eq!(zhao.undo(act.id, "together again").await.unwrap(), Some(first));
        assert_eq!(places(&mei.line(&order).await), [("purchase", 5)]);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn copies_that_are_held_wait_with_a_reason_that_the_customer_reads() {
    for house in houses().await {
        let (order, first, _) = two_batches(&house).await;
        let (mei, zhao) = (house.hand("mei"), house.hand("zhao"));
        let slice = zhao.slice(&first).await;
        let nothing = Refusal::field("reason", FaultCode::UnknownChoice);
        assert_eq!(zhao.hold(&first, vec![(slice, 2)], "damaged").await.unwrap_err(), nothing, "that one takes out");
        let held = zhao.hold(&first, vec![(slice, 2)], "reprint").await.unwrap();
        let line = mei.line(&order).await;
        assert_eq!(places(&line), [("purchase", 3), ("purchase", 2)]);
        let told: Vec<_> = line.slices.iter().map(|slice| slice.held.as_deref()).collect();
        assert_eq!(told, [None, Some("正在重印")]);
        assert_eq!(zhao.batch(&held).await.head.held.as_deref(), Some("正在重印"));
        let kept = Refusal::field("slices", FaultCode::OnHold);
        assert_eq!(zhao.forward(&held, Vec::new()).await.unwrap_err(), kept);
        assert_eq!(zhao.hold(&held, Vec::new(), "sold_out").await.unwrap_err(), kept);
        assert!(zhao.merge(&first, Vec::new(), &held).await.is_err(), "nobody joins what waits");
        assert_eq!(zhao.release(&held, None, "").await.unwrap_err(), Refusal::field("note", FaultCode::Required));
        assert_eq!(zhao.release(&held, Some(&first), "printed").await.unwrap(), first);
        let line = mei.line(&order).await;
        assert_eq!((places(&line), line.slices[0].held.clone()), (vec![("purchase", 5)], None));
        let act = zhao.batch(&held).await.moves.into_iter().find(|act| act.kind == "release").unwrap();
        zhao.undo(act.id, "not yet").await.unwrap();
        assert_eq!(places(&mei.line(&order).await), [("purchase", 3), ("purchase", 2)]);
        assert_eq!(
            zhao.release(&first, None, "nothing is held").await.unwrap_err(),
            Refusal::field("slices", FaultCode::NothingChosen)
        );
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_batch_is_expected_by_its_usual_days_until_a_desk_knows_better() {
    for house in houses().await {
        let (_, first, _) = two_batches(&house).await;
        let zhao = house.hand("zhao");
        let usual = closing(days::today(NOW) + 32);
        assert_eq!(zhao.batch(&first).await.head.expected_at, Some(usual));
        let Refusal::Invalid(faults) = zhao.expect(&first, "2026-09-01", "").await.unwrap_err() else { panic!() };
        assert_eq!(faults.of("day"), Some(&FaultCode::DatePassed));
        assert_eq!(faults.of("note"), Some(&FaultCode::Required));
        zhao.expect(&first, "2026-11-02", "The printer is on strike").await.unwrap();
        zhao.expect(&first, "2026-10-26", "The strike is over").await.unwrap();
        let page = zhao.batch(&first).await;
        assert_eq!(page.head.expected_at, Some(closing(days::today(NOW) + 49)));
        assert_eq!(page.dates.len(), 2);
        assert_eq!((page.dates[0].note.as_str(), page.dates[0].by.as_str()), ("The strike is over", "zhao"));
        assert_eq!(house.hand("wu").expect(&first, "2026-10-26", "mine").await.unwrap_err(), Refusal::NotAllowed);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_merge_that_is_taken_back_leaves_the_batch_its_publisher() {
    for house in houses().await {
        let (_, first, second) = two_batches(&house).await;
        let zhao = house.hand("zhao");
        let publisher = zhao.batch(&first).await.head.publisher;
        assert!(publisher.is_some());
        zhao.merge(&second, Vec::new(), &first).await.unwrap();
        let page = zhao.batch(&first).await;
        assert_eq!(page.head.publisher, None, "of two publishers now");
        let act = page.moves.iter().find(|act| act.kind == "merge").unwrap();
        zhao.undo(act.id, "the wrong batch").await.unwrap();
        assert_eq!(zhao.batch(&first).await.head.publisher, publisher, "of one publisher again");
        let other = zhao.batch(&second).await.head.publisher;
        assert!(other.is_some() && other != publisher);
        assert!(house.violations().await.is_empty());
    }
}
