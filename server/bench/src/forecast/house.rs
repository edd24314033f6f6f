//! A house whose past is known: who ordered what, when each line came to which stage. Plain values.

use std::collections::BTreeMap;

use forecast::{Day, Rhythm, Route, Step};

/// Its past.
pub struct House {
    /// What it is like, in the table.
    pub name: &'static str,
    /// With which seed it was made, if chance made it.
    pub seed: Option<u64>,
    /// The days that each stage usually takes, as the house itself believes; the first is the wait for the cut-off.
    pub usual_days: Vec<f64>,
    /// The calendar of cut-offs.
    pub rhythms: BTreeMap<u32, Rhythm>,
    /// The days on which nothing moves, past and to come.
    pub rest: Vec<Day>,
    /// All lines; a line's number is its place.
    pub lines: Vec<Line>,
    /// Every step of every line in the order of time.
    pub steps: Vec<Step>,
    /// The last day that is known.
    pub end: Day,
}

/// A line.
pub struct Line {
    /// Where it comes from and how.
    pub route: Route,
    /// The day of the order.
    pub placed: Day,
    /// When the customer needs it.
    pub needed_by: Option<Day>,
    /// When its last copy arrived.
    pub arrived: Option<Day>,
    /// Whether it will never arrive.
    pub gone: bool,
}
