//! The whole demo house in memory, before a single row is written: everything is made from the wish alone, so the same wish
//! gives the same house.

use uuid::Uuid;

use super::calendar::span;
use super::chance::Keys;
use super::complaints::{self, Complaint};
use super::credit::{self, Entry};
use super::files::{ClassRow, Files};
use super::invoices::{self, Invoice};
use super::orders::{Market, Orders};
use super::parcels::{self, Parcel};
use super::people::{Making, People};
use super::promises::Told;
use super::shelves::{Rates, Shelves};
use super::way::{self, ActKind, Ledger, World};
use super::{Size, Wish};
use crate::days::DAY_MS;

/// How long the history is.
const HISTORY_DAYS: i64 = 730;

/// Something that happened in the last day.
pub(super) struct Event {
    pub(super) at: i64,
    pub(super) org: usize,
    pub(super) kind: &'static str,
    pub(super) subject: Uuid,
}

/// The keys of rows that nothing refers to: they are made when the rows are written.
pub(super) struct RowKeys {
    pub(super) movements: Keys,
    pub(super) slices: Keys,
    pub(super) credit: Keys,
    pub(super) messages: Keys,
    pub(super) events: Keys,
    pub(super) promises: Keys,
    pub(super) acceptances: Keys,
    pub(super) forms: Keys,
    pub(super) payments: Keys,
}

/// Everything.
pub(super) struct House {
    pub(super) seed: u64,
    pub(super) keys: RowKeys,
    pub(super) people: People,
    pub(super) classes: Vec<ClassRow>,
    pub(super) shelves: Shelves,
    pub(super) rates: Rates,
    pub(super) orders: Orders,
    pub(super) ledger: Ledger,
    pub(super) credit: Vec<Entry>,
    pub(super) complaints: Vec<Complaint>,
    pub(super) parcels: Vec<Parcel>,
    pub(super) invoices: Vec<Invoice>,
    pub(super) events: Vec<Event>,
    /// The last number of each series of numbers.
    pub(super) counters: Vec<(String, i64)>,
    /// Filled last: it follows from all the rest and from what the database knows.
    pub(super) told: Told,
}

impl House {
    /// Makes the house.
    ///
    /// # Errors
    /// A data file that does not have its form.
    pub(super) fn make(wish: &Wish) -> Result<Self, csv::Error> {
        let files = Files::read()?;
        let Wish { seed, now, size: Size { lines } } = *wish;
        let start = now - HISTORY_DAYS * DAY_MS;
        let fold = lines.div_ceil(Size::default().lines);
        let mut people = People::make(&Making { seed, start, fold, rows: &files.institutions });
        let shelves = Shelves::make(seed, (start, now), files.titles);
        let rates = Rates::make(seed, start, now);
        let market = Market { seed, start, now, lines, people: &people, shelves: &shelves, rates: &rates };
        let orders = Orders::make(&market);
        let ledger = way::run(&World { seed, now, people: &people, shelves: &shelves, orders: &orders });
        let complaints = complaints::make(wish, &people, &orders, &shelves, &ledger);
        let parcels = parcels::make(wish, people.at_desk("distribution"), &orders, &ledger, &complaints);
        let invoices = invoices::make(wish, &orders, &ledger, &parcels);
        let mut credit = credit::entries(&orders, &ledger);
        credit.extend(invoices::credit(&orders, &invoices));
        credit::settle(seed, &mut people, &orders, &credit);
        let events = events(now, &orders, &ledger, &complaints);
        let mut counters = complaints::counters(&complaints);
        counters.extend(parcels::counters(&parcels));
        counters.extend(invoices::counters(&invoices));
        counters.extend(orders.counters.clone().into_iter().chain(ledger.counters.clone()));
        let (classes, keys, told) = (files.classes, RowKeys::new(seed), Told::default());
        Ok(Self {
            seed,
            keys,
            people,
            classes,
            shelves,
            rates,
            orders,
            ledger,
            credit,
            complaints,
            parcels,
            invoices,
            events,
            counters,
            told,
        })
    }
}

impl RowKeys {
    fn new(seed: u64) -> Self {
        Self {
            movements: Keys::new(seed, "movements"),
            slices: Keys::new(seed, "slices"),
            credit: Keys::new(seed, "credit"),
            messages: Keys::new(seed, "messages"),
            events: Keys::new(seed, "events"),
            promises: Keys::new(seed, "promises"),
            acceptances: Keys::new(seed, "acceptances"),
            forms: Keys::new(seed, "acceptance forms"),
            payments: Keys::new(seed, "payments"),
        }
    }
}

