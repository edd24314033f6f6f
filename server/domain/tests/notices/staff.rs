//! A desk's people hear of the tickets that come to them.

use domain::{complaints, tickets};
use kernel::shapes::Topic;

use crate::house::DAY;
use crate::story::{ALGORITHMS, Story, stories};

impl Story {
    async fn complain(&self, who: &str, order_no: &str) -> String {
        let form = complaints::FileComplaint {
            order_no: order_no.to_owned(),
            line: None,
            kind: "late".to_owned(),
            subject: "Where is it?".to_owned(),
            body: "Soon?".to_owned(),
        };
        let filed = self
            .house
            .db
            .write((self.scope(who), form), |tx, (scope, form)| Box::pin(complaints::file(tx, scope, form)));
        filed.await.unwrap()
    }

    async fn hand_over(&self, who: &str, no: &str, desk: &str) {
        let verb = (self.scope(who), no.to_owned(), desk.to_owned());
        let done = self.house.db.write(verb, |tx, (scope, no, desk)| {
            Box::pin(async move { tickets::hand_over(tx, &scope.staff()?, no, 1, desk).await })
        });
        done.await.unwrap();
    }

    async fn escalate_overdue(&self) -> u64 {
        let verb = (self.now, self.house.org("house"));
        let done = self.house.db.write(verb, |tx, (now, house)| Box::pin(tickets::escalate_overdue(tx, *now, *house)));
        done.await.unwrap()
    }
}

#[tokio::test]
async fn a_ticket_that_is_handed_over_is_told_to_the_other_desk_and_to_nobody_else() {
    for mut story in stories().await {
        let order = story.order("mei", &format!("{ALGORITHMS} 3"), None).await;
        let no = story.complain("mei", &order).await;
        story.hand_over("gu", &no, "distribution").await;
        story.tell().await;
        let notices = story.notices("wu").await;
        assert_eq!(notices.len(), 1);
        assert_eq!((notices[0].topic, notices[0].raised), (Topic::Ticket, false));
        assert_eq!(notices[0].complaint.as_deref(), Some(no.as_str()));
        for who in ["mei", "zhao", "gu"] {
            assert_eq!(story.notices(who).await, [], "{who}");
        }
        assert_eq!(story.unread("wu").await, 1);
        story.now += 10 * 60_000;
        let letters = story.send().await;
        assert_eq!(letters.len(), 1);
        assert!(letters[0].to.starts_with("wu@"), "within minutes");
    }
}

#[tokio::test]
async fn one_that_was_not_answered_in_time_is_told_to_its_desk_and_the_supervisors_once_a_day() {
    for mut story in stories().await {
        let order = story.order("mei", &format!("{ALGORITHMS} 3"), None).await;
        let no = story.complain("mei", &order).await;
        story.tell().await;
        assert_eq!(story.notices("zhao").await, [], "that it came is on the list of tickets");
        story.now += 3 * DAY;
        assert_eq!(story.escalate_overdue().await, 1);
        story.tell().await;
        for who in ["zhao", "gu"] {
            let notices = story.notices(who).await;
            assert_eq!(notices.len(), 1, "{who}");
            assert!(notices[0].raised && notices[0].complaint.as_deref() == Some(no.as_str()));
        }
        assert_eq!(story.notices("wu").await, []);
        assert_eq!(story.notices("mei").await, []);
    }
}

#[tokio::test]
async fn settings_offer_what_concerns_the_reader() {
    for story in stories().await {
        let mut conn = story.house.db.read().await.unwrap();
        for (who, staff) in [("wu", true), ("mei", false)] {
            let settings = domain::notices::settings(&mut conn, &story.scope(who)).await.unwrap();
            assert!(!settings.paces.is_empty());
            for (topic, _) in settings.paces {
                assert_eq!(topic.is_for_the_house(), staff, "{who}: {topic:?}");
            }
        }
    }
}
