//! The trial: once a week the forecaster, which knows only what was known by then, says when every line on its way will
//! arrive; and later it is looked up.

use std::collections::BTreeMap;

use forecast::{Day, Model, Place};

use super::house::House;
use super::rule::Rule;

/// The first days of a house, of which nothing is scored.
const WARM_UP: i64 = 270;
/// What was said in the last days is not scored: too few of those lines have arrived by the end.
const UNRIPE: i64 = 90;
/// A warning is one when it comes so many days before the book is needed.
pub const EARLY: i64 = 21;

/// One answer, for one line on one day.
pub struct Said {
    /// The line.
    pub line: usize,
    /// The range.
    pub low: Day,
    /// The range.
    pub high: Day,
    /// The day which the rule of fixed days says.
    pub rule: Day,
    /// Whether it was the first answer for this line.
    pub first: bool,
}

/// Everything that was said.
#[derive(Default)]
pub struct Record {
    /// In the order of time.
    pub said: Vec<Said>,
    /// For each line that is needed by a day: the chance of being late that was said last before it was too late to act.
    pub warned: BTreeMap<usize, f64>,
}

/// A forecaster that knows the calendar of a house and nothing of its past.
pub fn stranger(house: &House) -> Model {
    let mut model = Model::new(house.usual_days.clone());
    for (publisher, rhythm) in &house.rhythms {
        model.set_rhythm(*publisher, *rhythm);
    }
    house.rest.iter().for_each(|day| model.rest_on(*day));
    model
}

/// Lets the past of a house happen once more.
pub fn run(house: &House) -> Record {
    let mut model = stranger(house);
    let mut rule = Rule::default();
    let mut record = Record::default();
    let mut begun = vec![false; house.lines.len()];
    let Some(start) = house.steps.first().map(|step| step.day + WARM_UP) else { return record };
    let mut next = start;
    for step in &house.steps {
        while next <= step.day && next <= house.end - UNRIPE {
            ask(house, (&model, &rule), next, &mut begun, &mut record);
            next += 7;
        }
        model.learn(step);
        if step.place == Place::Arrived {
            let line = &house.lines[step.line as usize];
            rule.learn(line.route, step.day - line.placed);
        }
    }
    record
}

fn ask(house: &House, (model, rule): (&Model, &Rule), day: Day, begun: &mut [bool], record: &mut Record) {
    let outlook = model.outlook(day);
    for (no, standing) in model.open() {
        let no = no as usize;
        let line = &house.lines[no];
        let Some(arrival) = outlook.arrival(&standing) else { continue };
        if let Some(needed) = line.needed_by.filter(|needed| *needed >= day + EARLY) {
            let late = outlook.late(&standing, needed).unwrap_or(0.0);
            record.warned.insert(no, late);
        }
        let first = !std::mem::replace(&mut begun[no], true) && day - line.placed < 8;
        let rule = line.placed + rule.days(line.route);
        record.said.push(Said { line: no, low: arrival.low, high: arrival.high, rule, first });
    }
}
