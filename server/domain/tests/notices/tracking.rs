//! The link for the professor who asked: one title, no price, no name, and a word when it has come.

use domain::Refusal;
use domain::orders;
use domain::tracking::{self, LinkTo, Visit};
use kernel::journey::State;
use kernel::shapes::{LetterBody, TrackedBooks};
use kernel::{Lang, Uuid};

use crate::house::{DAY, HOUR, MINUTE};
use crate::story::{ALGORITHMS, PATTERNS, Story, stories};

impl Story {
    async fn make(&self, who: &str, line: Uuid, days: i64) -> Result<String, Refusal> {
        self.make_link(who, LinkTo::Line(line), days).await
    }

    async fn make_link(&self, who: &str, to: LinkTo, days: i64) -> Result<String, Refusal> {
        let verb = (self.scope(who), to, days);
        let made = self.house.db.write(verb, |tx, (scope, to, days)| Box::pin(tracking::make(tx, scope, to, *days)));
        made.await.map_err(Refusal::from)
    }

    fn visit(&self, token: &str) -> Visit {
        Visit { token: token.to_owned(), lang: Lang::En, address: "203.0.113.7".to_owned(), now: self.now }
    }

    async fn look(&self, token: &str) -> Result<TrackedBooks, Refusal> {
        tracking::find(&self.house.db.db(), &self.visit(token)).await.map_err(Refusal::from)
    }

    async fn watch(&self, token: &str, email: &str) -> Result<(), Refusal> {
        tracking::watch(&self.house.db.db(), &self.visit(token), email).await.map_err(Refusal::from)
    }

    async fn revoke(&self, who: &str, link: Uuid) -> Result<String, Refusal> {
        let verb = (self.scope(who), link);
        let done = self.house.db.write(verb, |tx, (scope, link)| Box::pin(tracking::revoke(tx, scope, *link)));
        done.await.map_err(Refusal::from)
    }
}

#[tokio::test]
async fn a_link_shows_one_title_and_nothing_else() {
    for story in stories().await {
        let order = story.order("mei", &format!("{ALGORITHMS} 3\n{PATTERNS} 1"), None).await;
        let line = story.lines("mei", &order).await[0].id;
        assert_eq!(story.make("tang", line, 90).await, Err(Refusal::NotFound));
        assert_eq!(story.make("bo", line, 90).await, Err(Refusal::NotAllowed));
        assert!(story.make("mei", line, 91).await.unwrap_err().faults().is_some());
        let token = story.make("mei", line, 90).await.unwrap();
        story.gather(ALGORITHMS).await;
        let seen = story.look(&token).await.unwrap();
        assert_eq!((seen.whole, seen.books.len(), seen.more), (false, 1, 0));
        let book = &seen.books[0];
        assert_eq!((book.title.as_str(), book.state), ("Introduction to Algorithms", State::OnTheWay));
        assert_eq!((book.places.len(), book.places[0].name.as_str(), book.places[0].copies), (1, "Purchase", 3));
        let written = serde_json::to_string(&seen).unwrap();
        for secret in ["fen", "price", order.as_str(), "Peking", "mei", "Design Patterns", "P26"] {
            assert!(!written.contains(secret), "{secret} in {written}");
        }
    }
}

#[tokio::test]
async fn a_link_ends_when_it_is_taken_back_or_expires() {
    for mut story in stories().await {
        let order = story.order("mei", &format!("{ALGORITHMS} 3"), None).await;
        let line = story.lines("mei", &order).await[0].id;
        let (kept, taken) = (story.make("mei", line, 30).await.unwrap(), story.make("chen", line, 30).await.unwrap());
        let mut conn = story.house.db.read().await.unwrap();
        let links = tracking::links(&mut conn, &story.scope("chen"), &order).await.unwrap();
        assert_eq!(links.len(), 2);
        assert_eq!(tracking::links(&mut conn, &story.scope("tang"), &order).await.unwrap(), []);
        drop(conn);
        let chens = links.iter().find(|link| link.made_by == "chen").unwrap().id;
        assert_eq!(story.revoke("tang", chens).await, Err(Refusal::NotFound));
        assert_eq!(story.revoke("bo", chens).await, Err(Refusal::NotAllowed));
        assert_eq!(story.revoke("mei", chens).await, Ok(order), "a colleague may");
        assert_eq!(story.look(&taken).await, Err(Refusal::NotFound));
        assert!(story.look(&kept).await.is_ok());
        story.now += 30 * DAY;
        assert_eq!(story.look(&kept).await, Err(Refusal::NotFound));
    }
}

#[tokio::test]
async fn guessing_is_slow() {
    for story in stories().await {
        for _ in 0..30 {
            assert_eq!(story.look("not-a-token").await, Err(Refusal::NotFound));
        }
        assert!(matches!(story.look("not-a-token").await, Err(Refusal::TooMany { .. })));
    }
}

