//! The demo house, loaded on each engine: it keeps every rule that the verbs keep, and it has something to show on every
//! page.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails where it stands")]

use std::sync::Arc;
use std::time::Instant;

use domain::arrivals::{self, Forecaster};
use domain::demo::{self, Size, Wish};
use domain::{Db, fsck, orgs};
use store::sql;

/// 21 November 2026 in Beijing.
const NOW: i64 = 1_795_254_000_000;
/// New Year's Day of 2027 and a day in the middle of Spring Festival, at eleven in Beijing: the house is closed.
const HOLIDAYS: [i64; 2] = [1_798_772_400_000, 1_802_055_600_000];

async fn count(db: &Db, what: &str) -> i64 {
    let conn = &mut db.read().await.expect("a connection");
    let counted = match what {
        "stages" => sql!(fetch_one as (i64,), conn, "select count(distinct stage) from slices"),
        "open" => sql!(fetch_one as (i64,), conn, "select count(*) from slices where stage = 'ordered'"),
        "overdue" => sql!(
            fetch_one as (i64,),
            conn,
            "select count(distinct desk) from complaints where state = 'open' and due_at < $1",
            NOW
        ),
        "undone" => sql!(fetch_one as (i64,), conn, "select count(*) from moves where kind = 'undo'"),
        "words" => sql!(fetch_one as (i64,), conn, "select count(*) from title_words"),
        "packed" => sql!(fetch_one as (i64,), conn, "select count(*) from parcels where sent_at is null"),
        "sent" => {
            sql!(
                fetch_one as (i64,),
                conn,
                "select count(*) from parcels where sent_at is not null and delivered_at is null"
            )
        }
        "to confirm" => sql!(
            fetch_one as (i64,),
            conn,
            "select count(*) from parcels where delivered_at is not null and closed_at is null"
        ),
        "asked" => sql!(
            fetch_one as (i64,),
            conn,
            "select count(*) from parcels where asked_at is not null and closed_at is null"
        ),
        "confirmed" => sql!(fetch_one as (i64,), conn, "select count(*) from parcels where closed_by = 'customer'"),
        "forgotten" => sql!(fetch_one as (i64,), conn, "select count(*) from parcels where closed_by = 'time'"),
        "refused" => sql!(fetch_one as (i64,), conn, "select count(*) from acceptances where refused > 0"),
        "unpaid" => sql!(fetch_one as (i64,), conn, "select count(*) from invoices where paid_day is null"),
        "overdue invoices" => sql!(
            fetch_one as (i64,),
            conn,
            "select count(*) from invoices where paid_day is null and due_day < $1",
            kernel::days::today(NOW)
        ),
        "paid" => sql!(fetch_one as (i64,), conn, "select count(*) from invoices where paid_day is not null"),
        "half moved" => sql!(
            fetch_one as (i64,),
            conn,
            "select count(*) from batches b where (b.moved_at is null) <> exists (select 1 from slices s where s.batch_id = b.id)"
        ),
        "promises" => sql!(fetch_one as (i64,), conn, "select count(*) from promises"),
        "promised now" => sql!(fetch_one as (i64,), conn, "select count(*) from promises where at > $1", NOW - 1),
        "counted too many" => sql!(fetch_one as (i64,), conn, "select count(*) from extras where state = 'found'"),
        "held back" => sql!(
            fetch_one as (i64,),
            conn,
            "select count(*) from batches where moved_at is null and held_reason = 'reprint'"
        ),
        "promised by hand" => {
            sql!(fetch_one as (i64,), conn, "select count(*) from hand_promises where ended_at is null")
        }
        "put off" => sql!(fetch_one as (i64,), conn, "select count(*) from snoozes"),
        "ordered instead" => {
            sql!(fetch_one as (i64,), conn, "select count(*) from order_lines where instead_of is not null")
        }
        "outcomes" => sql!(fetch_one as (i64,), conn, "select count(*) from outcomes"),
        "in time" => sql!(fetch_one as (i64,), conn, "select count(*) from outcomes where arrived_on <= first_high"),
        "held" => sql!(
            fetch_one as (i64,),
            conn,
            "select count(*) from outcomes where arrived_on between first_low and first_high"
        ),
        "untold" => sql!(
            fetch_one as (i64,),
            conn,
            "select count(*) from slices s join stages g on g.code = s.stage where g.kind in ('open', 'way') and not exists (
               select 1 from arrivals a where a.org_id = s.org_id and a.line_id = s.line_id)"
        ),
        other => panic!("nothing counts {other}"),
    };
    counted.expect("a count").0
}

