//! The work list: what a desk is told to do, in which order, and what it has put off.

use domain::Refusal;
use domain::cutoffs::{self, SetRhythm};
use kernel::shapes::{Prompt, Task, Urgency, Worklist};

use crate::carried::LIST;
use crate::desk::Hand;
use crate::house::{DAY, HOUR, House, houses};

fn keys(tasks: &[Task]) -> Vec<&str> {
    tasks.iter().map(|task| task.key.split(':').next().unwrap_or_default()).collect()
}

fn of<'w>(work: &'w Worklist, kind: &str) -> Option<&'w Task> {
    work.tasks.iter().find(|task| task.key.starts_with(&format!("{kind}:")))
}

async fn set_rhythm(house: &House, title: usize, days: &str, anchor: &str) {
    let publisher_id = house.titles[title].publisher_id;
    let wish = SetRhythm { publisher_id, rhythm_days: days.to_owned(), anchor: anchor.to_owned() };
    let set = house.db.write((house.scope("zhao"), wish), |tx, (scope, wish)| {
        Box::pin(async move { cutoffs::set(tx, &scope.staff()?, wish).await })
    });
    set.await.unwrap();
}

async fn in_days<'h>(house: &'h House, name: &str, days: i64) -> Hand<'h> {
    house.hand_at(name, house.now() + days * DAY)
}

#[tokio::test]
async fn what_is_to_be_bought_is_the_import_desks() {
    for house in houses().await {
        // Today is Monday, 7 September 2026.
        set_rhythm(&house, 0, "7", "2026-09-10").await;
        set_rhythm(&house, 5, "14", "2026-09-18").await;
        house.hand("mei").place(LIST, false).await;
        house.hand("tang").place("9780262033848 1", true).await;
        let work = house.hand("zhao").work().await;
        assert_eq!(keys(&work.tasks), ["urgent", "cutoff"], "{work:?}");
        let Prompt::Cutoff { lines, urgent, .. } = of(&work, "cutoff").unwrap().prompt else { panic!("{work:?}") };
        assert_eq!((lines, urgent), (2, 1), "of two publishers only one is near");
        assert_eq!(of(&work, "cutoff").unwrap().urgency, Urgency::Soon);
        assert!(house.hand("wu").work().await.tasks.is_empty(), "the distribution desk buys nothing");

        let thursday = in_days(&house, "zhao", 3).await.work().await;
        assert_eq!(of(&thursday, "cutoff").unwrap().urgency, Urgency::Today);
        let friday = in_days(&house, "zhao", 4).await.work().await;
        assert_eq!(of(&friday, "cutoff").unwrap().urgency, Urgency::Late, "{friday:?}");
    }
}

#[tokio::test]
async fn a_batch_asks_to_go_on_when_its_day_has_come() {
    for house in houses().await {
        let zhao = house.hand("zhao");
        house.hand("mei").place("9780262033848 5\n9780521809269 2", false).await;
        let numbers = zhao.gather_all().await;
        zhao.expect(&numbers[0], "2026-09-08").await;
        zhao.expect(&numbers[1], "2026-09-30").await;
        assert!(of(&zhao.work().await, "batch").is_none());
        let work = in_days(&house, "zhao", 1).await.work().await;
        let task = of(&work, "batch").unwrap();
        assert_eq!((task.urgency, task.key.as_str()), (Urgency::Today, format!("batch:{}", numbers[0]).as_str()));
        let work = in_days(&house, "zhao", 2).await.work().await;
        assert_eq!(of(&work, "batch").unwrap().urgency, Urgency::Late);

        // Moved on, it is the distribution desk's: the batches there have come in since yesterday.
        let customs = zhao.forward(&numbers[0]).await.unwrap();
        zhao.forward(&customs).await.unwrap();
        let wu = house.hand_at("wu", house.now() + HOUR).work().await;
        assert_eq!(
            wu.came.iter().map(|came| (came.stage.as_str(), came.count)).collect::<Vec<_>>(),
            [("inspection", 1)]
        );
        let later = in_days(&house, "wu", 6).await.work().await;
        assert_eq!(of(&later, "batch").unwrap().urgency, Urgency::Late);
        assert!(later.came.is_empty(), "that was days ago");
    }
}

