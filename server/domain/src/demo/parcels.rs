//! Parcels: since about four months ago the house packs what it dispatches, and its customers say what came. Most confirm
//! within days, some have to be asked, and where a complaint was filed about what came, the parcel tells of it.

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use super::Wish;
use super::calendar::{in_office, last_in_office, span};
use super::chance::{Chance, Keys};
use super::complaints::Complaint;
use super::orders::Orders;
use super::timetable;
use super::way::{ActKind, Ledger, Stage};
use crate::days::DAY_MS;

/// Since how many days the house packs parcels.
pub(super) const PACKED_DAYS: i64 = 120;
/// Days after a delivery at which the house asks, and at which a parcel closes by itself: the rows of `waits`.
const ASK_DAYS: i64 = 7;
const CLOSE_DAYS: i64 = 14;
/// How many parcels nobody confirms before time does.
const FORGOTTEN: f64 = 0.12;
/// How many of those that came lately were opened in part.
const IN_PART: f64 = 0.2;

/// A parcel.
pub(super) struct Parcel {
    pub(super) id: Uuid,
    pub(super) no: String,
    pub(super) org: usize,
    pub(super) batch: u32,
    pub(super) carrier: &'static str,
    pub(super) tracking: String,
    pub(super) packed_by: Option<usize>,
    pub(super) packed_at: i64,
    pub(super) sent_at: Option<i64>,
    /// The act that delivered it, and when.
    pub(super) delivery: Option<(u32, i64)>,
    pub(super) asked_at: Option<i64>,
    /// When and by whom it was closed.
    pub(super) closed: Option<(i64, &'static str)>,
    /// Lines and copies of them.
    pub(super) items: Vec<(u32, u32)>,
    pub(super) said: Vec<Said>,
}

/// What a customer said of a line.
pub(super) struct Said {
    pub(super) line: u32,
    pub(super) accepted: u32,
    pub(super) refused: u32,
    pub(super) reason: Option<&'static str>,
    pub(super) complaint: Option<usize>,
    pub(super) by: usize,
    pub(super) at: i64,
}

/// What they are made from.
struct Packing<'a> {
    now: i64,
    chance: Chance,
    packer: Option<usize>,
    orders: &'a Orders,
    ledger: &'a Ledger,
    complaints: &'a [Complaint],
    /// Complaints about what came, by line.
    about: HashMap<u32, usize>,
}

/// Makes them, in the order of time.
pub(super) fn make(
    wish: &Wish,
    packer: Option<usize>,
    orders: &Orders,
    ledger: &Ledger,
    complaints: &[Complaint],
) -> Vec<Parcel> {
    let about = (0..).zip(complaints).filter(|(_, one)| reason(one.kind).is_some());
    let about = about.filter_map(|(index, one)| Some((one.line?, index))).collect();
    let chance = Chance::new(wish.seed, "parcels");
    let mut packing = Packing { now: wish.now, chance, packer, orders, ledger, complaints, about };
    let mut made = packing.delivered();
    made.extend(packing.standing());
    made.sort_by_key(|parcel| (parcel.packed_at, parcel.batch, parcel.org));
    let keys = Keys::new(wish.seed, "parcels");
    let mut counters = BTreeMap::new();
    for (index, parcel) in made.iter_mut().enumerate() {
        parcel.id = keys.of(index, parcel.packed_at);
        parcel.no = super::number(&mut counters, "B", parcel.packed_at);
    }
    made
}

/// The last number of each series.
pub(super) fn counters(parcels: &[Parcel]) -> Vec<(String, i64)> {
    let mut counters = BTreeMap::new();
    for parcel in parcels {
        super::number(&mut counters, "B", parcel.packed_at);
    }
    counters.into_iter().collect()
}

/// The reason for not taking a copy that a kind of complaint speaks of.
fn reason(complaint: &str) -> Option<&'static str> {
    match complaint {
        "damaged" => Some("damaged"),
        "wrong" => Some("wrong"),
        "short" => Some("missing"),
        _ => None,
    }
}

