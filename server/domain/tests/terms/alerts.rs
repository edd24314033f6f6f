//! Whoever may get something too late is told: once for each chance, with the day until which haste would help.

use domain::{Result, Tx};
use kernel::Uuid;
use kernel::shapes::Topic;
use store::sql;

use crate::hands::{course, in_days};
use crate::story::{ALGORITHMS, PATTERNS, Story, stories};

/// Lines that are over a chance now, and those that were.
async fn alerts(story: &Story) -> Vec<(i64, bool)> {
    let conn = &mut story.house.db.read().await.unwrap();
    let rows = sql!(fetch_all as (i64, Option<i64>), conn, "select band, left_at from alerts order by line_id, band");
    rows.unwrap().into_iter().map(|(band, left_at)| (band, left_at.is_none())).collect()
}

/// Two lines that come in time, unless something holds them up.
async fn safe(story: &mut Story) -> (String, String) {
    let form = course(&format!("{ALGORITHMS} 3\n{PATTERNS} 1"), "Algorithms", &in_days(story, 130));
    let no = story.place("mei", form).await;
    story.renew().await;
    assert!(story.warned("mei").await.is_empty(), "nothing is in danger");
    let batch = story.gather(ALGORITHMS).await.unwrap();
    story.pass(1);
    story.renew().await;
    (no, batch)
}

#[tokio::test]
async fn a_line_that_is_held_up_is_told_once_with_the_day_until_which_haste_helps() {
    for story in &mut stories().await {
        let (no, batch) = safe(story).await;
        let cause = story.post_cause(&batch, 120).await;
        story.renew().await;
        let told = story.warned("mei").await;
        assert_eq!(told.len(), 1, "one notice although it rose over three");
        assert_eq!(
            (told[0].topic, told[0].band, told[0].orders[0].no.as_str()),
            (Topic::Alert, Some(300), no.as_str())
        );
        assert_eq!((told[0].lines(), told[0].title()), (1, Some("Introduction to Algorithms")), "not the other line");
        assert!(told[0].act_by.is_some_and(|day| day > story.today()), "{told:?}");
        assert!(story.warned("tang").await.is_empty());
        assert_eq!(alerts(story).await, [(50, true), (150, true), (300, true)]);

        story.pass(1);
        story.renew().await;
        assert_eq!(story.warned("mei").await.len(), 1, "nothing new");
        story.close_cause(cause).await;
        story.renew().await;
        assert_eq!(alerts(story).await, [(50, false), (150, false), (300, false)], "it fell, and nobody is told");
        assert_eq!(story.warned("mei").await.len(), 1);
        assert!(story.violations().await.is_empty());

        story.pass(2);
        let cause = story.post_cause(&batch, 120).await;
        story.renew().await;
        assert_eq!(story.warned("mei").await.len(), 1, "so soon it is not told again");
        story.close_cause(cause).await;
        story.renew().await;
        story.pass(8);
        story.post_cause(&batch, 120).await;
        story.renew().await;
        assert_eq!(story.warned("mei").await.len(), 2, "after a week it is");
        assert!(story.violations().await.is_empty());
    }
}

#[tokio::test]
async fn what_has_come_is_in_danger_no_more() {
    for story in &mut stories().await {
        let (_, batch) = safe(story).await;
        story.post_cause(&batch, 120).await;
        story.renew().await;
        story.deliver(&batch).await;
        story.pass(1);
        story.renew().await;
        assert!(alerts(story).await.is_empty());
        assert!(story.violations().await.is_empty());
    }
}

#[tokio::test]
async fn an_order_that_is_late_from_the_first_day_is_told_at_once() {
    for story in &mut stories().await {
        let no = story.place("mei", course(&format!("{ALGORITHMS} 3"), "Algorithms", &in_days(story, 10))).await;
        story.renew().await;
        let told = story.warned("mei").await;
        assert_eq!((told.len(), told[0].orders[0].no.as_str()), (1, no.as_str()));
        assert_eq!(story.reasons().await, ["ordered"]);
        assert!(story.violations().await.is_empty());
    }
}

#[tokio::test]
async fn damage_is_found() {
    async fn harm(tx: &mut Tx, line: &Uuid) -> Result<()> {
        sql!(execute, tx, "update order_lines set urgent_at = 1, instead_of = id where id = $1", *line)?;
        sql!(execute, tx, "update order_lines set surcharge_bp = 5 where id <> $1", *line)?;
        sql!(execute, tx, "delete from arrivals where line_id = $1", *line)?;
        Ok(())
    }
    for story in &mut stories().await {
        let (no, batch) = safe(story).await;
        story.post_cause(&batch, 120).await;
        story.renew().await;
        let line = story.ids(&no).await[0];
        story.house.db.write(line, |tx, line| Box::pin(harm(tx, line))).await.unwrap();
        let found = story.violations().await;
        for rule in ["surcharges", "instead-of", "alerts"] {
            assert!(found.iter().any(|found| found.starts_with(rule)), "{rule}: {found:?}");
        }
        async fn whole(tx: &mut Tx, (): &()) -> Result<()> {
            sql!(execute, tx, "update order_lines set urgent_at = 1")?;
            Ok(())
        }
        story.house.db.write((), |tx, ()| Box::pin(whole(tx, &()))).await.unwrap();
        assert!(story.violations().await.iter().any(|found| found.starts_with("lanes")));
    }
}
