//! Filing: which desk gets it, who may, what is refused, and that a button pressed twice files once.

use domain::Refusal;
use domain::complaints::{self, FileComplaint};
use kernel::shapes::{MessageKind, Offers};
use kernel::{FaultCode, Lang};
use uuid::Uuid;

use crate::house::{DAY, MINUTE, NOW};
use crate::story::{ALGORITHMS, PATTERNS, Story, about, stories};

#[tokio::test]
async fn mei_complains_about_a_line_and_the_desk_that_holds_it_gets_the_ticket() {
    for story in stories().await {
        let order_no = story.order("mei", &format!("{ALGORITHMS} 3\n{PATTERNS} 1"), None).await;
        let line = story.lines(&order_no).await.remove(0);
        let no = story.file("mei", &about(&order_no, Some(line.id))).await.expect("a complaint");
        assert_eq!(no, "T26-000001");

        let page = story.page("chen", &no).await.expect("the complaint");
        let row = &page.head.row;
        assert_eq!((row.org.as_str(), row.kind.as_str(), row.state.as_str()), ("Peking University", "damaged", "open"));
        assert_eq!((row.order_no.as_str(), row.filed_at), (order_no.as_str(), NOW));
        assert_eq!(page.head.book, Some((line.isbn.clone(), line.title.clone())));
        assert_eq!((page.head.filed_by.as_str(), page.head.desk.as_str()), ("mei", "Import desk"));
        // Filed on a Monday.
        assert_eq!((page.head.level, page.head.due_at, page.head.version), (0, Some(NOW + 2 * DAY), 1));
        assert_eq!(page.offers, Offers { reply: true, close: true, reopen: false, escalate: true });
        let [message] = page.messages.as_slice() else { panic!("one message") };
        assert_eq!((message.kind, message.author.as_str(), message.mine), (MessageKind::Customer, "mei", false));
        assert_eq!(message.body, "The parcel was wet when it came.\nPlease send new ones.");
        assert_eq!(story.page("mei", &no).await.expect("the complaint").head.desk, "进口科", "in Mei's language");

        let ticket = story.ticket("zhao", &no).await.expect("the ticket");
        assert_eq!(ticket.line.map(|line| (line.id, line.copies)), Some((line.id, 3)));
        assert!(ticket.answerable, "Zhao works at the import desk");
    }
}

#[tokio::test]
async fn the_ticket_follows_the_books() {
    for story in stories().await {
        let order_no = story.order("mei", &format!("{ALGORITHMS} 3\n{PATTERNS} 2"), None).await;
        let lines: Vec<Uuid> = story.lines(&order_no).await.iter().map(|line| line.id).collect();
        let batch = story.gather(ALGORITHMS).await;
        story.forward(batch, 2).await;
        assert_eq!(desk(&story, &about(&order_no, Some(lines[0]))).await, "Distribution desk", "in inspection");
        assert_eq!(desk(&story, &about(&order_no, Some(lines[1]))).await, "Import desk", "not yet bought");
        assert_eq!(desk(&story, &about(&order_no, None)).await, "Distribution desk", "most copies of the order");
    }
}

#[tokio::test]
async fn what_is_late_is_what_has_not_come() {
    for story in stories().await {
        let order_no = story.order("mei", &format!("{ALGORITHMS} 3\n{PATTERNS} 1"), None).await;
        let batch = story.gather(ALGORITHMS).await;
        story.forward(batch, 6).await;
        let arrived = story.lines(&order_no).await.remove(0);
        assert_eq!(arrived.slices[0].stage, "delivered");
        let late = |line| FileComplaint { kind: "late".to_owned(), ..about(&order_no, line) };
        assert_eq!(desk(&story, &late(None)).await, "Import desk", "one copy is still to be bought");
        assert_eq!(desk(&story, &about(&order_no, None)).await, "Distribution desk", "three copies came, damaged");
        assert_eq!(desk(&story, &late(Some(arrived.id))).await, "Distribution desk", "all have come");
    }
}

