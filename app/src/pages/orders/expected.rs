//! What may be said of an arrival before anything is ordered: the range, how much sooner an urgent order would be and what it
//! would cost, and when the next batch closes.

use kernel::shapes::{Checklist, Expected};

use super::journey::arrival::{range, sure};
use crate::parts::{day, instant_of, yuan};
use crate::words::{arrivals as w, fill, t};

/// Fewer days than this are no gain worth paying for.
const WORTH_DAYS: i64 = 3;

/// Of a list that would be ordered today.
pub fn of_list(list: &Checklist) -> Vec<String> {
    let more = list.urgent_total_fen.zip(list.total_fen).map(|(urgent, total)| urgent - total);
    list.expected.as_ref().map(|expected| said(expected, more)).unwrap_or_default()
}

/// One sentence each. `more_fen` is what an urgent order costs on top, for who may see prices.
pub fn said(expected: &Expected, more_fen: Option<i64>) -> Vec<String> {
    let (days, sure) = (range(expected.low, expected.high), sure(expected.sure));
    let mut said = vec![fill(w::EXPECTED, &[("range", &days), ("sure", &sure)])];
    said.extend(expected.cutoff.map(|at| fill(w::NEXT_CUTOFF, &[("day", &day(instant_of(at)))])));
    said.push(match (expected.sooner, more_fen) {
        (sooner, _) if sooner < WORTH_DAYS => t(w::NO_SOONER).to_owned(),
        (sooner, None) => fill(w::SOONER, &[("n", &sooner)]),
        (sooner, Some(more)) => fill(w::SOONER_FOR, &[("n", &sooner), ("money", &yuan(more))]),
    });
    said
}
