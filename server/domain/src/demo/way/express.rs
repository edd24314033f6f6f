//! The orders that travel by the timetable: in batches of their own, so that nothing keeps them and they keep nothing.

use std::collections::{BTreeMap, HashMap};

use super::records::Lot;
use super::{Called, Stage, Task, Way};
use crate::demo::timetable::{self, LEGS};

/// In which batches their lines are.
pub(super) type Express = HashMap<u32, u32>;

impl Way<'_> {
    /// Puts the legs of an order on the calendar.
    pub(super) fn dispatch(&mut self, order: usize) {
        for (leg, at) in timetable::legs(self.world.now).into_iter().enumerate() {
            self.plan(at, Task::Leg { order, leg });
        }
    }

    /// The lines of a leg come to its port.
    pub(super) fn leg(&mut self, at: i64, order: usize, leg: usize) {
        let leg = &LEGS[leg];
        let all = &self.world.orders.orders[order].lines;
        let lines: Vec<u32> = all.clone().skip(leg.lines.start).take(leg.lines.len()).map(|line| line as u32).collect();
        match leg.to {
            _ if lines.is_empty() => {}
            Stage::Purchase => self.buy_alone(at, &lines),
            Stage::Delivered => {
                let called = self.call_up(&lines);
                self.ledger.deliver(at, &called);
            }
            stage => {
                let called = self.call_up(&lines);
                let batch = self.ledger.batch(stage, at, true);
                self.ledger.forward(at, batch, &called);
                self.express.extend(lines.into_iter().map(|line| (line, batch)));
            }
        }
    }

    /// A purchase batch for each publisher.
    fn buy_alone(&mut self, at: i64, lines: &[u32]) {
        let mut by_publisher: BTreeMap<usize, Vec<Lot>> = BTreeMap::new();
        for line in lines {
            let lot = Lot { line: *line, copies: self.copies(*line), since: at };
            by_publisher.entry(self.publisher(*line)).or_default().push(lot);
        }
        for (publisher, lots) in by_publisher {
            let batch = self.ledger.batch(Stage::Purchase, at, true);
            self.ledger.buy(at, batch, publisher, &lots);
            self.express.extend(lots.into_iter().map(|lot| (lot.line, batch)));
        }
    }

    /// Takes lines out of the batches in which they are.
    fn call_up(&mut self, lines: &[u32]) -> Vec<Called> {
        let called = lines.iter().filter_map(|line| {
            let batch = *self.express.get(line)?;
            Some(Called { batch, line: *line, copies: self.copies(*line) })
        });
        let called: Vec<Called> = called.collect();
        for one in &called {
            self.ledger.batches[one.batch as usize].lots.retain(|lot| lot.line != one.line);
        }
        called
    }

    fn copies(&self, line: u32) -> u32 {
        self.world.orders.lines[line as usize].copies
    }
}