#[tokio::test]
async fn who_said_yes_is_told_once_when_it_comes() {
    for mut story in stories().await {
        let order = story.order("mei", &format!("{ALGORITHMS} 3"), None).await;
        let line = story.lines("mei", &order).await[0].id;
        let token = story.make("mei", line, 365).await.unwrap();
        assert!(story.watch(&token, "a@b.cn\r\nBcc: c@d.cn").await.unwrap_err().faults().is_some());
        story.watch(&token, "Prof.Wang@pku.example").await.unwrap();
        story.watch(&token, "prof.wang@pku.example").await.unwrap();
        story.watch(&token, "silent@pku.example").await.unwrap();
        let questions = story.send().await;
        assert_eq!(questions.len(), 2, "each address is asked once");
        assert_eq!((questions[0].to.as_str(), questions[0].lang), ("prof.wang@pku.example", Lang::En));
        let LetterBody::Confirm { key, title } = &questions[0].body else { panic!("{questions:?}") };
        assert_eq!(title.as_deref(), Some("Introduction to Algorithms"));
        for _ in 0..2 {
            let verb = (key.clone(), story.now);
            story.house.db.write(verb, |tx, (key, now)| Box::pin(tracking::confirm(tx, key, *now))).await.unwrap();
        }
        let mut conn = story.house.db.read().await.unwrap();
        assert!(tracking::question(&mut conn, key, story.now).await.unwrap().1, "answered");
        assert!(tracking::question(&mut conn, key, story.now + 8 * DAY).await.is_err(), "too late");
        drop(conn);
        let batch = story.gather(ALGORITHMS).await;
        story.deliver(&batch).await;
        story.tell().await;
        let letters = story.send().await;
        assert_eq!(letters.len(), 1, "who did not say yes hears nothing");
        assert_eq!(letters[0].body, LetterBody::Arrived { title: "Introduction to Algorithms".to_owned() });
        story.now += DAY;
        let letters = story.send().await;
        assert!(letters.iter().all(|letter| !matches!(letter.body, LetterBody::Arrived { .. })), "once");
    }
}

#[tokio::test]
async fn nobody_can_have_a_stranger_flooded() {
    for mut story in stories().await {
        let order = story.order("mei", &format!("{ALGORITHMS} 3"), None).await;
        let line = story.lines("mei", &order).await[0].id;
        let token = story.make("mei", line, 365).await.unwrap();
        let mut sent = 0;
        for _ in 0..12 {
            let _ = story.watch(&token, "victim@elsewhere.example").await;
            sent += story.send().await.len();
            story.now += HOUR + MINUTE;
        }
        assert_eq!(sent, 3, "in a day");
    }
}

#[tokio::test]
async fn a_link_to_an_order_shows_its_titles_and_nothing_else() {
    for story in stories().await {
        let order = story.order("mei", &format!("{ALGORITHMS} 3\n{PATTERNS} 1"), None).await;
        story.order("mei", "9780521809269 1", None).await;
        let to = || LinkTo::Order(order.clone());
        assert_eq!(story.make_link("tang", to(), 90).await, Err(Refusal::NotFound));
        assert_eq!(story.make_link("bo", to(), 90).await, Err(Refusal::NotAllowed));
        let token = story.make_link("mei", to(), 90).await.unwrap();
        let line = story.lines("mei", &order).await[0].id;
        let single = story.make("mei", line, 90).await.unwrap();
        story.gather(ALGORITHMS).await;
        let seen = story.look(&token).await.unwrap();
        let titles: Vec<_> = seen.books.iter().map(|book| (book.title.as_str(), book.state)).collect();
        assert_eq!(titles, [("Introduction to Algorithms", State::OnTheWay), ("Design Patterns", State::Waiting)]);
        let written = serde_json::to_string(&seen).unwrap();
        for secret in ["fen", "price", order.as_str(), "Peking", "mei", "P26"] {
            assert!(!written.contains(secret), "{secret} in {written}");
        }
        assert_eq!(story.look(&single).await.unwrap().books.len(), 1, "a link to a line stays one");
        let mut conn = story.house.db.read().await.unwrap();
        let links = tracking::links(&mut conn, &story.scope("chen"), &order).await.unwrap();
        drop(conn);
        let whole = links.iter().find(|link| link.title.is_none()).unwrap();
        assert_eq!(links.len(), 2);
        assert_eq!(story.revoke("chen", whole.id).await, Ok(order));
        assert_eq!(story.look(&token).await, Err(Refusal::NotFound));
        assert!(story.look(&single).await.is_ok());
    }
}