/// The desk that a complaint of Mei's goes to, in English.
async fn desk(story: &Story, form: &FileComplaint) -> String {
    let form = FileComplaint { subject: format!("Case {}", Uuid::now_v7()), ..form.clone() };
    let no = story.file("mei", &form).await.expect("a complaint");
    story.page("chen", &no).await.expect("the complaint").head.desk
}

#[tokio::test]
async fn every_fault_is_named_and_nothing_is_stored() {
    for story in stories().await {
        let order_no = story.order("mei", ALGORITHMS, None).await;
        let tangs = story.order("tang", ALGORITHMS, None).await;
        let line_of_tang = story.lines(&tangs).await[0].id;
        let events = story.count("events").await;
        for line in [line_of_tang, Uuid::now_v7()] {
            let form = FileComplaint {
                order_no: order_no.clone(),
                line: Some(line),
                kind: "nuisance".to_owned(),
                subject: "  x ".to_owned(),
                body: "y".repeat(4_001),
            };
            let refusal = story.file("mei", &form).await.expect_err("a refusal");
            let faults = refusal.faults().expect("faults");
            assert_eq!(faults.of("kind"), Some(&FaultCode::UnknownChoice));
            assert_eq!(faults.of("line"), Some(&FaultCode::UnknownChoice), "a foreign line is as unknown as no line");
            assert_eq!(faults.of("subject"), Some(&FaultCode::TooShort { min: 3 }));
            assert_eq!(faults.of("body"), Some(&FaultCode::TooLong { max: 4_000 }));
            assert_eq!(faults.0.len(), 4);
        }
        let left = (story.count("complaints").await, story.count("messages").await, story.count("events").await);
        assert_eq!(left, (0, 0, events));
        let no = story.file("mei", &about(&order_no, None)).await.expect("a complaint");
        assert_eq!(no, "T26-000001", "no number was lost");
    }
}

#[tokio::test]
async fn script_tags_are_text() {
    for story in stories().await {
        let order_no = story.order("mei", ALGORITHMS, None).await;
        let script = "<script>alert('书')</script>";
        let form = FileComplaint { subject: script.to_owned(), body: script.to_owned(), ..about(&order_no, None) };
        let no = story.file("mei", &form).await.expect("a complaint");
        let page = story.page("mei", &no).await.expect("the complaint");
        assert_eq!((page.head.row.subject.as_str(), page.messages[0].body.as_str()), (script, script));
    }
}

#[tokio::test]
async fn who_sees_the_order_may_complain_unless_a_viewer() {
    for story in stories().await {
        let meis = story.order("mei", ALGORITHMS, None).await;
        for (who, refusal) in [
            ("bo", Refusal::NotAllowed),
            ("tang", Refusal::NotFound),
            ("lin", Refusal::NotFound),
            ("sun", Refusal::NotFound),
            ("zhao", Refusal::NotAllowed),
            ("gu", Refusal::NotAllowed),
        ] {
            assert_eq!(story.file(who, &about(&meis, None)).await, Err(refusal), "{who}");
        }
        assert_eq!(story.file("mei", &about("S26-999999", None)).await, Err(Refusal::NotFound));
        assert_eq!(story.count("complaints").await, 0);

        let suns = story.order("lin", ALGORITHMS, Some("suzhou")).await;
        let no = story.file("lin", &about(&suns, None)).await.expect("Lin complains for his customer");
        for (who, row) in [("lin", true), ("sun", true), ("mei", false), ("tang", false), ("bo", false)] {
            assert_eq!(story.page(who, &no).await.map(drop), row.then_some(()).ok_or(Refusal::NotFound), "{who}");
            assert_eq!(listed(&story, who).await, if row { vec![no.clone()] } else { vec![] }, "{who}");
        }
        let lins = story.order("lin", ALGORITHMS, None).await;
        assert_eq!(story.file("sun", &about(&lins, None)).await, Err(Refusal::NotFound), "Sun does not see above");
    }
}

