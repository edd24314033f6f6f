//! Letters: at once, as a digest, never in the night, never twice a day about one cause.

use domain::notices::SetSettings;
use domain::{notices, outbox};
use kernel::Lang;
use kernel::shapes::{LetterBody, Topic};

use crate::house::{DAY, HOUR, MINUTE, email};
use crate::story::{ALGORITHMS, PATTERNS, Story, rows, stories, told};

/// Changes what a person wants to be told.
pub async fn set(story: &Story, who: &str, paces: &[(&str, &str)], quiet: (i64, i64)) {
    let paces = paces.iter().map(|(topic, pace)| ((*topic).to_owned(), (*pace).to_owned())).collect();
    let form = SetSettings { paces, quiet_from: quiet.0, quiet_to: quiet.1 };
    let verb = (story.scope(who), form);
    story.house.db.write(verb, |tx, (scope, form)| Box::pin(notices::set(tx, scope, form))).await.unwrap();
}

#[tokio::test]
async fn moves_come_as_one_digest_in_the_morning() {
    for mut story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 3\n{PATTERNS} 1"), None).await;
        let batch = story.gather(ALGORITHMS).await;
        story.gather(PATTERNS).await;
        story.forward(&batch).await;
        story.tell().await;
        story.now += HOUR;
        assert_eq!(story.send().await, [], "nothing before the morning");
        story.now += 21 * HOUR;
        let letters = story.send().await;
        assert_eq!(letters.len(), 1);
        assert_eq!((letters[0].to.as_str(), letters[0].lang), (email("mei").as_str(), Lang::Zh));
        assert_eq!(told(rows(&letters[0])), [(Topic::Moved, 1), (Topic::Bought, 1), (Topic::Bought, 1)]);
        story.now += DAY;
        assert_eq!(story.send().await, [], "once");
        assert_eq!(story.violations().await, [""; 0]);
    }
}

#[tokio::test]
async fn what_presses_comes_within_minutes_and_not_twice_a_day() {
    for mut story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 3"), None).await;
        let batch = story.gather(ALGORITHMS).await;
        let cause = story.post(&batch).await.unwrap();
        set(&story, "mei", &[("bought", "never")], (0, 0)).await;
        story.tell().await;
        assert_eq!(story.send().await, [], "others of the same minutes shall come along");
        story.now += 3 * MINUTE;
        let letters = story.send().await;
        assert_eq!(told(rows(&letters[0])), [(Topic::Cause, 1)]);
        // Over on the same day: the portal says so at once, the letter waits for the morning.
        story.now += HOUR;
        story.close(cause).await.unwrap();
        story.tell().await;
        story.now += HOUR;
        assert_eq!(story.send().await, []);
        assert!(story.notices("mei").await[0].cause.as_ref().unwrap().over.is_some());
        story.now += 20 * HOUR;
        let letters = story.send().await;
        assert!(rows(&letters[0])[0].cause.as_ref().unwrap().over.is_some(), "{letters:?}");
    }
}

#[tokio::test]
async fn begun_and_over_before_the_letter_is_one_letter() {
    for mut story in stories().await {
        story.order("tang", &format!("{ALGORITHMS} 3"), None).await;
        let batch = story.gather(ALGORITHMS).await;
        story.tell().await;
        let cause = story.post(&batch).await.unwrap();
        story.tell().await;
        story.close(cause).await.unwrap();
        story.tell().await;
        story.now += 3 * MINUTE;
        let letters = story.send().await;
        assert_eq!((letters.len(), rows(&letters[0]).len()), (1, 1));
    }
}

#[tokio::test]
async fn nothing_is_kept_longer_than_half_a_year() {
    for mut story in stories().await {
        story.order("lin", &format!("{ALGORITHMS} 3"), Some("suzhou")).await;
        story.tell().await;
        story.now += DAY;
        assert_eq!(story.send().await.len(), 1);
        let sweep = async |now: i64| {
            let swept = story.house.db.write(now, |tx, now| {
                Box::pin(async move { Ok(notices::sweep(tx, *now).await? + outbox::sweep(tx, *now).await?) })
            });
            swept.await.unwrap()
        };
        assert_eq!(sweep(story.now + DAY).await, 0);
        assert_eq!(story.notices("sun").await.len(), 1);
        assert!(sweep(story.now + 200 * DAY).await >= 5, "notice, order, telling, letter, key, outbox rows");
        assert_eq!(story.notices("sun").await, []);
    }
}

#[tokio::test]
async fn the_night_is_quiet() {
    for mut story in stories().await {
        let order = story.order("mei", &format!("{ALGORITHMS} 3"), None).await;
        set(&story, "mei", &[], (22, 9)).await;
        story.tell().await;
        story.now += 12 * HOUR + MINUTE;
        story.answered("mei", &order).await;
        story.tell().await;
        story.now += 10 * MINUTE;
        assert_eq!(story.send().await, [], "ten past ten in the evening");
        story.now += 10 * HOUR;
        assert_eq!(story.send().await, [], "eight in the morning, still");
        story.now += HOUR;
        assert_eq!(story.send().await.len(), 1);
    }
}

#[tokio::test]
async fn who_is_disabled_or_unsubscribes_gets_no_letter() {
    for mut story in stories().await {
        story.order("lin", &format!("{ALGORITHMS} 3"), Some("suzhou")).await;
        story.tell().await;
        story.now += DAY;
        let letters = story.send().await;
        let LetterBody::Notices { key, .. } = &letters[0].body else { panic!("{letters:?}") };
        let mut conn = story.house.db.read().await.unwrap();
        let (address, lang) = notices::key_holder(&mut conn, key, story.now).await.unwrap();
        assert_eq!((address, lang), (email("sun"), Lang::En));
        assert!(notices::key_holder(&mut conn, "0000", story.now).await.is_err());
        assert!(notices::key_holder(&mut conn, key, story.now + 91 * DAY).await.is_err(), "expired");
        drop(conn);
        story.gather(ALGORITHMS).await;
        story.tell().await;
        for _ in 0..2 {
            let verb = (key.clone(), story.now);
            let done = story.house.db.write(verb, |tx, (key, now)| Box::pin(notices::unsubscribe(tx, key, *now)));
            done.await.unwrap();
        }
        story.now += DAY;
        let letters = story.send().await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to, email("lin"), "Lin still does, Sun does not");
        assert_eq!(story.unread("sun").await, 2, "the portal still shows her everything");
        // Disabled between the letter and the post: nothing goes out.
        story.order("lin", &format!("{PATTERNS} 3"), Some("suzhou")).await;
        story.gather(PATTERNS).await;
        story.tell().await;
        story.now += DAY;
        story.house.db.write(story.now, |tx, now| Box::pin(notices::compose(tx, *now))).await.unwrap();
        let out = (story.scope("gu"), email("lin"));
        let disabled = story.house.db.write(out, |tx, (gu, email)| {
            Box::pin(async move { domain::people::disable(tx, &gu.staff()?, email).await })
        });
        disabled.await.unwrap();
        assert_eq!(story.send().await, []);
    }
}
