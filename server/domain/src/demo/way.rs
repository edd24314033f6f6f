//! What became of the copies: a small world in which time passes. Lines wait for their publisher's cut-off, batches stay in
//! each port for a while, and copies leave them for the next port in other company than they came. It runs until `now` and
//! leaves behind what a real house would have: acts, movements, and the copies where they are.

mod express;
mod ledger;
mod pace;
mod ports;
mod records;
mod stage;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use express::Express;
pub(super) use ledger::Ledger;
use pace::Pace;
use records::{Act, Lot, Reason};
pub(super) use records::{ActKind, Movement};
pub(super) use stage::Stage;

use super::calendar::{in_office, span};
use super::chance::Chance;
use super::orders::Orders;
use super::people::People;
use super::shelves::Shelves;

/// What the world starts from.
pub(super) struct World<'a> {
    pub(super) seed: u64,
    pub(super) now: i64,
    pub(super) people: &'a People,
    pub(super) shelves: &'a Shelves,
    pub(super) orders: &'a Orders,
}

/// Something that is going to happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Task {
    /// An order arrives.
    Place(usize),
    /// The customer changes its mind about a line.
    Cancel(u32),
    /// A publisher's lines are gathered: all, or only those in a hurry.
    Gather { publisher: usize, rush: bool },
    /// A batch has been long enough where it is.
    Ready { batch: u32, last: bool },
    /// What waits at a berth goes on.
    Leave(Berth),
    /// The customer sends copies back.
    Return { line: u32, copies: u32 },
    /// Lines of an order that travels by the timetable come to a port.
    Leg { order: usize, leg: usize },
}

/// Where copies that go on together wait for one another: for which port, in which company, whether in a hurry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Berth {
    stage: Stage,
    company: u64,
    rush: bool,
}

/// Copies that have been called up but are still in their batch.
#[derive(Clone, Copy, Debug)]
struct Called {
    batch: u32,
    line: u32,
    copies: u32,
}

/// The running world.
struct Way<'a> {
    world: &'a World<'a>,
    pace: Pace,
    chance: Chance,
    tasks: BinaryHeap<Reverse<(i64, u64, Task)>>,
    told: u64,
    /// Lines that wait for a batch, by publisher.
    open: Vec<Vec<Lot>>,
    berths: HashMap<Berth, Vec<Called>>,
    express: Express,
    ledger: Ledger,
}

/// Lets two years pass.
pub(super) fn run(world: &World<'_>) -> Ledger {
    let mut way = Way {
        pace: Pace::new(world),
        chance: Chance::new(world.seed, "way"),
        tasks: BinaryHeap::new(),
        told: 0,
        open: world.shelves.publishers.iter().map(|_| Vec::new()).collect(),
        berths: HashMap::new(),
        express: Express::new(),
        ledger: Ledger::new(world),
        world,
    };
    for (index, order) in world.orders.orders.iter().enumerate() {
        way.plan(order.placed_at, Task::Place(index));
    }
    for publisher in 0..world.shelves.publishers.len() {
        let first = way.pace.first_cut_off(publisher, &mut way.chance);
        way.plan(first, Task::Gather { publisher, rush: false });
    }
    while let Some(Reverse((at, _, task))) = way.tasks.pop() {
        way.happen(at, task);
    }
    way.finish()
}

