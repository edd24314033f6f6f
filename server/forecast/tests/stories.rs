//! What the house would say of the forecaster, in small stories.

use forecast::{Day, Lane, Model, Place, Rhythm, Route, Standing, Step};

const USUAL: [f64; 3] = [7.0, 25.0, 5.0];

/// Publisher 0 and 1, of one country.
fn route(publisher: u32, lane: Lane) -> Route {
    Route { publisher, country: 0, lane }
}

/// Lines of which the stays are given: `(route, placed, days in each stage)`.
fn model(lines: &[(Route, Day, [i64; 3])]) -> Model {
    let mut steps = Vec::new();
    for (line, (route, placed, stays)) in (0..).zip(lines) {
        let mut day = *placed;
        for (stage, stay) in stays.iter().enumerate() {
            steps.push(Step { line, route: *route, place: Place::Stage(stage), day });
            day += stay;
        }
        steps.push(Step { line, route: *route, place: Place::Arrived, day });
    }
    steps.sort_by_key(|step| step.day);
    let mut model = Model::new(USUAL.to_vec());
    steps.iter().for_each(|step| model.learn(step));
    model
}

/// Publisher 0 needs about 10 days and publisher 1 about 40; urgent lines half of it.
fn two_years() -> Model {
    let mut lines = Vec::new();
    for turn in 0..100 {
        let stray = [-2, -1, 0, 0, 1, 3][turn as usize % 6];
        for _ in 0..3 {
            lines.push((route(0, Lane::Ordinary), turn * 7, [3, 10 + stray, 5 + stray / 2]));
            lines.push((route(1, Lane::Ordinary), turn * 7, [3, 40 + 3 * stray, 5 + stray / 2]));
        }
        lines.push((route(0, Lane::Urgent), turn * 7, [1, 5 + stray / 2, 2]));
    }
    model(&lines)
}

fn standing(publisher: u32, stage: usize, since: Day) -> Standing {
    Standing { route: route(publisher, Lane::Ordinary), stage, since, cutoff: None }
}

const TODAY: Day = 760;

#[test]
fn publishers_are_told_apart() {
    let outlook = two_years().outlook(TODAY);
    let quick = outlook.arrival(&standing(0, 0, TODAY)).unwrap();
    let slow = outlook.arrival(&standing(1, 0, TODAY)).unwrap();
    assert!((quick.mid - TODAY - 18).abs() <= 3, "{quick:?}");
    assert!((slow.mid - TODAY - 48).abs() <= 5, "{slow:?}");
    assert!(quick.high - quick.low < slow.high - slow.low);
    assert_eq!(quick.parts.iter().map(|part| part.stage).collect::<Vec<_>>(), [0, 1, 2]);
    assert_eq!((quick.parts[0].so_far, quick.parts[1].so_far), (Some(0), None));
}

#[test]
fn a_stranger_is_somewhere_between_and_less_certain() {
    let outlook = two_years().outlook(TODAY);
    let range = |publisher| outlook.arrival(&standing(publisher, 1, TODAY)).unwrap();
    assert!(range(7).mid > range(0).mid && range(7).mid < range(1).mid);
    assert!(range(7).high - range(7).low > range(1).high - range(1).low);
}

#[test]
fn a_house_without_any_past_answers_from_its_usual_days() {
    let arrival = Model::new(USUAL.to_vec()).outlook(TODAY).arrival(&standing(0, 0, TODAY)).unwrap();
    assert!((arrival.mid - TODAY - 37).abs() < 6, "{arrival:?}");
    assert!(arrival.low > TODAY + 15 && arrival.high < TODAY + 75, "{arrival:?}");
    assert!(Model::new(Vec::new()).outlook(TODAY).arrival(&standing(0, 0, TODAY)).is_none());
}

#[test]
fn urgent_lines_come_sooner_also_of_publishers_that_never_had_one() {
    let outlook = two_years().outlook(TODAY);
    assert!(outlook.sooner(&standing(0, 0, TODAY)).unwrap() >= 6);
    assert!(outlook.sooner(&standing(1, 0, TODAY)).unwrap() >= 10);
    assert_eq!(outlook.sooner(&standing(1, 1, TODAY)), None, "it is bought already");
}

