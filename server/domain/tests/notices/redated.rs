//! A date that moved is told once for each order and day, with what was said before.

use std::sync::Arc;

use domain::arrivals::{self, Forecaster, GivePromise, PromiseFor};
use kernel::shapes::{MovedDates, Topic};
use kernel::{Lang, Uuid};

use crate::house::{DAY, HOUR};
use crate::story::{ALGORITHMS, PATTERNS, Story, rows, stories, told};

/// A day as it is typed.
fn typed(day: i64) -> String {
    jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(day)).to_string()
}

impl Story {
    /// The house says when the lines of an order arrive.
    async fn say(&self, no: &str) {
        let mut conn = self.house.db.read().await.unwrap();
        let known = Forecaster::new(&mut conn, self.now).await.unwrap();
        let known = known.catch_up(&self.house.db, self.now).await.unwrap();
        let view = known.view(&mut conn, self.now).await.unwrap();
        drop(conn);
        let verb = (self.scope("gu"), Arc::new(view), no.to_owned());
        let done = self.house.db.write(verb, |tx, (gu, view, no)| Box::pin(arrivals::promise(tx, gu, view, no)));
        done.await.unwrap();
    }

    /// Gu promises a range, so many days from now.
    async fn promise(&self, line: Uuid, (from, until): (i64, i64)) {
        let today = domain::days::today(self.now);
        let wish = GivePromise {
            to: PromiseFor::Line(line),
            from: typed(today + from),
            until: typed(today + until),
            note: "So the publisher writes.".to_owned(),
            stage: "dispatch".to_owned(),
            holds: String::new(),
        };
        let done = self.house.db.write((self.scope("gu"), wish), |tx, (gu, wish)| {
            Box::pin(async move { arrivals::give(tx, &gu.staff()?, wish).await })
        });
        assert_eq!(done.await.unwrap().lines, 1);
    }
}

#[tokio::test]
async fn once_a_day_with_the_range_of_the_morning_and_the_last_one() {
    for mut story in stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3\n{PATTERNS} 1"), None).await;
        story.say(&no).await;
        story.tell().await;
        assert_eq!(story.notices("mei").await, [], "the first dates are on the order's own page");
        let line = story.lines("mei", &no).await.remove(0);
        let shown = line.arrival.map(|arrival| (arrival.low, arrival.high)).unwrap();
        let today = domain::days::today(story.now);
        story.promise(line.id, (150, 160)).await;
        story.now += HOUR;
        story.promise(line.id, (170, 180)).await;
        assert_eq!(story.tell().await, 2);
        let notices = story.notices("mei").await;
        assert_eq!(told(&notices), [(Topic::Redated, 1)]);
        assert_eq!(notices[0].dates, Some(MovedDates { old: shown, new: (today + 170, today + 180) }));
        assert_eq!((notices[0].copies(), notices[0].title()), (3, Some("Introduction to Algorithms")));
        assert_eq!(story.notices("tang").await, []);
        assert_eq!(story.send().await, [], "it waits for the morning");
        story.now += DAY - 2 * HOUR;
        let letters = story.send().await;
        assert_eq!((letters.len(), letters[0].lang, rows(&letters[0]).len()), (1, Lang::Zh, 1));
        story.promise(line.id, (171, 181)).await;
        assert_eq!(story.tell().await, 0, "a day more is no news");
        story.promise(line.id, (20, 25)).await;
        story.tell().await;
        let notices = story.notices("mei").await;
        assert_eq!(told(&notices), [(Topic::Redated, 1), (Topic::Redated, 1)], "another day");
        assert!(notices[0].dates.unwrap().new.1 < notices[0].dates.unwrap().old.1);
        assert_eq!(story.violations().await, [""; 0]);
    }
}
