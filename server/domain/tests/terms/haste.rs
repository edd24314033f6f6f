//! A line that waits for a batch is ordered urgently after all: at the price of haste, and bought at once.

use domain::orders::{self, Hurried, PlaceOrder};
use domain::{Refusal, batches};
use kernel::FaultCode;

use crate::story::{ALGORITHMS, KRITIK, PATTERNS, Story, list, stories};

/// What a list would cost at once, and what it would cost urgently.
async fn prices(story: &Story, text: &str) -> (i64, i64) {
    let mut conn = story.house.db.read().await.unwrap();
    let read = orders::check(&mut conn, &story.scope("mei"), (None, text), None).await.unwrap();
    (read.total_fen.unwrap(), read.urgent_total_fen.unwrap())
}

async fn rush(story: &Story) -> Result<Vec<String>, Refusal> {
    let done = story
        .house
        .db
        .write(story.scope("gu"), |tx, gu| Box::pin(async move { batches::gather_urgent(tx, &gu.staff()?).await }));
    done.await.map_err(Refusal::from)
}

#[tokio::test]
async fn haste_costs_later_what_it_costs_at_once() {
    for story in &mut stories().await {
        let text = format!("{ALGORITHMS} 3\n{KRITIK} 7");
        let (usual, urgent) = prices(story, &text).await;
        let no = story.order("mei", &text).await;
        assert_eq!(story.page("mei", &no).await.head.total_fen, Some(usual));
        story.pass(2);
        let lines = story.ids(&no).await;
        let hurried = story.hurry("mei", &lines).await.unwrap();
        assert_eq!(hurried, Hurried { orders: vec![no.clone()], lines: 2, more_fen: urgent - usual });
        let page = story.page("mei", &no).await;
        assert_eq!((page.head.total_fen, page.head.urgent), (Some(urgent), true));
        assert!(page.lines.iter().all(|line| line.urgent && line.cutoff.is_none()), "they wait for no cut-off");
        assert_eq!(story.owed("pku").await, urgent);
        assert_eq!(story.hurry("mei", &lines).await.unwrap(), Hurried::default(), "a repeat costs nothing");
        assert_eq!(story.owed("pku").await, urgent);
        assert!(story.violations().await.is_empty());
    }
}

#[tokio::test]
async fn one_line_is_hurried_and_the_others_wait() {
    for story in &mut stories().await {
        story.rhythm(ALGORITHMS, 42).await;
        let no = story.order("mei", &format!("{ALGORITHMS} 3\n{PATTERNS} 1")).await;
        story.renew().await;
        story.pass(1);
        let lines = story.ids(&no).await;
        story.hurry("mei", &lines[..1]).await.unwrap();
        let page = story.page("mei", &no).await;
        assert_eq!((page.head.urgent, page.lines[0].urgent, page.lines[1].urgent), (false, true, false));
        assert_eq!(story.reasons().await, ["ordered", "ordered", "lane"], "and its new date is promised at once");
        assert_eq!(rush(story).await.unwrap().len(), 1, "the desk buys it at once");
        let stages: Vec<String> =
            story.page("mei", &no).await.lines.iter().map(|line| line.slices[0].stage.clone()).collect();
        assert_eq!(stages, ["purchase", "ordered"]);
        assert_eq!(rush(story).await.unwrap_err(), Refusal::field("slices", FaultCode::NothingChosen));
        story.hurry("mei", &lines[1..]).await.unwrap();
        assert!(story.page("mei", &no).await.head.urgent, "now all of it is");
        assert!(story.violations().await.is_empty());
    }
}

#[tokio::test]
async fn what_was_bought_cannot_be_hurried_and_nothing_else_is() {
    for story in &stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3\n{PATTERNS} 1")).await;
        let lines = story.ids(&no).await;
        story.gather(ALGORITHMS).await.unwrap();
        let owed = story.owed("pku").await;
        let refused = story.hurry("mei", &lines).await.unwrap_err();
        assert_eq!(refused, Refusal::field("lines", FaultCode::Bought { count: 1 }));
        assert_eq!(story.owed("pku").await, owed);
        assert!(!story.page("mei", &no).await.lines[1].urgent, "all or nothing");
        assert_eq!(story.hurry("mei", &[]).await.unwrap_err(), Refusal::field("lines", FaultCode::NothingChosen));
        assert!(story.violations().await.is_empty());
    }
}

#[tokio::test]
async fn copies_that_were_cancelled_cost_no_haste() {
    for story in &stories().await {
        let (usual, urgent) = prices(story, &format!("{ALGORITHMS} 1")).await;
        let no = story.order("mei", &format!("{ALGORITHMS} 5")).await;
        let lines = story.ids(&no).await;
        story.cancel(lines[0], 2).await.unwrap();
        assert_eq!(story.hurry("mei", &lines).await.unwrap().more_fen, 3 * (urgent - usual));
        assert_eq!(story.owed("pku").await, 3 * urgent);
        assert!(story.violations().await.is_empty());
    }
}

#[tokio::test]
async fn who_does_not_pay_does_not_hurry() {
    for story in &stories().await {
        let for_suzhou = PlaceOrder { for_org: Some(story.house.org("suzhou")), ..list(&format!("{ALGORITHMS} 2")) };
        let no = story.place("lin", for_suzhou).await;
        let lines = story.ids(&no).await;
        assert_eq!(story.hurry("sun", &lines).await.unwrap_err(), Refusal::NotAllowed, "Lin would pay for it");
        assert_eq!(story.hurry("tang", &lines).await.unwrap_err(), Refusal::NotFound);
        assert_eq!(story.hurry("bo", &lines).await.unwrap_err(), Refusal::NotAllowed);
        assert_eq!(story.hurry("gu", &lines).await.unwrap_err(), Refusal::NotAllowed, "the house does not order");
        story.limit("jiangsu", 10).await;
        assert!(matches!(story.hurry("lin", &lines).await.unwrap_err(), Refusal::Credit { .. }));
        story.limit("jiangsu", 10_000_000).await;
        assert_eq!(story.hurry("lin", &lines).await.unwrap().lines, 1);
        assert!(story.violations().await.is_empty());
    }
}
