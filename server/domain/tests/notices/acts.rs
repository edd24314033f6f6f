//! What an act of a desk tells, and whom.

use domain::{Refusal, notices};
use kernel::shapes::Topic;

use crate::house::{DAY, MINUTE};
use crate::story::{ALGORITHMS, PATTERNS, stories, told};

#[tokio::test]
async fn who_ordered_hears_of_every_port_once() {
    for mut story in stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3\n{PATTERNS} 1"), None).await;
        assert_eq!(story.tell().await, 1);
        assert_eq!(story.notices("mei").await, [], "nobody is told of what she did herself");

        let batch = story.gather(ALGORITHMS).await;
        story.now += MINUTE;
        story.tell().await;
        let rows = story.notices("mei").await;
        assert_eq!(told(&rows), [(Topic::Bought, 1)]);
        assert_eq!((rows[0].copies(), rows[0].batch.as_deref(), rows[0].read), (3, Some(batch.as_str()), false));
        assert_eq!(rows[0].orders[0].no, no);
        assert_eq!((rows[0].title(), rows[0].stage.as_deref()), (Some("Introduction to Algorithms"), Some("采购")));

        story.deliver(&batch).await;
        story.now += MINUTE;
        assert_eq!(story.tell().await, 6);
        assert_eq!(story.tell().await, 0, "a second run finds nothing");
        let topics: Vec<_> = story.notices("mei").await.iter().map(|row| row.topic).collect();
        assert_eq!(topics.iter().filter(|topic| **topic == Topic::Moved).count(), 5, "{topics:?}");
        assert_eq!(topics.iter().filter(|topic| **topic == Topic::Arrived).count(), 1, "{topics:?}");
        assert_eq!(story.unread("mei").await, 7);
        assert_eq!(story.notices("tang").await, [], "strangers hear nothing");
        assert_eq!(story.notices("chen").await, [], "nor does a colleague who does not follow");
        assert_eq!(story.violations().await, [""; 0]);
    }
}

#[tokio::test]
async fn a_batch_of_many_orders_is_one_notice_for_each_person() {
    for story in stories().await {
        for _ in 0..3 {
            story.order("mei", &format!("{ALGORITHMS} 1"), None).await;
        }
        story.order("tang", &format!("{ALGORITHMS} 2"), None).await;
        story.tell().await;
        story.gather(ALGORITHMS).await;
        assert_eq!(story.tell().await, 1, "one row in the outbox for the whole batch");
        let rows = story.notices("mei").await;
        assert_eq!(told(&rows), [(Topic::Bought, 3)]);
        assert_eq!((rows[0].orders.len(), rows[0].title()), (3, None));
        assert_eq!(told(&story.notices("tang").await), [(Topic::Bought, 1)]);
    }
}

#[tokio::test]
async fn a_step_taken_back_is_the_same_cause_with_fewer_lines() {
    for story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 3"), None).await;
        let batch = story.gather(ALGORITHMS).await;
        story.undo(&batch).await.unwrap();
        story.tell().await;
        assert_eq!(told(&story.notices("mei").await), [(Topic::Bought, 0)]);
    }
}

#[tokio::test]
async fn partner_and_customer_both_hear_of_an_order_on_behalf() {
    for mut story in stories().await {
        story.order("lin", &format!("{ALGORITHMS} 4"), Some("suzhou")).await;
        story.tell().await;
        assert_eq!(told(&story.notices("sun").await), [(Topic::Placed, 1)], "Lin ordered for her");
        assert_eq!(story.notices("lin").await, []);
        story.now += MINUTE;
        story.gather(ALGORITHMS).await;
        story.tell().await;
        assert_eq!(told(&story.notices("sun").await), [(Topic::Bought, 1), (Topic::Placed, 1)]);
        assert_eq!(told(&story.notices("lin").await), [(Topic::Bought, 1)]);
        // Nothing of an amount is in any notice, so nothing can be seen by who may not.
        let written = serde_json::to_string(&story.notices("sun").await).unwrap();
        assert!(!written.contains("fen") && !written.contains("price"), "{written}");
    }
}

#[tokio::test]
async fn a_colleague_follows_and_a_stranger_cannot() {
    for story in stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 1"), None).await;
        story.tell().await;
        let follow = async |who: &str| {
            let verb = (story.scope(who), no.clone());
            let done = story.house.db.write(verb, |tx, (scope, no)| Box::pin(notices::follow(tx, scope, no)));
            done.await.map_err(Refusal::from)
        };
        assert_eq!(follow("tang").await, Err(Refusal::NotFound));
        assert_eq!(follow("bo").await, Ok(()), "a viewer may follow what he sees");
        assert_eq!(follow("bo").await, Ok(()), "twice is once");
        let mut conn = story.house.db.read().await.unwrap();
        assert_eq!(notices::follows(&mut conn, &story.scope("bo"), &no).await.unwrap(), Some(true));
        assert_eq!(notices::follows(&mut conn, &story.scope("mei"), &no).await.unwrap(), None);
        drop(conn);
        let batch = story.gather(ALGORITHMS).await;
        story.tell().await;
        assert_eq!(told(&story.notices("bo").await), [(Topic::Bought, 1)]);
        let verb = (story.scope("bo"), no.clone());
        story.house.db.write(verb, |tx, (scope, no)| Box::pin(notices::unfollow(tx, scope, no))).await.unwrap();
        story.forward(&batch).await;
        story.tell().await;
        assert_eq!(story.notices("bo").await.len(), 1, "no longer");
    }
}

#[tokio::test]
async fn an_answer_is_told_to_who_asked_and_who_ordered() {
    for story in stories().await {
        let order = story.order("mei", &format!("{ALGORITHMS} 1"), None).await;
        let no = story.answered("chen", &order).await;
        story.tell().await;
        for who in ["mei", "chen"] {
            let rows = story.notices(who).await;
            assert_eq!(
                (rows.len(), rows[0].topic, rows[0].complaint.as_ref()),
                (1, Topic::Answered, Some(&no)),
                "{who}"
            );
        }
    }
}

#[tokio::test]
async fn reading_marks_one_or_all_and_only_ones_own() {
    for mut story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 1\n{PATTERNS} 1"), None).await;
        story.gather(ALGORITHMS).await;
        story.tell().await;
        let page_made = story.now;
        story.now += DAY;
        story.gather(PATTERNS).await;
        story.tell().await;
        let rows = story.notices("mei").await;
        let read = async |who: &str, key: &str| {
            let verb = (story.scope(who), key.to_owned());
            let done = story.house.db.write(verb, |tx, (scope, key)| Box::pin(notices::read(tx, scope, key)));
            done.await.map_err(Refusal::from)
        };
        assert_eq!(read("chen", &rows[0].key).await, Err(Refusal::NotFound));
        assert_eq!(read("mei", "nonsense").await, Err(Refusal::NotFound));
        let all = (story.scope("mei"), page_made);
        story.house.db.write(all, |tx, (scope, until)| Box::pin(notices::read_all(tx, scope, *until))).await.unwrap();
        assert_eq!(story.unread("mei").await, 1, "what came after the page was made stays unread");
        assert_eq!(read("mei", &rows[0].key).await, Ok(()));
        assert_eq!(story.unread("mei").await, 0);
    }
}
