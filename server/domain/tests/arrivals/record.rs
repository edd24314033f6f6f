//! How often the house's ranges held, as its customers read it beside the next one.

use crate::story::{ALGORITHMS, stories};

#[tokio::test]
async fn the_record_is_told_when_it_tells_something_and_knows_of_a_jam_before_anything_has_come() {
    for mut story in stories().await {
        for turn in 1..=50 {
            story.order("tang", &format!("{ALGORITHMS} 1")).await;
            let batch = story.gather(ALGORITHMS).await.unwrap();
            story.pass(7);
            if turn == 50 {
                assert_eq!(story.view().await.held(), None, "49 batches may all have had luck");
            }
            story.deliver(&batch).await;
        }
        story.pass(1);
        let (percent, lines) = story.view().await.held().unwrap();
        assert_eq!(lines, 50);
        assert!(percent > 60, "{percent}");
        for _ in 0..10 {
            story.order("mei", &format!("{ALGORITHMS} 1")).await;
        }
        let jammed = story.gather(ALGORITHMS).await.unwrap();
        story.pass(14);
        story.order("tang", &format!("{ALGORITHMS} 1")).await;
        story.pass(1);
        let (jam, lines) = story.view().await.held().unwrap();
        assert_eq!(lines, 60, "lines count as soon as one of their ranges is over");
        assert!(jam < percent, "{jam} after {percent}");
        story.deliver(&jammed).await;
        story.pass(1);
        let (over, lines) = story.view().await.held().unwrap();
        assert_eq!(lines, 60, "and not again when they come");
        assert!(over < percent, "what was over stays missed: {over} after {percent}");
    }
}