/// Looks at every line as the house does at its start, and answers how many new ranges it promises.
async fn looked_at(db: &Db) -> i64 {
    let now = NOW + 120_000;
    let scope = orgs::job(&mut db.read().await.unwrap(), now).await.unwrap();
    let known = Forecaster::new(&mut db.read().await.unwrap(), now).await.unwrap();
    let known = known.catch_up(db, now).await.unwrap();
    let view = Arc::new(known.view(&mut db.read().await.unwrap(), now).await.unwrap());
    let (mut promised, mut place) = (0, Some(Default::default()));
    while let Some(after) = place {
        let (orders, next) = arrivals::open_orders(&mut db.read().await.unwrap(), after).await.unwrap();
        for orders in orders.chunks(50) {
            let act = (scope.clone(), view.clone(), orders.to_vec());
            let renewed = db.write(act, |tx, (scope, view, orders)| Box::pin(arrivals::renew(tx, scope, view, orders)));
            promised += i64::try_from(renewed.await.unwrap()).unwrap();
        }
        place = next;
    }
    promised
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_usual_house_is_whole_and_soon_there() {
    for db in store::fresh::fresh_dbs().await {
        let started = Instant::now();
        let loaded = demo::load(&db, &Wish { seed: 7, now: NOW, size: Size::default() }).await.unwrap();
        println!("{:?}: {loaded:?} in {:?}", db.engine(), started.elapsed());
        assert!(loaded.orders >= 3_000 && loaded.lines >= 40_000, "{loaded:?}");
        assert!(loaded.users.len() >= 14, "the whole cast is there");
        let violations = fsck::check(&mut db.read().await.unwrap()).await.unwrap();
        assert_eq!(violations, []);
        assert_eq!(count(&db, "stages").await, 12, "copies stand in every port and exit");
        let open = count(&db, "open").await;
        assert!((100..400).contains(&open), "{open} lines wait for a batch");
        assert_eq!(count(&db, "overdue").await, 6, "every desk has something overdue");
        assert!(count(&db, "undone").await > 3);
        assert!(count(&db, "words").await > 50_000);
        assert_eq!(count(&db, "untold").await, 0, "every line on its way has a range");
        let (outcomes, in_time) = (count(&db, "outcomes").await, count(&db, "in time").await);
        let held = count(&db, "held").await * 100 / outcomes;
        assert!(outcomes > 5_000 && (75..95).contains(&(in_time * 100 / outcomes)), "{in_time} of {outcomes} in time");
        assert!((70..90).contains(&held), "eight in ten first ranges are said to hold: {held} %");
        let (promises, now) = (count(&db, "promises").await, count(&db, "promised now").await);
        assert!(promises < 80_000 && now * 10 < promises, "{now} of {promises} promises look as if made today");
        let anew = looked_at(&db).await;
        println!("{anew} promised anew");
        assert!(anew * 50 < promises, "the first look of the house promises {anew} ranges anew");
        for what in ["packed", "sent", "to confirm", "asked", "confirmed", "forgotten", "refused"] {
            let parcels = count(&db, what).await;
            println!("{parcels} parcels {what}");
            assert!(parcels > 0, "there are parcels {what}");
        }
        let (confirmed, forgotten) = (count(&db, "confirmed").await, count(&db, "forgotten").await);
        assert!(confirmed > 4 * forgotten, "most parcels are confirmed: {confirmed} against {forgotten}");
        let (unpaid, overdue, paid) =
            (count(&db, "unpaid").await, count(&db, "overdue invoices").await, count(&db, "paid").await);
        println!("{paid} invoices paid, {unpaid} open, {overdue} of them overdue");
        assert!(
            overdue > 5 && unpaid > 5 * overdue && paid > 10 * unpaid,
            "{paid} paid, {unpaid} open, {overdue} overdue"
        );
        assert_eq!(count(&db, "half moved").await, 0, "a batch has gone on exactly when it is empty");
    }
}

#[tokio::test]
async fn on_a_holiday_there_is_as_much_to_see() {
    for now in HOLIDAYS {
        for db in store::fresh::fresh_dbs().await {
            demo::load(&db, &Wish { seed: 3, now, size: Size::lines(4_000) }).await.unwrap();
            assert_eq!(fsck::check(&mut db.read().await.unwrap()).await.unwrap(), []);
            let parcels = ["packed", "sent", "to confirm"];
            let desks = ["counted too many", "held back", "promised by hand", "put off"];
            for what in parcels.into_iter().chain(desks).chain(["ordered instead"]) {
                assert!(count(&db, what).await > 0, "{what} at {now}");
            }
        }
    }
}

#[tokio::test]
async fn a_house_that_is_there_is_left_alone() {
    for db in store::fresh::fresh_dbs().await {
        assert!(demo::is_empty(&mut db.read().await.unwrap()).await.unwrap());
        let wish = Wish { seed: 1, now: NOW, size: Size::lines(300) };
        demo::load(&db, &wish).await.unwrap();
        assert!(!demo::is_empty(&mut db.read().await.unwrap()).await.unwrap());
        assert!(demo::load(&db, &wish).await.is_err());
    }
}
