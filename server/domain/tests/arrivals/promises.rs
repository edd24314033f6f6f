//! What was promised stays written, and what is promised anew has its reason.

use crate::story::{ALGORITHMS, KRITIK, stories};

#[tokio::test]
async fn a_batch_that_moves_gives_a_new_promise_and_the_old_one_stays() {
    for mut story in stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3")).await;
        assert_eq!(story.renew().await, 1);
        let first = story.ledger().await;
        story.pass(3);
        let batch = story.gather(ALGORITHMS).await.unwrap();
        let next = story.forward(&batch, Vec::new()).await.unwrap().unwrap();
        assert_eq!(story.renew().await, 1, "from the wait for a batch to customs within three days");
        let ledger = story.ledger().await;
        assert_eq!(ledger[0], first[0]);
        assert_eq!(story.reasons().await, ["ordered", "moved"]);
        let said = story.arrival(&no).await.unwrap();
        assert!(said.high < first[0].high - 10, "a month at the publisher was saved");
        assert_eq!((said.low, said.high), (ledger[1].low, ledger[1].high));
        assert_eq!(said.promises.len(), 2, "the customer sees both");
        assert_eq!(story.batch(&next).await.head.stage, "customs");
        assert_eq!(story.violations().await, [""; 0]);
    }
}

#[tokio::test]
async fn a_range_does_not_tremble() {
    for mut story in stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3\n{KRITIK} 1")).await;
        assert_eq!(story.renew().await, 2);
        let (shown, ledger) = (story.shown().await, story.ledger().await);
        assert_eq!(story.renew().await, 0, "a second look finds nothing");
        assert_eq!((story.shown().await, story.ledger().await), (shown.clone(), ledger.clone()));
        story.pass(1);
        assert_eq!(story.renew().await, 0, "a day that passed is no news");
        assert_eq!((story.shown().await, story.ledger().await), (shown, ledger));
        for _ in 0..60 {
            story.pass(1);
            story.renew().await;
        }
        let said = story.arrival(&no).await.unwrap();
        let promises = said.promises.len();
        assert!((2..=15).contains(&promises), "{promises} in sixty days without a step: not even one in four days");
        for pair in said.promises.windows(2) {
            let moved = (pair[0].low - pair[1].low).abs().max((pair[0].high - pair[1].high).abs());
            assert!(moved > 1.max((pair[0].high - pair[0].low) / 8), "{pair:?}");
        }
        assert!(story.reasons().await.iter().skip(2).all(|reason| reason == "time"));
    }
}

#[tokio::test]
async fn a_cause_dates_anew_and_back() {
    for story in stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3")).await;
        let batch = story.gather(ALGORITHMS).await.unwrap();
        story.renew().await;
        let before = story.arrival(&no).await.unwrap();
        let cause = story.post_cause(&batch, 10).await;
        assert_eq!(story.renew().await, 1);
        let held = story.arrival(&no).await.unwrap();
        assert_eq!((held.low, held.mid, held.high), (before.low + 10, before.mid + 10, before.high + 10));
        assert_eq!(held.extra_days, 10);
        assert_eq!(story.renew().await, 0, "told once");
        story.close_cause(cause).await;
        assert_eq!(story.renew().await, 1);
        let after = story.arrival(&no).await.unwrap();
        assert_eq!((after.low, after.high, after.extra_days), (before.low, before.high, 0));
        assert_eq!(story.reasons().await, ["ordered", "cause", "cause"]);
    }
}

#[tokio::test]
async fn a_cause_of_a_day_moves_no_range_but_is_shown() {
    for story in stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3")).await;
        let batch = story.gather(ALGORITHMS).await.unwrap();
        story.renew().await;
        let before = story.arrival(&no).await.unwrap();
        story.post_cause(&batch, 1).await;
        assert_eq!(story.renew().await, 0);
        let after = story.arrival(&no).await.unwrap();
        assert_eq!((after.low, after.high, after.extra_days), (before.low, before.high, 1));
    }
}

#[tokio::test]
async fn what_has_arrived_is_compared_with_the_first_promise() {
    for mut story in stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3")).await;
        story.renew().await;
        let first = story.ledger().await.remove(0);
        story.pass(40);
        let batch = story.gather(ALGORITHMS).await.unwrap();
        story.renew().await;
        let last = story.ledger().await.pop().unwrap();
        story.pass(5);
        let dispatch = story.deliver(&batch).await;
        assert_eq!(story.renew().await, 0);
        assert_eq!((story.arrival(&no).await, story.shown().await), (None, Vec::new()));
        let outcome = story.outcomes().await.remove(0);
        assert_eq!((outcome.first_low, outcome.first_high), (first.low, first.high));
        assert_eq!((outcome.last_low, outcome.last_high), (last.low, last.high));
        assert_eq!(outcome.arrived_on, story.today());

        // It was a mistake: it is on its way again, and its first promise is what it was.
        story.pass(1);
        let act = story.undoable(&dispatch).await;
        story.undo(act).await.unwrap();
        assert_eq!(story.renew().await, 1);
        assert_eq!(story.outcomes().await, [], "it has not arrived");
        assert_eq!(story.shown().await[0].stage, "dispatch");
        assert_eq!(story.reasons().await.last().unwrap(), "moved", "there is one first promise");
        assert_eq!(story.violations().await, [""; 0]);
        story.pass(2);
        story.deliver(&dispatch).await;
        story.renew().await;
        let again = story.outcomes().await.remove(0);
        assert_eq!((again.first_low, again.first_high, again.arrived_on), (first.low, first.high, story.today()));
        assert_eq!(story.violations().await, [""; 0]);
    }
}

#[tokio::test]
async fn what_never_comes_has_no_outcome() {
    for mut story in stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3")).await;
        story.renew().await;
        story.pass(1);
        story.cancel(story.line(&no).await.id, 3).await.unwrap();
        story.renew().await;
        assert_eq!((story.shown().await, story.outcomes().await), (Vec::new(), Vec::new()));
        assert_eq!(story.reasons().await, ["ordered"], "what was said stays written");
    }
}

#[tokio::test]
async fn an_order_that_came_while_nobody_looked_is_closed_by_the_next_look() {
    for mut story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 3")).await;
        story.renew().await;
        story.pass(30);
        let batch = story.gather(ALGORITHMS).await.unwrap();
        story.deliver(&batch).await;
        let arrived = story.today();
        // The house was being restarted; three days later it looks at every line.
        story.pass(3);
        story.renew().await;
        assert_eq!(story.shown().await, []);
        assert_eq!(story.outcomes().await[0].arrived_on, arrived);
    }
}
