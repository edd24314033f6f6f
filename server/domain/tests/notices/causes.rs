//! One cause on a batch, told once to everybody whom it touches.

use domain::causes::{self, PostCause};
use domain::{Refusal, complaints};
use kernel::FaultCode;
use kernel::shapes::Topic;

use crate::house::{DAY, MINUTE};
use crate::story::{ALGORITHMS, stories, told};

#[tokio::test]
async fn everybody_hears_it_once_in_the_own_language_and_once_that_it_is_over() {
    for mut story in stories().await {
        let order = story.order("mei", &format!("{ALGORITHMS} 3"), None).await;
        story.order("mei", &format!("{ALGORITHMS} 1"), None).await;
        story.order("tang", &format!("{ALGORITHMS} 1"), None).await;
        let batch = story.gather(ALGORITHMS).await;
        story.tell().await;
        story.now += DAY;
        let cause = story.post(&batch).await.unwrap();
        story.tell().await;
        let mei = story.notices("mei").await;
        assert_eq!((mei[0].topic, mei[0].lines(), mei[0].orders.len()), (Topic::Cause, 2, 2));
        let note = mei[0].cause.clone().unwrap();
        assert_eq!((note.text.as_str(), note.extra_days, note.over), ("海关抽查，暂不放行。", 10, None));
        let tang = story.notices("tang").await;
        assert_eq!(tang[0].cause.as_ref().unwrap().text, "Customs is checking this consignment.");
        let line = story.lines("mei", &order).await.remove(0);
        assert_eq!(line.cause, Some(note), "the order's page shows it beside the line");

        story.now += 5 * DAY;
        story.close(cause).await.unwrap();
        story.tell().await;
        let mei = story.notices("mei").await;
        assert_eq!(mei.iter().filter(|row| row.topic == Topic::Cause).count(), 2, "one notice each day");
        assert_eq!(mei[0].cause.as_ref().unwrap().over, Some(story.now));
        assert_eq!(story.lines("mei", &order).await.remove(0).cause, None);
        assert_eq!(story.close(cause).await, Err(Refusal::Stale), "once");
        assert_eq!(story.violations().await, [""; 0]);
    }
}

#[tokio::test]
async fn who_joins_while_it_is_open_hears_of_it_and_nobody_twice() {
    for mut story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 3"), None).await;
        let held = story.gather(ALGORITHMS).await;
        story.post(&held).await.unwrap();
        story.tell().await;
        story.now += DAY;
        story.order("mei", &format!("{ALGORITHMS} 1"), None).await;
        story.order("tang", &format!("{ALGORITHMS} 1"), None).await;
        let other = story.gather(ALGORITHMS).await;
        story.tell().await;
        story.merge(&other, &held).await;
        story.tell().await;
        let topics = |rows: &[_]| told(rows).into_iter().filter(|(topic, _)| *topic == Topic::Cause).count();
        assert_eq!(topics(&story.notices("tang").await), 1);
        assert_eq!(topics(&story.notices("mei").await), 1, "she knows it already");
        let gu = story.scope("gu");
        let rows = causes::of_batch(&mut story.house.db.read().await.unwrap(), &gu.staff().unwrap(), &held).await;
        let rows = rows.unwrap();
        assert_eq!((rows.len(), rows[0].lines, rows[0].customers), (1, 3, 2));
    }
}

#[tokio::test]
async fn who_asks_about_a_held_line_gets_the_cause_first() {
    for story in stories().await {
        let order = story.order("mei", &format!("{ALGORITHMS} 3"), None).await;
        let batch = story.gather(ALGORITHMS).await;
        let no = story.answered("mei", &order).await;
        let cause = story.post(&batch).await.unwrap();
        let page = complaints::find(&mut story.house.db.read().await.unwrap(), &story.scope("mei"), &no).await.unwrap();
        assert_eq!(page.head.cause.unwrap().kind, "customs");
        story.close(cause).await.unwrap();
        let page = complaints::find(&mut story.house.db.read().await.unwrap(), &story.scope("mei"), &no).await.unwrap();
        assert_eq!(page.head.cause, None);
    }
}

#[tokio::test]
async fn a_cause_is_posted_by_the_desk_that_holds_the_batch_and_once_at_a_time() {
    for mut story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 3"), None).await;
        let batch = story.gather(ALGORITHMS).await;
        let form = |batch: &str| PostCause {
            batch_no: batch.to_owned(),
            kind: "reprint".to_owned(),
            text_zh: "出版社重印。".to_owned(),
            text_en: "Being reprinted.".to_owned(),
            extra_days: 30,
        };
        assert_eq!(story.post_form("wu", form(&batch)).await, Err(Refusal::NotAllowed), "the other desk");
        assert_eq!(story.post_form("mei", form(&batch)).await, Err(Refusal::NotFound), "a customer");
        assert_eq!(story.post_form("zhao", form("P26-999999")).await, Err(Refusal::NotFound));
        let empty = PostCause { batch_no: batch.clone(), extra_days: 400, ..PostCause::default() };
        let refused = story.post_form("zhao", empty).await.unwrap_err();
        let fields: Vec<_> = refused.faults().unwrap().0.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["kind", "text_zh", "text_en", "extra_days"], "every fault at once");
        assert!(story.post_form("zhao", form(&batch)).await.is_ok());
        let again = story.post_form("zhao", form(&batch)).await.unwrap_err();
        assert_eq!(again.faults().unwrap().of("batch_no"), Some(&FaultCode::Taken));
        story.now += MINUTE;
        story.forward(&batch).await;
        story.close_of(&batch).await;
        let gone = story.post_form("zhao", form(&batch)).await.unwrap_err();
        assert_eq!(gone.faults().unwrap().of("batch_no"), Some(&FaultCode::NothingChosen), "nothing stands in it");
    }
}
