//! Many rows at once arrive as they were given.

use std::time::Instant;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use store::{Db, Engine, Value, insert_many, sql};
use uuid::Uuid;

use crate::jars::is_broken;

type Row = (i64, Option<Uuid>, Option<bool>, Option<String>);

async fn make(db: &Db) {
    db.write(db.engine(), |tx, engine| {
        Box::pin(async move {
            match engine {
                Engine::Sqlite => sql!(
                    execute,
                    tx,
                    "create table cells (n integer not null primary key, k blob, b integer, t text) strict"
                ),
                Engine::Postgres => {
                    sql!(execute, tx, "create table cells (n bigint not null primary key, k uuid, b boolean, t text)")
                }
            }
        })
    })
    .await
    .expect("a table");
}

async fn insert(db: &Db, rows: Vec<Row>) -> store::Result<()> {
    db.write(rows, |tx, rows| {
        Box::pin(async move {
            let values = |(n, k, b, t): &Row| vec![Value::from(*n), (*k).into(), (*b).into(), t.clone().into()];
            insert_many(tx, "cells", &["n", "k", "b", "t"], rows.iter().map(values).collect()).await
        })
    })
    .await
}

async fn all(db: &Db) -> Vec<Row> {
    let mut conn = db.read().await.expect("a reader");
    sql!(fetch_all as Row, &mut conn, "select n, k, b, t from cells order by n").expect("rows")
}

/// Any text that PostgreSQL can hold: everything but the NUL character.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    let text = proptest::option::of("[^\\x00]{0,20}|[\\t\\r\\n\\\\N.]{0,6}");
    let uuid = proptest::option::of(any::<u128>().prop_map(Uuid::from_u128));
    proptest::collection::vec((uuid, any::<Option<bool>>(), text), 0..350)
        .prop_map(|cells| (0..).zip(cells).map(|(n, (k, b, t))| (n, k, b, t)).collect())
}

#[tokio::test]
async fn whatever_is_in_the_cells_comes_back() {
    let mut runner = TestRunner::deterministic();
    for _ in 0..20 {
        let sent = rows().new_tree(&mut runner).expect("rows").current();
        store::fresh::each_fresh_db(async |db| {
            make(&db).await;
            insert(&db, sent.clone()).await.expect("inserted");
            assert_eq!(all(&db).await, sent);
        })
        .await;
    }
}

#[tokio::test]
async fn one_bad_row_undoes_all() {
    store::fresh::each_fresh_db(async |db| {
        make(&db).await;
        let doubled = (0..1000).chain([7]).map(|n| (n, None, None, None)).collect();
        assert!(is_broken(&insert(&db, doubled).await));
        assert_eq!(all(&db).await, []);
        insert(&db, vec![(1, None, None, None)]).await.expect("the next one");
    })
    .await;
}

#[tokio::test]
async fn a_row_of_another_width_is_refused_before_anything_is_sent() {
    store::fresh::each_fresh_db(async |db| {
        make(&db).await;
        let ragged = db.write((), |tx, ()| {
            Box::pin(insert_many(tx, "cells", &["n", "t"], vec![vec![1.into(), "a".into()], vec![2.into()]]))
        });
        assert!(is_broken(&ragged.await));
        assert_eq!(all(&db).await, []);
    })
    .await;
}

#[tokio::test]
async fn an_import_can_refresh_the_statistics_of_the_planner() {
    store::fresh::each_fresh_db(async |db| {
        make(&db).await;
        insert(&db, (0..1000).map(|n| (n, None, None, None)).collect()).await.expect("inserted");
        db.write((), |tx, ()| Box::pin(async move { sql!(execute, tx, "analyze") })).await.expect("both know the word");
    })
    .await;
}

/// `cargo test -p store half_a_million -- --ignored --nocapture`
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement"]
async fn half_a_million_rows() {
    store::fresh::each_fresh_db(async |db| {
        make(&db).await;
        let text = "The Oxford Handbook of the History of Mathematics".to_owned();
        let rows = (0..500_000).map(|n| (n, Some(Uuid::now_v7()), Some(n % 2 == 0), Some(text.clone()))).collect();
        let begun = Instant::now();
        insert(&db, rows).await.expect("inserted");
        println!("{:?}: 500,000 rows in {:.1?}", db.engine(), begun.elapsed());
    })
    .await;
}
