//! The book-keeping of the simulated way: each change writes its act and its movements, and counts the copies of every batch,
//! so that what is left at the end is exactly what the movements say.

use std::collections::{BTreeMap, HashMap};

use super::records::{Act, ActKind, Batch, Lot, Movement, Reason, Slice};
use super::{Called, Stage, World};
use crate::days::DAY_MS;
use crate::demo::chance::Keys;
use crate::demo::parcels::PACKED_DAYS;

/// Everything that was written down.
pub(in crate::demo) struct Ledger {
    pub(in crate::demo) batches: Vec<Batch>,
    pub(in crate::demo) acts: Vec<Act>,
    pub(in crate::demo) movements: Vec<Movement>,
    /// Filled in the end.
    pub(in crate::demo) slices: Vec<Slice>,
    /// The last number of each series of batches.
    pub(in crate::demo) counters: BTreeMap<String, i64>,
    /// Rhythm in days and anchor day of each publisher's cut-offs. Filled in the end.
    pub(in crate::demo) cut_offs: Vec<(i64, i64)>,
    /// Copies at the end of the way and in the exits, and since when.
    rest: HashMap<(u32, Stage), (u32, i64)>,
    /// Since when copies arrive in parcels.
    packed_since: i64,
    imports: Option<usize>,
    distribution: Option<usize>,
    batch_keys: Keys,
    act_keys: Keys,
}

impl Ledger {
    pub(super) fn new(world: &World<'_>) -> Self {
        Self {
            batches: Vec::new(),
            acts: Vec::new(),
            movements: Vec::new(),
            slices: Vec::new(),
            counters: BTreeMap::new(),
            cut_offs: Vec::new(),
            rest: HashMap::new(),
            packed_since: world.now - PACKED_DAYS * DAY_MS,
            imports: world.people.at_desk("imports"),
            distribution: world.people.at_desk("distribution"),
            batch_keys: Keys::new(world.seed, "batches"),
            act_keys: Keys::new(world.seed, "moves"),
        }
    }

    /// Who acts on what a port holds.
    fn holder(&self, stage: Stage) -> Option<usize> {
        if stage.desk() == "imports" { self.imports } else { self.distribution }
    }

    /// Opens a batch of a port.
    pub(super) fn batch(&mut self, stage: Stage, at: i64, rush: bool) -> u32 {
        let index = self.batches.len();
        self.batches.push(Batch {
            id: self.batch_keys.of(index, at),
            no: crate::demo::number(&mut self.counters, stage.letter(), at),
            stage,
            publisher: None,
            by: None,
            created_at: at,
            moved_at: None,
            lots: Vec::new(),
            since: at,
            rush,
            copies: 0,
        });
        index as u32
    }

    /// Writes an act down.
    pub(super) fn act(&mut self, act: Act) -> u32 {
        let index = self.acts.len();
        self.acts.push(Act { id: self.act_keys.of(index, act.at), ..act });
        index as u32
    }

    /// Writes a movement down and keeps the count of the batches that it touches.
    pub(super) fn movement(&mut self, movement: Movement) {
        let at = self.acts[movement.act as usize].at;
        if let Some(from) = movement.from_batch {
            let batch = &mut self.batches[from as usize];
            batch.copies -= movement.copies;
            batch.moved_at = (batch.copies == 0).then_some(at);
        }
        if let Some(to) = movement.to_batch {
            let batch = &mut self.batches[to as usize];
            batch.copies += movement.copies;
            batch.moved_at = None;
        } else if movement.to != Stage::Ordered {
            let rest = self.rest.entry((movement.line, movement.to)).or_insert((0, at));
            rest.0 += movement.copies;
        }
        self.movements.push(movement);
    }

    /// Copies that wait leave for an exit.
    pub(super) fn leave_open(&mut self, act: Act, lot: Lot, to: Stage) {
        let act = self.act(act);
        let (line, copies, from) = (lot.line, lot.copies, Some(Stage::Ordered));
        self.movement(Movement { act, line, from, to, from_batch: None, to_batch: None, copies });
    }

    /// Waiting lines of a publisher become a purchase batch.
    pub(super) fn buy(&mut self, at: i64, batch: u32, publisher: usize, lots: &[Lot]) {
        let by = self.holder(Stage::Ordered);
        let act = self.act(Act { to: Some(batch), by, ..Act::new(ActKind::Batch, at) });
        for lot in lots {
            let (line, copies) = (lot.line, lot.copies);
            let (from, to, to_batch) = (Some(Stage::Ordered), Stage::Purchase, Some(batch));
            self.movement(Movement { act, line, from, to, from_batch: None, to_batch, copies });
        }
        let made = &mut self.batches[batch as usize];
        (made.publisher, made.by) = (Some(publisher), by);
        made.lots = lots.iter().map(|lot| Lot { since: at, ..*lot }).collect();
    }

    /// Copies from several batches go on into one: one act for each that gives.
    pub(super) fn forward(&mut self, at: i64, batch: u32, called: &[Called]) -> Vec<u32> {
        let stage = self.batches[batch as usize].stage;
        let acts = self.pass_on((ActKind::Forward, at), Some(batch), stage, called);
        let by = acts.first().and_then(|act| self.acts[*act as usize].by);
        let sources: Vec<Option<u32>> = acts.iter().map(|act| self.acts[*act as usize].from).collect();
        let publishers: Vec<Option<usize>> =
            sources.iter().flatten().map(|source| self.batches[*source as usize].publisher).collect();
        let lots = merged(called, at);
        let made = &mut self.batches[batch as usize];
        made.by = by;
        made.publisher =
            publishers.first().copied().flatten().filter(|first| publishers.iter().all(|other| *other == Some(*first)));
        made.lots = lots;
        acts
    }

