//! A person of the house who knows better promises a range: for one line, or for every line whose last copies are in a batch.
//! It is a row of the ledger like every promise, with its author and what they wrote, and the customer is shown it instead of
//! the range that is worked out, which takes over again when the promise ends.
//!
//! It knows no forecast: what is worked out goes on beside it, see [`super::renew`].

mod act;

use std::collections::{BTreeMap, HashMap};

use kernel::{FaultCode, Faults, Refusal};
use serde_json::json;
use store::{Result, Tx};
use uuid::Uuid;

use super::hands::{Target, find, targets};
use super::redated::{self, Redated, Telling, is_news};
use crate::audit::{self, Entry};
use crate::scope::{Staff, new_id};
use crate::stages::{Stage, Stages};
use crate::{days, events};

/// The furthest day that can be promised, from today.
const MOST_DAYS: i64 = 366;

/// What a range is promised for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromiseFor {
    /// One line.
    Line(Uuid),
    /// Every line of a batch that has no copies behind it; its number.
    Batch(String),
}

/// A range as it was typed. Days are `2026-11-28`.
#[derive(Clone, Debug)]
pub struct GivePromise {
    /// For what.
    pub to: PromiseFor,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Why, in 2 to 300 characters: the customer reads it as it is.
    pub note: String,
    /// It holds until the last copies have passed this stage: its code.
    pub stage: String,
    /// And until this day has gone by; empty for the last day of the range.
    pub holds: String,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Lines that show the range now.
    pub lines: u64,
    /// Lines of the batch that have other copies behind it, and keep what they show.
    pub behind: u64,
}

/// Promises a range. What is shown already, given by hand with the same words, is not promised again.
///
/// # Errors
/// `NotFound`, `NotAllowed` for another desk, `Invalid` with every fault; `Stale` when nothing of it is on its way any more, or
/// nothing was worked out for it yet.
pub async fn give(tx: &mut Tx, staff: &Staff<'_>, wish: &GivePromise) -> Result<Given> {
    let stages = Stages::load(tx, staff.lang).await?;
    let place = find(tx, staff, &wish.to, &stages).await?;
    staff.holds(&place.stage.desk)?;
    let range = checked(wish, days::today(staff.now), (&place.stage, &stages))?;
    let (all, behind) = targets(tx, &place).await?;
    if all.is_empty() {
        return Err(Refusal::Stale.into());
    }
    let fresh: Vec<Target> = all.into_iter().filter(|target| !target.shows(&range)).collect();
    let lines = fresh.len() as u64;
    if lines > 0 {
        let act = new_id();
        let moved = fresh.iter().map(|target| (target, (range.low, range.high))).collect::<Vec<_>>();
        act::keep(tx, staff, (act, &range.note), &moved).await?;
        act::drop_hands(tx, act).await?;
        act::hold(tx, staff, (act, &place.stage.desk), &range, &fresh).await?;
        act::show(tx, act, &range).await?;
        tell(tx, staff, &moved).await?;
        let detail = json!({ "lines": lines, "from": range.low, "until": range.high, "note": range.note,
                             "stage": range.stage, "holds": range.holds });
        note(tx, staff, &fresh, ("promise.give", place.subject), detail).await?;
    }
    Ok(Given { lines, behind })
}

/// Takes back what a person promised: the range that was worked out beside it is promised again, with the reason. Answers with
/// how many lines it was.
///
/// # Errors
/// `NotFound`, `NotAllowed` for another desk, `Invalid` about `note`; `Stale` when nothing that a person promised holds.
pub async fn take_back(tx: &mut Tx, staff: &Staff<'_>, to: &PromiseFor, words: &str) -> Result<u64> {
    let stages = Stages::load(tx, staff.lang).await?;
    let place = find(tx, staff, to, &stages).await?;
    staff.holds(&place.stage.desk)?;
    let mut faults = Faults::new();
    let words = faults.text("note", words, 2, 300);
    faults.check()?;
    let (all, _) = targets(tx, &place).await?;
    let held: Vec<Target> = all.into_iter().filter(|target| target.is_held()).collect();
    if held.is_empty() {
        return Err(Refusal::Stale.into());
    }
    let moved = held.iter().map(|target| (target, (target.model().0, target.model().2))).collect::<Vec<_>>();
    let act = new_id();
    act::keep(tx, staff, (act, &words), &moved).await?;
    act::show_model(tx, act).await?;
    act::drop_hands(tx, act).await?;
    tell(tx, staff, &moved).await?;
    let detail = json!({ "lines": held.len(), "note": words });
    note(tx, staff, &held, ("promise.take_back", place.subject), detail).await?;
    Ok(held.len() as u64)
}

