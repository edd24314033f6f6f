//! What a person chooses to be told.

use domain::Refusal;
use domain::notices::{self, SetSettings};
use kernel::shapes::{Pace, Topic};

use crate::house::DAY;
use crate::letters::set;
use crate::story::{ALGORITHMS, stories};

#[tokio::test]
async fn who_chose_nothing_has_the_usual_pace() {
    for story in stories().await {
        let mut conn = story.house.db.read().await.unwrap();
        let settings = notices::settings(&mut conn, &story.scope("mei")).await.unwrap();
        assert_eq!((settings.quiet_from, settings.quiet_to), (0, 0));
        assert_eq!(settings.paces.len(), Topic::ALL.iter().filter(|topic| !topic.is_for_the_house()).count());
        assert!(settings.paces.iter().all(|(topic, pace)| *pace == topic.usual_pace()));
        drop(conn);
        set(&story, "mei", &[("moved", "weekly"), ("cause", "never")], (21, 6)).await;
        let mut conn = story.house.db.read().await.unwrap();
        let settings = notices::settings(&mut conn, &story.scope("mei")).await.unwrap();
        assert!(settings.paces.contains(&(Topic::Moved, Pace::Weekly)));
        assert!(settings.paces.contains(&(Topic::Cause, Pace::Never)));
        assert_eq!((settings.quiet_from, settings.quiet_to), (21, 6));
        let others = notices::settings(&mut conn, &story.scope("chen")).await.unwrap();
        assert!(others.paces.contains(&(Topic::Moved, Pace::Daily)), "her own alone");
    }
}

#[tokio::test]
async fn who_cannot_wait_has_the_digest_at_once() {
    for mut story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 3"), None).await;
        story.gather(ALGORITHMS).await;
        story.tell().await;
        for letters in [1, 0] {
            let mei = story.scope("mei");
            story.house.db.write(mei, |tx, mei| Box::pin(notices::send_now(tx, mei))).await.unwrap();
            assert_eq!(story.send().await.len(), letters);
        }
        story.now += DAY;
        assert_eq!(story.send().await, [], "not again in the morning");
    }
}

#[tokio::test]
async fn nonsense_is_refused_whole() {
    for story in stories().await {
        let paces = vec![("moved".to_owned(), "weekly".to_owned()), ("weather".to_owned(), "daily".to_owned())];
        let form = SetSettings { paces, quiet_from: 24, quiet_to: -1 };
        let verb = (story.scope("mei"), form);
        let refused = story.house.db.write(verb, |tx, (mei, form)| Box::pin(notices::set(tx, mei, form))).await;
        let refused = Refusal::from(refused.unwrap_err());
        let fields: Vec<_> = refused.faults().unwrap().0.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["weather", "quiet_from", "quiet_to"]);
        let mut conn = story.house.db.read().await.unwrap();
        let settings = notices::settings(&mut conn, &story.scope("mei")).await.unwrap();
        assert!(settings.paces.contains(&(Topic::Moved, Pace::Daily)), "nothing was changed");
    }
}

#[tokio::test]
async fn what_waits_follows_the_new_pace() {
    for mut story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 3"), None).await;
        story.gather(ALGORITHMS).await;
        story.tell().await;
        set(&story, "mei", &[("bought", "weekly")], (0, 0)).await;
        story.now += DAY;
        assert_eq!(story.send().await, [], "not on Tuesday any more");
        story.now += 6 * DAY;
        assert_eq!(story.send().await.len(), 1, "on Monday");
    }
}