#[tokio::test]
async fn what_is_held_back_wants_a_look_every_week_and_a_begun_count_an_end() {
    for house in houses().await {
        let zhao = house.hand("zhao");
        house.hand("mei").place("9780262033848 5\n9780521809269 2", false).await;
        let numbers = zhao.gather_all().await;
        let held = zhao.hold(&numbers[0]).await;
        zhao.scan(&numbers[1], "9780521809269").await;
        let work = zhao.work().await;
        assert!(of(&work, "held").is_none());
        assert_eq!(of(&work, "receipt").unwrap().urgency, Urgency::Today);
        let zhao = in_days(&house, "zhao", 8).await;
        let work = zhao.work().await;
        assert_eq!(of(&work, "receipt").unwrap().urgency, Urgency::Late, "it was forgotten");
        let task = of(&work, "held").unwrap().clone();
        assert_eq!(task.urgency, Urgency::Look);
        zhao.put_off(&task.key).await.unwrap();
        assert!(of(&in_days(&house, "zhao", 13).await.work().await, "held").is_none());
        assert!(of(&in_days(&house, "zhao", 15).await.work().await, "held").is_some());
        in_days(&house, "zhao", 15).await.expect(&held, "2026-09-30").await;
        assert!(of(&in_days(&house, "zhao", 16).await.work().await, "held").is_none(), "somebody has looked at it");
    }
}

#[tokio::test]
async fn what_was_done_for_today_comes_back_tomorrow_and_only_for_its_person() {
    for house in houses().await {
        house.hand("tang").place("9780262033848 1", true).await;
        let zhao = house.hand("zhao");
        let key = of(&zhao.work().await, "urgent").unwrap().key.clone();
        zhao.put_off(&key).await.unwrap();
        zhao.put_off(&key).await.unwrap();
        let work = zhao.work().await;
        assert!(work.tasks.is_empty());
        assert_eq!(keys(&work.put_off), ["urgent"]);
        assert!(of(&house.hand("gu").work().await, "urgent").is_some(), "Gu has not put it off");
        house.hand("tang").place("9780262033848 1", true).await;
        assert!(of(&zhao.work().await, "urgent").is_some(), "another line is another prompt");
        assert!(of(&in_days(&house, "zhao", 1).await.work().await, "urgent").is_some());

        let key = of(&zhao.work().await, "urgent").unwrap().key.clone();
        zhao.put_off(&key).await.unwrap();
        zhao.take_up(&key).await.unwrap();
        assert!(of(&zhao.work().await, "urgent").is_some());
        assert!(zhao.put_off("").await.is_err());
        assert_eq!(house.hand("mei").put_off(&key).await, Err(Refusal::NotFound));
    }
}

#[tokio::test]
async fn supervisors_choose_a_desk_and_learn_whose_it_is() {
    for house in houses().await {
        house.hand("tang").place("9780262033848 1", true).await;
        let gu = house.hand("gu");
        let all = gu.work().await;
        assert_eq!((all.desk.as_deref(), all.desks.is_empty()), (None, false));
        assert_eq!(of(&all, "urgent").unwrap().desk, "Import desk");
        let wus = gu.day(Some("distribution")).await.unwrap().work;
        assert_eq!((wus.desk.as_deref(), wus.tasks.len()), (Some("distribution"), 0));
        assert_eq!(gu.day(Some("kitchen")).await.unwrap_err(), Refusal::NotFound);
        let zhaos = house.hand("zhao").day(Some("distribution")).await.unwrap().work;
        assert_eq!(zhaos.desk.as_deref(), Some("imports"), "a desk's people have their own");
    }
}

#[tokio::test]
async fn a_round_that_left_something_undone_is_told() {
    for house in houses().await {
        let zhao = house.hand("zhao");
        house.hand("mei").place("9780262033848 5\n9780521809269 2", false).await;
        let numbers = zhao.gather_all().await;
        zhao.begin(zhao.wish("forward", &numbers).await).await.unwrap();
        zhao.forward(&numbers[0]).await.unwrap();
        house.run_rounds().await;
        let work = zhao.work().await;
        let Prompt::Round { refused, .. } = of(&work, "round").unwrap().prompt else { panic!("{work:?}") };
        assert_eq!(refused, 1);
        assert!(of(&house.hand("gu").work().await, "round").is_none(), "it was Zhao's");
    }
}