/// What an open page would have been told since yesterday.
fn events(now: i64, orders: &Orders, ledger: &Ledger, complaints: &[Complaint]) -> Vec<Event> {
    const HOUSE: usize = 0;
    let since = now - span(1.0);
    let mut events: Vec<Event> = Vec::new();
    for order in orders.orders.iter().rev().take_while(|order| order.placed_at >= since) {
        events.push(Event { at: order.placed_at, org: order.org, kind: "order.placed", subject: order.id });
    }
    for movement in &ledger.movements {
        let act = &ledger.acts[movement.act as usize];
        if act.at >= since && act.kind != ActKind::Place {
            let order = &orders.orders[orders.lines[movement.line as usize].order as usize];
            events.push(Event { at: act.at, org: order.org, kind: "order.moved", subject: order.id });
            for batch in [movement.from_batch, movement.to_batch].into_iter().flatten() {
                let subject = ledger.batches[batch as usize].id;
                events.push(Event { at: act.at, org: HOUSE, kind: "batch.changed", subject });
            }
        }
    }
    for complaint in complaints.iter().filter(|complaint| complaint.filed_at >= since) {
        events.push(Event {
            at: complaint.filed_at,
            org: complaint.org,
            kind: "complaint.filed",
            subject: complaint.id,
        });
    }
    events.sort_by_key(|event| (event.at, event.subject));
    events.dedup_by_key(|event| (event.at, event.subject, event.kind));
    events
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 1_795_254_000_000;

    fn house(seed: u64, lines: usize) -> House {
        House::make(&Wish { seed, now: NOW, size: Size::lines(lines) }).unwrap()
    }

    /// Copies of a line at a place: what came minus what left.
    fn by_movements(house: &House) -> HashMap<(u32, way::Stage, Option<u32>), i64> {
        let mut there: HashMap<_, i64> = HashMap::new();
        for movement in &house.ledger.movements {
            let copies = i64::from(movement.copies);
            *there.entry((movement.line, movement.to, movement.to_batch)).or_default() += copies;
            if let Some(from) = movement.from {
                *there.entry((movement.line, from, movement.from_batch)).or_default() -= copies;
            }
        }
        there.retain(|_, copies| *copies != 0);
        there
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4))]

        #[test]
        fn no_copy_is_lost_on_the_way(seed in any::<u64>(), lines in 200_usize..1_500) {
            let house = house(seed, lines);
            let slices: HashMap<_, i64> =
                house.ledger.slices.iter().map(|slice| ((slice.line, slice.stage, slice.batch), i64::from(slice.copies))).collect();
            prop_assert_eq!(slices.len(), house.ledger.slices.len());
            prop_assert_eq!(&by_movements(&house), &slices);
            let mut copies = vec![0; house.orders.lines.len()];
            for slice in &house.ledger.slices {
                copies[slice.line as usize] += slice.copies;
            }
            prop_assert!(copies.iter().zip(&house.orders.lines).all(|(there, line)| *there == line.copies));
        }

        #[test]
        fn nobody_overdraws_and_nothing_lies_in_the_future(seed in any::<u64>()) {
            let house = house(seed, 900);
            prop_assert!(house.people.orgs.iter().all(|org| (0..=org.credit_limit_fen).contains(&org.credit_used_fen)));
            prop_assert!(house.orders.orders.iter().all(|order| order.placed_at <= NOW && order.total_fen > 0));
            prop_assert!(house.ledger.acts.iter().all(|act| act.at <= NOW));
            prop_assert!(house.complaints.iter().flat_map(|complaint| &complaint.messages).all(|message| message.at <= NOW));
            let lines = &house.orders.lines;
            let known = |order: &crate::demo::orders::Order| {
                lines[order.lines.clone()].iter().all(|line| house.shelves.titles[line.title as usize].entry.added_at <= order.placed_at)
            };
            prop_assert!(house.orders.orders.iter().all(known), "a title was ordered before it was announced");
        }
    }

    #[test]
    fn the_same_wish_gives_the_same_house() {
        let sum = |house: &House| {
            let acts = house.ledger.acts.iter().map(|act| act.id);
            let keys: Vec<Uuid> = acts
                .chain(house.orders.lines.iter().map(|line| line.id))
                .chain(house.events.iter().map(|event| event.subject))
                .collect();
            let said: Vec<String> = house
                .complaints
                .iter()
                .flat_map(|complaint| &complaint.messages)
                .map(|message| message.body.clone())
                .collect();
            (keys, said, house.counters.clone())
        };
        let first = house(7, 800);
        assert_eq!(sum(&first), sum(&house(7, 800)));
        assert_ne!(sum(&first), sum(&house(8, 800)));
    }

    #[test]
    fn acts_follow_one_another() {
        let house = house(3, 1_500);
        let mut last: HashMap<u32, i64> = HashMap::new();
        for movement in &house.ledger.movements {
            let at = house.ledger.acts[movement.act as usize].at;
            let before = last.insert(movement.line, at);
            assert!(before.is_none_or(|before| before <= at), "line {} goes back in time", movement.line);
        }
    }
}