async fn listed(story: &Story, who: &str) -> Vec<String> {
    let mut conn = story.house.db.read().await.expect("a reader");
    let (rows, next) = complaints::list(&mut conn, &story.house.scope(who), None, None).await.expect("a list");
    assert_eq!(next, None);
    rows.into_iter().map(|row| row.no).collect()
}

#[tokio::test]
async fn a_button_pressed_twice_files_one_complaint() {
    for story in stories().await {
        let order_no = story.order("mei", ALGORITHMS, None).await;
        let line = story.lines(&order_no).await[0].id;
        let form = about(&order_no, Some(line));
        let many = sent_at_once(&story, &form, 8).await;
        assert!(many.iter().all(|no| *no == many[0]), "{many:?}");
        assert_eq!((story.count("complaints").await, story.count("messages").await), (1, 1));

        let again = story.file_at("mei", NOW + 9 * MINUTE, &form).await.expect("the same");
        assert_eq!(again, many[0]);
        let others = [
            story.file("chen", &form).await,
            story.file("mei", &about(&order_no, None)).await,
            story.file("mei", &FileComplaint { body: "The third one as well.".to_owned(), ..form.clone() }).await,
            story.file_at("mei", NOW + 11 * MINUTE, &form).await,
        ];
        assert!(others.iter().all(|no| no.as_ref().is_ok_and(|no| *no != many[0])), "{others:?}");
        assert_eq!(story.count("complaints").await, 5);
    }
}

/// The numbers that so many sends of one form at the same time are answered with.
async fn sent_at_once(story: &Story, form: &FileComplaint, sends: usize) -> Vec<String> {
    let mut running = tokio::task::JoinSet::new();
    for _ in 0..sends {
        let (db, asked) = (story.house.db.db(), (story.house.scope("mei"), form.clone()));
        running.spawn(async move {
            db.write(asked, |tx, (scope, form)| Box::pin(complaints::file(tx, scope, form))).await.expect("a complaint")
        });
    }
    running.join_all().await
}

#[tokio::test]
async fn the_list_is_paged_newest_first_and_narrowed_to_a_state() {
    for story in stories().await {
        let order_no = story.order("mei", ALGORITHMS, None).await;
        let asked = (story.house.scope("mei"), about(&order_no, None));
        let filed = story.house.db.write(asked, |tx, (mei, form)| {
            Box::pin(async move {
                for minute in 0..120 {
                    // Two at a time have the same instant.
                    let mei = domain::Scope { now: mei.now + minute / 2 * MINUTE, ..mei.clone() };
                    let form = FileComplaint { subject: format!("Case {minute}"), ..form.clone() };
                    complaints::file(tx, &mei, &form).await?;
                }
                Ok(())
            })
        });
        filed.await.expect("120 complaints");
        let chen = story.house.scope("chen");
        assert_eq!(chen.lang, Lang::En);
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let mut conn = story.house.db.read().await.expect("a reader");
            let (rows, next) = complaints::list(&mut conn, &chen, None, after.as_deref()).await.expect("a page");
            assert!(rows.len() <= 50);
            seen.extend(rows.into_iter().map(|row| row.subject));
            after = next;
            if after.is_none() {
                break;
            }
        }
        let expected: Vec<String> = (0..120).rev().map(|minute| format!("Case {minute}")).collect();
        assert_eq!(seen, expected);

        let mut conn = story.house.db.read().await.expect("a reader");
        for (state, count) in [("open", 50), ("closed", 0), ("'; drop table complaints", 0)] {
            let (rows, _) = complaints::list(&mut conn, &chen, Some(state), None).await.expect("a page");
            assert_eq!(rows.len(), count, "{state}");
        }
    }
}
