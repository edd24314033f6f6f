//! A table of the tests' own: jars with copies in them.

use store::{BoxFuture, Db, Fault, Result, Tx, sql};

/// A fresh database on each engine with the jars 0…`count`, all empty.
pub async fn each_with_jars(count: i64, mut test: impl AsyncFnMut(Db)) {
    store::fresh::each_fresh_db(async |db| {
        make(&db, count).await;
        test(db).await;
    })
    .await;
}

pub async fn make(db: &Db, count: i64) {
    db.write(count, |tx, count| {
        Box::pin(async move {
            sql!(execute, tx, "create table jars (id bigint not null primary key, copies bigint not null)")?;
            for id in 0..*count {
                sql!(execute, tx, "insert into jars (id, copies) values ($1, 0)", id)?;
            }
            Ok(())
        })
    })
    .await
    .expect("jars");
}

/// Adds `(jar, copies)` and returns how many are in it now: the smallest useful verb.
pub fn add<'t>(tx: &'t mut Tx, args: &'t (i64, i64)) -> BoxFuture<'t, Result<i64>> {
    Box::pin(async move {
        let (copies,) = sql!(
            fetch_one as (i64,),
            tx,
            "update jars set copies = copies + $2 where id = $1 returning copies",
            args.0,
            args.1
        )?;
        Ok(copies)
    })
}

/// All copies in all jars.
pub async fn total(db: &Db) -> i64 {
    let mut conn = db.read().await.expect("a reader");
    sql!(fetch_one as (i64,), &mut conn, "select cast(sum(copies) as bigint) from jars").expect("a sum").0
}

/// Whether the fault says that something broke, as opposed to a refusal.
pub fn is_broken<T>(outcome: &Result<T>) -> bool {
    matches!(outcome, Err(Fault::Broken(_)))
}
