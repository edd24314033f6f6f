//! Rounds that go well: each batch is moved by the verb that the desk has for one.

use domain::Refusal;
use kernel::FaultCode;
use kernel::shapes::RoundOutcome;

use crate::house::houses;

/// Lines of five publishers.
pub const LIST: &str = "9780262033848 5\n9780521809269 2\n9783406568053 1\n9780201633610 3\n9780134685991 1";

#[tokio::test]
async fn every_batch_goes_on_by_itself_and_the_report_says_where_to() {
    for house in houses().await {
        let zhao = house.hand("zhao");
        house.hand("mei").place(LIST, false).await;
        let numbers = zhao.gather_all().await;
        let id = zhao.begin(zhao.wish("forward", &numbers).await).await.unwrap();
        let page = zhao.round(id).await.unwrap();
        assert_eq!((page.head.items, page.head.done, page.head.ended_at), (numbers.len() as i64, 0, None));
        assert_eq!(page.lines, 5);
        assert_eq!(house.turns().await.len(), 1, "it is the round's turn");

        house.run_rounds().await;
        let page = zhao.round(id).await.unwrap();
        assert_eq!((page.head.done, page.head.refused), (numbers.len() as i64, 0));
        assert_eq!(page.head.ended_at, Some(house.now()));
        for item in &page.items {
            let RoundOutcome::Done { into: Some(into) } = &item.outcome else { panic!("{item:?}") };
            let there = zhao.batch(into).await;
            assert_eq!((there.head.stage.as_str(), there.head.copies), ("customs", item.copies));
            assert_eq!(there.moves[0].kind, "forward");
        }
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn many_batches_are_given_a_day_and_held_ones_are_released() {
    for house in houses().await {
        let zhao = house.hand("zhao");
        house.hand("mei").place(LIST, false).await;
        let numbers = zhao.gather_all().await;
        let mut wish = zhao.wish("expect", &numbers).await;
        wish.day = "2026-10-20".to_owned();
        let refused = zhao.begin(wish.clone()).await.unwrap_err();
        assert_eq!(refused, Refusal::field("note", FaultCode::Required));
        wish.note = "the strike at the port".to_owned();
        zhao.begin(wish).await.unwrap();
        house.run_rounds().await;
        for no in &numbers {
            assert_eq!(zhao.batch(no).await.dates[0].note, "the strike at the port");
        }

        let held = zhao.hold(&numbers[0]).await;
        let mut wish = zhao.wish("release", &[held, numbers[1].clone()]).await;
        wish.note = "it was printed".to_owned();
        let id = zhao.begin(wish).await.unwrap();
        house.run_rounds().await;
        let page = zhao.round(id).await.unwrap();
        assert_eq!((page.head.done, page.head.refused), (1, 1), "one of them was not held back");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn a_short_round_does_not_wait_for_a_long_one() {
    for house in houses().await {
        let zhao = house.hand("zhao");
        house.hand("mei").place(LIST, false).await;
        let numbers = zhao.gather_all().await;
        let (short, long) = numbers.split_at(1);
        let long = zhao.begin(zhao.wish("forward", long).await).await.unwrap();
        let short = zhao.begin(zhao.wish("forward", short).await).await.unwrap();
        for turn in house.turns().await {
            house.take(turn, house.now()).await.unwrap();
        }
        assert!(zhao.round(short).await.unwrap().head.ended_at.is_some());
        assert_eq!(zhao.round(long).await.unwrap().head.done, 1);
    }
}
