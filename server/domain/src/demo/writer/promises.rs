//! The sheets of what was said about arrivals.

use store::Value;

use super::Sheet;
use super::ledger::owner;
use crate::arrivals::BANDS;
use crate::demo::house::House;

pub(super) static SHEETS: [Sheet; 4] = [
    Sheet {
        table: "promises",
        columns: &["org_id", "id", "line_id", "low", "high", "sure", "reason", "note", "author_id", "at"],
        count: |house| house.told.promises.len(),
        row: promise,
        owner: Some(|house, index| owner(house, house.told.promises[index].line).0),
    },
    Sheet {
        table: "arrivals",
        columns: &[
            "org_id",
            "line_id",
            "low",
            "mid",
            "high",
            "sure",
            "late",
            "stage",
            "extra_days",
            "silent_at",
            "parts",
            "made_at",
        ],
        count: |house| house.told.shown.len(),
        row: shown,
        owner: Some(|house, index| owner(house, house.told.shown[index].0).0),
    },
    Sheet {
        table: "alerts",
        columns: &["org_id", "line_id", "band", "told_at"],
        count: |house| house.told.shown.len(),
        row: alerts,
        owner: Some(|house, index| owner(house, house.told.shown[index].0).0),
    },
    Sheet {
        table: "outcomes",
        columns: &[
            "org_id",
            "line_id",
            "publisher_id",
            "urgent",
            "first_low",
            "first_high",
            "last_low",
            "last_high",
            "arrived_on",
        ],
        count: |house| house.told.outcomes.len(),
        row: outcome,
        owner: Some(|house, index| owner(house, house.told.outcomes[index].0).0),
    },
];

fn promise(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let promise = &house.told.promises[index];
    let (org, line) = owner(house, promise.line);
    rows.push(vec![
        org.into(),
        house.keys.promises.of(index, promise.at).into(),
        line.into(),
        promise.low.into(),
        promise.high.into(),
        promise.sure.into(),
        promise.reason.code().into(),
        "".into(),
        Value::Null,
        promise.at.into(),
    ]);
}

fn shown(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let (line, shown) = &house.told.shown[index];
    let ((org, line), saying) = (owner(house, *line), &shown.saying);
    rows.push(vec![
        org.into(),
        line.into(),
        saying.low.into(),
        saying.mid.into(),
        saying.high.into(),
        saying.sure.into(),
        saying.late.into(),
        shown.stage.as_str().into(),
        Value::Int(0),
        saying.silent_at.into(),
        saying.parts.as_str().into(),
        shown.made_at.into(),
    ]);
}

/// What its people knew before the house was looked at.
fn alerts(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let (line, shown) = &house.told.shown[index];
    let (org, line) = owner(house, *line);
    let risen = BANDS.into_iter().filter(|band| shown.saying.late.is_some_and(|late| late >= *band));
    rows.extend(risen.map(|band| vec![org.into(), line.into(), band.into(), shown.made_at.into()]));
}

fn outcome(house: &House, index: usize, rows: &mut Vec<Vec<Value>>) {
    let (number, outcome) = &house.told.outcomes[index];
    let (org, line) = owner(house, *number);
    let ordered = &house.orders.lines[*number as usize];
    let publisher = house.shelves.titles[ordered.title as usize].publisher;
    rows.push(vec![
        org.into(),
        line.into(),
        house.shelves.publishers[publisher].id.into(),
        house.orders.orders[ordered.order as usize].urgent.into(),
        outcome.first.0.into(),
        outcome.first.1.into(),
        outcome.last.0.into(),
        outcome.last.1.into(),
        outcome.arrived_on.into(),
    ]);
}
