//! Invoices: what was accepted of a parcel is billed when it closes, what came before the house packed parcels was billed
//! some days later. Most are paid in time, a few are waited for.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::Wish;
use super::calendar::{in_office, span};
use super::chance::{Chance, Keys};
use super::credit::Entry;
use super::orders::Orders;
use super::parcels::Parcel;
use super::way::{ActKind, Ledger, Stage};
use crate::days;

/// Days from an invoice to the day on which it is due: the row of `waits`.
pub(super) const DUE_DAYS: i64 = 30;
/// Days after which what came without a parcel was billed.
const BILLED_AFTER: f64 = 5.0;
/// How many are paid late, and by how many days usually.
const LATE: f64 = 0.05;
const LATE_BY: f64 = 20.0;
/// Days until most others are paid.
const PAID_AFTER: f64 = 13.0;
/// How many of those that are not paid have a number of the tax office.
const TAX_NUMBERED: f64 = 0.5;

/// An invoice.
pub(super) struct Invoice {
    pub(super) id: Uuid,
    pub(super) no: String,
    pub(super) org: usize,
    pub(super) payer: usize,
    /// The parcel that it bills, by its place.
    pub(super) parcel: Option<usize>,
    pub(super) tax_no: String,
    pub(super) issued_at: i64,
    /// Lines and copies of them.
    pub(super) lines: Vec<(u32, u32)>,
    pub(super) total_fen: i64,
    /// When it was written down that it was paid, and by which the bank knows it.
    pub(super) paid: Option<(i64, String)>,
}

/// What is to be billed to one payer.
struct Bill {
    at: i64,
    org: usize,
    payer: usize,
    parcel: Option<usize>,
    lines: BTreeMap<u32, u32>,
}

/// Makes them, in the order of time.
pub(super) fn make(wish: &Wish, orders: &Orders, ledger: &Ledger, parcels: &[Parcel]) -> Vec<Invoice> {
    let mut chance = Chance::new(wish.seed, "invoices");
    let mut bills = of_parcels(orders, parcels);
    bills.extend(before_parcels(orders, ledger, &mut chance));
    bills.retain(|bill| bill.at <= wish.now);
    bills.sort_by_key(|bill| (bill.at, bill.org, bill.payer, bill.parcel));
    let mut unbilled = kept(orders, ledger);
    let keys = Keys::new(wish.seed, "invoices");
    let (mut made, mut counters) = (Vec::new(), BTreeMap::new());
    for bill in bills {
        let lines = take(&bill, &mut unbilled);
        if lines.is_empty() {
            continue;
        }
        let total = lines.iter().map(|(line, copies)| i64::from(*copies) * orders.lines[*line as usize].price_fen);
        let paid = paid(bill.at, wish.now, &mut chance);
        let numbered = paid.is_some() || chance.hits(TAX_NUMBERED);
        made.push(Invoice {
            id: keys.of(made.len(), bill.at),
            no: super::number(&mut counters, "F", bill.at),
            org: bill.org,
            payer: bill.payer,
            parcel: bill.parcel,
            tax_no: tax_no(numbered, bill.at, &mut chance),
            issued_at: bill.at,
            total_fen: total.sum(),
            lines,
            paid,
        });
    }
    made
}

/// The last number of each series.
pub(super) fn counters(invoices: &[Invoice]) -> Vec<(String, i64)> {
    let mut counters = BTreeMap::new();
    for invoice in invoices {
        super::number(&mut counters, "F", invoice.issued_at);
    }
    counters.into_iter().collect()
}

/// What payments gave back of the credit of each order.
pub(super) fn credit(orders: &Orders, invoices: &[Invoice]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for invoice in invoices {
        let Some((at, _)) = &invoice.paid else { continue };
        let mut by_order: BTreeMap<usize, i64> = BTreeMap::new();
        for (line, copies) in &invoice.lines {
            let line = &orders.lines[*line as usize];
            *by_order.entry(line.order as usize).or_default() += i64::from(*copies) * line.price_fen;
        }
        let entry = |(order, fen): (usize, i64)| Entry { order, delta_fen: -fen, reason: "paid", at: *at };
        entries.extend(by_order.into_iter().map(entry));
    }
    entries
}

