//! Credit: what orders took of it and what gave it back, and the limits that left room for all of them.

use super::chance::Chance;
use super::orders::Orders;
use super::people::People;
use super::way::Ledger;

/// Credit taken or given back.
pub(super) struct Entry {
    pub(super) order: usize,
    pub(super) delta_fen: i64,
    pub(super) reason: &'static str,
    pub(super) at: i64,
}

/// An entry for each order and for everything of it that will not come.
pub(super) fn entries(orders: &Orders, ledger: &Ledger) -> Vec<Entry> {
    let placed = orders.orders.iter().enumerate().map(|(order, placed)| Entry {
        order,
        delta_fen: placed.total_fen,
        reason: "placed",
        at: placed.placed_at,
    });
    let dropped = ledger.movements.iter().filter(|movement| movement.to.is_exit()).map(|movement| {
        let line = &orders.lines[movement.line as usize];
        Entry {
            order: line.order as usize,
            delta_fen: -(i64::from(movement.copies) * line.price_fen),
            reason: movement.to.code(),
            at: ledger.acts[movement.act as usize].at,
        }
    });
    placed.chain(dropped).collect()
}

/// What each organisation has used of its credit, and a limit that it never passed and that leaves room for a large order.
pub(super) fn settle(seed: u64, people: &mut People, orders: &Orders, credit: &[Entry]) {
    const STEP_FEN: i64 = 10_000_000;
    const LEAST_FEN: i64 = 50_000_000;
    let mut chance = Chance::new(seed, "credit");
    let mut most = vec![0_i64; people.orgs.len()];
    for entry in credit {
        let payer = orders.orders[entry.order].payer;
        people.orgs[payer].credit_used_fen += entry.delta_fen;
        most[payer] += entry.delta_fen.max(0);
    }
    for (org, most) in people.orgs.iter_mut().zip(most) {
        let room = (most as f64 * chance.amount(1.15, 1.6)) as i64 + LEAST_FEN;
        org.credit_limit_fen = if org.parent.is_some() { (room / STEP_FEN + 1) * STEP_FEN } else { 0 };
    }
}
