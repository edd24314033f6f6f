//! What customers complained about and what the house answered: filed when the way of the copies gives a reason, by who had
//! ordered, at the desk that held the line at that moment.

mod scripts;

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::Wish;
use super::calendar::{in_office, is_workday, last_in_office, span};
use super::chance::{Chance, Keys};
use super::orders::Orders;
use super::people::People;
use super::shelves::Shelves;
use super::way::{Ledger, Stage};
use crate::days::{self, DAY_MS};
use scripts::{SPECIAL, Script, script};

/// Who answers about books for courses.
const TEXTBOOKS: &str = "textbooks";
/// One complaint to so many lines.
const LINES_EACH: usize = 360;
const FEWEST: usize = 24;

/// A complaint.
pub(super) struct Complaint {
    pub(super) id: Uuid,
    pub(super) no: String,
    pub(super) org: usize,
    pub(super) order: usize,
    pub(super) line: Option<u32>,
    pub(super) kind: &'static str,
    pub(super) subject: String,
    pub(super) state: &'static str,
    pub(super) filed_by: usize,
    pub(super) filed_at: i64,
    pub(super) closed_at: Option<i64>,
    pub(super) desk: &'static str,
    pub(super) level: i64,
    pub(super) due_at: Option<i64>,
    pub(super) messages: Vec<Message>,
}

/// Something said in it.
pub(super) struct Message {
    pub(super) author: Option<usize>,
    pub(super) kind: &'static str,
    pub(super) body: String,
    pub(super) at: i64,
}

/// How far a complaint has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Overdue,
    Fresh,
    Answered,
    Closed,
}

/// Makes them, in the order of time.
pub(super) fn make(
    wish: &Wish,
    people: &People,
    orders: &Orders,
    shelves: &Shelves,
    ledger: &Ledger,
) -> Vec<Complaint> {
    let mut filing = Filing {
        now: wish.now,
        chance: Chance::new(wish.seed, "complaints"),
        arrivals: arrivals(ledger),
        arrived: HashMap::new(),
        people,
        orders,
        shelves,
    };
    filing.arrived = filing.arrivals.iter().map(|(at, line)| (*line, *at)).collect();
    let mut made = filing.all();
    made.sort_by_key(|complaint| (complaint.filed_at, complaint.order));
    hand_to_holders(&mut made, ledger);
    let keys = Keys::new(wish.seed, "complaints");
    let mut counters = BTreeMap::new();
    for (index, complaint) in made.iter_mut().enumerate() {
        complaint.id = keys.of(index, complaint.filed_at);
        complaint.no = super::number(&mut counters, "T", complaint.filed_at);
        filing.talk(complaint);
    }
    made
}

/// The last number of each series.
pub(super) fn counters(complaints: &[Complaint]) -> Vec<(String, i64)> {
    let mut counters = BTreeMap::new();
    for complaint in complaints {
        super::number(&mut counters, "T", complaint.filed_at);
    }
    counters.into_iter().collect()
}

/// When lines first arrived, in the order of time.
fn arrivals(ledger: &Ledger) -> Vec<(i64, u32)> {
    let mut arrived: HashMap<u32, i64> = HashMap::new();
    for movement in ledger.movements.iter().filter(|movement| movement.to == Stage::Delivered) {
        let at = ledger.acts[movement.act as usize].at;
        arrived.entry(movement.line).and_modify(|first| *first = at.min(*first)).or_insert(at);
    }
    let mut arrivals: Vec<(i64, u32)> = arrived.into_iter().map(|(line, at)| (at, line)).collect();
    arrivals.sort_unstable();
    arrivals
}

