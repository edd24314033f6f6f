//! Connections go from one borrower to the next: nobody is left waiting, and nobody finds what another one left behind.

use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection};
use store::fresh::{SERVER, fresh_dbs};
use store::{Conn, Db, Engine, Result, sql};

/// More than either engine has connections.
const CROWD: i64 = 40;

async fn said(conn: &mut Conn, number: i64) -> Result<i64> {
    let (said,) = sql!(fetch_one as (i64,), conn, "select cast($1 as bigint)", number)?;
    Ok(said)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_is_served_to_the_last() {
    for db in fresh_dbs().await {
        let guest = async |db: Db, guest: i64| {
            for turn in 0..25 {
                let mut conn = db.read().await.expect("a connection in time");
                assert_eq!(said(&mut conn, guest * turn).await.expect("an answer"), guest * turn);
            }
        };
        let guests: Vec<_> = (0..CROWD).map(|no| tokio::spawn(guest(db.db(), no))).collect();
        for guest in guests {
            guest.await.expect("served");
        }
    }
}

#[tokio::test]
async fn what_was_left_in_the_middle_of_a_statement_does_not_reach_the_next() {
    for db in fresh_dbs().await {
        // Fewer than there are connections: an abandoned statement keeps its own busy for a while.
        for turn in 0..3 {
            let mut conn = db.read().await.expect("a connection");
            let slow = async {
                sql!(
                    fetch_one as (i64,),
                    &mut conn,
                    "with recursive n (i) as (select 1 union all select i + 1 from n where i < 300000)
                     select count(*) from n"
                )
            };
            let left = tokio::time::timeout(Duration::from_millis(2), slow).await;
            assert!(left.is_err(), "the statement is too quick to be left");
            drop(conn);
            let mut next = db.read().await.expect("a connection");
            assert_eq!(said(&mut next, turn).await.expect("an answer"), turn);
        }
    }
}

#[tokio::test]
async fn a_row_that_is_not_understood_leaves_nothing_behind() {
    for db in fresh_dbs().await {
        for turn in 0..CROWD {
            let mut conn = db.read().await.expect("a connection");
            let strange = sql!(
                fetch_all as (i64,),
                &mut conn,
                "select case when cast($1 as bigint) > 0 then 'a word' else '' end",
                1_i64
            );
            assert!(strange.is_err(), "a word is no number");
            drop(conn);
            let mut next = db.read().await.expect("a connection");
            assert_eq!(said(&mut next, turn).await.expect("an answer"), turn);
        }
    }
}

#[tokio::test]
async fn the_end_waits_for_those_who_still_read_and_lends_no_more() {
    for db in fresh_dbs().await {
        // One that lies ready, and one that is in use.
        let (mut reading, ready) = (db.read().await.expect("a connection"), db.read().await.expect("another"));
        drop(ready);
        let closing = tokio::spawn({
            let db = db.db();
            async move { db.close().await }
        });
        assert_eq!(said(&mut reading, 7).await.expect("an answer"), 7);
        assert!(!closing.is_finished(), "{:?}", db.engine());
        drop(reading);
        closing.await.expect("closed");
        assert!(db.read().await.is_err(), "{:?}", db.engine());
    }
}

#[tokio::test]
async fn a_connection_that_the_server_has_ended_is_not_believed_for_long() {
    let Some(db) = fresh_dbs().await.into_iter().find(|db| db.engine() == Engine::Postgres) else { return };
    let mut conn = db.read().await.expect("a connection");
    let (name,) = sql!(fetch_one as (String,), &mut conn, "select cast(current_database() as text)").expect("its name");
    drop(conn);
    let server: PgConnectOptions = std::env::var(SERVER).expect("a server").parse().expect("its address");
    let mut above = server.connect().await.expect("a connection beside");
    let ended = "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = $1";
    let (ended,): (i64,) = sqlx::query_as(ended).bind(name).fetch_one(&mut above).await.expect("ended");
    assert!(ended > 0);
    above.close().await.expect("closed");
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    assert_eq!(said(&mut db.read().await.expect("a new one"), 7).await.expect("an answer"), 7);
}
