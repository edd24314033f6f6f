//! The conversation of both sides: whose turn it is, what the customer never sees, who was faster.

use domain::complaints::FileComplaint;
use domain::{Refusal, audit};
use kernel::FaultCode;
use kernel::shapes::{MessageKind as Kind, Offers};

use crate::house::{DAY, HOUR, NOW};
use crate::story::{ALGORITHMS, Deed, about, stories};

#[tokio::test]
async fn wu_answers_and_mei_closes_and_opens_it_again() {
    for story in stories().await {
        let order_no = story.order("mei", ALGORITHMS, None).await;
        let batch = story.gather(ALGORITHMS).await;
        story.forward(batch, 2).await;
        let no = story.file("mei", &about(&order_no, None)).await.expect("a complaint");

        story.act("wu", NOW + HOUR, &no, Deed::Note("SECRET: the carrier again")).await.expect("a note");
        story.act("wu", NOW + HOUR, &no, Deed::Answer("Two new copies are on their way.")).await.expect("an answer");
        let page = story.page("mei", &no).await.expect("the complaint");
        assert_eq!((page.head.row.state.as_str(), page.head.due_at), ("answered", None));

        story.act("mei", NOW + DAY, &no, Deed::Close).await.expect("closed");
        let page = story.page("mei", &no).await.expect("the complaint");
        assert_eq!((page.head.row.state.as_str(), page.head.due_at), ("closed", None));
        assert_eq!(page.offers, Offers { reopen: true, ..Offers::default() });

        let wednesday = NOW + 2 * DAY;
        story.act("mei", wednesday, &no, Deed::Reopen("One of them is torn too.")).await.expect("open again");
        let page = story.page("mei", &no).await.expect("the complaint");
        assert_eq!((page.head.row.state.as_str(), page.head.due_at), ("open", Some(wednesday + 2 * DAY)));

        let text = |kind, who: &str, body: &str| (kind, who.to_owned(), body.to_owned());
        let expected = vec![
            text(Kind::Customer, "mei", "The parcel was wet when it came.\nPlease send new ones."),
            text(Kind::House, "wu", "Two new copies are on their way."),
            text(Kind::Step, "mei", "closed"),
            text(Kind::Step, "mei", "reopened"),
            text(Kind::Customer, "mei", "One of them is torn too."),
        ];
        assert_eq!(story.seen_by("mei", &no).await, expected);
        let ticket = story.ticket("wu", &no).await.expect("the ticket");
        assert_eq!(ticket.messages.len(), 6);
        assert_eq!((ticket.messages[1].kind, ticket.messages[1].mine), (Kind::Internal, true));

        let mut conn = story.house.db.read().await.expect("a reader");
        assert_eq!(audit::verify(&mut conn).await.expect("an audit"), Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_note_leaves_no_trace_on_the_customers_side() {
    for story in stories().await {
        let no = story.filed().await;
        let before = story.page("mei", &no).await.expect("the complaint");
        story.act("wu", NOW, &no, Deed::Note("SECRET")).await.expect("any desk may leave a note");
        let after = story.page("mei", &no).await.expect("the complaint");
        assert_eq!(before, after);
        // Nor in what her organisation can read of the audit, nor in what her open page is told.
        let mut conn = story.house.db.read().await.expect("a reader");
        let pku = story.house.org("pku");
        let told = domain::events::since(&mut conn, NOW).await.expect("events");
        assert_eq!(told.iter().filter(|event| event.kind.starts_with("complaint.") && event.org_id == pku).count(), 1);
        let audited =
            store::sql!(fetch_all as (uuid::Uuid,), &mut conn, "select org_id from audit where verb = 'ticket.note'");
        assert_eq!(audited.expect("audit rows"), [(story.house.org("house"),)]);
        let version = before.head.version;
        let reply = story.act_on(story.house.scope("mei"), &no, version, Deed::Reply("And one more thing."));
        reply.await.expect("Mei's page is not stale because of a note that she cannot see");
    }
}

#[tokio::test]
async fn the_slower_of_two_is_told_and_nothing_of_theirs_is_kept() {
    for story in stories().await {
        let no = story.filed().await;
        let [mei, chen, zhao, tang] = ["mei", "chen", "zhao", "tang"].map(|who| story.house.scope(who));
        story.act_on(mei, &no, 1, Deed::Reply("It is urgent.")).await.expect("Mei is faster");
        for deed in [Deed::Reply("Me too."), Deed::Close, Deed::Escalate] {
            assert_eq!(story.act_on(chen.clone(), &no, 1, deed).await, Err(Refusal::Stale));
        }
        for deed in [Deed::Answer("Soon."), Deed::Note("Hm."), Deed::HandOver("orders")] {
            assert_eq!(story.act_on(zhao.clone(), &no, 1, deed).await, Err(Refusal::Stale));
        }
        assert_eq!(story.act_on(tang, &no, 1, Deed::Close).await, Err(Refusal::NotFound), "not even stale for Tang");
        assert_eq!(story.seen_by("mei", &no).await.len(), 2);
        story.act_on(chen, &no, 2, Deed::Close).await.expect("Chen looked again");
    }
}

#[tokio::test]
async fn ten_at_the_same_time_are_one() {
    for story in stories().await {
        let no = story.filed().await;
        let mut running = tokio::task::JoinSet::new();
        for _ in 0..10 {
            let (db, asked) = (story.house.db.db(), (story.house.scope("mei"), no.clone()));
            running.spawn(async move {
                let reply = db
                    .write(asked, |tx, (mei, no)| Box::pin(domain::complaints::reply(tx, mei, no, 1, "It is urgent.")));
                reply.await.map_err(Refusal::from)
            });
        }
        let outcomes = running.join_all().await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(()) | Err(Refusal::Stale | Refusal::Busy))));
        assert_eq!(story.seen_by("mei", &no).await.len(), 2);
    }
}

