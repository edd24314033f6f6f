//! Several lines at once: asking the desk and cancelling.

use domain::Refusal;
use domain::complaints;
use kernel::FaultCode;

use crate::story::{ALGORITHMS, KRITIK, PATTERNS, stories};

#[tokio::test]
async fn each_line_is_asked_for_once_a_day() {
    for story in &mut stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3\n{PATTERNS} 1")).await;
        let lines = story.ids(&no).await;
        let first = story.ask("mei", &lines, "Send what is ready").await.unwrap();
        assert_eq!(first.len(), 2);
        story.now += 3_600_000;
        assert_eq!(
            story.ask("chen", &lines, "Send what is ready").await.unwrap(),
            first,
            "the same question, that day"
        );
        assert_ne!(story.ask("mei", &lines[..1], "Where is it?").await.unwrap(), first[..1]);
        story.pass(1);
        assert_ne!(story.ask("mei", &lines[..1], "Send what is ready").await.unwrap(), first[..1], "the next day");
        let mut conn = story.house.db.read().await.unwrap();
        let page = complaints::find(&mut conn, &story.scope("mei"), &first[0]).await.unwrap();
        assert_eq!(page.head.row.kind, "question");
        drop(conn);
        assert_eq!(story.ask("tang", &lines, "Mine?").await.unwrap_err(), Refusal::NotFound);
        assert_eq!(story.ask("bo", &lines, "Mine?").await.unwrap_err(), Refusal::NotAllowed);
        assert_eq!(
            story.ask("mei", &[], "Which?").await.unwrap_err(),
            Refusal::field("lines", FaultCode::NothingChosen)
        );
        assert!(story.violations().await.is_empty());
    }
}

#[tokio::test]
async fn lines_are_cancelled_all_or_none() {
    for story in &mut stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3\n{PATTERNS} 1\n{KRITIK} 2")).await;
        let lines = story.ids(&no).await;
        story.gather(PATTERNS).await.unwrap();
        let refused = story.cancel_all("mei", &lines).await.unwrap_err();
        assert_eq!(refused, Refusal::field("lines", FaultCode::Bought { count: 1 }));
        assert_eq!(story.line(&no).await.cancellable, 3, "nothing was cancelled");
        assert_eq!(story.cancel_all("mei", &[lines[0], lines[2]]).await.unwrap(), 5);
        assert_eq!(story.cancel_all("tang", &lines).await.unwrap_err(), Refusal::NotFound);
        assert!(story.violations().await.is_empty());
    }
}
