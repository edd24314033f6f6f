//! The house's side: who answers, hands over, sees what first.

use std::collections::HashMap;

use domain::complaints::{self, FileComplaint};
use domain::{Refusal, Scope, tickets};
use kernel::FaultCode;
use kernel::shapes::{MessageKind, Tickets};

use crate::house::{DAY, HOUR, MINUTE, NOW};
use crate::story::{ALGORITHMS, Deed, Story, about, stories};

#[tokio::test]
async fn a_desk_answers_its_own_tickets_and_a_supervisor_all() {
    for story in stories().await {
        let no = story.filed().await;
        assert_eq!(story.ticket("mei", &no).await.map(drop), Err(Refusal::NotFound));
        assert_eq!(story.ticket("wu", "T26-999999").await.map(drop), Err(Refusal::NotFound));
        for (who, holds) in [("wu", false), ("zhao", true), ("gu", true)] {
            let ticket = story.ticket(who, &no).await.expect("everybody of the house reads it");
            assert_eq!((ticket.answerable, ticket.desks.is_empty()), (holds, !holds), "{who}");
        }
        for deed in [Deed::Answer("Soon."), Deed::HandOver("distribution")] {
            assert_eq!(story.act("wu", NOW, &no, deed.clone()).await, Err(Refusal::NotAllowed), "{deed:?}");
        }
        story.act("gu", NOW, &no, Deed::Answer("Soon.")).await.expect("Gu answers");
        story.act("zhao", NOW, &no, Deed::Answer("Now.")).await.expect("Zhao adds to it");
        let ticket = story.ticket("zhao", &no).await.expect("the ticket");
        assert_eq!((ticket.head.row.state.as_str(), ticket.messages.len()), ("answered", 3));
        assert!(ticket.line.is_none(), "it is about the whole order");
    }
}

#[tokio::test]
async fn zhao_hands_a_ticket_over_and_the_promise_stays() {
    for story in stories().await {
        let no = story.filed().await;
        for desk in ["imports", "", "kitchen"] {
            let refusal = story.act("zhao", NOW, &no, Deed::HandOver(desk)).await;
            assert_eq!(refusal, Err(Refusal::field("desk", FaultCode::UnknownChoice)), "{desk}");
        }
        let offered = story.ticket("zhao", &no).await.expect("the ticket").desks;
        assert_eq!(offered.len(), 5);
        assert!(offered.contains(&("distribution".to_owned(), "发行科".to_owned())), "{offered:?}");

        story.act("zhao", NOW + HOUR, &no, Deed::HandOver("distribution")).await.expect("handed over");
        let page = story.page("chen", &no).await.expect("the complaint");
        assert_eq!((page.head.desk.as_str(), page.head.due_at), ("Distribution desk", Some(NOW + 2 * DAY)));
        assert_eq!(story.seen_by("chen", &no).await[1], (MessageKind::Step, "zhao".to_owned(), "moved".to_owned()));
        assert_eq!(story.act("zhao", NOW, &no, Deed::Answer("Soon.")).await, Err(Refusal::NotAllowed));
        story.act("wu", NOW, &no, Deed::Answer("Soon.")).await.expect("Wu answers now");

        story.act("mei", NOW, &no, Deed::Close).await.expect("closed");
        assert_eq!(story.act("wu", NOW, &no, Deed::HandOver("imports")).await, Err(Refusal::Stale));
        assert_eq!(story.act("wu", NOW, &no, Deed::Answer("Wait!")).await, Err(Refusal::Stale));
        let ticket = story.ticket("wu", &no).await.expect("the ticket");
        assert_eq!((ticket.answerable, ticket.desks.len()), (false, 0));
        story.act("wu", NOW, &no, Deed::Note("Lessons learnt.")).await.expect("a note after the end");
    }
}

