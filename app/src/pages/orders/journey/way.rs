//! From slices to what a person sees: the ports of a route with the copies at each, and the copies that left it. Pure: no
//! view, no call, no clock.

use kernel::journey::StageKind;
use kernel::shapes::{Port as Stage, SliceRow};

pub use crate::parts::instant_of;
use crate::parts::{BatchRef, Exit, Port, PortState, day, day_of};
use crate::words::{fill, orders as w};

/// The route of some copies. Batches are links for `staff` only: a customer has no page of a batch.
pub fn ports(stages: &[Stage], slices: &[&SliceRow], staff: bool) -> Vec<Port> {
    let at = |code: &str| stages.iter().position(|stage| stage.code == code);
    let here: Vec<usize> = slices.iter().filter_map(|slice| at(&slice.stage)).collect();
    let last = here.iter().min().copied();
    stages.iter().enumerate().map(|(index, stage)| port(stage, state(index, last, &here), slices, staff)).collect()
}

/// `last` is where the hindmost copies are; copies that all left the route call at no port any more.
fn state(index: usize, last: Option<usize>, here: &[usize]) -> PortState {
    match last {
        _ if here.contains(&index) => PortState::Here,
        Some(last) if index < last => PortState::Done,
        Some(_) => PortState::Ahead,
        None => PortState::Skipped,
    }
}

fn port(stage: &Stage, state: PortState, slices: &[&SliceRow], staff: bool) -> Port {
    let here: Vec<&&SliceRow> = slices.iter().filter(|slice| slice.stage == stage.code).collect();
    let mut batches: Vec<&String> = here.iter().filter_map(|slice| slice.batch.as_ref()).collect();
    batches.sort_unstable();
    batches.dedup();
    Port {
        name: stage.name.clone(),
        state,
        copies: here.iter().map(|slice| slice.copies).sum(),
        since: here.iter().map(|slice| slice.since).min().map(since),
        batches: batches.into_iter().map(|no| batch(no, staff)).collect(),
    }
}

/// A batch by its number.
pub fn batch(no: &str, staff: bool) -> BatchRef {
    BatchRef { label: no.to_owned(), href: staff.then(|| format!("/desk/batches/{no}")) }
}

/// The copies that left the route, those of one stage together.
pub fn exits(slices: &[&SliceRow]) -> Vec<Exit> {
    let mut exits: Vec<(&str, Exit)> = Vec::new();
    for slice in slices.iter().filter(|slice| slice.kind == StageKind::Exit) {
        match exits.iter_mut().find(|(stage, _)| *stage == slice.stage) {
            Some((_, exit)) => exit.copies += slice.copies,
            None => {
                let exit = Exit { name: slice.name.clone(), copies: slice.copies, note: Some(since(slice.since)) };
                exits.push((&slice.stage, exit));
            }
        }
    }
    exits.into_iter().map(|(_, exit)| exit).collect()
}

/// `2026年8月3日起`, `since 3 Aug 2026`.
pub fn since(at: i64) -> String {
    fill(w::SINCE, &[("day", &day(at))])
}

/// Whether an instant lies after that day is over in Beijing.
pub const fn is_after(at: i64, day: i64) -> bool {
    day_of(at) > day
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::DAY_MS;

    fn stage(code: &str, kind: StageKind, usual_days: i64) -> Stage {
        Stage { code: code.to_owned(), name: code.to_owned(), kind, usual_days }
    }

    fn stages() -> Vec<Stage> {
        vec![
            stage("ordered", StageKind::Open, 10),
            stage("purchase", StageKind::Way, 30),
            stage("customs", StageKind::Way, 9),
            stage("delivered", StageKind::End, 0),
        ]
    }

    fn slice(code: &str, kind: StageKind, copies: i64, batch: Option<&str>) -> SliceRow {
        let usual_days = stages().iter().find(|stage| stage.code == code).map_or(0, |stage| stage.usual_days);
        SliceRow {
            stage: code.to_owned(),
            name: code.to_owned(),
            kind,
            position: 0,
            desk: String::new(),
            batch: batch.map(str::to_owned),
            copies,
            since: 100 * DAY_MS,
            usual_days,
            held: None,
        }
    }

    #[test]
    fn copies_that_are_behind_keep_the_ports_open() {
        let (behind, ahead) =
            (slice("purchase", StageKind::Way, 2, Some("P26-1")), slice("delivered", StageKind::End, 3, None));
        let ports = ports(&stages(), &[&behind, &ahead], true);
        let states: Vec<PortState> = ports.iter().map(|port| port.state).collect();
        assert_eq!(states, [PortState::Done, PortState::Here, PortState::Ahead, PortState::Here]);
        assert_eq!(ports.iter().map(|port| port.copies).collect::<Vec<_>>(), [0, 2, 0, 3]);
        assert_eq!(ports[1].batches, [batch("P26-1", true)]);
        assert_eq!(batch("P26-1", false).href, None);
    }

    #[test]
    fn copies_that_left_call_nowhere_and_are_counted() {
        let (one, two) = (slice("lost", StageKind::Exit, 1, None), slice("lost", StageKind::Exit, 4, None));
        assert!(ports(&stages(), &[&one, &two], false).iter().all(|port| port.state == PortState::Skipped));
        assert_eq!(exits(&[&one, &two]).iter().map(|exit| exit.copies).collect::<Vec<_>>(), [5]);
    }

    #[test]
    fn a_deadline_ends_with_its_day_in_beijing() {
        let day = 20_000;
        let midnight = (day + 1) * DAY_MS - 8 * 3_600_000;
        assert!(!is_after(midnight - 1, day) && is_after(midnight, day));
    }
}
