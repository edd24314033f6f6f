//! What became of the copies: a small world in which time passes. Lines wait for their publisher's cut-off, batches stay in
//! each port for a while, and copies leave them for the next port in other company than they came. It runs until `now` and
//! leaves behind what a real house would have: acts, movements, and the copies where they are.

mod ledger;
mod pace;
mod records;
mod stage;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

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
use crate::days::DAY_MS;

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
        }
    }

    fn place(&mut self, at: i64, index: usize) {
        let order = &self.world.orders.orders[index];
        let act = self.ledger.act(Act { by: Some(order.placed_by), ..Act::new(ActKind::Place, at) });
        for line in order.lines.clone() {
            let line = line as u32;
            let copies = self.world.orders.lines[line as usize].copies;
            self.ledger.movement(Movement {
                act,
                line,
                from: None,
                to: Stage::Ordered,
                from_batch: None,
                to_batch: None,
                copies,
            });
            let publisher = self.publisher(line);
            self.wait(publisher, Lot { line, copies, since: at });
            if order.urgent {
                let soon = in_office(at + span(self.chance.amount(0.2, 1.2)), &mut self.chance);
                self.plan(soon, Task::Gather { publisher, rush: true });
            } else if self.chance.hits(0.006) {
                let later = at + span(self.chance.amount(0.1, 12.0));
                self.plan(later, Task::Cancel(line));
            }
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

    /// A batch's time in its port is over: mishaps come to light, and what is sound is called to its next berth. A publisher
    /// may send some of it later.
    fn ready(&mut self, at: i64, batch: u32, last: bool) {
        let (stage, rush) = (self.ledger.batches[batch as usize].stage, self.ledger.batches[batch as usize].rush);
        let lots = std::mem::take(&mut self.ledger.batches[batch as usize].lots);
        let late = if last { 0.0 } else { self.pace.late_share(stage, &mut self.chance) };
        let mut staying = Vec::new();
        for lot in lots {
            let Some(lot) = self.mishap(at, batch, lot) else { continue };
            let (go, stay) = split(lot, late, &mut self.chance);
            if let Some(stay) = stay {
                staying.push(stay);
            }
            if let Some(go) = go {
                let company = self.pace.company(stage.next(), self.world, batch, go.line);
                self.call(
                    at,
                    Berth { stage: stage.next(), company, rush },
                    Called { batch, line: go.line, copies: go.copies },
                );
            }
        }
        if !staying.is_empty() {
            let rest = in_office(at + span(self.chance.amount(4.0, 18.0)), &mut self.chance);
            self.plan(rest, Task::Ready { batch, last: true });
        }
        self.ledger.batches[batch as usize].lots = staying;
    }

    /// Takes the copies out that something happened to; gives what is left of the lot.
    fn mishap(&mut self, at: i64, batch: u32, lot: Lot) -> Option<Lot> {
        let Some((reason, exit)) = self.pace.mishap(self.ledger.batches[batch as usize].stage, &mut self.chance) else {
            return Some(lot);
        };
        let hit = if exit == Some(Stage::Unavailable) {
            lot.copies
        } else {
            1 + self.chance.below(lot.copies.min(3) as usize) as u32
        };
        self.ledger.take_out(at, batch, Lot { copies: hit, ..lot }, reason, exit);
        if exit.is_none() {
            self.wait(self.publisher(lot.line), Lot { copies: hit, since: at, ..lot });
        }
        (lot.copies > hit).then(|| Lot { copies: lot.copies - hit, ..lot })
    }

    /// Copies wait at their berth; the first to come sets the date on which all leave.
    fn call(&mut self, at: i64, berth: Berth, called: Called) {
        let waiting = self.berths.entry(berth).or_default();
        waiting.push(called);
        if waiting.len() == 1 {
            let days = if berth.rush { 0.1 } else { self.pace.gathering_days(berth.stage) };
            let when = in_office(at + span(self.chance.amount(0.3, 1.0) * days), &mut self.chance);
            self.plan(when, Task::Leave(berth));
        }
    }

    /// What waits at a berth becomes a batch of the next port, or arrives.
    fn leave(&mut self, at: i64, berth: Berth) {
        let called = self.berths.remove(&berth).unwrap_or_default();
        if berth.stage == Stage::Delivered {
            self.deliver(at, &called);
            return;
        }
        if self.chance.hits(0.001_2) && at + DAY_MS < self.world.now {
            self.slip(at, berth, called);
            return;
        }
        for part in called.chunks(pace::LARGEST) {
            let batch = self.ledger.batch(berth.stage, at, berth.rush);
            self.ledger.forward(at, batch, part);
            let stay = self.pace.stay(berth.stage, 0, at, &mut self.chance);
            self.plan_ready(at, batch, stay);
        }
    }

    fn deliver(&mut self, at: i64, called: &[Called]) {
        self.ledger.deliver(at, called);
        for one in called {
            if self.chance.hits(0.003) {
                let later = in_office(at + span(self.chance.amount(2.0, 14.0)), &mut self.chance);
                self.plan(later, Task::Return { line: one.line, copies: 1 });
            }
        }
    }

    /// Somebody moves the wrong batch, takes it back within the hour, and it leaves after all some hours later.
    fn slip(&mut self, at: i64, berth: Berth, called: Vec<Called>) {
        let part = &called[..called.len().min(pace::LARGEST)];
        let batch = self.ledger.batch(berth.stage, at, berth.rush);
        let acts = self.ledger.forward(at, batch, part);
        let back = at + self.chance.between(12, 55) * 60_000;
        self.ledger.undo(back, batch, part, &acts);
        let again = in_office(back + span(self.chance.amount(0.05, 0.2)), &mut self.chance);
        self.berths.insert(berth, called);
        self.plan(again, Task::Leave(berth));
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

/// Divides a lot into what goes on and what comes later, roughly by the share.
fn split(lot: Lot, late: f64, chance: &mut Chance) -> (Option<Lot>, Option<Lot>) {
    if late <= 0.0 {
        return (Some(lot), None);
    }
    if lot.copies < 4 {
        return if chance.hits(late) { (None, Some(lot)) } else { (Some(lot), None) };
    }
    let stay = ((f64::from(lot.copies) * late) as u32).clamp(1, lot.copies - 1);
    (Some(Lot { copies: lot.copies - stay, ..lot }), Some(Lot { copies: stay, ..lot }))
}