#[tokio::test]
async fn bo_only_watches() {
    for story in stories().await {
        let no = story.filed().await;
        let page = story.page("bo", &no).await.expect("Bo sees it");
        assert_eq!((page.mine, page.offers), (false, Offers::default()));
        for deed in [Deed::Reply("Me too."), Deed::Close, Deed::Reopen("No."), Deed::Escalate] {
            assert_eq!(story.act("bo", NOW, &no, deed.clone()).await, Err(Refusal::NotAllowed), "{deed:?}");
        }
        for deed in [Deed::Answer("Soon."), Deed::Note("Hm."), Deed::HandOver("orders")] {
            assert_eq!(story.act("mei", NOW, &no, deed.clone()).await, Err(Refusal::NotFound), "{deed:?}");
        }
    }
}

#[tokio::test]
async fn a_letter_needs_words() {
    for story in stories().await {
        let no = story.filed().await;
        let empty = Err(Refusal::field("body", FaultCode::Required));
        assert_eq!(story.act("mei", NOW, &no, Deed::Reply(" \r\n")).await, empty);
        assert_eq!(story.act("zhao", NOW, &no, Deed::Answer("")).await, empty);
        assert_eq!(story.act("zhao", NOW, &no, Deed::Note("")).await, empty);
        story.act("mei", NOW, &no, Deed::Close).await.expect("closed");
        assert_eq!(story.act("mei", NOW, &no, Deed::Reopen("")).await, empty);
        assert_eq!(story.act("mei", NOW, &no, Deed::Reply("Hello?")).await, Err(Refusal::Stale), "closed is closed");
        assert_eq!(story.act("mei", NOW, &no, Deed::Close).await, Err(Refusal::Stale));
    }
}

#[tokio::test]
async fn the_way_back_closes_after_thirty_days() {
    for story in stories().await {
        let no = story.filed().await;
        story.act("mei", NOW, &no, Deed::Close).await.expect("closed");
        let late = NOW + 30 * DAY + 1;
        assert!(!story.page_at("mei", late, &no).await.expect("the complaint").offers.reopen);
        assert_eq!(story.act("mei", late, &no, Deed::Reopen("Again.")).await, Err(Refusal::Stale));
        story.act("mei", late - 1, &no, Deed::Reopen("Again.")).await.expect("on the last day");
    }
}

#[tokio::test]
async fn mei_asks_for_somebody_above_once_a_day() {
    for story in stories().await {
        let no = story.filed().await;
        story.act("mei", NOW + HOUR, &no, Deed::Escalate).await.expect("escalated");
        let page = story.page_at("mei", NOW + HOUR, &no).await.expect("the complaint");
        assert_eq!((page.head.level, page.head.due_at), (1, Some(NOW + HOUR + DAY)), "sooner than promised");
        assert!(!page.offers.escalate);
        let refusal = story.act("chen", NOW + 2 * HOUR, &no, Deed::Escalate).await;
        assert_eq!(refusal, Err(Refusal::TooMany { seconds: 23 * 3_600 + 1 }), "nor does a colleague");

        // What time escalates does not use up Mei's own right.
        let tuesday = NOW + HOUR + DAY;
        assert_eq!(story.minute(tuesday).await, 1);
        story.act("mei", tuesday, &no, Deed::Escalate).await.expect("the next day");
        let page = story.page_at("mei", tuesday, &no).await.expect("the complaint");
        assert_eq!((page.head.level, page.head.due_at), (3, Some(tuesday + DAY)));

        // An answer that does not help is answered with an escalation: the house has the turn again.
        story.act("zhao", tuesday, &no, Deed::Answer("Please wait.")).await.expect("an answer");
        story.act("mei", tuesday + DAY, &no, Deed::Escalate).await.expect("escalated");
        let page = story.page("mei", &no).await.expect("the complaint");
        assert_eq!((page.head.row.state.as_str(), page.head.due_at), ("open", Some(tuesday + 2 * DAY)));
    }
}

#[tokio::test]
async fn one_more_sentence_keeps_the_promise() {
    for story in stories().await {
        let order_no = story.order("mei", ALGORITHMS, None).await;
        let friday = NOW + 4 * DAY;
        let form = FileComplaint { kind: "question".to_owned(), ..about(&order_no, None) };
        let no = story.file_at("mei", friday, &form).await.expect("a complaint");
        let due = Some(friday + 4 * DAY);
        assert_eq!(story.page("mei", &no).await.expect("the complaint").head.due_at, due, "Tuesday");
        story.act("chen", friday + 3 * DAY, &no, Deed::Reply("And the invoice?")).await.expect("a reply");
        assert_eq!(story.page("mei", &no).await.expect("the complaint").head.due_at, due);
    }
}
