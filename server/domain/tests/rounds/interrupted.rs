//! Rounds that are interrupted, repeated and raced: nothing happens twice, and nothing is left out.

use domain::rounds;
use domain::{Refusal, Result, Tx};
use store::sql;

use crate::carried::LIST;
use crate::house::houses;

/// What the process had done when it was killed before the commit: all of it, and none of it stays.
async fn killed(tx: &mut Tx, (now, turn): &(i64, rounds::Turn)) -> Result<()> {
    rounds::carry_out(tx, *now, *turn).await?;
    Err(Refusal::Busy.into())
}

#[tokio::test]
async fn a_round_is_taken_up_where_it_stopped() {
    for house in houses().await {
        let zhao = house.hand("zhao");
        house.hand("mei").place(LIST, false).await;
        let numbers = zhao.gather_all().await;
        let id = zhao.begin(zhao.wish("forward", &numbers).await).await.unwrap();
        let first = house.turns().await[0];
        house.take(first, house.now()).await.unwrap();
        let second = house.turns().await[0];
        assert_eq!(second.position, first.position + 1);
        let cut = house.db.write((house.now(), second), |tx, args| Box::pin(killed(tx, args))).await;
        assert!(cut.is_err());
        assert_eq!(house.turns().await, [second], "the next process begins with it");
        assert_eq!(zhao.round(id).await.unwrap().head.done, 1);

        house.run_rounds().await;
        // Another process that had read its turn before all this.
        house.take(first, house.now()).await.unwrap();
        house.take(second, house.now()).await.unwrap();
        house.refuse(second, house.now(), Refusal::Stale).await;
        let page = zhao.round(id).await.unwrap();
        assert_eq!((page.head.done, page.head.refused), (numbers.len() as i64, 0));
        let acts = sql!(
            fetch_one as (i64,),
            &mut house.db.read().await.unwrap(),
            "select count(*) from moves where kind = 'forward'"
        );
        assert_eq!(acts.unwrap().0, numbers.len() as i64, "each batch went on once");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn two_processes_share_a_round() {
    for house in houses().await {
        let zhao = house.hand("zhao");
        house.hand("mei").place(LIST, false).await;
        let numbers = zhao.gather_all().await;
        let id = zhao.begin(zhao.wish("forward", &numbers).await).await.unwrap();
        tokio::join!(house.run_rounds(), house.run_rounds(), house.run_rounds());
        let page = zhao.round(id).await.unwrap();
        assert_eq!((page.head.done, page.head.refused), (numbers.len() as i64, 0), "{page:?}");
        assert!(house.violations().await.is_empty());
    }
}

#[tokio::test]
async fn what_is_sent_twice_begins_one_round() {
    for house in houses().await {
        let zhao = house.hand("zhao");
        house.hand("mei").place(LIST, false).await;
        let numbers = zhao.gather_all().await;
        let wish = zhao.wish("forward", &numbers).await;
        let id = zhao.begin(wish.clone()).await.unwrap();
        house.run_rounds().await;
        assert_eq!(zhao.begin(wish.clone()).await, Ok(id));
        assert!(house.turns().await.is_empty(), "the repeat began nothing");
        let mut other = wish.clone();
        other.batches.pop();
        assert_eq!(zhao.begin(other).await, Err(Refusal::Stale), "the key was used for something else");
        assert_eq!(house.hand("wu").begin(wish).await, Err(Refusal::NotFound), "a round of somebody else");
    }
}

#[tokio::test]
async fn an_accident_is_tried_again_but_not_for_ever() {
    for house in houses().await {
        let zhao = house.hand("zhao");
        house.hand("mei").place(LIST, false).await;
        let numbers = zhao.gather_all().await;
        let id = zhao.begin(zhao.wish("forward", &numbers).await).await.unwrap();
        let turn = house.turns().await[0];
        let accident = Refusal::Broken { reference: "0123".to_owned() };
        for _ in 0..2 {
            house.refuse(turn, house.now(), accident.clone()).await;
            assert_eq!(house.turns().await, [turn]);
        }
        house.refuse(turn, house.now(), accident).await;
        assert_ne!(house.turns().await, [turn], "the others go on");
        assert_eq!(zhao.round(id).await.unwrap().head.refused, 1);
    }
}
