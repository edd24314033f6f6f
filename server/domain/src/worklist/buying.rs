//! What has to be bought: publishers whose cut-off is near, and urgent lines, which wait for none.

use kernel::shapes::{OpenGroup, Prompt, Task, Urgency};

use super::{Desk, Kind};
use crate::days;
use crate::scope::Staff;
use crate::stages::Stage;

/// A cut-off is near when it comes within so many working days.
const NEAR_DAYS: usize = 3;

/// The stage into which lines are bought, if it is this desk's.
fn buying<'a>(desk: &Desk<'a>) -> Option<&'a Stage> {
    let stage = desk.stages.first().and_then(|first| desk.stages.after(&first.code))?;
    (desk.code.is_empty() || stage.desk == desk.code).then_some(stage)
}

/// Publishers whose cut-off was missed or is near, the nearest first.
pub(super) fn cutoffs(staff: &Staff<'_>, desk: &Desk<'_>, open: &[OpenGroup]) -> Kind {
    let mut tasks = Vec::new();
    if let Some(stage) = buying(desk) {
        let mut near: Vec<(i64, Urgency, &OpenGroup)> = open
            .iter()
            .filter_map(|group| {
                let at = group.cutoff?;
                Some((at, nearness(desk, at, staff.now)?, group))
            })
            .collect();
        near.sort_by_key(|(at, _, group)| (*at, group.publisher_id));
        tasks.extend(near.into_iter().map(|(at, urgency, group)| task(stage, (at, urgency), group)));
    }
    let all = i64::try_from(tasks.len()).unwrap_or(i64::MAX);
    Kind { code: "cutoff", tasks, all }
}

/// How near a cut-off is; `None` when it is not.
fn nearness(desk: &Desk<'_>, at: i64, now: i64) -> Option<Urgency> {
    let (today, day) = (days::today(now), days::today(at));
    if at < now {
        return Some(Urgency::Late);
    }
    if day == today {
        return Some(Urgency::Today);
    }
    let between = (today + 1..=day).filter(|day| desk.days.works(*day)).take(NEAR_DAYS + 1).count();
    (between <= NEAR_DAYS).then_some(Urgency::Soon)
}

fn task(stage: &Stage, (at, urgency): (i64, Urgency), group: &OpenGroup) -> Task {
    Task {
        // Another cut-off of the same publisher is another prompt.
        key: format!("cutoff:{}:{at}", group.publisher_id),
        urgency,
        desk: stage.desk_name.clone(),
        prompt: Prompt::Cutoff {
            publisher_id: group.publisher_id,
            publisher: group.publisher.clone(),
            at,
            lines: group.lines,
            copies: group.copies,
            urgent: group.urgent,
        },
    }
}

/// Urgent lines that wait.
pub(super) fn urgent(desk: &Desk<'_>, open: &[OpenGroup]) -> Kind {
    let lines: i64 = open.iter().map(|group| group.urgent).sum();
    let task = buying(desk).filter(|_| lines > 0).map(|stage| Task {
        // Put off, it comes again when there are others.
        key: format!("urgent:{lines}"),
        urgency: Urgency::Today,
        desk: stage.desk_name.clone(),
        prompt: Prompt::Urgent { lines },
    });
    Kind { code: "", tasks: task.into_iter().collect(), all: 1 }
}
