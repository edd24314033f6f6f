//! Which copies of a line are the last: turns movements of copies, as a ledger has them, into steps of the line.
//!
//! A line has arrived when none of its copies is on the way any more and at least one came to the reader.

use std::collections::HashMap;

use crate::steps::{Day, Place, Route, Step};

/// Where copies can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// In a stage of the way.
    Stage(usize),
    /// With the reader.
    Reader,
    /// In an exit: cancelled, unavailable, lost, returned.
    Exit,
}

/// The copies of all lines that are on the way.
#[derive(Clone, Debug)]
pub struct Rears {
    stages: usize,
    lines: HashMap<u64, Line>,
}

#[derive(Clone, Debug)]
struct Line {
    /// Copies in each stage.
    copies: Vec<i64>,
    delivered: bool,
    rear: Option<usize>,
}

impl Rears {
    /// Nothing is on the way; the way has so many stages, the wait for the cut-off included.
    #[must_use]
    pub fn new(stages: usize) -> Self {
        Self { stages, lines: HashMap::new() }
    }

    /// Copies of a line went from a port (none when they were ordered) to another. Gives the line's step if its rearmost
    /// copies are elsewhere now. Movements must come in the order of time.
    pub fn moved(&mut self, line: (u64, Route, Day), from: Option<Port>, to: Port, copies: i64) -> Option<Step> {
        let (number, route, day) = line;
        let empty = || Line { copies: vec![0; self.stages], delivered: false, rear: None };
        let line = self.lines.entry(number).or_insert_with(empty);
        for (port, change) in [(from, -copies), (Some(to), copies)] {
            if let Some(Port::Stage(stage)) = port
                && let Some(held) = line.copies.get_mut(stage)
            {
                *held += change;
            }
        }
        line.delivered |= to == Port::Reader;
        let rear = line.copies.iter().position(|held| *held > 0);
        let (before, delivered) = (std::mem::replace(&mut line.rear, rear), line.delivered);
        if rear.is_none() {
            self.lines.remove(&number);
        }
        if rear == before {
            return None;
        }
        let end = if delivered { Place::Arrived } else { Place::Gone };
        Some(Step { line: number, route, place: rear.map_or(end, Place::Stage), day })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steps::Lane;

    const ROUTE: Route = Route { publisher: 0, country: 0, lane: Lane::Ordinary };

    #[test]
    fn a_line_is_where_its_last_copy_is() {
        let mut rears = Rears::new(3);
        let mut moved = |day, from, to, copies| rears.moved((1, ROUTE, day), from, to, copies).map(|step| step.place);
        let stage = Port::Stage;
        assert_eq!(moved(1, None, stage(0), 3), Some(Place::Stage(0)));
        assert_eq!(moved(2, Some(stage(0)), stage(1), 3), Some(Place::Stage(1)));
        assert_eq!(moved(3, Some(stage(1)), stage(2), 2), None, "one copy is still behind");
        assert_eq!(moved(4, Some(stage(2)), Port::Reader, 2), None);
        assert_eq!(moved(5, Some(stage(1)), stage(2), 1), Some(Place::Stage(2)));
        assert_eq!(moved(6, Some(stage(2)), Port::Reader, 1), Some(Place::Arrived));
        assert_eq!(moved(9, Some(Port::Reader), Port::Exit, 1), None, "a return is no step of the way");
    }

    #[test]
    fn what_is_lost_is_not_waited_for() {
        let mut rears = Rears::new(3);
        let mut moved = |day, from, to, copies| rears.moved((1, ROUTE, day), from, to, copies).map(|step| step.place);
        let stage = Port::Stage;
        assert_eq!(moved(1, None, stage(0), 2), Some(Place::Stage(0)));
        assert_eq!(moved(2, Some(stage(0)), Port::Exit, 1), None);
        assert_eq!(moved(2, Some(stage(0)), stage(2), 1), Some(Place::Stage(2)));
        assert_eq!(moved(3, Some(stage(2)), stage(0), 1), Some(Place::Stage(0)), "bought again");
        assert_eq!(moved(4, Some(stage(0)), Port::Exit, 1), Some(Place::Gone));
    }
}
