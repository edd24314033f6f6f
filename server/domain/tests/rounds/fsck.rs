//! fsck sees counters of a round that are not what its batches say.

use domain::{Result, Tx};
use store::sql;

use crate::carried::LIST;
use crate::house::{House, houses};

/// Lets one statement do its damage to a round that has ended, and answers with the rules that fsck names.
macro_rules! damage {
    ($house:expr, $sql:literal) => {{
        async fn harm(tx: &mut Tx) -> Result<()> {
            sql!(execute, tx, $sql)?;
            Ok(())
        }
        ended($house).await;
        $house.db.write((), |tx, ()| Box::pin(harm(tx))).await.unwrap();
        let found = $house.violations().await;
        found.into_iter().map(|violation| violation.split(':').next().unwrap().to_owned()).collect::<Vec<_>>()
    }};
}

/// A round over several batches of which one was refused; sound before its first turn, between two and at its end.
async fn ended(house: &House) {
    let zhao = house.hand("zhao");
    house.hand("mei").place(LIST, false).await;
    let numbers = zhao.gather_all().await;
    let id = zhao.begin(zhao.wish("forward", &numbers).await).await.unwrap();
    assert!(house.violations().await.is_empty());
    zhao.forward(&numbers[0]).await.unwrap();
    for turn in house.turns().await {
        let _ = house.take(turn, house.now()).await;
    }
    assert!(house.violations().await.is_empty(), "it is under way");
    house.run_rounds().await;
    let head = zhao.round(id).await.unwrap().head;
    assert!(head.ended_at.is_some() && head.done > 0 && head.refused == 1);
    assert!(house.violations().await.is_empty());
}

#[tokio::test]
async fn counters_that_say_something_else_are_found() {
    for house in houses().await {
        let found = damage!(&house, "update rounds set done = done - 1, refused = refused + 1");
        assert_eq!(found, ["rounds"]);
    }
}

#[tokio::test]
async fn a_round_that_ended_before_its_last_batch_is_found() {
    for house in houses().await {
        let found = damage!(
            &house,
            "update round_items set state = 'waiting', over_at = null, refusal = null where state = 'refused'"
        );
        assert_eq!(found, ["rounds"]);
    }
}

#[tokio::test]
async fn a_batch_that_is_gone_is_found() {
    for house in houses().await {
        assert_eq!(damage!(&house, "delete from round_items where position = 1"), ["rounds"]);
    }
}