    /// Copies arrive: since the house packs them, in parcels.
    pub(super) fn deliver(&mut self, at: i64, called: &[Called]) {
        let kind = if at >= self.packed_since { ActKind::Deliver } else { ActKind::Forward };
        self.pass_on((kind, at), None, Stage::Delivered, called);
    }

    fn pass_on(&mut self, (kind, at): (ActKind, i64), to_batch: Option<u32>, to: Stage, called: &[Called]) -> Vec<u32> {
        let mut acts: Vec<u32> = Vec::new();
        let mut act_of: HashMap<u32, u32> = HashMap::new();
        for one in called {
            let from = self.batches[one.batch as usize].stage;
            let act = match act_of.get(&one.batch) {
                Some(act) => *act,
                None => {
                    let by = self.holder(from);
                    let act = self.act(Act { from: Some(one.batch), to: to_batch, by, ..Act::new(kind, at) });
                    act_of.insert(one.batch, act);
                    acts.push(act);
                    act
                }
            };
            let (line, copies, from_batch) = (one.line, one.copies, Some(one.batch));
            self.movement(Movement { act, line, from: Some(from), to, from_batch, to_batch, copies });
        }
        acts
    }

    /// Takes copies out of a batch: to an exit, or back to the first stage, to be bought again.
    pub(super) fn take_out(&mut self, at: i64, batch: u32, lot: Lot, reason: Reason, exit: Option<Stage>) {
        let from = self.batches[batch as usize].stage;
        let (by, reason) = (self.holder(from), Some(reason));
        let act = self.act(Act { from: Some(batch), reason, by, ..Act::new(ActKind::TakeOut, at) });
        let (line, copies, to) = (lot.line, lot.copies, exit.unwrap_or(Stage::Ordered));
        self.movement(Movement { act, line, from: Some(from), to, from_batch: Some(batch), to_batch: None, copies });
    }

    /// Undoes the making of a batch: every copy goes back where it came from.
    pub(super) fn undo(&mut self, at: i64, batch: u32, called: &[Called], acts: &[u32]) {
        let stage = self.batches[batch as usize].stage;
        for undone in acts {
            let Act { from: source, by, .. } = self.acts[*undone as usize];
            let (reason, undoes) = (Some(Reason::Mistake), Some(*undone));
            let act =
                self.act(Act { from: Some(batch), to: source, reason, by, undoes, ..Act::new(ActKind::Undo, at) });
            for one in called.iter().filter(|one| Some(one.batch) == source) {
                let to = self.batches[one.batch as usize].stage;
                let (line, copies, from_batch, to_batch) = (one.line, one.copies, Some(batch), source);
                self.movement(Movement { act, line, from: Some(stage), to, from_batch, to_batch, copies });
            }
            if let Some(source) = source {
                self.batches[source as usize].since = at;
            }
        }
        self.batches[batch as usize].lots.clear();
    }

    /// The customer sends copies back that had arrived.
    pub(super) fn give_back(&mut self, at: i64, line: u32, copies: u32) {
        let Some(arrived) = self.rest.get_mut(&(line, Stage::Delivered)).filter(|(there, _)| *there >= copies) else {
            return;
        };
        arrived.0 -= copies;
        let (by, reason) = (self.holder(Stage::Delivered), Some(Reason::ReturnedDamaged));
        let act = self.act(Act { reason, by, ..Act::new(ActKind::TakeOut, at) });
        let (from, to) = (Some(Stage::Delivered), Stage::Returned);
        self.movement(Movement { act, line, from, to, from_batch: None, to_batch: None, copies });
    }

    /// Draws the line under the account: where everything is.
    pub(super) fn settle(&mut self, open: Vec<Vec<Lot>>) {
        let waiting = open.into_iter().flatten().map(|lot| Slice {
            line: lot.line,
            stage: Stage::Ordered,
            batch: None,
            copies: lot.copies,
            since: lot.since,
        });
        let in_batches = (0_u32..).zip(&self.batches).flat_map(|(index, batch)| {
            batch.lots.iter().map(move |lot| Slice {
                line: lot.line,
                stage: batch.stage,
                batch: Some(index),
                copies: lot.copies,
                since: batch.since,
            })
        });
        let arrived =
            self.rest.iter().filter(|(_, (copies, _))| *copies > 0).map(|((line, stage), (copies, since))| Slice {
                line: *line,
                stage: *stage,
                batch: None,
                copies: *copies,
                since: *since,
            });
        let mut slices: Vec<Slice> = waiting.chain(in_batches).chain(arrived).collect();
        slices.sort_by_key(|slice| (slice.line, slice.stage, slice.batch));
        // Part of a lot may have been called on while the rest of it waits: together they are one slice.
        slices.dedup_by(|next, kept| {
            let same = (next.line, next.stage, next.batch) == (kept.line, kept.stage, kept.batch);
            if same {
                kept.copies += next.copies;
            }
            same
        });
        self.slices = slices;
    }
}

/// The lots that called copies become in one batch: copies of a line that come from several meet.
fn merged(called: &[Called], since: i64) -> Vec<Lot> {
    let mut lots: Vec<Lot> = Vec::with_capacity(called.len());
    let mut place: HashMap<u32, usize> = HashMap::with_capacity(called.len());
    for one in called {
        let at = *place.entry(one.line).or_insert(lots.len());
        if at == lots.len() {
            lots.push(Lot { line: one.line, copies: 0, since });
        }
        lots[at].copies += one.copies;
    }
    lots
}