/// What was not refused of each closed parcel, by payer.
fn of_parcels(orders: &Orders, parcels: &[Parcel]) -> Vec<Bill> {
    let mut bills = Vec::new();
    for (index, parcel) in parcels.iter().enumerate() {
        let Some((at, _)) = parcel.closed else { continue };
        let mut by_payer: BTreeMap<usize, BTreeMap<u32, u32>> = BTreeMap::new();
        for (line, copies) in &parcel.items {
            let refused: u32 = parcel.said.iter().filter(|said| said.line == *line).map(|said| said.refused).sum();
            by_payer.entry(payer(orders, *line)).or_default().insert(*line, copies - refused);
        }
        let bill = |(payer, lines)| Bill { at, org: parcel.org, payer, parcel: Some(index), lines };
        bills.extend(by_payer.into_iter().map(bill));
    }
    bills
}

/// What came before there were parcels, by delivery, customer and payer.
fn before_parcels(orders: &Orders, ledger: &Ledger, chance: &mut Chance) -> Vec<Bill> {
    let mut came: BTreeMap<(u32, usize, usize), BTreeMap<u32, u32>> = BTreeMap::new();
    let arrived = ledger.movements.iter().filter(|movement| movement.to == Stage::Delivered);
    for movement in arrived.filter(|movement| ledger.acts[movement.act as usize].kind != ActKind::Deliver) {
        let org = orders.orders[orders.lines[movement.line as usize].order as usize].org;
        let lines = came.entry((movement.act, org, payer(orders, movement.line))).or_default();
        *lines.entry(movement.line).or_default() += movement.copies;
    }
    let bill = |((act, org, payer), lines)| {
        let at = in_office(ledger.acts[act as usize].at + span(BILLED_AFTER), chance);
        Bill { at, org, payer, parcel: None, lines }
    };
    came.into_iter().map(bill).collect()
}

fn payer(orders: &Orders, line: u32) -> usize {
    orders.orders[orders.lines[line as usize].order as usize].payer
}

/// Copies of each line that did not leave the way for good.
fn kept(orders: &Orders, ledger: &Ledger) -> Vec<u32> {
    let mut kept: Vec<u32> = orders.lines.iter().map(|line| line.copies).collect();
    for slice in ledger.slices.iter().filter(|slice| slice.stage.is_exit()) {
        kept[slice.line as usize] -= slice.copies;
    }
    kept
}

/// The copies of a bill that are billed by no other.
fn take(bill: &Bill, unbilled: &mut [u32]) -> Vec<(u32, u32)> {
    let take = |(line, copies): (&u32, &u32)| {
        let left = &mut unbilled[*line as usize];
        let taken = (*copies).min(*left);
        *left -= taken;
        (taken > 0).then_some((*line, taken))
    };
    bill.lines.iter().filter_map(take).collect()
}

/// When an invoice was paid, if it was.
fn paid(issued_at: i64, now: i64, chance: &mut Chance) -> Option<(i64, String)> {
    let days = if chance.hits(LATE) {
        DUE_DAYS as f64 + chance.log_normal(LATE_BY, 0.6)
    } else {
        chance.log_normal(PAID_AFTER, 0.5).min(DUE_DAYS as f64 - 3.0)
    };
    let at = in_office(issued_at + span(days), chance);
    let (bank, number) = (chance.pick(&["工行", "中行", "建行"]), chance.between(100_000_000, 999_999_999));
    (at <= now).then(|| (at, format!("{bank} {number}")))
}

/// A number as the tax office writes it, twenty digits that begin with the year; none of them is real.
fn tax_no(numbered: bool, at: i64, chance: &mut Chance) -> String {
    let year = super::calendar::civil(days::today(at)).year() % 100;
    let (place, number) = (chance.between(11, 65), chance.between(10_i64.pow(14), 10_i64.pow(15) - 1));
    if numbered { format!("{year:02}{place}2{number}") } else { String::new() }
}
