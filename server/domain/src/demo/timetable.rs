//! The timetable of urgent orders of those who are looked at first: it ends today, so that on every day of the year some of
//! their parcels have come and wait for a word, some are with a carrier, one is packed, and a book is still being inspected.

use std::ops::Range;

use super::calendar::{last_in_office, span};
use super::way::Stage;

/// Lines of such an order.
pub(super) const LINES: usize = 9;
/// Lines that stand in the last port, but have been given to a carrier.
pub(super) const SENT: Range<usize> = 5..7;
/// Days before now at which it was placed.
const PLACED: f64 = 33.0;
/// No two things happen in one moment.
const APART_MS: i64 = 10 * 60_000;

/// Some lines of the order come to a port.
pub(super) struct Leg {
    /// Which, by their place in the order.
    pub(super) lines: Range<usize>,
    pub(super) to: Stage,
    /// Days before now.
    back: f64,
}

const fn leg(first: usize, end: usize, to: Stage, back: f64) -> Leg {
    Leg { lines: first..end, to, back }
}

/// In the order of time.
pub(super) static LEGS: [Leg; 19] = [
    leg(0, LINES, Stage::Purchase, 32.0),
    leg(0, 8, Stage::Customs, 19.0),
    leg(0, 8, Stage::Inspection, 13.0),
    leg(0, 3, Stage::WarehouseIn, 11.9),
    leg(0, 3, Stage::WarehouseOut, 10.9),
    leg(8, LINES, Stage::Customs, 10.4),
    leg(0, 3, Stage::Dispatch, 9.9),
    leg(0, 3, Stage::Delivered, 7.6),
    leg(3, 5, Stage::WarehouseIn, 6.8),
    leg(3, 5, Stage::WarehouseOut, 5.8),
    leg(5, 7, Stage::WarehouseIn, 4.9),
    leg(3, 5, Stage::Dispatch, 4.8),
    leg(5, 7, Stage::WarehouseOut, 3.9),
    leg(7, 8, Stage::WarehouseIn, 3.2),
    leg(5, 7, Stage::Dispatch, 2.7),
    leg(7, 8, Stage::WarehouseOut, 1.9),
    leg(3, 5, Stage::Delivered, 1.6),
    leg(8, LINES, Stage::Inspection, 1.2),
    leg(7, 8, Stage::Dispatch, 0.8),
];

/// When such an order was placed.
pub(super) fn placed_at(now: i64) -> i64 {
    let bought = legs(now).first().copied().unwrap_or(now);
    last_in_office(now - span(PLACED)).min(bought - APART_MS)
}

/// When each leg is over, in a house whose history ends at `now`: in office hours, and one after the other even when the
/// office was closed for a week.
pub(super) fn legs(now: i64) -> Vec<i64> {
    let mut next = now;
    let mut times: Vec<i64> = LEGS
        .iter()
        .rev()
        .map(|leg| {
            next = last_in_office(now - span(leg.back)).min(next - APART_MS);
            next
        })
        .collect();
    times.reverse();
    times
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::days::DAY_MS;

    #[test]
    fn everything_happens_in_its_order_on_every_day_of_three_years() {
        const NOW: i64 = 1_795_254_000_000;
        for day in 0..1_100 {
            let now = NOW + day * DAY_MS;
            let times = legs(now);
            assert!(times.is_sorted_by(|one, next| one < next), "{now}: {times:?}");
            assert!(placed_at(now) < times[0] && times[18] < now);
            assert!(now - times[16] < 14 * DAY_MS, "the younger parcel still waits for a word");
        }
    }

    #[test]
    fn every_line_goes_from_port_to_port() {
        for line in 0..LINES {
            let mut at = Stage::Ordered;
            for leg in LEGS.iter().filter(|leg| leg.lines.contains(&line)) {
                assert_eq!(leg.to, at.next(), "line {line}");
                at = leg.to;
            }
            assert_eq!(SENT.contains(&line), at == Stage::Dispatch && line < 7, "line {line}");
        }
    }
}
