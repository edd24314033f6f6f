//! What the templates show: rows put together by line, texts in the form that the portal writes them. In Chinese, as the
//! person reads who is measured.

use std::collections::HashMap;
use std::fmt::{Display, Formatter, Result};

use askama::Template;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use kernel::Uuid;
use kernel::days::DAY_MS;
use kernel::money::{grouped, yuan};

use super::rows::{Extra, FoundSlice, Head, Me, Promise, Slice, Stage, Step};

/// Day of an instant in the house's calendar, written without a text in between.
pub struct Day(pub i64);

/// Day and time.
pub struct When(pub i64);

fn local(ms: i64) -> DateTime {
    Offset::constant(8).to_datetime(Timestamp::from_millisecond(ms).unwrap_or_default())
}

impl Display for Day {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let at = local(self.0);
        write!(f, "{}年{}月{}日", at.year(), at.month(), at.day())
    }
}

impl Display for When {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let at = local(self.0);
        write!(f, "{} {:02}:{:02}", Day(self.0), at.hour(), at.minute())
    }
}

impl When {
    /// As machines read it.
    pub fn iso(&self) -> impl Display {
        let at = local(self.0);
        format!("{:04}-{:02}-{:02}T{:02}:{:02}+08:00", at.year(), at.month(), at.day(), at.hour(), at.minute())
    }
}

/// `/orders`.
#[derive(Template)]
#[template(path = "orders.html")]
pub struct Orders<'a> {
    pub me: &'a Me,
    pub rows: Vec<OrderRow>,
    pub next: Option<String>,
}

impl<'a> Orders<'a> {
    /// The first page of a list that was read one row too far.
    pub fn new(me: &'a Me, mut heads: Vec<Head>, asker: Uuid) -> Self {
        const PAGE: usize = 40;
        let more = heads.len() > PAGE;
        heads.truncate(PAGE);
        let next = heads.last().filter(|_| more).map(|last| format!("{}_{}", last.placed_at, last.no));
        Self { me, rows: heads.into_iter().map(|head| OrderRow::new(head, asker)).collect(), next }
    }
}

/// An order, as a list and its own page show it.
pub struct OrderRow {
    pub head: Head,
    pub total: Option<String>,
    pub needed_by: Option<Day>,
    pub state: &'static str,
    pub tone: &'static str,
    pub permille: i64,
}

impl OrderRow {
    pub fn new(head: Head, asker: Uuid) -> Self {
        let total = (head.payer_id == asker).then(|| yuan(head.total_fen));
        let (state, tone) = match (head.arrived, head.way, head.open) {
            (0, 0, 0) => ("不再供应", "neutral"),
            (_, 0, 0) => ("已到齐", "good"),
            (0, 0, _) => ("待采购", "neutral"),
            (0, _, _) => ("在途", "route"),
            _ => ("部分到货", "info"),
        };
        let permille = head.arrived * 1000 / head.copies.max(1);
        Self { total, needed_by: head.needed_by.map(|day| Day(day * DAY_MS)), state, tone, permille, head }
    }

    pub fn placed(&self) -> Day {
        Day(self.head.placed_at)
    }
}

/// `/orders/{no}`.
#[derive(Template)]
#[template(path = "order.html")]
pub struct Order<'a> {
    pub me: &'a Me,
    pub order: OrderRow,
    pub extra: Extra,
    pub complaints: Vec<(String, String)>,
    pub lines: Vec<Line>,
}

/// `/where`.
#[derive(Template)]
#[template(path = "where.html")]
pub struct Where<'a> {
    pub me: &'a Me,
    pub q: &'a str,
    pub found: Vec<Found>,
}

/// A line with the order that it is found in.
pub struct Found {
    pub order_no: String,
    pub own_ref: String,
    pub placed: Day,
    pub line: Line,
}

/// A line with its copies.
pub struct Line {
    pub of: Slice,
    pub price: Option<(String, String)>,
    pub ports: Vec<Port>,
    pub places: Vec<Place>,
    pub steps: Vec<StepView>,
    /// What was promised: when, first and last day.
    pub said: Vec<(Day, Day, Day)>,
}

/// One stage of a line's route.
pub struct Port {
    pub name: String,
    pub state: &'static str,
    pub words: &'static str,
    pub shape: &'static str,
    pub copies: i64,
    pub since: Option<Day>,
    pub batch: Option<String>,
}

/// Where some copies are, in words.
pub struct Place {
    pub name: String,
    pub desk: String,
    pub copies: i64,
    pub since: Day,
    pub batch: Option<String>,
    pub around: Option<Day>,
}

