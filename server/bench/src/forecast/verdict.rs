//! What the record is worth: how often the ranges held, how wide they were beside the rule's, and whether warnings came.

use std::collections::{BTreeMap, BTreeSet};

use super::house::House;
use super::trial::{Record, Said};

/// Publishers with fewer lines than this are not looked at singly.
pub const ENOUGH_LINES: usize = 50;
/// The chances of being late from which on a line may be called at risk: a desk's work list begins at the first.
pub const AT_RISK: [f64; 3] = [0.3, 0.4, 0.5];

/// How a group of ranges fared.
#[derive(Clone, Copy, Default)]
pub struct Group {
    /// How many.
    pub ranges: usize,
    /// How many held.
    pub held: usize,
    /// Days of all together.
    pub days: i64,
}

impl Group {
    /// The share that held.
    pub fn share(&self) -> f64 {
        self.held as f64 / self.ranges.max(1) as f64
    }

    /// Days of one range.
    pub fn width(&self) -> f64 {
        self.days as f64 / self.ranges.max(1) as f64
    }
}

/// The verdict on one house.
pub struct Verdict {
    /// All ranges.
    pub all: Group,
    /// Those that were made in the first week of a line.
    pub first: Group,
    /// Publishers with enough lines, those that held least often first.
    pub publishers: Vec<Group>,
    /// Days that the rule needs to hold as often as all ranges did.
    pub rule_width: f64,
    /// Days that the rule needs to hold as often as the first ranges did.
    pub rule_first_width: f64,
    /// Warnings.
    pub warnings: Warnings,
}

/// What became of lines that were needed by a day.
#[derive(Clone, Copy, Default)]
pub struct Warnings {
    /// Came late.
    pub late: usize,
    /// Came in time.
    pub timely: usize,
    /// Were flagged in time, for each chance of [`AT_RISK`].
    pub flagged: [Flagged; AT_RISK.len()],
}

/// Lines that were flagged.
#[derive(Clone, Copy, Default)]
pub struct Flagged {
    /// Came late.
    pub late: usize,
    /// Came in time: false alarms.
    pub timely: usize,
}

/// Judges a record.
pub fn judge(house: &House, record: &Record) -> Verdict {
    let mut all = Group::default();
    let mut first = Group::default();
    let mut publishers = BTreeMap::<u32, (Group, BTreeSet<usize>)>::new();
    let (mut errors, mut first_errors) = (Vec::new(), Vec::new());
    for said in &record.said {
        let Some((held, error)) = outcome(house, said) else { continue };
        let publisher = publishers.entry(house.lines[said.line].route.publisher).or_default();
        publisher.1.insert(said.line);
        for group in [&mut all, &mut publisher.0] {
            count(group, said, held);
        }
        errors.push(error);
        if said.first {
            count(&mut first, said, held);
            first_errors.push(error);
        }
    }
    let enough = publishers.into_iter().filter(|(_, (_, lines))| lines.len() >= ENOUGH_LINES);
    let mut publishers: Vec<Group> = enough.map(|(_, (group, _))| group).collect();
    publishers.sort_by(|a, b| a.share().total_cmp(&b.share()));
    let rule_width = needed_width(errors, all.share());
    let rule_first_width = needed_width(first_errors, first.share());
    Verdict { all, first, publishers, rule_width, rule_first_width, warnings: warnings(house, record) }
}

fn count(group: &mut Group, said: &Said, held: bool) {
    group.ranges += 1;
    group.held += usize::from(held);
    group.days += said.high - said.low + 1;
}

/// Whether a range held, and how far the rule was off. Nothing for lines that never come, or of which it cannot be said yet.
fn outcome(house: &House, said: &Said) -> Option<(bool, i64)> {
    let line = &house.lines[said.line];
    match line.arrived {
        Some(day) => Some(((said.low..=said.high).contains(&day), (day - said.rule).abs())),
        None if line.gone || said.high >= house.end => None,
        None => Some((false, (house.end - said.rule).abs())),
    }
}

/// The days from end to end of the fixed margin with which the rule would have held so often. The margin that is just too
/// small and the one that is just large enough are mixed, so that whole days favour nobody.
fn needed_width(mut errors: Vec<i64>, share: f64) -> f64 {
    errors.sort_unstable();
    let wanted = errors.len() as f64 * share;
    let Some(margin) = errors.get((wanted as usize).min(errors.len().saturating_sub(1))).copied() else { return 0.0 };
    let below = errors.partition_point(|error| *error < margin) as f64;
    let within = errors.partition_point(|error| *error <= margin) as f64;
    let mixed = (wanted - below) / (within - below);
    (2 * margin - 1) as f64 + 2.0 * mixed
}

fn warnings(house: &House, record: &Record) -> Warnings {
    let mut sum = Warnings::default();
    for (no, chance) in &record.warned {
        let line = &house.lines[*no];
        let Some(needed) = line.needed_by else { continue };
        let late = match line.arrived {
            Some(day) => day > needed,
            None if line.gone || needed >= house.end => continue,
            None => true,
        };
        sum.late += usize::from(late);
        sum.timely += usize::from(!late);
        for (flagged, at_risk) in sum.flagged.iter_mut().zip(AT_RISK) {
            flagged.late += usize::from(late && *chance >= at_risk);
            flagged.timely += usize::from(!late && *chance >= at_risk);
        }
    }
    sum
}