#[tokio::test]
async fn who_waits_for_an_order_hears_of_each_day_that_brings_something_until_all_is_there() {
    for mut story in stories().await {
        let text = format!("{ALGORITHMS} 3\n{PATTERNS} 1\n9780521809269 1");
        let order = story.order("mei", &text, None).await;
        let token = story.make_link("mei", LinkTo::Order(order), 365).await.unwrap();
        story.watch(&token, "prof.wang@pku.example").await.unwrap();
        let question = story.send().await.remove(0);
        let LetterBody::Confirm { key, title: None } = question.body else { panic!("{question:?}") };
        let verb = (key, story.now);
        story.house.db.write(verb, |tx, (key, now)| Box::pin(tracking::confirm(tx, key, *now))).await.unwrap();
        let batches =
            [story.gather(ALGORITHMS).await, story.gather(PATTERNS).await, story.gather("9780521809269").await];
        story.deliver(&batches[0]).await;
        story.tell().await;
        let letters = of_the_link(story.send().await);
        assert_eq!(letters, [(vec!["Introduction to Algorithms".to_owned()], 1, 2)]);

        story.now += HOUR;
        story.deliver(&batches[1]).await;
        story.tell().await;
        assert_eq!(of_the_link(story.send().await), [], "one a day");
        story.now += HOUR;
        story.deliver(&batches[2]).await;
        story.tell().await;
        story.now += DAY;
        let letters = of_the_link(story.send().await);
        assert_eq!(letters.iter().map(|(_, came, open)| (*came, *open)).collect::<Vec<_>>(), [(3, 0)], "all in one");
        story.now += 3 * DAY;
        assert_eq!(of_the_link(story.send().await), []);
    }
}

impl Story {
    /// Somebody follows a link to all of an order, and has said yes.
    async fn follow(&self, order: &str) {
        let token = self.make_link("mei", LinkTo::Order(order.to_owned()), 365).await.unwrap();
        self.watch(&token, "prof.wang@pku.example").await.unwrap();
        let question = self.send().await.remove(0);
        let LetterBody::Confirm { key, .. } = question.body else { panic!("{question:?}") };
        let verb = (key, self.now);
        self.house.db.write(verb, |tx, (key, now)| Box::pin(tracking::confirm(tx, key, *now))).await.unwrap();
    }

    async fn cancel(&self, line: Uuid, copies: i64) {
        let verb = (self.scope("mei"), line, copies);
        let done =
            self.house.db.write(verb, |tx, (scope, line, copies)| Box::pin(orders::cancel(tx, scope, *line, *copies)));
        done.await.unwrap();
    }
}

#[tokio::test]
async fn all_is_there_when_what_was_missing_will_never_come() {
    for mut story in stories().await {
        let order = story.order("mei", &format!("{ALGORITHMS} 3\n{PATTERNS} 2\n9780521809269 1"), None).await;
        story.follow(&order).await;
        let lines = story.lines("mei", &order).await;
        let batch = story.gather(ALGORITHMS).await;
        story.deliver(&batch).await;
        story.tell().await;
        assert_eq!(of_the_link(story.send().await)[0].1, 1);

        // What is cancelled is no news as long as something is still to come.
        story.now += DAY;
        story.cancel(lines[1].id, 2).await;
        story.tell().await;
        assert_eq!(of_the_link(story.send().await), []);
        story.now += HOUR;
        story.cancel(lines[2].id, 1).await;
        story.tell().await;
        let letters = of_the_link(story.send().await);
        assert_eq!(letters, [(vec!["Introduction to Algorithms".to_owned()], 1, 0)], "that was all");
        story.now += 3 * DAY;
        assert_eq!(of_the_link(story.send().await), [], "once");
        assert!(story.violations().await.is_empty());
    }
}

#[tokio::test]
async fn what_ends_together_is_one_letter_and_what_never_came_is_none() {
    for mut story in stories().await {
        let text = format!("{ALGORITHMS} 3\n{PATTERNS} 2\n9780521809269 1");
        let (some, none) = (story.order("mei", &text, None).await, story.order("mei", &text, None).await);
        story.follow(&none).await;
        for line in story.lines("mei", &none).await {
            story.cancel(line.id, line.copies).await;
        }
        story.tell().await;
        assert_eq!(of_the_link(story.send().await), [], "nothing of it came");

        story.follow(&some).await;
        let batch = story.gather(ALGORITHMS).await;
        story.deliver(&batch).await;
        story.tell().await;
        assert_eq!(of_the_link(story.send().await).len(), 1);
        story.now += DAY;
        for line in &story.lines("mei", &some).await[1..] {
            story.cancel(line.id, line.copies).await;
        }
        story.tell().await;
        story.now += 3 * DAY;
        let letters = of_the_link(story.send().await);
        assert_eq!(letters.iter().map(|(_, came, open)| (*came, *open)).collect::<Vec<_>>(), [(1, 0)]);
    }
}

fn of_the_link(letters: Vec<kernel::shapes::Letter>) -> Vec<(Vec<String>, i64, i64)> {
    let of_it = letters.into_iter().filter_map(|letter| match letter.body {
        LetterBody::ArrivedOf { here, came, open } => Some((here, came, open)),
        _ => None,
    });
    of_it.collect()
}
