//! A batch is counted by scanner, and fewer copies came than were ordered.

use domain::Refusal;
use kernel::shapes::Verdict;
use kernel::{FaultCode, Uuid};

use crate::house::{House, houses};
use crate::steps::{list, places};

const ALGORITHMS: &str = "9780262033848";
const LEARNING: &str = "9780262035613";

/// A batch at inspection: Mei waits for 4 and 2 copies, Tang for 3 with a deadline. Answers with the numbers of the batch
/// and of both orders.
async fn at_inspection(house: &House) -> (String, String, String) {
    let mei = house.hand("mei").place(list("9780262033848 4\n9780262035613 2")).await.unwrap().no;
    let mut soon = list("9780262033848 3");
    soon.needed_by = "2026-12-01".to_owned();
    let tang = house.hand("tang").place(soon).await.unwrap().no;
    let gu = house.hand("gu");
    let purchase = gu.gather(house.titles[0].publisher_id, Vec::new()).await.unwrap();
    let customs = gu.forward(&purchase, Vec::new()).await.unwrap().unwrap();
    (gu.forward(&customs, Vec::new()).await.unwrap().unwrap(), mei, tang)
}

#[tokio::test]
async fn who_needs_it_first_gets_it_and_the_rest_is_awaited() {
    for house in houses().await {
        let (no, mei_no, tang_no) = at_inspection(&house).await;
        let (mei, tang, wu) = (house.hand("mei"), house.hand("tang"), house.hand("wu"));
        for _ in 0..5 {
            assert_eq!(wu.scan(&no, ALGORITHMS).await.unwrap(), [Verdict::Good]);
        }
        assert_eq!(wu.scan_as(&no, ALGORITHMS, (true, false), Uuid::now_v7()).await.unwrap(), [Verdict::Damaged]);
        let many = format!("{LEARNING} 3\n9780201633610\nrubbish");
        assert_eq!(wu.scan(&no, &many).await.unwrap(), [Verdict::Over, Verdict::Foreign, Verdict::Unreadable]);
        let page = wu.receipt(&no).await;
        let sums = (page.sum(|b| b.wanted), page.sum(|b| b.sound), page.sum(|b| b.damaged), page.sum(|b| b.short));
        assert_eq!((sums, page.sum(|b| b.over), page.seen), ((9, 9, 1, 1), 2, 9));
        let trial = |order: &str, isbn: &str| {
            let share = page.shares.iter().find(|s| s.order_no == order && s.isbn == isbn).unwrap();
            (share.wanted, share.gets, share.damaged, share.short)
        };
        assert_eq!(trial(&tang_no, ALGORITHMS), (3, 3, 0, 0), "the deadline decides");
        assert_eq!(trial(&mei_no, ALGORITHMS), (4, 2, 1, 1));
        assert_eq!(trial(&mei_no, LEARNING), (2, 2, 0, 0));
        assert_eq!(places(&mei.line(&mei_no).await), [("inspection", 4)], "it was only tried");

        let done = wu.finish(&no, "await").await.unwrap();
        let line = mei.line(&mei_no).await;
        assert_eq!(places(&line), [("ordered", 1), ("inspection", 1), ("warehouse_in", 2)]);
        assert_eq!(line.slices[1].held.as_deref(), Some("短少，等待补发"));
        assert_eq!(line.slices[1].batch, done.held);
        assert_eq!(places(&tang.line(&tang_no).await), [("warehouse_in", 3)]);
        assert_eq!(tang.line(&tang_no).await.slices[0].batch, done.into);
        assert_eq!(wu.finish(&no, "await").await.unwrap_err(), Refusal::field("text", FaultCode::Required));
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn what_did_not_come_is_bought_again_when_nobody_will_send_it() {
    for house in houses().await {
        let (no, mei_no, _) = at_inspection(&house).await;
        let wu = house.hand("wu");
        wu.scan(&no, &format!("{ALGORITHMS} 4")).await.unwrap();
        let done = wu.finish(&no, "again").await.unwrap();
        assert_eq!(done.held, None);
        let lines = house.hand("mei").order(&mei_no).await.unwrap().lines;
        assert_eq!(places(&lines[0]), [("ordered", 3), ("warehouse_in", 1)]);
        assert_eq!(places(&lines[1]), [("ordered", 2)]);
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn no_scan_is_lost_or_counted_twice() {
    for house in houses().await {
        let (no, ..) = at_inspection(&house).await;
        let wu = house.hand("wu");
        let id = Uuid::now_v7();
        let send = || wu.scan_as(&no, ALGORITHMS, (false, false), id);
        let (a, b, c, d) = tokio::join!(send(), send(), send(), send());
        assert!([a, b, c, d].iter().all(Result::is_ok));
        assert_eq!(wu.receipt(&no).await.seen, 1, "one send, however often it arrives");
        let gu = house.hand("gu");
        // Two scanners at one table.
        for _ in 0..5 {
            let (one, other) = tokio::join!(wu.scan(&no, ALGORITHMS), gu.scan(&no, ALGORITHMS));
            assert!(one.is_ok() && other.is_ok());
        }
        assert_eq!(wu.receipt(&no).await.seen, 11);
        let back = Uuid::now_v7();
        for _ in 0..2 {
            let done = wu.scan_as(&no, &format!("{ALGORITHMS} 11"), (false, true), back).await;
            assert!(done.is_ok(), "what is sent again takes nothing more back, and is not refused");
        }
        let gone = wu.scan_as(&no, ALGORITHMS, (false, true), Uuid::now_v7()).await.unwrap_err();
        assert_eq!(gone, Refusal::field("text", FaultCode::CopiesGone), "what was not counted cannot be taken back");
        assert_eq!(wu.receipt(&no).await.sum(|book| book.sound), 0);
    }
}

#[tokio::test]
async fn a_count_that_goes_on_is_not_finished_over_its_head() {
    for house in houses().await {
        let (no, ..) = at_inspection(&house).await;
        let (wu, zhao) = (house.hand("wu"), house.hand("zhao"));
        assert_eq!(wu.finish(&no, "await").await.unwrap_err(), Refusal::field("text", FaultCode::Required));
        wu.scan(&no, ALGORITHMS).await.unwrap();
        let page = wu.receipt(&no).await;
        wu.scan(&no, ALGORITHMS).await.unwrap();
        let late = wu.finish_from(&no, (page.version, page.seen), "await").await.unwrap_err();
        assert_eq!(late, Refusal::Stale, "a scan came since the trial was shown");
        assert_eq!(wu.finish(&no, "burn").await.unwrap_err(), Refusal::field("rest", FaultCode::UnknownChoice));
        assert_eq!(zhao.scan(&no, ALGORITHMS).await.unwrap_err(), Refusal::NotAllowed);
        assert_eq!(house.hand("mei").scan(&no, ALGORITHMS).await.unwrap_err(), Refusal::NotFound);
        assert_eq!(wu.scan(&no, " \n").await.unwrap_err(), Refusal::field("text", FaultCode::Required));
        let long = format!("{ALGORITHMS}\n").repeat(501);
        assert_eq!(
            wu.scan(&no, &long).await.unwrap_err(),
            Refusal::field("text", FaultCode::TooManyLines { max: 500 })
        );
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn each_consequence_of_a_count_can_be_taken_back() {
    for house in houses().await {
        let (no, mei_no, _) = at_inspection(&house).await;
        let (mei, wu) = (house.hand("mei"), house.hand("wu"));
        wu.scan(&no, &format!("{ALGORITHMS} 6\n{LEARNING} 2")).await.unwrap();
        wu.scan_as(&no, ALGORITHMS, (true, false), Uuid::now_v7()).await.unwrap();
        wu.finish(&no, "await").await.unwrap();
        assert_eq!(places(&mei.line(&mei_no).await), [("ordered", 1), ("warehouse_in", 3)]);
        let acts = wu.batch(&no).await.moves;
        for kind in ["forward", "take_out"] {
            let act = acts.iter().find(|act| act.kind == kind && act.undoable).unwrap();
            wu.undo(act.id, "counted wrongly").await.unwrap();
        }
        assert_eq!(places(&mei.line(&mei_no).await), [("inspection", 4)]);
        assert_eq!(wu.receipt(&no).await.seen, 0, "and it is counted anew");
        assert!(house.violations().await.is_empty());
    }
}