#[tokio::test]
async fn the_most_pressing_ticket_comes_first() {
    for story in stories().await {
        let order_no = story.order("mei", ALGORITHMS, None).await;
        let mut nos = HashMap::new();
        for (hour, name) in (0..).zip(["first", "second", "third", "fourth", "fifth"]) {
            let form = FileComplaint { subject: name.to_owned(), ..about(&order_no, None) };
            nos.insert(name, story.file_at("mei", NOW + hour * HOUR, &form).await.expect("a complaint"));
        }
        let act = |name: &str, who, deed| story.act(who, NOW + 5 * HOUR, &nos[name], deed);
        act("second", "zhao", Deed::Answer("Soon.")).await.expect("answered");
        act("third", "zhao", Deed::HandOver("distribution")).await.expect("handed over");
        act("fourth", "zhao", Deed::Answer("Soon.")).await.expect("answered");
        act("fifth", "mei", Deed::Escalate).await.expect("escalated: due sooner than all");

        let all = ["fifth", "first", "third", "fourth", "second"];
        assert_eq!(subjects(&story, None, None).await, all);
        assert_eq!(subjects(&story, Some("imports"), None).await, ["fifth", "first", "fourth", "second"]);
        assert_eq!(subjects(&story, Some("distribution"), None).await, ["third"]);
        assert_eq!(subjects(&story, Some("imports"), Some("answered")).await, ["fourth", "second"]);
        assert!(subjects(&story, Some("kitchen"), None).await.is_empty());

        act("first", "mei", Deed::Close).await.expect("closed");
        assert_eq!(subjects(&story, None, None).await, ["fifth", "third", "fourth", "second"]);
        assert_eq!(subjects(&story, None, Some("closed")).await, ["first"]);

        let top = list(&story, &story.house.scope("wu"), None).await.rows.swap_remove(0);
        assert_eq!((top.desk.as_str(), top.level, top.due_at), ("Import desk", 1, Some(NOW + 5 * HOUR + DAY)));
        assert_eq!(top.row.org, "Peking University");
    }
}

async fn subjects(story: &Story, desk: Option<&str>, state: Option<&str>) -> Vec<String> {
    let gu = story.house.scope("gu");
    let mut conn = story.house.db.read().await.expect("a reader");
    let tickets = tickets::list(&mut conn, &gu.staff().expect("staff"), desk, state, None).await.expect("a list");
    tickets.rows.into_iter().map(|row| row.row.subject).collect()
}

async fn list(story: &Story, scope: &Scope, after: Option<&str>) -> Tickets {
    let mut conn = story.house.db.read().await.expect("a reader");
    tickets::list(&mut conn, &scope.staff().expect("staff"), None, None, after).await.expect("a list")
}

#[tokio::test]
async fn no_ticket_is_lost_between_two_pages() {
    for story in stories().await {
        let order_no = story.order("mei", ALGORITHMS, None).await;
        let asked = (story.house.scope("mei"), story.house.scope("gu"), about(&order_no, None));
        let filed = story.house.db.write(asked, |tx, (mei, gu, form)| {
            Box::pin(async move {
                for case in 0..130 {
                    let mei = Scope { now: mei.now + case / 4 * MINUTE, ..mei.clone() };
                    let form = FileComplaint { subject: format!("Case {case}"), ..form.clone() };
                    let no = complaints::file(tx, &mei, &form).await?;
                    if case % 2 == 0 {
                        tickets::answer(tx, &gu.staff()?, &no, 1, "Soon.").await?;
                    }
                }
                Ok(())
            })
        });
        filed.await.expect("130 complaints");
        let gu = story.house.scope("gu");
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let page = list(&story, &gu, after.as_deref()).await;
            rows.extend(page.rows);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let mut nos: Vec<&str> = rows.iter().map(|row| row.row.no.as_str()).collect();
        nos.sort_unstable();
        nos.dedup();
        assert_eq!((rows.len(), nos.len()), (130, 130));
        let due: Vec<i64> = rows.iter().map(|row| row.due_at.unwrap_or(i64::MAX)).collect();
        assert!(due.is_sorted());
    }
}
