//! What `write` and `read` promise on both engines.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use kernel::Refusal;
use store::{Db, Engine, Fault, Result, sql};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::jars::{add, each_with_jars, is_broken, make, total};

#[tokio::test]
async fn a_write_is_answered_with_what_the_verb_returns_and_can_be_read() {
    each_with_jars(1, async |db| {
        assert_eq!(db.write((0, 5), add).await.expect("a write"), 5);
        assert_eq!(total(&db).await, 5);
    })
    .await;
}

#[tokio::test]
async fn a_refusal_passes_unchanged_and_undoes_everything() {
    each_with_jars(1, async |db| {
        let outcome: Result<()> = db
            .write((0, 5), |tx, args| {
                Box::pin(async move {
                    add(tx, args).await?;
                    Err(Refusal::Credit { short_fen: 7 }.into())
                })
            })
            .await;
        assert!(matches!(outcome, Err(Fault::Refused(Refusal::Credit { short_fen: 7 }))), "{outcome:?}");
        assert_eq!(total(&db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_verb_that_goes_on_after_a_failed_statement_is_undone() {
    each_with_jars(1, async |db| {
        let outcome = db
            .write((0, 5), |tx, args| {
                Box::pin(async move {
                    add(tx, args).await?;
                    let doubled = sql!(execute, tx, "insert into jars (id, copies) values (0, 0)");
                    assert!(is_broken(&doubled));
                    Ok(())
                })
            })
            .await;
        assert!(is_broken(&outcome), "{outcome:?}");
        assert_eq!(total(&db).await, 0);
        assert_eq!(db.write((0, 1), add).await.expect("the next write"), 1);
    })
    .await;
}

#[tokio::test]
async fn a_missing_row_is_no_failed_statement() {
    each_with_jars(1, async |db| {
        let outcome = db
            .write((0, 5), |tx, args| {
                Box::pin(async move {
                    let absent = sql!(fetch_one as (i64,), tx, "select copies from jars where id = 99");
                    assert!(is_broken(&absent));
                    add(tx, args).await
                })
            })
            .await;
        assert_eq!(outcome.expect("a write"), 5);
    })
    .await;
}

#[tokio::test]
async fn a_panic_is_the_failure_of_one_verb_only() {
    each_with_jars(1, async |db| {
        let outcome: Result<()> = db
            .write((0, 5), |tx, args| {
                Box::pin(async move {
                    add(tx, args).await?;
                    panic!("a defect in a verb, on purpose")
                })
            })
            .await;
        assert!(is_broken(&outcome), "{outcome:?}");
        assert_eq!(total(&db).await, 0);
        assert_eq!(db.write((0, 1), add).await.expect("the next write"), 1);
    })
    .await;
}

#[tokio::test]
async fn the_work_goes_on_when_the_caller_is_gone() {
    each_with_jars(1, async |db| {
        let mut committed = db.committed();
        committed.mark_unchanged();
        let (entered, leave) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
        let caller = tokio::spawn({
            let (db, gates) = (db.clone(), (Arc::clone(&entered), Arc::clone(&leave)));
            async move {
                db.write(gates, |tx, (entered, leave)| {
                    Box::pin(async move {
                        add(tx, &(0, 5)).await?;
                        entered.add_permits(1);
                        leave.acquire().await.expect("a gate").forget();
                        Ok(())
                    })
                })
                .await
            }
        });
        entered.acquire().await.expect("a gate").forget();
        caller.abort();
        assert!(caller.await.expect_err("aborted").is_cancelled());
        leave.add_permits(1);
        committed.changed().await.expect("a commit");
        assert_eq!(total(&db).await, 5);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn verbs_that_read_before_they_write_behave_as_if_alone() {
    const WRITERS: i64 = 40;
    each_with_jars(1, async |db| {
        let runs = Arc::new(AtomicUsize::new(0));
        let writes = (0..WRITERS).map(|_| {
            db.write(Arc::clone(&runs), |tx, runs| {
                Box::pin(async move {
                    runs.fetch_add(1, Ordering::Relaxed);
                    let (copies,) = sql!(fetch_one as (i64,), tx, "select copies from jars where id = 0")?;
                    tokio::task::yield_now().await;
                    sql!(execute, tx, "update jars set copies = $1 where id = 0", copies + 1)?;
                    Ok(())
                })
            })
        });
        for outcome in futures::future::join_all(writes).await {
            outcome.expect("a write, after retries where needed");
        }
        assert_eq!(total(&db).await, WRITERS);
        println!("{:?}: {WRITERS} writes took {} runs", db.engine(), runs.load(Ordering::Relaxed));
    })
    .await;
}

#[tokio::test]
async fn a_reader_cannot_write() {
    each_with_jars(1, async |db| {
        let mut conn = db.read().await.expect("a reader");
        assert!(is_broken(&sql!(execute, &mut conn, "update jars set copies = 1")));
        drop(conn);
        assert_eq!(total(&db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_reader_who_gets_no_connection_is_told_that_the_house_is_busy() {
    let db = store::fresh::fresh_db().await;
    let mut held = Vec::new();
    for _ in 0..4 {
        held.push(db.read().await.expect("one of four"));
    }
    let asked = Instant::now();
    let outcome = db.read().await;
    assert!(matches!(outcome, Err(Fault::Refused(Refusal::Busy))));
    assert!(asked.elapsed() < Duration::from_secs(2));
    held.clear();
    assert!(db.read().await.is_ok());
}

#[tokio::test]
async fn who_waits_too_long_for_the_lock_of_another_process_is_told_that_the_house_is_busy() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = format!("sqlite:{}", folder.path().join("portolan.db").display());
    let mut pairs = vec![(Db::open(&file).await.expect("one process"), Db::open(&file).await.expect("another"))];
    let dbs = store::fresh::fresh_dbs().await.into_iter().filter(|db| db.engine() == Engine::Postgres);
    // PostgreSQL locks rows: there one process is as good as two.
    pairs.extend(dbs.map(|fresh| (fresh.db(), fresh.db())));
    for (one, other) in pairs {
        make(&one, 1).await;
        let (entered, leave) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
        let holds = one.write((Arc::clone(&entered), Arc::clone(&leave)), |tx, (entered, leave)| {
            Box::pin(async move {
                add(tx, &(0, 5)).await?;
                entered.add_permits(1);
                leave.acquire().await.expect("a gate").forget();
                Ok(())
            })
        });
        let waits = async {
            entered.acquire().await.expect("a gate").forget();
            let outcome = other.write((0, 1), add).await;
            leave.add_permits(1);
            outcome
        };
        let (held, waited) = futures::future::join(holds, waits).await;
        held.expect("a write");
        assert_eq!(waited.map_err(Refusal::from), Err(Refusal::Busy), "{:?}", one.engine());
        assert_eq!(total(&one).await, 5);
    }
}

#[tokio::test]
async fn what_broke_is_told_without_a_word_of_the_statement() {
    each_with_jars(1, async |db| {
        let mut conn = db.read().await.expect("a reader");
        let fault = sql!(execute, &mut conn, "select secret from nowhere").expect_err("no such table");
        let Refusal::Broken { reference } = Refusal::from(fault) else { panic!("not a breakage") };
        assert_eq!(reference.len(), 8);
        assert!(reference.chars().all(|letter| letter.is_ascii_alphanumeric()));
    })
    .await;
}

#[tokio::test]
async fn the_kinds_of_values_come_back_as_they_went() {
    store::fresh::each_fresh_db(async |db| {
        let sent = (Uuid::now_v7(), true, i64::MIN, "书 \u{1f4d6}".to_owned(), None::<i64>);
        let back = db
            .write((db.engine(), sent.clone()), |tx, (engine, sent)| {
                Box::pin(async move {
                    if *engine == Engine::Sqlite {
                        sql!(
                            execute,
                            tx,
                            "create table kinds (k blob, b integer, n integer, t text, o integer) strict"
                        )?;
                    } else {
                        sql!(execute, tx, "create table kinds (k uuid, b boolean, n bigint, t text, o bigint)")?;
                    }
                    let (key, yes, number, text, nothing) = sent;
                    sql!(
                        execute,
                        tx,
                        "insert into kinds values ($1, $2, $3, $4, $5)",
                        key,
                        yes,
                        number,
                        text,
                        nothing
                    )?;
                    sql!(
                        fetch_one as (Uuid, bool, i64, String, Option<i64>),
                        tx,
                        "select k, b, n, t, o from kinds where b"
                    )
                })
            })
            .await
            .expect("a row");
        assert_eq!(back, sent);
    })
    .await;
}
