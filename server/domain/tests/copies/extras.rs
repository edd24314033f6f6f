//! More came than was ordered: it lies there, the desk decides, and who waits for the title gets it without a purchase.

use domain::{Refusal, notices, outbox};
use kernel::FaultCode;
use kernel::shapes::{ExtraState, NoticeRow, Topic};

use crate::house::{House, houses};
use crate::steps::{list, places};

const ALGORITHMS: &str = "9780262033848";
/// In no catalogue.
const STRANGER: &str = "9780439023481";

/// Mei's batch of 2 copies was counted: 5 sound ones and a damaged one came, and a book that nobody ordered. Answers with its
/// number.
async fn counted(house: &House) -> String {
    house.hand("mei").place(list(&format!("{ALGORITHMS} 2"))).await.unwrap();
    let gu = house.hand("gu");
    let purchase = gu.gather(house.titles[0].publisher_id, Vec::new()).await.unwrap();
    let customs = gu.forward(&purchase, Vec::new()).await.unwrap().unwrap();
    let no = gu.forward(&customs, Vec::new()).await.unwrap().unwrap();
    recount(house, &no).await;
    no
}

async fn recount(house: &House, no: &str) {
    let wu = house.hand("wu");
    wu.scan(no, &format!("{ALGORITHMS} 5\n{STRANGER}")).await.unwrap();
    wu.scan_as(no, ALGORITHMS, (true, false), kernel::Uuid::now_v7()).await.unwrap();
    wu.finish(no, "await").await.unwrap();
}