/// Gives each complaint that asks for no desk in particular to the one that held its line when it was filed.
fn hand_to_holders(complaints: &mut [Complaint], ledger: &Ledger) {
    let mut last: HashMap<u32, Vec<(i64, Stage)>> =
        complaints.iter().filter_map(|complaint| complaint.line.map(|line| (line, Vec::new()))).collect();
    for movement in &ledger.movements {
        if let Some(steps) = last.get_mut(&movement.line) {
            steps.push((ledger.acts[movement.act as usize].at, movement.to));
        }
    }
    for complaint in complaints.iter_mut().filter(|complaint| complaint.desk.is_empty()) {
        let steps = complaint.line.and_then(|line| last.get(&line));
        let held =
            steps.and_then(|steps| steps.iter().filter(|(at, _)| *at <= complaint.filed_at).max_by_key(|(at, _)| *at));
        complaint.desk = held.map_or("distribution", |(_, stage)| stage.desk());
    }
}

struct Filing<'a> {
    now: i64,
    chance: Chance,
    arrivals: Vec<(i64, u32)>,
    arrived: HashMap<u32, i64>,
    people: &'a People,
    orders: &'a Orders,
    shelves: &'a Shelves,
}

impl Filing<'_> {
    /// One overdue at each desk, some fresh, some answered, most long closed.
    fn all(&mut self) -> Vec<Complaint> {
        let count = (self.orders.lines.len() / LINES_EACH).max(FEWEST);
        let mut made: Vec<Complaint> = Vec::with_capacity(count);
        for script in &SPECIAL {
            let filed_at = self.overdue();
            made.extend(self.file(script, Fate::Overdue, filed_at, false));
        }
        for index in 0..count.saturating_sub(SPECIAL.len()) {
            let (fate, back) = match index % 12 {
                0 => (Fate::Fresh, self.chance.amount(0.01, 0.9)),
                1 => (Fate::Answered, self.chance.amount(5.0, 25.0)),
                _ => (Fate::Closed, self.chance.amount(12.0, 670.0)),
            };
            let filed_at = last_in_office(self.now - span(back)) - self.chance.between(0, 200) * 60_000;
            let kind = ["late", "late", "late", "damaged", "damaged", "wrong", "short", "question", "other"];
            let (kind, chinese) = (self.chance.pick(&kind), self.chance.hits(0.7));
            let script = script(kind, chinese, &mut self.chance);
            made.extend(self.file(script, fate, filed_at, index < 3 || index % 24 == 2));
        }
        made
    }

    /// Filed so long ago that the answer was due a day ago or two.
    fn overdue(&mut self) -> i64 {
        let mut day = days::today(self.now);
        let mut left = self.chance.between(3, 4);
        while left > 0 {
            day -= 1;
            left -= i64::from(is_workday(day));
        }
        super::calendar::sometime(day, &mut self.chance)
    }

    fn file(&mut self, script: &'static Script, fate: Fate, filed_at: i64, at_home: bool) -> Option<Complaint> {
        let line = (0..600).find_map(|tried| {
            let line = self.line(script.kind, filed_at)?;
            let order = &self.orders.orders[self.orders.lines[line as usize].order as usize];
            // Peking University's pages should have something to show.
            let fits = script.desk != TEXTBOOKS || self.orders.lines[line as usize].copies >= 10;
            ((!at_home || order.org == 1) && fits || tried > 300).then_some(line)
        })?;
        let order = self.orders.lines[line as usize].order as usize;
        let placed = &self.orders.orders[order];
        let title = &self.shelves.titles[self.orders.lines[line as usize].title as usize].entry.title;
        let fill = |text: &str| text.replace("{title}", title).replace("{no}", &placed.no);
        let opening =
            Message { author: Some(placed.placed_by), kind: "customer", body: fill(script.body), at: filed_at };
        Some(Complaint {
            id: Uuid::nil(),
            no: String::new(),
            org: placed.org,
            order,
            line: Some(line).filter(|_| script.about_line),
            kind: script.kind,
            subject: fill(script.subject).chars().take(110).collect(),
            state: match fate {
                Fate::Overdue | Fate::Fresh => "open",
                Fate::Answered => "answered",
                Fate::Closed => "closed",
            },
            filed_by: placed.placed_by,
            filed_at,
            closed_at: None,
            desk: script.desk,
            level: 0,
            due_at: matches!(fate, Fate::Overdue | Fate::Fresh).then(|| due(filed_at)),
            messages: vec![opening, Message { author: None, kind: "house", body: script.answer.to_owned(), at: 0 }],
        })
    }

    /// A line that gives a reason for this kind of complaint at this instant.
    fn line(&mut self, kind: &str, at: i64) -> Option<u32> {
        match kind {
            "damaged" | "wrong" | "short" => {
                let from = self.arrivals.partition_point(|(arrived, _)| *arrived < at - 8 * DAY_MS);
                let to = self.arrivals.partition_point(|(arrived, _)| *arrived < at - DAY_MS / 8);
                let found = self.arrivals.get(from..to).filter(|found| !found.is_empty())?;
                Some(found[self.chance.below(found.len())].1)
            }
            "late" => {
                let line = self.placed_between(at - 150 * DAY_MS, at - 35 * DAY_MS)?;
                self.arrived.get(&line).is_none_or(|arrived| *arrived > at).then_some(line)
            }
            _ => self.placed_between(at - 40 * DAY_MS, at - DAY_MS / 8),
        }
    }

    fn placed_between(&mut self, from: i64, to: i64) -> Option<u32> {
        let orders = &self.orders.orders;
        let (from, to) = (orders.partition_point(|o| o.placed_at < from), orders.partition_point(|o| o.placed_at < to));
        let order = orders
            .get(from..to)
            .filter(|found| !found.is_empty())
            .map(|found| &found[self.chance.below(found.len())])?;
        u32::try_from(order.lines.start + self.chance.below(order.lines.len())).ok()
    }

    /// What was said after the opening: a note among colleagues, an escalation, the answer, the end.
    fn talk(&mut self, complaint: &mut Complaint) {
        let Some(answer) = complaint.messages.pop() else { return };
        let desk = self.people.at_desk(complaint.desk);
        let looked = complaint.filed_at + self.chance.between(20, 180) * 60_000;
        if self.chance.hits(0.4) && looked < self.now {
            let body = self.chance.pick(&scripts::NOTES).to_string();
            complaint.messages.push(Message { author: desk, kind: "internal", body, at: looked });
        }
        if complaint.state == "open" {
            return;
        }
        let slow = self.chance.hits(0.1);
        let took = if slow {
            due(complaint.filed_at) - complaint.filed_at + span(0.4)
        } else {
            span(self.chance.amount(0.15, 1.4))
        };
        if slow {
            complaint.level = 1;
            let (kind, body, at) = ("step", "escalated".to_owned(), due(complaint.filed_at));
            complaint.messages.push(Message { author: None, kind, body, at });
        }
        let at = in_office(complaint.filed_at + took, &mut self.chance).min(self.now - 3_600_000);
        complaint.messages.push(Message { author: desk, at, ..answer });
        if complaint.state == "closed" {
            let end = in_office(at + span(self.chance.amount(0.2, 3.0)), &mut self.chance).min(self.now - 1_800_000);
            if self.chance.hits(0.5) {
                let body = self.chance.pick(&scripts::THANKS).to_string();
                complaint.messages.push(Message {
                    author: Some(complaint.filed_by),
                    kind: "customer",
                    body,
                    at: end - 60_000,
                });
            }
            let (author, kind, body) = (Some(complaint.filed_by), "step", "closed".to_owned());
            complaint.messages.push(Message { author, kind, body, at: end });
            complaint.closed_at = Some(end);
        }
    }
}

/// An answer is promised within two working days.
fn due(filed_at: i64) -> i64 {
    let mut at = filed_at;
    let mut left = 2;
    while left > 0 {
        at += DAY_MS;
        left -= i32::from(is_workday(days::today(at)));
    }
    at
}