impl Packing<'_> {
    /// One parcel for each customer of each delivery.
    fn delivered(&mut self) -> Vec<Parcel> {
        let mut contents: BTreeMap<(u32, usize), BTreeMap<u32, u32>> = BTreeMap::new();
        for movement in &self.ledger.movements {
            if self.ledger.acts[movement.act as usize].kind == ActKind::Deliver {
                let lines = contents.entry((movement.act, self.org(movement.line))).or_default();
                *lines.entry(movement.line).or_default() += movement.copies;
            }
        }
        contents.into_iter().filter_map(|((act, org), lines)| self.arrived(act, org, lines)).collect()
    }

    fn org(&self, line: u32) -> usize {
        self.orders.orders[self.orders.lines[line as usize].order as usize].org
    }

    /// The place of a line in its order, if that travels by the timetable.
    fn express(&self, line: u32) -> Option<usize> {
        let order = &self.orders.orders[self.orders.lines[line as usize].order as usize];
        order.express.then(|| line as usize - order.lines.start)
    }

    fn arrived(&mut self, act: u32, org: usize, lines: BTreeMap<u32, u32>) -> Option<Parcel> {
        let (at, batch) = (self.ledger.acts[act as usize].at, self.ledger.acts[act as usize].from?);
        let since = self.ledger.batches[batch as usize].created_at;
        let mut parcel = self.pack(batch, (org, lines), between(since, at, 0.3));
        self.send(&mut parcel, between(since, at, 0.5));
        parcel.delivery = Some((act, at));
        self.open(&mut parcel, at);
        Some(parcel)
    }

    /// What stands in the last port now: of most batches it is packed, of some it is with the carrier.
    fn standing(&mut self) -> Vec<Parcel> {
        let mut contents: BTreeMap<u32, BTreeMap<usize, BTreeMap<u32, u32>>> = BTreeMap::new();
        for slice in self.ledger.slices.iter().filter(|slice| slice.stage == Stage::Dispatch) {
            let Some(batch) = slice.batch else { continue };
            let lines = contents.entry(batch).or_default().entry(self.org(slice.line)).or_default();
            *lines.entry(slice.line).or_default() += slice.copies;
        }
        let mut made = Vec::new();
        for (batch, customers) in contents {
            let since = self.ledger.batches[batch as usize].created_at;
            let express = customers.values().flat_map(BTreeMap::keys).find_map(|line| self.express(*line));
            if self.chance.hits(0.25) && express.is_none() {
                continue;
            }
            let sent = match express {
                Some(place) => timetable::SENT.contains(&place),
                None => self.now - since > DAY_MS && self.chance.hits(0.7),
            };
            for customer in customers {
                let mut parcel = self.pack(batch, customer, between(since, self.now, 0.3));
                if sent {
                    self.send(&mut parcel, between(since, self.now, 0.5));
                }
                made.push(parcel);
            }
        }
        made
    }

    fn pack(&self, batch: u32, (org, lines): (usize, BTreeMap<u32, u32>), packed_at: i64) -> Parcel {
        Parcel {
            id: Uuid::nil(),
            no: String::new(),
            org,
            batch,
            carrier: "",
            tracking: String::new(),
            packed_by: self.packer,
            packed_at,
            sent_at: None,
            delivery: None,
            asked_at: None,
            closed: None,
            items: lines.into_iter().collect(),
            said: Vec::new(),
        }
    }

    /// Numbers as the carriers write them; none of them is real.
    fn send(&mut self, parcel: &mut Parcel, at: i64) {
        let mut digits = |count: u32| self.chance.between(10_i64.pow(count - 1), 10_i64.pow(count) - 1);
        let number = [digits(13), digits(9), digits(12), digits(12)];
        (parcel.carrier, parcel.tracking) = match self.chance.below(10) {
            0..5 => ("顺丰速运", format!("SF{}", number[0])),
            5..7 => ("EMS", format!("EA{}CN", number[1])),
            7..9 => ("京东物流", format!("JDV{}", number[2])),
            _ => ("德邦快递", format!("DPK{}", number[3])),
        };
        parcel.sent_at = Some(at);
    }

    /// What its customer said and what the clock did since it came.
    fn open(&mut self, parcel: &mut Parcel, came: i64) {
        let opened = self.opened(parcel, came).filter(|at| *at <= self.now);
        let known = opened.unwrap_or(self.now);
        let due = |days: i64| Some(came + days * DAY_MS).filter(|at| *at <= known);
        parcel.asked_at = due(ASK_DAYS);
        parcel.closed = match opened {
            Some(at) => Some((at, "customer")),
            None => due(CLOSE_DAYS).map(|at| (at, "time")),
        };
        if let Some(at) = opened {
            parcel.said = parcel.items.iter().map(|(line, copies)| self.say(*line, *copies, (came, at))).collect();
        } else if parcel.items.len() > 1 && parcel.closed.is_none() && self.chance.hits(IN_PART) {
            let at = between(came, self.now, 0.5);
            let (line, copies) = parcel.items[0];
            parcel.said = vec![self.say(line, copies, (self.now, at))];
        }
    }

    /// When the customer opens it: when a complaint says so, else after some days, or never. What came by the timetable waits.
    fn opened(&mut self, parcel: &Parcel, came: i64) -> Option<i64> {
        if parcel.items.iter().any(|(line, _)| self.express(*line).is_some()) {
            return None;
        }
        let soon = came..came + CLOSE_DAYS * DAY_MS;
        let filed = parcel
            .items
            .iter()
            .filter_map(|(line, _)| self.complaint(*line, came))
            .map(|index| self.complaints[index].filed_at);
        if let Some(at) = filed.min().filter(|at| soon.contains(at)) {
            return Some(at);
        }
        let (forgotten, days) = (self.chance.hits(FORGOTTEN), self.chance.log_normal(1.6, 0.9));
        let at = in_office(came + span(days), &mut self.chance);
        Some(at).filter(|at| !forgotten && soon.contains(at))
    }

    /// The complaint about a line that was filed after it came.
    fn complaint(&self, line: u32, came: i64) -> Option<usize> {
        let index = *self.about.get(&line)?;
        (self.complaints[index].filed_at > came).then_some(index)
    }

    /// What is said of a line of a parcel that came at an instant and is opened at another.
    fn say(&self, line: u32, copies: u32, (came, at): (i64, i64)) -> Said {
        let order = &self.orders.orders[self.orders.lines[line as usize].order as usize];
        let complaint = self.complaint(line, came).filter(|index| self.complaints[*index].filed_at == at);
        let (reason, by) = match complaint.map(|index| &self.complaints[index]) {
            Some(filed) => (reason(filed.kind), filed.filed_by),
            None => (None, order.placed_by),
        };
        let refused = u32::from(reason.is_some());
        Said { line, accepted: copies - refused, refused, reason, complaint, by, at }
    }
}

/// An instant when somebody works, about so far between two others.
fn between(from: i64, to: i64, share: f64) -> i64 {
    last_in_office(from + ((to - from) as f64 * share) as i64).clamp(from, to)
}