/// One step of some copies.
pub struct StepView {
    pub at: When,
    pub from: Option<String>,
    pub to: String,
    pub step: Step,
}

/// Puts the rows of an order together by line.
pub fn lines(
    (slices, steps, promises): (Vec<Slice>, Vec<Step>, Vec<Promise>),
    stages: &[Stage],
    asker: Uuid,
) -> Vec<Line> {
    let mut by_line: HashMap<Uuid, Vec<StepView>> = HashMap::new();
    for step in steps {
        let (from, to) = (step.from_stage.as_ref().map(|code| name(stages, code)), name(stages, &step.to_stage));
        by_line.entry(step.line_id).or_default().push(StepView { at: When(step.at), from, to, step });
    }
    let mut lines: Vec<Line> = Vec::new();
    for slice in slices {
        match lines.last_mut() {
            Some(line) if line.of.line_id == slice.line_id => line.places.push(place(&slice, stages)),
            _ => {
                let steps = by_line.remove(&slice.line_id).unwrap_or_default();
                lines.push(line(slice, steps, stages, asker));
            }
        }
    }
    for promise in promises {
        if let Some(line) = lines.iter_mut().find(|line| line.of.line_id == promise.line_id) {
            line.said.push((Day(promise.at), Day(promise.low * DAY_MS), Day(promise.high * DAY_MS)));
        }
    }
    for line in &mut lines {
        line.ports = ports(stages, &line.places);
    }
    lines
}

/// Puts found rows together by line.
pub fn found(rows: Vec<FoundSlice>, stages: &[Stage], asker: Uuid) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for row in rows {
        match found.last_mut() {
            Some(last) if last.line.of.line_id == row.slice.line_id => last.line.places.push(place(&row.slice, stages)),
            _ => found.push(Found {
                order_no: row.order_no,
                own_ref: row.own_ref,
                placed: Day(row.placed_at),
                line: line(row.slice, Vec::new(), stages, asker),
            }),
        }
    }
    for found in &mut found {
        found.line.ports = ports(stages, &found.line.places);
    }
    found
}

fn line(slice: Slice, steps: Vec<StepView>, stages: &[Stage], asker: Uuid) -> Line {
    let sum = slice.price_fen * slice.line_copies;
    let price = (slice.payer_id == asker).then(|| (yuan(slice.price_fen), yuan(sum)));
    Line { price, ports: Vec::new(), places: vec![place(&slice, stages)], steps, said: Vec::new(), of: slice }
}

fn name(stages: &[Stage], code: &str) -> String {
    stages.iter().find(|stage| stage.code == code).map_or_else(|| code.to_owned(), |stage| stage.name_zh.clone())
}

fn place(slice: &Slice, stages: &[Stage]) -> Place {
    let index = stages.iter().position(|stage| stage.code == slice.stage).unwrap_or(0);
    let stage = &stages[index];
    let ahead: i64 = stages[index..].iter().filter(|stage| stage.kind == "way").map(|stage| stage.usual_days).sum();
    let moves = matches!(stage.kind.as_str(), "open" | "way");
    Place {
        name: stage.name_zh.clone(),
        desk: stage.desk_zh.clone(),
        copies: slice.copies,
        since: Day(slice.since),
        batch: slice.batch.clone(),
        around: moves.then(|| Day(slice.since + ahead * DAY_MS)),
    }
}

/// The route without its exits, with the portal's shapes.
fn ports(stages: &[Stage], places: &[Place]) -> Vec<Port> {
    let at = |stage: &Stage| places.iter().find(|place| place.name == stage.name_zh);
    let last = stages.iter().position(|stage| at(stage).is_some()).unwrap_or(0);
    let on_the_way = stages.iter().enumerate().filter(|(_, stage)| stage.kind != "exit");
    let port = |(index, stage): (usize, &Stage)| {
        let here = at(stage);
        let (state, words, shape) = match here {
            Some(_) => ("here", "现在此处", "M16 1 19.5 12.5 31 16 19.5 19.5 16 31 12.5 19.5 1 16 12.5 12.500z"),
            None if index < last => ("done", "已过", "M16 10a6 6 0 1 1 0 12 6 6 0 0 1 0-12z"),
            None => ("ahead", "尚未到达", "M16 9.500a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z"),
        };
        Port {
            name: stage.name_zh.clone(),
            state,
            words,
            shape,
            copies: here.map_or(0, |place| place.copies),
            since: here.map(|place| Day(place.since.0)),
            batch: here.and_then(|place| place.batch.clone()),
        }
    };
    on_the_way.map(port).collect()
}

/// A count as the templates write it.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand over references")]
fn count(number: &i64) -> String {
    grouped(number.unsigned_abs())
}