impl Way<'_> {
    /// Puts something on the calendar; what lies beyond `now` is not our business.
    fn plan(&mut self, at: i64, task: Task) {
        if at <= self.world.now {
            self.told += 1;
            self.tasks.push(Reverse((at, self.told, task)));
        }
    }

    fn happen(&mut self, at: i64, task: Task) {
        match task {
            Task::Place(order) => self.place(at, order),
            Task::Cancel(line) => self.cancel(at, line),
            Task::Gather { publisher, rush } => self.gather(at, publisher, rush),
            Task::Ready { batch, last } => self.ready(at, batch, last),
            Task::Leave(berth) => self.leave(at, berth),
            Task::Return { line, copies } => self.ledger.give_back(at, line, copies),
            Task::Leg { order, leg } => self.leg(at, order, leg),
        }
    }

    fn place(&mut self, at: i64, index: usize) {
        let order = &self.world.orders.orders[index];
        let act = self.ledger.act(Act { by: Some(order.placed_by), ..Act::new(ActKind::Place, at) });
        for line in order.lines.clone() {
            let line = line as u32;
            let (to, copies) = (Stage::Ordered, self.world.orders.lines[line as usize].copies);
            self.ledger.movement(Movement { act, line, from: None, to, from_batch: None, to_batch: None, copies });
            if !order.express {
                self.await_batch(at, order.urgent, Lot { line, copies, since: at });
            }
        }
        if order.express {
            self.dispatch(index);
        }
    }

    /// A line waits for its publisher's batch, or for one of its own; some change their mind.
    fn await_batch(&mut self, at: i64, urgent: bool, lot: Lot) {
        let publisher = self.publisher(lot.line);
        self.wait(publisher, lot);
        if urgent {
            let soon = in_office(at + span(self.chance.amount(0.2, 1.2)), &mut self.chance);
            self.plan(soon, Task::Gather { publisher, rush: true });
        } else if self.chance.hits(0.006) {
            let later = at + span(self.chance.amount(0.1, 12.0));
            self.plan(later, Task::Cancel(lot.line));
        }
    }

    fn publisher(&self, line: u32) -> usize {
        let title = self.world.orders.lines[line as usize].title;
        self.world.shelves.titles[title as usize].publisher
    }

    fn is_urgent(&self, line: u32) -> bool {
        self.world.orders.orders[self.world.orders.lines[line as usize].order as usize].urgent
    }

    /// Copies of a line that meet others of it keep the date of those who waited already.
    fn wait(&mut self, publisher: usize, lot: Lot) {
        match self.open[publisher].iter_mut().find(|other| other.line == lot.line) {
            Some(other) => other.copies += lot.copies,
            None => self.open[publisher].push(lot),
        }
    }

    /// Only what has not been bought can be cancelled.
    fn cancel(&mut self, at: i64, line: u32) {
        let publisher = self.publisher(line);
        let Some(place) = self.open[publisher].iter().position(|lot| lot.line == line) else { return };
        let lot = self.open[publisher].remove(place);
        let order = self.world.orders.lines[line as usize].order as usize;
        let by = Some(self.world.orders.orders[order].placed_by);
        let act = Act { by, reason: Some(Reason::CustomerCancelled), ..Act::new(ActKind::Cancel, at) };
        self.ledger.leave_open(act, lot, Stage::Cancelled);
    }

    /// The cut-off: all waiting lines of a publisher become a purchase batch.
    fn gather(&mut self, at: i64, publisher: usize, rush: bool) {
        let (taken, kept): (Vec<Lot>, Vec<Lot>) =
            std::mem::take(&mut self.open[publisher]).into_iter().partition(|lot| !rush || self.is_urgent(lot.line));
        self.open[publisher] = kept;
        for lots in taken.chunks(pace::LARGEST_PURCHASE) {
            let batch = self.ledger.batch(Stage::Purchase, at, rush);
            self.ledger.buy(at, batch, publisher, lots);
            let stay = self.pace.stay(Stage::Purchase, publisher, at, &mut self.chance);
            self.plan_ready(at, batch, stay);
        }
        if !rush {
            let next = self.pace.next_cut_off(publisher, at, &mut self.chance);
            self.plan(next, Task::Gather { publisher, rush: false });
        }
    }

    fn plan_ready(&mut self, at: i64, batch: u32, days: f64) {
        let hurry = if self.ledger.batches[batch as usize].rush { 0.45 } else { 1.0 };
        let when = in_office(at + span(days * hurry), &mut self.chance);
        self.plan(when, Task::Ready { batch, last: false });
    }

    /// The world stops: what waits stays where it waits.
    fn finish(mut self) -> Ledger {
        let mut berths: Vec<(Berth, Vec<Called>)> = self.berths.drain().collect();
        berths.sort_by_key(|(berth, _)| *berth);
        for called in berths.into_iter().flat_map(|(_, called)| called) {
            let batch = &mut self.ledger.batches[called.batch as usize];
            batch.lots.push(Lot { line: called.line, copies: called.copies, since: batch.since });
        }
        self.ledger.settle(self.open);
        self.ledger.cut_offs = self.pace.cut_offs().collect();
        self.ledger
    }
}