#[test]
fn the_next_cut_off_is_waited_for() {
    let mut model = two_years();
    model.set_rhythm(0, Rhythm { anchor: 3, every: 14 });
    let outlook = model.outlook(TODAY);
    let with = |cutoff| outlook.arrival(&Standing { cutoff: Some(cutoff), ..standing(0, 0, TODAY) }).unwrap().mid;
    assert_eq!(with(TODAY + 20) - with(TODAY + 6), 14);
    assert_eq!(Rhythm { anchor: 3, every: 14 }.next(18), 31);
    assert_eq!(Rhythm { anchor: 3, every: 14 }.next(17), 17);
}

#[test]
fn who_becomes_slow_is_noticed_before_the_first_slow_batch_is_over() {
    let mut model = two_years();
    for (line, since) in (10_000..).zip([720, 726, 732]) {
        let step = |place, day| Step { line, route: route(0, Lane::Ordinary), place, day };
        model.learn(&step(Place::Stage(0), since));
        model.learn(&step(Place::Stage(1), since));
    }
    let (before, after) = (two_years().outlook(TODAY), model.outlook(TODAY));
    let usual = |outlook: &forecast::Outlook| outlook.usual(route(0, Lane::Ordinary), 1).unwrap();
    assert!(usual(&after).mid > usual(&before).mid, "{:?} {:?}", usual(&after), usual(&before));
}

#[test]
fn silence_begins_after_nearly_all_have_gone_on() {
    let outlook = two_years().outlook(TODAY);
    let days = outlook.silent_after(route(0, Lane::Ordinary), 1).unwrap();
    assert!((12..=20).contains(&days), "{days}");
    assert_eq!(outlook.silent_after(route(0, Lane::Ordinary), 9), None);
}

#[test]
fn an_order_is_safe_until_some_day_and_not_after() {
    let outlook = two_years().outlook(TODAY);
    let route = route(1, Lane::Ordinary);
    let safe = outlook.safe_order_day(route, TODAY + 90, 0.9, |_| None).unwrap();
    let bolder = outlook.safe_order_day(route, TODAY + 90, 0.5, |_| None).unwrap();
    assert!(safe < bolder && safe > TODAY + 10 && bolder < TODAY + 60, "{safe} {bolder}");
    assert_eq!(outlook.safe_order_day(route, TODAY + 10, 0.9, |_| None), None);
}

#[test]
fn ranges_are_looked_up_when_they_have_come_to_their_end() {
    let held = two_years().held(TODAY, 365);
    assert!(held.of > 3 * held.lines && held.lines > 300, "a line has a range for each week of its way: {held:?}");
    assert!(held.batches > 100 && held.batches < held.lines / 2, "three lines at a time come together: {held:?}");
    assert!((0.6..=1.0).contains(&(held.held as f64 / held.of as f64)), "{held:?}");
    assert_eq!(Model::new(USUAL.to_vec()).held(TODAY, 365).of, 0);
}

#[test]
fn a_line_that_does_not_come_tells_of_its_ranges_all_the_same() {
    let (before, mut model) = (two_years().held(TODAY + 90, 365), two_years());
    let step = |line, place, day| Step { line, route: route(0, Lane::Ordinary), place, day };
    for line in [10_000, 10_001] {
        model.learn(&step(line, Place::Stage(0), 720));
        model.learn(&step(line, Place::Stage(1), 723));
    }
    // Weeks go by, and ranges with them.
    (730..TODAY + 90).step_by(7).for_each(|day| model.learn(&step(77_777, Place::Stage(2), day)));
    let missing = model.held(TODAY + 90, 365);
    assert_eq!((missing.held, missing.lines), (before.held, before.lines + 3));
    assert!(missing.of > before.of + 6, "{before:?} {missing:?}");
    model.learn(&step(10_000, Place::Gone, TODAY + 90));
    assert_eq!(model.held(TODAY + 90, 365), missing, "what was over stays missed");
}
