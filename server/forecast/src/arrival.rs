//! What an outlook answers.

use crate::steps::Day;

/// When copies will arrive.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// The first day of the range.
    pub low: Day,
    /// As likely before as after.
    pub mid: Day,
    /// The last day of the range.
    pub high: Day,
    /// How sure the range is, in thousandths.
    pub sure: u16,
    /// What it is made of: the stages that are ahead, the present one first.
    pub parts: Vec<Part>,
}

/// A stage that is ahead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// Its number.
    pub stage: usize,
    /// How long it takes as a rule.
    pub usual: Usual,
    /// For the present stage: the days that have passed in it.
    pub so_far: Option<i64>,
}

/// The days that a stage takes: the shortest fifth takes less than `low`, the longest fifth more than `high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usual {
    /// In days.
    pub low: i64,
    /// In days.
    pub mid: i64,
    /// In days.
    pub high: i64,
}

/// How ranges ended that were made once a week for every line on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Ranges in which the line arrived.
    pub held: usize,
    /// All that came to their end.
    pub of: usize,
    /// The lines for which they were made.
    pub lines: usize,
    /// How often lines came together: those of one batch fare alike, so this says how much the share can be trusted.
    pub batches: usize,
}
