//! Days that are over are counted once, a few at a time, whenever the job comes by; what comes of it is the same as if the
//! whole ledger were read at once.

use std::collections::BTreeMap;

use domain::days::{midnight, today};
use domain::loads::{self, Level};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use store::sql;
use tokio::runtime::Runtime;

use crate::house::{DAY, HOUR, House, NOW, houses};

/// What may happen.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Place,
    Gather,
    Forward,
    Hold,
    /// The job comes by.
    Settle,
}

const DEEDS: [Deed; 5] = [Deed::Place, Deed::Gather, Deed::Forward, Deed::Hold, Deed::Settle];
/// Lines of three publishers.
const LIST: &str = "9780262033848 5\n9780521809269 2\n9783406568053 1";

/// Hours since the last thing that happened, mostly less than a day, and a deed.
fn happening() -> impl Strategy<Value = (i64, Deed)> {
    (prop_oneof![5 => 0_i64..12, 2 => 12_i64..60, 1 => 60_i64..400], select(&DEEDS[..]))
}

#[test]
fn what_is_counted_bit_by_bit_is_what_the_ledger_says() {
    let runtime = Runtime::new().unwrap();
    for _ in 0..4 {
        // A course needs a house of its own: the clock of one cannot be turned back.
        let houses = runtime.block_on(houses());
        for house in &houses {
            let mut runner = TestRunner::new(Config {
                cases: 1,
                failure_persistence: None,
                max_shrink_iters: 0,
                ..Config::default()
            });
            let outcome =
                runner.run(&prop::collection::vec(happening(), 20..60), |course| runtime.block_on(run(house, course)));
            outcome.unwrap_or_else(|failure| panic!("{failure}"));
        }
        runtime.block_on(async { drop(houses) });
    }
}

async fn run(house: &House, course: Vec<(i64, Deed)>) -> Result<(), TestCaseError> {
    let mut now = NOW;
    let mut batches: Vec<String> = Vec::new();
    for (hours, deed) in course {
        now += hours * HOUR;
        let gu = house.hand_at("gu", now);
        match deed {
            Deed::Place => drop(house.hand_at("mei", now).place(LIST, false).await),
            Deed::Gather => batches.extend(gu.gather_all().await),
            Deed::Forward => {
                if let Some(no) = (!batches.is_empty()).then(|| batches.remove(0)) {
                    batches.extend(gu.forward(&no).await);
                }
            }
            Deed::Hold => {
                if let Some(no) = batches.pop() {
                    gu.hold(&no).await;
                }
            }
            Deed::Settle => settle(house, now).await,
        }
    }
    settle(house, now + DAY + HOUR).await;
    let (settled, wanted) = (settled(house).await, from_the_ledger(house, today(now)).await);
    let odd: Vec<_> = wanted.iter().filter(|(place, copies)| settled.get(*place) != Some(*copies)).collect();
    prop_assert!(odd.is_empty() && settled.len() == wanted.len(), "the ledger says {:?}", odd);
    Ok(())
}

/// What the job does when it comes by.
async fn settle(house: &House, now: i64) {
    loop {
        let levels = loads::unsettled(&mut house.db.read().await.unwrap(), now).await.unwrap();
        if levels.is_empty() {
            return;
        }
        let settled = house.db.write((now, levels), |tx, (now, levels)| Box::pin(loads::settle(tx, *now, levels)));
        settled.await.unwrap();
    }
}

/// Copies by stage and day.
type Levels = BTreeMap<(String, i64), i64>;

async fn settled(house: &House) -> Levels {
    let conn = &mut house.db.read().await.unwrap();
    let rows = sql!(
        fetch_all as (String, i64, i64),
        conn,
        "select stage, day, copies from stage_loads where settled_at is not null"
    );
    rows.unwrap().into_iter().map(|(stage, day, copies)| ((stage, day), copies)).collect()
}

/// Every movement is walked through for every stage and every day until the last one.
async fn from_the_ledger(house: &House, last: i64) -> Levels {
    let conn = &mut house.db.read().await.unwrap();
    let movements = sql!(
        fetch_all as (i64, Option<String>, String, i64),
        conn,
        "select at, from_stage, to_stage, copies from movements order by at"
    );
    let (movements, ways) =
        (movements.unwrap(), sql!(fetch_all as (String,), conn, "select code from stages where kind = 'way'").unwrap());
    let Some(first) = movements.first().map(|(at, ..)| today(*at)) else { return Levels::new() };
    let mut levels = Levels::new();
    for (way,) in ways {
        for day in first..=last {
            let before = movements.iter().filter(|(at, ..)| *at < midnight(day + 1));
            let copies = before
                .map(|(_, from, to, copies)| copies * (i64::from(*to == way) - i64::from(from.as_ref() == Some(&way))));
            levels.insert((way.clone(), day), copies.sum());
        }
    }
    levels
}

#[tokio::test]
async fn a_day_is_settled_when_it_is_over_and_not_measured_again() {
    for house in houses().await {
        let mut conn = house.db.read().await.unwrap();
        assert_eq!(loads::unsettled(&mut conn, NOW).await.unwrap(), [], "nothing has moved yet");
        house.hand("mei").place(LIST, false).await;
        house.hand("zhao").gather_all().await;
        let over = midnight(today(NOW) + 1);
        assert_eq!(loads::unsettled(&mut conn, over + HOUR / 6 - 1).await.unwrap(), [], "it is not over yet");
        let levels = loads::unsettled(&mut conn, over + HOUR / 6).await.unwrap();
        let bought = Level { stage: "purchase".to_owned(), day: today(NOW), copies: 8 };
        assert!(levels.contains(&bought) && levels.iter().all(|level| level.day == today(NOW)), "{levels:?}");
        settle(&house, over + HOUR).await;
        let stray = loads::Load { stage: "purchase".to_owned(), copies: 3, batches: 1, late: 0 };
        let kept = house.db.write(stray, |tx, stray| Box::pin(loads::keep(tx, NOW, std::slice::from_ref(stray))));
        kept.await.unwrap();
        assert_eq!(settled(&house).await[&("purchase".to_owned(), today(NOW))], 8, "the ledger has said it");
        let day = house.hand_at("gu", over + 2 * HOUR).day(None).await.unwrap();
        let purchase = day.stages.iter().find(|stage| stage.code == "purchase").unwrap();
        assert_eq!(purchase.past.last().map(|past| (past.day, past.copies)), Some((today(NOW), 8)));
    }
}
