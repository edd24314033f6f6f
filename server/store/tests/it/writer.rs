//! SQLite's writer: many verbs, one commit, and each answers for itself alone.

use std::sync::Arc;

use futures::future::{join, join_all};
use kernel::Refusal;
use store::{BoxFuture, Db, Fault, Result, Tx, sql};
use tokio::sync::Semaphore;

use crate::jars::{add, is_broken, make, total};

async fn with_jars() -> Db {
    let db = store::fresh::fresh_db().await;
    make(&db, 1).await;
    db
}

/// Runs `work` while a verb keeps the writer busy, lets that verb go when all of it is queued, and waits for all.
async fn queued_together<T>(db: &Db, work: impl Future<Output = T>) -> T {
    let gate = Arc::new(Semaphore::new(0));
    let held = db.write(Arc::clone(&gate), |_, gate| {
        Box::pin(async move {
            gate.acquire().await.expect("a gate").forget();
            Ok(())
        })
    });
    let open = async {
        // Everything on this single thread that can run has run when this comes back: the queue is filled.
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        gate.add_permits(1);
    };
    // Whoever holds the writer may be lost together with the others.
    let (_, (out, ())) = join(held, join(work, open)).await;
    out
}

#[tokio::test]
async fn those_who_wait_share_a_commit() {
    let db = with_jars().await;
    let before = *db.committed().borrow();
    let all = queued_together(&db, join_all((0..200).map(|_| db.write((0, 1), add)))).await;
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(total(&db).await, 200);
    // 200 and the one that held the writer, at most 64 in one commit.
    assert_eq!(*db.committed().borrow() - before, 4);
}

#[tokio::test]
async fn one_failure_leaves_its_neighbours_alone() {
    let db = with_jars().await;
    let refused = || {
        db.write((), |tx, ()| {
            Box::pin(async move {
                add(tx, &(0, 1000)).await?;
                Err::<i64, Fault>(Refusal::Stale.into())
            })
        })
    };
    let panics = || {
        db.write((), |tx, ()| {
            Box::pin(async move {
                add(tx, &(0, 1000)).await?;
                panic!("a defect in a verb, on purpose")
            })
        })
    };
    let before = *db.committed().borrow();
    let one = || db.write((0, 1), add);
    let work = join(join(one(), refused()), join(one(), join(panics(), one())));
    let ((first, second), (third, (fourth, fifth))) = queued_together(&db, work).await;
    assert_eq!((first.expect("kept"), third.expect("kept"), fifth.expect("kept")), (1, 2, 3));
    assert!(matches!(second, Err(Fault::Refused(Refusal::Stale))));
    assert!(is_broken::<i64>(&fourth));
    assert_eq!(total(&db).await, 3);
    assert_eq!(*db.committed().borrow() - before, 1);
}

#[tokio::test]
async fn nothing_is_committed_when_all_fail() {
    let db = with_jars().await;
    let before = *db.committed().borrow();
    let outcome: Result<()> = db.write((), |_, ()| Box::pin(async { Err(Refusal::Stale.into()) })).await;
    assert!(matches!(outcome, Err(Fault::Refused(Refusal::Stale))));
    assert_eq!(*db.committed().borrow(), before);
}

#[tokio::test]
async fn a_lost_transaction_is_success_for_nobody_and_the_writer_recovers() {
    type Sabotage = for<'t> fn(&'t mut Tx, &'t ()) -> BoxFuture<'t, Result<u64>>;
    // The first leaves no transaction, the second one that is open and no longer ours to undo in part.
    let saboteurs: [Sabotage; 2] = [
        |tx, ()| Box::pin(async move { sql!(execute, tx, "rollback") }),
        |tx, ()| Box::pin(async move { sql!(execute, tx, "release verb") }),
    ];
    for saboteur in saboteurs {
        let db = with_jars().await;
        let refused = db.write((), |_, ()| Box::pin(async { Err::<(), _>(Refusal::Stale.into()) }));
        let work = join(db.write((0, 1), add), join(refused, db.write((), saboteur)));
        let (before, (refused, sabotaged)) = queued_together(&db, work).await;
        assert!(is_broken(&before), "it was told of a success that is gone: {before:?}");
        assert!(matches!(refused, Err(Fault::Refused(Refusal::Stale))), "a refusal stays a refusal");
        assert!(is_broken(&sabotaged));
        assert_eq!(total(&db).await, 0);
        assert_eq!(db.write((0, 1), add).await.expect("the next write"), 1);
    }
}

#[tokio::test]
async fn closing_serves_those_who_wait_and_folds_the_log_into_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("deep/down/portolan.db");
    let db = Db::open(&format!("sqlite:{}", path.display())).await.expect("a database");
    make(&db, 1).await;
    let writes = join_all((0..20).map(|_| db.write((0, 1), add)));
    let closing = async {
        tokio::task::yield_now().await;
        db.close().await;
    };
    let (all, ()) = queued_together(&db, join(writes, closing)).await;
    assert!(all.iter().all(Result::is_ok), "{all:?}");
    assert!(is_broken(&db.write((0, 1), add).await), "after the end");
    assert!(!path.with_extension("db-wal").exists());
    let again = Db::open(&format!("sqlite:{}", path.display())).await.expect("the same database");
    assert_eq!(total(&again).await, 20);
}

#[tokio::test]
async fn an_acknowledged_write_is_in_the_file_that_another_process_would_see() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("portolan.db").display());
    let db = Db::open(&url).await.expect("a database");
    make(&db, 1).await;
    db.write((0, 5), add).await.expect("a write");
    let other = Db::open(&url).await.expect("a second handle");
    assert_eq!(total(&other).await, 5);
    assert_eq!(other.write((0, 1), add).await.expect("a write"), 6);
    assert_eq!(total(&db).await, 6);
}