#[tokio::test]
async fn what_came_too_many_has_a_place() {
    for house in houses().await {
        let no = counted(&house).await;
        let wu = house.hand("wu");
        let mut rows = wu.extras_of(&no).await;
        rows.sort_by_key(|row| (row.isbn.clone(), row.damaged));
        let seen: Vec<_> = rows.iter().map(|row| (row.isbn.as_str(), row.copies, row.damaged, row.state)).collect();
        let found = ExtraState::Found;
        assert_eq!(seen, [(ALGORITHMS, 3, false, found), (ALGORITHMS, 1, true, found), (STRANGER, 1, false, found)]);
        assert!(rows.iter().all(|row| row.mine && row.wanted == 0 && row.batch_no == no));
        assert_eq!(wu.extras("").await.rows.len(), 3);
        let zhao = house.hand("zhao");
        assert!(zhao.extras_of(&no).await.iter().all(|row| !row.mine), "it lies at another desk");

        assert_eq!(zhao.decide(&rows[0], "kept", "").await.unwrap_err(), Refusal::NotAllowed);
        assert_eq!(house.hand("mei").decide(&rows[0], "kept", "").await.unwrap_err(), Refusal::NotFound);
        let silent = wu.decide(&rows[1], "returned", " ").await.unwrap_err();
        assert_eq!(silent, Refusal::field("note", FaultCode::Required), "who sends back says how");
        wu.decide(&rows[1], "returned", "By DHL, with the invoice").await.unwrap();
        assert_eq!(wu.decide(&rows[1], "kept", "").await.unwrap_err(), Refusal::Stale, "decided on another page");
        wu.decide(&rows[2], "kept", "").await.unwrap();
        assert_eq!(wu.extras("").await.rows.len(), 1);
        let kept = wu.extras("kept").await.rows.remove(0);
        let given = wu.decide(&kept, "given", "").await.unwrap_err();
        assert_eq!(given, Refusal::field("state", FaultCode::UnknownChoice), "giving is an act of its own");
        wu.decide(&kept, "found", "").await.unwrap();
        assert_eq!(wu.extras("").await.rows.len(), 2, "a decision is taken back");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn who_waits_for_the_title_gets_it_by_the_rule() {
    for house in houses().await {
        let no = counted(&house).await;
        let (mei, tang, wu) = (house.hand("mei"), house.hand("tang"), house.hand("wu"));
        let patient = mei.place(list(&format!("{ALGORITHMS} 2"))).await.unwrap().no;
        let mut soon = list(&format!("{ALGORITHMS} 2"));
        soon.needed_by = "2026-12-01".to_owned();
        let hurried = tang.place(soon).await.unwrap().no;
        let rows = wu.extras_of(&no).await;
        let sound = rows.iter().find(|row| row.isbn == ALGORITHMS && !row.damaged).unwrap();
        let damaged = rows.iter().find(|row| row.damaged).unwrap();
        assert_eq!((sound.wanted, damaged.wanted), (4, 0));
        let gone = Refusal::field("copies", FaultCode::CopiesGone);
        assert_eq!(wu.give(damaged).await.unwrap_err(), gone, "nobody is given a damaged book");
        assert_eq!(house.hand("zhao").give(sound).await.unwrap_err(), Refusal::NotAllowed);

        let batch = wu.give(sound).await.unwrap();
        assert_eq!(places(&tang.line(&hurried).await), [("inspection", 2)], "the deadline decides");
        assert_eq!(places(&mei.line(&patient).await), [("ordered", 1), ("inspection", 1)]);
        assert_eq!(wu.give(sound).await.unwrap_err(), Refusal::Stale, "twice is once");
        let given = wu.extras("given").await.rows.remove(0);
        assert_eq!((given.copies, given.given_no.as_deref()), (3, Some(batch.as_str())));
        assert!(house.violations().await.is_empty());

        // Taken back, they lie there again, and the lines wait as before.
        let act = wu.batch(&batch).await.moves.remove(0);
        house.hand("gu").undo(act.id, "the wrong edition").await.unwrap();
        assert_eq!(places(&tang.line(&hurried).await), [("ordered", 2)]);
        let again = wu.extras_of(&no).await.into_iter().find(|row| row.id == sound.id).unwrap();
        assert_eq!((again.state, again.copies, again.given_no), (ExtraState::Found, 3, None));
        assert!(house.violations().await.is_empty());
    }
}

/// What somebody reads after everything was told.
async fn told(house: &House, who: &str) -> Vec<NoticeRow> {
    let now = house.now();
    for due in outbox::due(&mut house.db.read().await.unwrap(), now, 100).await.unwrap() {
        house.db.write((due, now), |tx, (due, now)| Box::pin(notices::tell(tx, due, *now))).await.unwrap();
    }
    notices::list(&mut house.db.read().await.unwrap(), &house.scope(who), None).await.unwrap().rows
}

#[tokio::test]
async fn who_gets_them_reads_that_nothing_was_bought() {
    for house in houses().await {
        let no = counted(&house).await;
        let (tang, wu) = (house.hand("tang"), house.hand("wu"));
        let order = tang.place(list(&format!("{ALGORITHMS} 2"))).await.unwrap().no;
        let rows = wu.extras_of(&no).await;
        let batch = wu.give(rows.iter().find(|row| row.isbn == ALGORITHMS && !row.damaged).unwrap()).await.unwrap();
        let why = Some("Copies that had come beyond what was ordered");
        let step = tang.line(&order).await.steps.pop().unwrap();
        assert_eq!((step.to.as_str(), step.batch.as_ref(), step.reason.as_deref()), ("Inspection", Some(&batch), why));
        assert_eq!(wu.batch(&batch).await.moves[0].reason.as_deref(), why);
        let notices = told(&house, "tang").await;
        let given = notices.iter().find(|row| row.topic == Topic::Bought).unwrap();
        assert_eq!((given.reason.as_deref(), given.stage.as_deref(), given.copies()), (why, Some("Inspection"), 2));
        let bought = told(&house, "mei").await.into_iter().find(|row| row.topic == Topic::Bought).unwrap();
        assert_eq!((bought.reason, bought.stage.as_deref()), (None, Some("采购")), "hers were");
    }
}

#[tokio::test]
async fn what_nobody_waits_for_stays() {
    for house in houses().await {
        let no = counted(&house).await;
        let (tang, wu) = (house.hand("tang"), house.hand("wu"));
        tang.place(list(&format!("{ALGORITHMS} 1"))).await.unwrap();
        let rows = wu.extras_of(&no).await;
        let sound = rows.iter().find(|row| row.isbn == ALGORITHMS && !row.damaged).unwrap();
        wu.give(sound).await.unwrap();
        let mut left: Vec<_> = wu.extras_of(&no).await.into_iter().filter(|row| row.isbn == ALGORITHMS).collect();
        left.retain(|row| !row.damaged);
        left.sort_by_key(|row| row.copies);
        let sums: Vec<_> = left.iter().map(|row| (row.copies, row.state)).collect();
        assert_eq!(sums, [(1, ExtraState::Given), (2, ExtraState::Found)], "no copy is made or lost");
        let gone = Refusal::field("copies", FaultCode::CopiesGone);
        assert_eq!(wu.give(&left[1]).await.unwrap_err(), gone, "nobody waits any more");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_new_count_does_not_find_them_twice() {
    for house in houses().await {
        let no = counted(&house).await;
        let wu = house.hand("wu");
        let act = wu.batch(&no).await.moves.into_iter().find(|act| act.kind == "forward" && act.undoable).unwrap();
        wu.undo(act.id, "counted wrongly").await.unwrap();
        let before = wu.extras_of(&no).await;
        let stranger = before.iter().find(|row| row.isbn == STRANGER).unwrap();
        wu.decide(stranger, "returned", "By post").await.unwrap();
        wu.scan(&no, &format!("{ALGORITHMS} 4")).await.unwrap();
        wu.finish(&no, "await").await.unwrap();
        let mut now: Vec<_> =
            wu.extras_of(&no).await.into_iter().map(|row| (row.isbn, row.copies, row.state)).collect();
        now.sort_by_key(|(_, copies, _)| *copies);
        assert_eq!(
            now,
            [(STRANGER.to_owned(), 1, ExtraState::Returned), (ALGORITHMS.to_owned(), 2, ExtraState::Found)],
            "what was decided stays, the rest was counted anew"
        );
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn the_books_are_checked_for_copies_given_twice() {
    for house in houses().await {
        let no = counted(&house).await;
        let wu = house.hand("wu");
        house.hand("tang").place(list(&format!("{ALGORITHMS} 3"))).await.unwrap();
        let rows = wu.extras_of(&no).await;
        let sound = rows.iter().find(|row| row.isbn == ALGORITHMS && !row.damaged).unwrap();
        wu.give(sound).await.unwrap();
        assert!(house.violations().await.is_empty());
        let damage = house.db.write(sound.id, |tx, id| {
            Box::pin(async move {
                store::sql!(execute, tx, "update extras set copies = copies + 1 where id = $1", *id)?;
                Ok(())
            })
        });
        damage.await.unwrap();
        assert_eq!(house.violations().await, [format!("extras: {ALGORITHMS} with {no}")]);
    }
}
