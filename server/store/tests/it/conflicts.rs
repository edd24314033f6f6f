//! PostgreSQL: transactions that lose against one another are run again, and nobody notices. Skipped without a server.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures::future::join;
use store::fresh::FreshDb;
use store::{BoxFuture, Engine, Result, Tx, sql};
use tokio::sync::Barrier;

use crate::jars::{add, is_broken, make, total};

async fn with_jars(count: i64) -> Option<FreshDb> {
    let fresh = store::fresh::fresh_dbs().await.into_iter().find(|fresh| fresh.engine() == Engine::Postgres)?;
    make(&fresh, count).await;
    Some(fresh)
}

/// Two verbs that meet in the middle of their first run, so that they are sure to be in each other's way.
#[derive(Clone)]
struct Meeting {
    first: i64,
    second: i64,
    barrier: Arc<Barrier>,
    runs: Arc<AtomicUsize>,
}

impl Meeting {
    fn pair() -> (Self, Self) {
        let (barrier, runs) = (Arc::new(Barrier::new(2)), Arc::default());
        let one = Self { first: 0, second: 1, barrier, runs };
        (one.clone(), Self { first: 1, second: 0, ..one })
    }

    async fn meet(&self) {
        if self.runs.fetch_add(1, Ordering::SeqCst) < 2 {
            self.barrier.wait().await;
        }
    }
}

#[tokio::test]
async fn a_deadlock_is_resolved() {
    let Some(db) = with_jars(2).await else { return };
    fn crossing<'t>(tx: &'t mut Tx, meeting: &'t Meeting) -> BoxFuture<'t, Result<()>> {
        Box::pin(async move {
            add(tx, &(meeting.first, 1)).await?;
            meeting.meet().await;
            add(tx, &(meeting.second, 1)).await?;
            Ok(())
        })
    }
    let (one, two) = Meeting::pair();
    let runs = Arc::clone(&one.runs);
    let (a, b) = join(db.write(one, crossing), db.write(two, crossing)).await;
    a.expect("a write");
    b.expect("a write");
    assert_eq!(total(&db).await, 4);
    assert!(runs.load(Ordering::SeqCst) >= 3, "they were not in each other's way");
}

/// Each takes a copy from its own jar as long as both together hold enough: the rule that breaks under weaker isolation.
fn take_if_enough<'t>(tx: &'t mut Tx, meeting: &'t Meeting) -> BoxFuture<'t, Result<bool>> {
    Box::pin(async move {
        let (all,) = sql!(fetch_one as (i64,), tx, "select cast(sum(copies) as bigint) from jars")?;
        meeting.meet().await;
        if all < 2 {
            return Ok(false);
        }
        add(tx, &(meeting.first, -2)).await?;
        Ok(true)
    })
}

#[tokio::test]
async fn two_who_read_the_same_do_not_both_act_on_it() {
    let Some(db) = with_jars(2).await else { return };
    db.write((0, 1), add).await.expect("a write");
    db.write((1, 1), add).await.expect("a write");
    let (one, two) = Meeting::pair();
    let (a, b) = join(db.write(one, take_if_enough), db.write(two, take_if_enough)).await;
    let taken = [a.expect("a write"), b.expect("a write")];
    assert_eq!(taken.iter().filter(|taken| **taken).count(), 1, "both took: write skew");
    assert_eq!(total(&db).await, 0);
}

#[tokio::test]
async fn a_swallowed_conflict_is_run_again_too() {
    let Some(db) = with_jars(2).await else { return };
    fn careless<'t>(tx: &'t mut Tx, meeting: &'t Meeting) -> BoxFuture<'t, Result<()>> {
        Box::pin(async move {
            add(tx, &(meeting.first, 1)).await?;
            meeting.meet().await;
            let _ = add(tx, &(meeting.second, 1)).await;
            Ok(())
        })
    }
    let (one, two) = Meeting::pair();
    let (a, b) = join(db.write(one, careless), db.write(two, careless)).await;
    a.expect("a write");
    b.expect("a write");
    assert_eq!(total(&db).await, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_lost_is_not_beaten_again_by_those_who_come_later() {
    let Some(db) = with_jars(1).await else { return };
    fn slow<'t>(tx: &'t mut Tx, (): &'t ()) -> BoxFuture<'t, Result<()>> {
        Box::pin(async move {
            for _ in 0..100 {
                sql!(fetch_one as (i64,), &mut *tx, "select cast(sum(copies) as bigint) from jars")?;
            }
            add(tx, &(0, 1)).await?;
            Ok(())
        })
    }
    let done = AtomicUsize::new(0);
    let crowd = futures::future::join_all((0..8).map(|_| async {
        while done.load(Ordering::SeqCst) == 0 {
            db.write((0, 1), add).await.expect("a quick write");
        }
    }));
    let (outcome, _) = join(
        async {
            let outcome = db.write((), slow).await;
            done.store(1, Ordering::SeqCst);
            outcome
        },
        crowd,
    )
    .await;
    outcome.expect("the slow write");
}

#[tokio::test(flavor = "multi_thread")]
async fn verbs_of_a_kind_that_once_lost_run_one_after_the_other() {
    let Some(db) = with_jars(1).await else { return };
    fn number<'t>(tx: &'t mut Tx, meeting: &'t Meeting) -> BoxFuture<'t, Result<()>> {
        Box::pin(async move {
            sql!(fetch_one as (i64,), &mut *tx, "select cast(sum(copies) as bigint) from jars")?;
            meeting.meet().await;
            add(tx, &(0, 1)).await?;
            Ok(())
        })
    }
    let (one, other) = Meeting::pair();
    let (first, second) = join(db.write(one.clone(), number), db.write(other, number)).await;
    first.and(second).expect("both");
    let before = one.runs.load(Ordering::SeqCst);
    assert_eq!(before, 3, "one of the two was run again");
    for outcome in futures::future::join_all((0..40).map(|_| db.write(one.clone(), number))).await {
        outcome.expect("a write");
    }
    assert_eq!(one.runs.load(Ordering::SeqCst), before + 40, "none had to be run again");
    assert_eq!(total(&db).await, 42);
}

#[tokio::test]
async fn a_pooled_connection_never_carries_an_open_transaction() {
    let Some(db) = with_jars(1).await else { return };
    for round in 0..40 {
        let outcome = db
            .write(round, |tx, round| {
                Box::pin(async move {
                    add(tx, &(0, 1)).await?;
                    match round % 3 {
                        0 => panic!("a defect in a verb, on purpose"),
                        1 => sql!(execute, tx, "select no_such_column from jars"),
                        _ => Ok(0),
                    }
                })
            })
            .await;
        assert_eq!(is_broken(&outcome), round % 3 != 2);
    }
    let mut conn = db.read().await.expect("a reader");
    let (open,) = sql!(
        fetch_one as (i64,),
        &mut conn,
        "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in%'"
    )
    .expect("a count");
    assert_eq!(open, 0);
    drop(conn);
    assert_eq!(total(&db).await, 13);
}

/// `cargo test -p store hot_row -- --ignored --nocapture`
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn a_hot_row() {
    store::fresh::each_fresh_db(async |db| {
        make(&db, 200).await;
        for (name, spread) in [("one row for all", 0), ("a row for each", 1)] {
            let begun = std::time::Instant::now();
            let writes = (0..200).map(|n| db.write((n * spread, 1), add));
            let failed = futures::future::join_all(writes).await.iter().filter(|outcome| outcome.is_err()).count();
            println!("{:?}, {name}: 200 writes in {:.0?}, {failed} failed", db.engine(), begun.elapsed());
        }
    })
    .await;
}
