//! What happens to a batch in a port: its time is over, something came to light, its copies find company and go on.

use super::records::Lot;
use super::{Berth, Called, Stage, Task, Way, pace};
use crate::days::DAY_MS;
use crate::demo::calendar::{in_office, span};
use crate::demo::chance::Chance;

impl Way<'_> {
    /// A batch's time in its port is over: mishaps come to light, and what is sound is called to its next berth. A publisher
    /// may send some of it later.
    pub(super) fn ready(&mut self, at: i64, batch: u32, last: bool) {
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
    pub(super) fn leave(&mut self, at: i64, berth: Berth) {
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
