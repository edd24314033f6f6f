//! What a round refuses: a wish that makes no sense at once, a batch that cannot be moved when its turn comes.

use domain::rounds::Begin;
use domain::{Refusal, Tx, rounds};
use kernel::{FaultCode, Uuid};
use store::sql;

use crate::carried::LIST;
use crate::desk::refusal;
use crate::house::{House, houses};

#[tokio::test]
async fn what_somebody_moved_meanwhile_is_refused_with_the_reason() {
    for house in houses().await {
        let zhao = house.hand("zhao");
        house.hand("mei").place(LIST, false).await;
        let numbers = zhao.gather_all().await;
        let id = zhao.begin(zhao.wish("forward", &numbers).await).await.unwrap();
        zhao.forward(&numbers[0]).await.unwrap();
        zhao.expect(&numbers[1], "2026-10-30").await;
        let held = zhao.hold(&numbers[2]).await;
        house.run_rounds().await;

        let page = zhao.round(id).await.unwrap();
        assert_eq!((page.head.done, page.head.refused), (numbers.len() as i64 - 3, 3));
        assert_eq!(refusal(&page, &numbers[0]), Some((Refusal::Stale, None)), "it is empty: nothing to try again");
        let (why, again) = refusal(&page, &numbers[1]).unwrap();
        assert_eq!(why, Refusal::Stale);
        let batches = vec![(numbers[1].clone(), again.unwrap()), (held.clone(), zhao.batch(&held).await.version)];
        let wish = Begin { id: Uuid::now_v7(), act: "forward".to_owned(), batches, ..Begin::default() };
        let again = zhao.begin(wish).await.unwrap();
        house.run_rounds().await;
        let page = zhao.round(again).await.unwrap();
        assert_eq!(refusal(&page, &numbers[1]), None);
        assert_eq!(refusal(&page, &held).unwrap().0, Refusal::field("slices", FaultCode::OnHold));
        assert!(house.violations().await.is_empty());
    }
}

async fn to_another_desk(tx: &mut Tx, user: &Uuid) -> domain::Result<u64> {
    sql!(execute, tx, "update users set desk = 'distribution' where id = $1", *user)
}

async fn dismissed(tx: &mut Tx, user: &Uuid) -> domain::Result<u64> {
    sql!(execute, tx, "update users set disabled_at = 1 where id = $1", *user)
}

/// The reasons of a round of Zhao's over two batches, before whose turns something happens to Zhao.
async fn reasons_after(house: &House, change: impl AsyncFnOnce(Uuid)) -> Vec<Refusal> {
    let zhao = house.hand("zhao");
    house.hand("mei").place("9780262033848 5\n9780521809269 2", false).await;
    let numbers = zhao.gather_all().await;
    let id = zhao.begin(zhao.wish("forward", &numbers).await).await.unwrap();
    change(house.user("zhao")).await;
    house.run_rounds().await;
    let page = house.hand("gu").round(id).await.unwrap();
    numbers.iter().filter_map(|no| refusal(&page, no)).map(|(why, _)| why).collect()
}

#[tokio::test]
async fn the_rights_that_count_are_those_of_the_moment() {
    for house in houses().await {
        let moved = async |zhao| {
            house.db.write(zhao, |tx, zhao| Box::pin(to_another_desk(tx, zhao))).await.unwrap();
        };
        assert_eq!(reasons_after(&house, moved).await, [Refusal::NotAllowed, Refusal::NotAllowed]);
    }
    for house in houses().await {
        let gone = async |zhao| {
            house.db.write(zhao, |tx, zhao| Box::pin(dismissed(tx, zhao))).await.unwrap();
        };
        assert_eq!(reasons_after(&house, gone).await, [Refusal::NotAllowed, Refusal::NotAllowed]);
    }
}

#[tokio::test]
async fn a_wish_that_makes_no_sense_names_every_fault() {
    for house in houses().await {
        let zhao = house.hand("zhao");
        let wish = Begin { id: Uuid::now_v7(), act: "burn".to_owned(), ..Begin::default() };
        let refused = zhao.begin(wish.clone()).await.unwrap_err();
        let faults = refused.faults().unwrap();
        assert_eq!(faults.of("act"), Some(&FaultCode::UnknownChoice));
        assert_eq!(faults.of("batches"), Some(&FaultCode::NothingChosen));
        let unknown = Begin { act: "forward".to_owned(), batches: vec![("P26-999999".to_owned(), 1)], ..wish.clone() };
        assert_eq!(zhao.begin(unknown).await, Err(Refusal::NotFound));
        let many = (0..501).map(|n| (format!("P26-{n:06}"), 1)).collect();
        let many = zhao.begin(Begin { batches: many, ..wish.clone() }).await.unwrap_err();
        assert_eq!(many.faults().unwrap().of("batches"), Some(&FaultCode::OutOfRange { min: 1, max: 500 }));
        assert_eq!(house.hand("mei").begin(wish).await, Err(Refusal::NotFound), "there is no desk for customers");
    }
}

#[tokio::test]
async fn a_round_is_its_persons_and_the_supervisors() {
    for house in houses().await {
        let (zhao, wu, gu) = (house.hand("zhao"), house.hand("wu"), house.hand("gu"));
        house.hand("mei").place(LIST, false).await;
        let numbers = zhao.gather_all().await;
        let id = zhao.begin(zhao.wish("forward", &numbers).await).await.unwrap();
        assert_eq!(wu.round(id).await, Err(Refusal::NotFound));
        let seen = gu.round(id).await.unwrap();
        assert_eq!((seen.mine, seen.head.items), (false, numbers.len() as i64));
        let mut conn = house.db.read().await.unwrap();
        let lists = [(&zhao, 1), (&wu, 0), (&gu, 1)];
        for (hand, many) in lists {
            assert_eq!(rounds::list(&mut conn, &hand.scope.staff().unwrap(), None).await.unwrap().rows.len(), many);
        }
        // Wu's own round over batches of Zhao's desk comes to nothing.
        let foreign = wu.begin(wu.wish("forward", &numbers).await).await.unwrap();
        house.run_rounds().await;
        assert_eq!(wu.round(foreign).await.unwrap().head.refused, numbers.len() as i64);
        assert_eq!(zhao.round(id).await.unwrap().head.refused, 0);
    }
}