/// A range whose every field was understood.
pub(super) struct Range {
    pub(super) low: i64,
    pub(super) high: i64,
    pub(super) note: String,
    pub(super) stage: String,
    pub(super) holds: i64,
}

fn checked(wish: &GivePromise, today: i64, (here, stages): (&Stage, &Stages)) -> Result<Range, Refusal> {
    let mut faults = Faults::new();
    let (low, high) = (day(&mut faults, "from", &wish.from, today), day(&mut faults, "until", &wish.until, today));
    if faults.of("from").is_none() && faults.of("until").is_none() && high < low {
        faults.add("until", FaultCode::OutOfRange { min: 0, max: MOST_DAYS });
    }
    let holds = if wish.holds.trim().is_empty() { high } else { day(&mut faults, "holds", &wish.holds, today) };
    let note = faults.text("note", &wish.note, 2, 300);
    let stage = stages.get(&wish.stage).filter(|stage| stage.position >= here.position);
    if stage.is_none_or(|stage| stages.after(&stage.code).is_none()) {
        faults.add("stage", FaultCode::UnknownChoice);
    }
    faults.check()?;
    Ok(Range { low, high, note, stage: wish.stage.clone(), holds: holds.min(high) })
}

fn day(faults: &mut Faults, field: &str, typed: &str, today: i64) -> i64 {
    match days::typed(typed) {
        None => faults.add(field, FaultCode::NotADate),
        Some(day) if day < today => faults.add(field, FaultCode::DatePassed),
        Some(day) if day > today + MOST_DAYS => faults.add(field, FaultCode::OutOfRange { min: 0, max: MOST_DAYS }),
        Some(day) => return day,
    }
    today
}

/// Tells the customers whose dates moved, the pages that are open, and the job that works out the rest.
async fn tell(tx: &mut Tx, staff: &Staff<'_>, lines: &[(&Target, (i64, i64))]) -> Result<()> {
    let titles: HashMap<Uuid, &str> = lines.iter().map(|(target, _)| (target.line_id, target.title())).collect();
    let mut orders: BTreeMap<(Uuid, Uuid), Vec<Redated>> = BTreeMap::new();
    for (target, new) in lines {
        let moved = orders.entry((target.org_id, target.order_id)).or_default();
        if is_news(target.told(), *new) {
            moved.push(Redated { line: target.line_id, copies: target.copies, old: target.told(), new: *new });
        }
    }
    let tellings = orders.iter().filter_map(|(order, lines)| {
        let last = redated::last(lines)?;
        Some(Telling { order: *order, lines, last, title: titles.get(&last.line)? })
    });
    let tellings: Vec<Telling<'_>> = tellings.collect();
    redated::tell_each(tx, (staff.now, staff.user_id), &tellings).await?;
    let orders: Vec<(Uuid, Uuid)> = orders.into_keys().collect();
    events::record_each(tx, staff.now, "arrival.changed", &orders).await?;
    events::record_each(tx, staff.now, "promise.changed", &orders).await
}

/// One row for the act: in the chain of the line's organisation, for a batch in the house's.
async fn note(
    tx: &mut Tx,
    staff: &Staff<'_>,
    lines: &[Target],
    (verb, subject): (&str, String),
    detail: serde_json::Value,
) -> Result<()> {
    let org_id = match lines {
        [line] => line.org_id,
        _ => staff.org_id,
    };
    audit::record(tx, staff, Entry { org_id, verb, subject, detail }).await
}
