//! The outbox: nothing is told that did not happen, nothing is told twice, what fails comes again and is given up in the end.

use domain::outbox::{self, Due};
use domain::{Refusal, notices};
use store::sql;

use crate::house::{DAY, HOUR};
use crate::story::{ALGORITHMS, Story, stories};

async fn due(story: &Story) -> Vec<Due> {
    outbox::due(&mut story.house.db.read().await.unwrap(), story.now, 100).await.unwrap()
}

#[tokio::test]
async fn what_was_rolled_back_is_not_told() {
    for story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 1"), None).await;
        story.tell().await;
        let batch = story.gather(ALGORITHMS).await;
        story.tell().await;
        let stale = (story.scope("gu"), batch.clone());
        let refused = story.house.db.write(stale, |tx, (gu, no)| {
            Box::pin(async move {
                let part = domain::batches::Part { no: no.clone(), version: 1, slices: Vec::new() };
                let wish = domain::batches::Onward { parts: vec![part], into: None };
                domain::batches::forward(tx, &gu.staff()?, &wish).await?;
                Err::<(), _>(Refusal::Stale.into())
            })
        });
        refused.await.unwrap_err();
        assert_eq!(due(&story).await, []);
    }
}

#[tokio::test]
async fn two_processes_tell_it_once() {
    for story in stories().await {
        story.order("lin", &format!("{ALGORITHMS} 1"), Some("suzhou")).await;
        let rows = due(&story).await;
        for _ in 0..2 {
            let verb = (rows[0].clone(), story.now);
            story.house.db.write(verb, |tx, (due, now)| Box::pin(notices::tell(tx, due, *now))).await.unwrap();
        }
        assert_eq!(story.notices("sun").await[0].lines(), 1, "not two");
    }
}

#[tokio::test]
async fn only_one_of_two_senders_gets_a_letter() {
    for mut story in stories().await {
        story.order("lin", &format!("{ALGORITHMS} 1"), Some("suzhou")).await;
        story.tell().await;
        story.now += DAY;
        story.house.db.write(story.now, |tx, now| Box::pin(notices::compose(tx, *now))).await.unwrap();
        let rows = due(&story).await;
        assert_eq!(rows.len(), 1);
        let claim = async || {
            let verb = (rows[0].clone(), story.now);
            story.house.db.write(verb, |tx, (due, now)| Box::pin(outbox::claim(tx, due, *now))).await.unwrap()
        };
        assert!(claim().await);
        assert!(!claim().await);
        assert_eq!(due(&story).await, [], "it is in somebody's hands");
        story.now += outbox::LEASE_MS;
        assert_eq!(due(&story).await.len(), 1, "who died with it loses it");
    }
}

#[tokio::test]
async fn what_fails_comes_again_and_a_supervisor_sees_what_was_given_up() {
    for mut story in stories().await {
        story.order("lin", &format!("{ALGORITHMS} 1"), Some("suzhou")).await;
        story.tell().await;
        story.now += DAY;
        story.house.db.write(story.now, |tx, now| Box::pin(notices::compose(tx, *now))).await.unwrap();
        let (began, mut tries) = (story.now, 0);
        while let Some(row) = due(&story).await.into_iter().next() {
            let verb = (row, story.now);
            let failing = story.house.db.write(verb, |tx, (due, now)| {
                Box::pin(async move {
                    assert!(outbox::claim(tx, due, *now).await?);
                    outbox::failed(tx, due, "550 no such\r\nmailbox", *now).await
                })
            });
            failing.await.unwrap();
            tries += 1;
            story.now += 6 * HOUR;
        }
        assert_eq!(tries, 14);
        assert!(story.now - began > 2 * DAY);
        let mut conn = story.house.db.read().await.unwrap();
        let wu = story.scope("wu");
        let refused = outbox::dead(&mut conn, &wu.staff().unwrap()).await.unwrap_err();
        assert_eq!(Refusal::from(refused), Refusal::NotAllowed);
        let gu = story.scope("gu");
        let dead = outbox::dead(&mut conn, &gu.staff().unwrap()).await.unwrap();
        assert_eq!((dead.len(), dead[0].kind.as_str(), dead[0].tries), (1, "letter", 14));
        assert_eq!((dead[0].to.as_str(), dead[0].fault.as_str()), ("sun@portolan.example", "550 no suchmailbox"));
        drop(conn);
        let again =
            story.house.db.write(gu.clone(), |tx, gu| Box::pin(async move { outbox::retry(tx, &gu.staff()?).await }));
        assert_eq!(again.await.unwrap(), 1);
        assert_eq!(story.send().await.len(), 1, "and this time it goes");
    }
}

#[tokio::test]
async fn fsck_sees_what_was_never_told() {
    for mut story in stories().await {
        story.order("mei", &format!("{ALGORITHMS} 1"), None).await;
        story.now += HOUR;
        story.gather(ALGORITHMS).await;
        assert_eq!(story.violations().await, [""; 0]);
        let last = due(&story).await.pop().unwrap();
        let lost = story.house.db.write(last.id, |tx, id| {
            Box::pin(async move { sql!(execute, tx, "delete from outbox where id = $1", *id) })
        });
        lost.await.unwrap();
        assert_eq!(story.violations().await.len(), 1);
    }
}
