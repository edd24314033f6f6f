//! The report on how promises were kept.

use domain::arrivals;
use kernel::shapes::{Kept, KeptShare};

use crate::story::{ALGORITHMS, KRITIK, Story, stories};

async fn kept(story: &Story) -> Kept {
    let mut conn = story.house.db.read().await.unwrap();
    arrivals::kept(&mut conn, &story.scope("wu").staff().unwrap()).await.unwrap()
}

#[tokio::test]
async fn where_nothing_has_arrived_nothing_was_kept_or_broken() {
    for story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 3")).await;
        story.renew().await;
        let kept = kept(&story).await;
        assert_eq!((kept.since, kept.until), (story.today() - 89, story.today()));
        assert_eq!((kept.all, kept.publishers, kept.stages, kept.months), Default::default());
    }
}

#[tokio::test]
async fn late_lines_show_where_they_lost_their_days() {
    for mut story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 3\n{KRITIK} 1")).await;
        story.renew().await;
        story.pass(10);
        let (soon, slow) = (story.gather(KRITIK).await.unwrap(), story.gather(ALGORITHMS).await.unwrap());
        story.pass(30);
        story.deliver(&soon).await;
        story.renew().await;
        story.pass(120);
        story.deliver(&slow).await;
        story.renew().await;
        let kept = kept(&story).await;
        assert_eq!(
            kept.all,
            KeptShare { lines: 1, in_time: 0, last_held: kept.all.last_held },
            "the other came long ago"
        );
        let publishers: Vec<_> =
            kept.publishers.iter().map(|publisher| (publisher.name.as_str(), publisher.share.in_time)).collect();
        assert_eq!(publishers, [("MIT Press", 0)]);
        assert!((60..130).contains(&kept.publishers[0].late_days), "{:?}", kept.publishers);
        let purchase = kept.stages.iter().find(|stage| stage.stage == "Purchase").unwrap();
        assert_eq!((purchase.lines, purchase.late / 10), (1, 150), "two hours more than thirty and then 120 days");
        assert_eq!(purchase.usual, 320, "nothing came in time lately: the usual days of the stage");
        assert_eq!(
            kept.stages.iter().map(|stage| stage.lost()).max(),
            Some(purchase.lost()),
            "lost with the publisher"
        );
        assert_eq!(kept.months.len(), 2);
        assert_eq!(kept.months.iter().map(|month| month.share.in_time).collect::<Vec<_>>(), [1, 0]);
    }
}

#[tokio::test]
async fn what_came_in_time_says_what_is_usual() {
    for mut story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 3\n{KRITIK} 1")).await;
        story.renew().await;
        story.pass(5);
        let (soon, slow) = (story.gather(KRITIK).await.unwrap(), story.gather(ALGORITHMS).await.unwrap());
        story.pass(50);
        story.deliver(&soon).await;
        story.pass(50);
        story.deliver(&slow).await;
        story.renew().await;
        let kept = kept(&story).await;
        assert_eq!((kept.all.lines, kept.all.in_time), (2, 1));
        let purchase = kept.stages.iter().find(|stage| stage.stage == "Purchase").unwrap();
        assert_eq!((purchase.usual / 10, purchase.late / 10), (50, 100));
    }
}
