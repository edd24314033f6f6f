//! The minute job: what nobody answered goes up by itself.

use domain::complaints::{self, FileComplaint};
use domain::{audit, events};
use kernel::shapes::MessageKind;

use crate::house::{DAY, HOUR, NOW};
use crate::story::{ALGORITHMS, Deed, about, stories};

#[tokio::test]
async fn an_unanswered_ticket_escalates_by_itself() {
    for story in stories().await {
        let no = story.filed().await;
        let due = NOW + 2 * DAY;
        assert_eq!(story.minute(due - 1).await, 0, "not before its time");
        assert_eq!(story.minute(due).await, 1);
        assert_eq!(story.minute(due).await, 0, "a second run finds nothing");

        let page = story.page("mei", &no).await.expect("the complaint");
        assert_eq!((page.head.level, page.head.due_at, page.head.version), (1, Some(due + DAY), 1));
        let step = page.messages.last().expect("a step");
        assert_eq!((step.kind, step.author.as_str(), step.body.as_str()), (MessageKind::Step, "", "escalated"));
        assert_eq!((step.at, step.mine), (due, false));

        let mut conn = story.house.db.read().await.expect("a reader");
        let told = events::since(&mut conn, due).await.expect("events");
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].kind.as_str(), told[0].org_id), ("complaint.changed", story.house.org("pku")));
        let audited = store::sql!(
            fetch_all as (uuid::Uuid, String),
            &mut conn,
            "select org_id, subject from audit where verb = 'ticket.escalate' and actor_id is null"
        );
        assert_eq!(audited.expect("audit rows"), [(story.house.org("pku"), no.clone())]);
        assert_eq!(audit::verify(&mut conn).await.expect("an audit"), Vec::<String>::new());
        drop(conn);

        // Friday morning, still nothing: up again, and over the weekend the clock stands still.
        assert_eq!(story.minute(due + DAY).await, 1);
        assert_eq!(story.minute(due + 2 * DAY).await, 1);
        let page = story.page("mei", &no).await.expect("the complaint");
        assert_eq!((page.head.level, page.head.due_at), (3, Some(NOW + 7 * DAY)), "Monday");
    }
}

#[tokio::test]
async fn what_is_answered_or_closed_does_not_escalate() {
    for story in stories().await {
        let (answered, closed) = (story.filed().await, story.filed().await);
        story.act("zhao", NOW, &answered, Deed::Answer("Soon.")).await.expect("answered");
        story.act("mei", NOW, &closed, Deed::Close).await.expect("closed");
        assert_eq!(story.minute(NOW + 300 * DAY).await, 0);
    }
}

#[tokio::test]
async fn an_answer_being_typed_is_not_refused_because_time_ran_out() {
    for story in stories().await {
        let no = story.filed().await;
        let version = story.ticket("zhao", &no).await.expect("the ticket").head.version;
        assert_eq!(story.minute(NOW + 2 * DAY).await, 1);
        let zhao = story.house.scope_at("zhao", NOW + 2 * DAY + HOUR);
        story.act_on(zhao, &no, version, Deed::Answer("Sorry for the delay.")).await.expect("the answer");
    }
}

#[tokio::test]
async fn a_run_is_bounded_and_the_next_one_goes_on() {
    for story in stories().await {
        let order_no = story.order("mei", ALGORITHMS, None).await;
        let asked = (story.house.scope("mei"), about(&order_no, None));
        let filed = story.house.db.write(asked, |tx, (mei, form)| {
            Box::pin(async move {
                for case in 0..503 {
                    let form = FileComplaint { subject: format!("Case {case}"), ..form.clone() };
                    complaints::file(tx, mei, &form).await?;
                }
                Ok(())
            })
        });
        filed.await.expect("503 complaints");
        let at = NOW + 3 * DAY;
        assert_eq!([story.minute(at).await, story.minute(at).await, story.minute(at).await], [500, 3, 0]);
    }
}
