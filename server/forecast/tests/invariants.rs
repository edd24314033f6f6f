//! What holds for every past and every line.

use forecast::{Day, Lane, Model, Place, Route, Standing, Step};
use proptest::prelude::*;

const STAGES: usize = 4;

fn route() -> impl Strategy<Value = Route> {
    (0u32..5, prop::bool::ANY).prop_map(|(publisher, urgent)| Route {
        publisher,
        country: publisher % 2,
        lane: if urgent { Lane::Urgent } else { Lane::Ordinary },
    })
}

/// Lines with any stays, some of which are still somewhere or gone.
fn past() -> impl Strategy<Value = Vec<Step>> {
    let line = (route(), 0i64..300, prop::collection::vec(0i64..60, 0..=STAGES), prop::bool::weighted(0.1));
    prop::collection::vec(line, 0..60).prop_map(|lines| {
        let mut steps = Vec::new();
        for (line, (route, placed, stays, gone)) in (0..).zip(lines) {
            let mut day = placed;
            for (stage, stay) in stays.iter().enumerate() {
                steps.push(Step { line, route, place: Place::Stage(stage), day });
                day += stay;
            }
            if gone || stays.len() == STAGES {
                let place = if gone { Place::Gone } else { Place::Arrived };
                steps.push(Step { line, route, place, day });
            }
        }
        steps.sort_by_key(|step| step.day);
        steps
    })
}

fn learned(steps: &[Step]) -> Model {
    let mut model = Model::new(vec![7.0, 25.0, 6.0, 3.0]);
    steps.iter().for_each(|step| model.learn(step));
    model
}

fn standing() -> impl Strategy<Value = Standing> {
    (route(), 0..STAGES, 0i64..400, prop::option::of(-40i64..40)).prop_map(|(route, stage, ago, cutoff)| Standing {
        route,
        stage,
        since: TODAY - ago,
        cutoff: cutoff.map(|days| TODAY + days),
    })
}

/// After all that can have happened.
const TODAY: Day = 600;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_range_is_in_order_and_not_past(steps in past(), standing in standing()) {
        let arrival = learned(&steps).outlook(TODAY).arrival(&standing).unwrap();
        prop_assert!(TODAY <= arrival.low && arrival.low <= arrival.mid && arrival.mid <= arrival.high);
        prop_assert!(arrival.high < TODAY + 3_000);
        prop_assert_eq!(arrival.parts.len(), STAGES - standing.stage);
        prop_assert!(arrival.parts.iter().all(|part| part.usual.low <= part.usual.mid && part.usual.mid <= part.usual.high));
    }

    #[test]
    fn a_later_deadline_is_never_riskier(steps in past(), standing in standing(), days in 0i64..200, more in 0i64..50) {
        let outlook = learned(&steps).outlook(TODAY);
        let late = |days| outlook.late(&standing, TODAY + days).unwrap();
        prop_assert!((0.0..=1.0).contains(&late(days)));
        prop_assert!(late(days + more) <= late(days) + 1e-9);
    }

    #[test]
    fn the_range_and_the_risk_agree(steps in past(), standing in standing()) {
        let outlook = learned(&steps).outlook(TODAY);
        let arrival = outlook.arrival(&standing).unwrap();
        let [early, late] = [arrival.low - 1, arrival.high].map(|day| outlook.late(&standing, day).unwrap());
        prop_assert!(late <= 0.16 + 1e-9, "few come after the last day");
        prop_assert!(early - late >= 0.77 - 1e-9, "nearly eight in ten come within");
    }

    #[test]
    fn the_same_past_gives_the_same_answer(steps in past(), standing in standing()) {
        let answer = || learned(&steps).outlook(TODAY).arrival(&standing);
        prop_assert_eq!(answer(), answer());
    }

    /// Nothing that happens later makes a range better or worse that had come to its end, so the record of a day is the one
    /// that could be read on it.
    #[test]
    fn the_record_of_a_day_never_changes(mut steps in past(), day in 300i64..500) {
        let until = steps.partition_point(|step| step.day <= day);
        // Ranges are made when a step tells that time has passed.
        let route = Route { publisher: 0, country: 0, lane: Lane::Urgent };
        steps.insert(until, Step { line: u64::MAX, route, place: Place::Gone, day });
        let (then, now) = (learned(&steps[..=until]).held(day, 90), learned(&steps).held(day, 90));
        prop_assert_eq!(then, now);
        prop_assert!(now.held <= now.of && now.batches <= now.lines && now.lines <= now.of);
    }

    #[test]
    fn who_asks_for_more_certainty_orders_sooner(steps in past(), route in route(), days in 1i64..200) {
        let outlook = learned(&steps).outlook(TODAY);
        let safe = |chance| outlook.safe_order_day(route, TODAY + days, chance, |_| None).unwrap_or(Day::MIN);
        prop_assert!(safe(0.95) <= safe(0.7));
    }
}
