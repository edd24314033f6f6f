//! Who may see what was said, and who may say it.

use std::sync::Arc;

use domain::{Refusal, arrivals};

use crate::story::{ALGORITHMS, Story, stories};

async fn renew_as(story: &Story, who: &str) -> Result<u64, Refusal> {
    let view = Arc::new(story.view().await);
    let (orders, _) =
        arrivals::open_orders(&mut story.house.db.read().await.unwrap(), Default::default()).await.unwrap();
    assert!(!orders.is_empty());
    let act = (story.scope(who), view, orders);
    let done =
        story.house.db.write(act, |tx, (scope, view, orders)| Box::pin(arrivals::renew(tx, scope, view, orders)));
    done.await.map_err(Refusal::from)
}

async fn promise_as(story: &Story, who: &str, no: &str) -> Result<(), Refusal> {
    let act = (story.scope(who), Arc::new(story.view().await), no.to_owned());
    let done = story.house.db.write(act, |tx, (scope, view, no)| Box::pin(arrivals::promise(tx, scope, view, no)));
    done.await.map_err(Refusal::from)
}

#[tokio::test]
async fn tang_never_sees_meis() {
    for story in stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3")).await;
        story.renew().await;
        assert_eq!(story.lines("tang", &no).await, Err(Refusal::NotFound));
        assert_eq!(promise_as(&story, "tang", &no).await, Err(Refusal::NotFound));
        assert_eq!(story.ledger().await.len(), 1, "and writes nothing");
        for who in ["mei", "bo", "gu"] {
            let arrival = story.lines(who, &no).await.unwrap().remove(0).arrival;
            assert!(arrival.is_some_and(|arrival| arrival.promises.len() == 1), "{who}");
        }
    }
}

#[tokio::test]
async fn a_customer_cannot_have_the_house_look_anew() {
    for story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 3")).await;
        for who in ["mei", "tang", "lin"] {
            assert_eq!(renew_as(&story, who).await, Err(Refusal::NotFound), "{who}");
        }
        assert_eq!(story.ledger().await, []);
    }
}

#[tokio::test]
async fn an_order_is_promised_in_the_moment_in_which_it_is_placed() {
    for story in stories().await {
        let no = story.order("mei", &format!("{ALGORITHMS} 3")).await;
        promise_as(&story, "mei", &no).await.unwrap();
        assert_eq!(story.reasons().await, ["ordered"]);
        assert_eq!(story.renew().await, 0, "the job has nothing to add");
    }
}
