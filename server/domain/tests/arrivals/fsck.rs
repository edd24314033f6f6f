//! fsck sees each kind of damage to what was promised. Each of these was a sound house one statement ago.

use domain::{Result, Tx};
use store::sql;

use crate::story::{ALGORITHMS, KRITIK, PATTERNS, Story, stories};

/// Lets one statement do its damage and answers with the rules that fsck names.
macro_rules! damage {
    ($story:expr, $sql:literal) => {{
        async fn harm(tx: &mut Tx) -> Result<()> {
            sql!(execute, tx, $sql)?;
            Ok(())
        }
        $story.house.db.write((), |tx, ()| Box::pin(harm(tx))).await.unwrap();
        rules($story).await
    }};
}

async fn rules(story: &Story) -> Vec<String> {
    let found = story.violations().await;
    let mut rules: Vec<String> = found.iter().map(|found| found.split(':').next().unwrap().to_owned()).collect();
    rules.dedup();
    rules
}

/// Two lines on their way, one of them with a second promise, and one that has arrived.
async fn sound() -> Vec<Story> {
    let mut sound = stories().await;
    for story in &mut sound {
        story.order("mei", &format!("{ALGORITHMS} 3\n{PATTERNS} 1\n{KRITIK} 1")).await;
        story.renew().await;
        story.pass(3);
        let came = story.gather(KRITIK).await.unwrap();
        story.deliver(&came).await;
        let batch = story.gather(ALGORITHMS).await.unwrap();
        story.forward(&batch, Vec::new()).await.unwrap();
        story.pass(4);
        assert!(story.renew().await >= 1);
        assert_eq!((story.shown().await.len(), story.outcomes().await.len()), (2, 1));
        assert!(rules(story).await.is_empty());
    }
    sound
}

#[tokio::test]
async fn a_promise_that_was_changed_is_found() {
    for story in &sound().await {
        assert_eq!(damage!(story, "update promises set high = high + 1 where reason = 'moved'"), ["arrivals"]);
        let found = damage!(story, "update promises set low = low - 1 where reason = 'ordered'");
        assert!(found.contains(&"outcomes".to_owned()), "{found:?}");
    }
}

#[tokio::test]
async fn a_promise_that_was_taken_away_is_found() {
    for story in &sound().await {
        assert_eq!(damage!(story, "delete from promises where reason = 'moved'"), ["arrivals"]);
    }
    for story in &sound().await {
        let found = damage!(story, "delete from promises where reason = 'ordered'");
        assert_eq!(found, ["promises", "arrivals", "outcomes"]);
    }
}

#[tokio::test]
async fn a_range_that_nobody_promised_is_found() {
    for story in &sound().await {
        assert_eq!(damage!(story, "update arrivals set high = high + 1"), ["arrivals"]);
    }
}

#[tokio::test]
async fn a_line_that_is_forgotten_or_still_expected_is_found() {
    for story in &sound().await {
        let found = damage!(story, "delete from arrivals where stage = 'ordered'");
        assert_eq!(found, ["arrivals-open"]);
    }
    for story in &sound().await {
        let found = damage!(
            story,
            "insert into arrivals (org_id, line_id, low, mid, high, sure, stage, extra_days, parts, made_at)
             select org_id, line_id, last_low, last_low, last_high, 800, 'dispatch', 0, '[]', 0 from outcomes"
        );
        assert_eq!(found, ["arrivals-open", "outcomes"]);
    }
}

#[tokio::test]
async fn an_outcome_that_says_otherwise_is_found() {
    for story in &sound().await {
        assert_eq!(damage!(story, "update outcomes set first_high = first_high + 7"), ["outcomes"]);
    }
}

#[tokio::test]
async fn a_hand_promise_that_is_not_shown_is_found() {
    for story in &sound().await {
        let found = damage!(
            story,
            "insert into hand_promises (org_id, line_id, act_id, low, high, note, stage, until_day, desk, given_by, given_at,
                                        model_low, model_mid, model_high)
             select org_id, line_id, line_id, low, high, '', stage, high, 'imports', line_id, 0, low, mid, high from arrivals
             where stage = 'ordered'"
        );
        assert_eq!(found, ["hand-promises"]);
    }
}

#[tokio::test]
async fn a_wrong_sum_is_found() {
    for story in &sound().await {
        assert_eq!(damage!(story, "update kept_days set late_days = late_days + 1"), ["kept-days"]);
        assert_eq!(damage!(story, "delete from kept_days"), ["kept-days"]);
    }
}
