//! Opening and migrating: what is refused, and what two processes may do at once.

use store::fresh::fresh_dbs;
use store::{Db, OpenError, sql};

#[tokio::test]
async fn a_second_migration_finds_nothing_to_do() {
    for db in fresh_dbs().await {
        assert_eq!(db.migrate().await.expect("migrated"), 0, "{:?}", db.engine());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_start_at_once_migrate_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("portolan.db").display());
    let start = || async {
        let db = Db::open(&url).await.expect("opened");
        db.migrate().await.expect("migrated")
    };
    let applied: Vec<u32> = futures::future::join_all((0..6).map(|_| start())).await;
    assert_eq!(applied.iter().filter(|steps| **steps > 0).count(), 1, "{applied:?}");
}

#[tokio::test]
async fn a_schema_newer_than_the_binary_is_refused() {
    for db in fresh_dbs().await {
        db.write((), |tx, ()| {
            Box::pin(async move {
                sql!(
                    execute,
                    tx,
                    "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                     select 9999, 'from the future', success, checksum, 0 from _sqlx_migrations where version = 1"
                )
            })
        })
        .await
        .expect("a mark of the future");
        let refused = db.migrate().await.expect_err("too new");
        assert!(matches!(refused, OpenError::SchemaTooNew { found: 9999, known } if known < 9999), "{refused}");
    }
}

#[tokio::test]
async fn what_is_no_database_of_ours_is_refused() {
    for address in ["", "mysql://localhost/x", "sqlite::memory:", "portolan.db"] {
        assert!(matches!(Db::open(address).await.err(), Some(OpenError::Address)), "{address}");
    }
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("a file");
    let refused = Db::open(&format!("sqlite:{}/portolan.db", file.display())).await.err().expect("no folder");
    assert!(refused.to_string().contains(&file.display().to_string()), "{refused}");
}
