//! What is said of a line on its way.

use crate::house::DAY;
use crate::story::{ALGORITHMS, PATTERNS, list, stories};

#[tokio::test]
async fn a_line_without_any_history_has_a_range_from_the_usual_days() {
    for story in stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3")).await;
        assert_eq!(story.arrival(&no).await, None, "nobody has looked yet");
        assert_eq!(story.renew().await, 1);
        let said = story.arrival(&no).await.unwrap();
        let usual: i64 = story.line(&no).await.arrival.unwrap().parts.iter().map(|part| part.mid).sum();
        assert_eq!(said.parts.len(), 7, "every stage before the reader");
        assert!((40..90).contains(&usual), "the stages' usual days are 63: {usual}");
        let (low, mid, high) = (said.low - story.today(), said.mid - story.today(), said.high - story.today());
        assert!(low > 20 && low < mid && mid < high && high < 150, "{low} to {high}, rather {mid}");
        assert!((40..90).contains(&mid), "{mid}");
        assert_eq!((said.sure, said.late, said.silent_at, said.extra_days), (800, None, None, 0));
        assert_eq!(said.promises.len(), 1);
    }
}

#[tokio::test]
async fn copies_ahead_do_not_hide_the_last_ones() {
    for mut story in stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3")).await;
        let batch = story.gather(ALGORITHMS).await.unwrap();
        let slice = story.batch(&batch).await.lines[0].slice_id;
        let ahead = story.forward(&batch, vec![(slice, 2)]).await.unwrap().unwrap();
        story.renew().await;
        assert_eq!(story.shown().await[0].stage, "purchase");
        story.pass(3);
        story.deliver(&ahead).await;
        story.renew().await;
        assert_eq!(story.shown().await[0].stage, "purchase", "one copy is still with the publisher");
        assert_eq!(story.outcomes().await, []);
        story.pass(20);
        story.deliver(&batch).await;
        story.renew().await;
        assert_eq!(story.arrival(&no).await, None);
        assert_eq!(story.outcomes().await[0].arrived_on, story.today(), "the line came with its last copy");
        assert_eq!(story.violations().await, [""; 0]);
    }
}

#[tokio::test]
async fn a_silent_line_is_flagged_once_and_loses_the_flag_when_it_moves() {
    for mut story in stories().await {
        for _ in 0..24 {
            story.order("tang", &format!("{ALGORITHMS} 1")).await;
            let batch = story.gather(ALGORITHMS).await.unwrap();
            story.pass(12);
            story.deliver(&batch).await;
        }
        let no = story.order("mei", &format!("{ALGORITHMS} 3")).await;
        let batch = story.gather(ALGORITHMS).await.unwrap();
        story.renew().await;
        assert_eq!(story.arrival(&no).await.unwrap().silent_at, None);
        story.pass(12);
        story.renew().await;
        assert_eq!(story.arrival(&no).await.unwrap().silent_at, None, "twelve days are usual");
        story.pass(90);
        story.renew().await;
        let flagged = story.now;
        assert_eq!(story.arrival(&no).await.unwrap().silent_at, Some(flagged), "a hundred are not");
        story.pass(3);
        story.renew().await;
        assert_eq!(story.arrival(&no).await.unwrap().silent_at, Some(flagged), "since it was noticed, not since today");
        let listed = story.silent().await;
        let [row] = listed.as_slice() else { panic!("{listed:?}") };
        assert_eq!((&row.order_no, row.batch.as_ref(), row.silent_at), (&no, Some(&batch), flagged));
        assert!(row.since < flagged - 90 * DAY, "the desk reads how long they have stood there, and in which batch");
        story.forward(&batch, Vec::new()).await.unwrap();
        story.renew().await;
        assert_eq!(story.arrival(&no).await.unwrap().silent_at, None);
        assert_eq!(story.silent().await, []);
    }
}

#[tokio::test]
async fn a_deadline_gives_a_chance_of_being_late() {
    for mut story in stories().await {
        let late = async |story: &crate::story::Story, needed_by: &str| {
            let form = domain::orders::PlaceOrder { needed_by: needed_by.to_owned(), ..list(&format!("{PATTERNS} 1")) };
            let no = story.place("mei", form).await;
            story.renew().await;
            (story.arrival(&no).await.unwrap().late, no)
        };
        assert_eq!(late(&story, "").await.0, None);
        // Ordered on 7 September; about 63 days are usual.
        let (soon, no) = late(&story, "2026-09-20").await;
        let (far, _) = late(&story, "2027-06-30").await;
        let (between, _) = late(&story, "2026-11-10").await;
        assert!(soon.unwrap() > 950 && far.unwrap() < 50, "{soon:?} {far:?}");
        assert!((100..900).contains(&between.unwrap()), "{between:?}");
        story.pass(14);
        story.renew().await;
        assert_eq!(story.arrival(&no).await.unwrap().late, Some(1_000), "the day has passed");
    }
}
