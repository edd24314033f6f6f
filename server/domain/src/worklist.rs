//! The work list: what wants to be done today at a desk, most urgent first. Each prompt is read from an index over what is due,
//! and of each kind only the first few are shown, with how many more there are: the list is as quick in a house of a million
//! lines as in a small one.
//!
//! A person can put a prompt off. That is a note to themselves: it changes nothing of the house's, and nobody else is told.

mod batches;
mod buying;
mod came;
mod counts;
mod silent;
mod tickets;

use std::collections::HashSet;

use kernel::shapes::{OpenGroup, Prompt, Task, Urgency, Worklist};
use kernel::{Faults, Refusal, Role};
use store::{Conn, Result, Tx, sql};

use crate::cutoffs::{WorkDays, closing};
use crate::days::{self, midnight};
use crate::scope::Staff;
use crate::stages::Stages;

pub use silent::silent;

/// Prompts of one kind that are shown.
const SHOWN: usize = 6;
/// What was looked at because nothing moves there comes again after this many days; anything else on the next day.
const LOOK_DAYS: i64 = 7;
/// The house never rests longer, in days.
const LONGEST_REST: i64 = 15;

/// The desk that a work list is about.
struct Desk<'a> {
    /// Its code; empty for all desks.
    code: &'a str,
    /// Prompts of one kind that are read: those that are shown, and as many as may be put off.
    most: i64,
    stages: &'a Stages,
    /// The days on which the house works.
    days: &'a WorkDays,
}

/// Prompts of one kind, most urgent first, and how many there are of it altogether.
struct Kind {
    code: &'static str,
    tasks: Vec<Task>,
    all: i64,
}

/// The work list of a person: of their own desk, or of the one that a supervisor looks at (of all when none is named).
/// `open` are the lines that wait for a batch, by publisher.
///
/// # Errors
/// `NotFound` for a desk that does not exist.
pub async fn find(conn: &mut Conn, staff: &Staff<'_>, desk: Option<&str>, open: &[OpenGroup]) -> Result<Worklist> {
    let desks = choices(conn, staff).await?;
    let code = match (staff.desk.as_deref(), desk) {
        (Some(own), _) => own,
        (None, Some(wish)) if desks.iter().all(|(code, _)| code != wish) => return Err(Refusal::NotFound.into()),
        (None, wish) => wish.unwrap_or_default(),
    };
    let put_off = put_off_keys(conn, staff).await?;
    let (stages, days) = (Stages::load(conn, staff.lang).await?, WorkDays::load(conn).await?);
    let most = i64::try_from(SHOWN + put_off.len()).unwrap_or(i64::MAX);
    let desk = Desk { code, most, stages: &stages, days: &days };
    let kinds = [
        tickets::due(conn, staff, &desk).await?,
        buying::cutoffs(staff, &desk, open),
        buying::urgent(&desk, open),
        batches::due(conn, staff, &desk).await?,
        batches::begun_receipts(conn, staff, &desk).await?,
        batches::long_held(conn, staff, &desk).await?,
        counts::all(conn, staff, &desk).await?,
    ];
    let closed_at = last_closing(staff.now, &days);
    let came = came::since(conn, &desk, closed_at).await?;
    let (tasks, put_off) = arranged(kinds, &put_off);
    let desk = (!code.is_empty()).then(|| code.to_owned());
    Ok(Worklist { desk, desks, tasks, put_off, closed_at, came })
}

/// Puts a prompt off: until tomorrow, or for a week where nothing moves and a look was all that was asked for.
///
/// # Errors
/// `prompt: Required | TooLong`; `NotAllowed` for a job.
pub async fn put_off(tx: &mut Tx, staff: &Staff<'_>, prompt: &str) -> Result<()> {
    let person = staff.person()?;
    let mut faults = Faults::new();
    let prompt = faults.line("prompt", prompt, 1, 100);
    faults.check()?;
    let until = days::today(staff.now) + if prompt.starts_with("held:") { LOOK_DAYS } else { 1 };
    // What is over is thrown away here, so that the list of one person stays short.
    sql!(
        execute,
        tx,
        "delete from snoozes where org_id = $1 and user_id = $2 and until <= $3",
        staff.org_id,
        person,
        staff.now
    )?;
    sql!(
        execute,
        tx,
        "insert into snoozes (org_id, user_id, prompt, until) values ($1, $2, $3, $4)
         on conflict (org_id, user_id, prompt) do update set until = excluded.until",
        staff.org_id,
        person,
        &prompt,
        midnight(until)
    )?;
    Ok(())
}

/// Shows a prompt again that was put off; nothing happens to one that was not.
///
/// # Errors
/// `NotAllowed` for a job.
pub async fn take_up(tx: &mut Tx, staff: &Staff<'_>, prompt: &str) -> Result<()> {
    sql!(
        execute,
        tx,
        "delete from snoozes where org_id = $1 and user_id = $2 and prompt = $3",
        staff.org_id,
        staff.person()?,
        prompt
    )?;
    Ok(())
}

async fn put_off_keys(conn: &mut Conn, staff: &Staff<'_>) -> Result<HashSet<String>> {
    let rows = sql!(
        fetch_all as (String,),
        conn,
        "select prompt from snoozes where org_id = $1 and user_id = $2 and until > $3 limit 200",
        staff.org_id,
        staff.person()?,
        staff.now
    )?;
    Ok(rows.into_iter().map(|(prompt,)| prompt).collect())
}

/// Code and name of every desk, for supervisors to choose from; nothing for a desk's people.
async fn choices(conn: &mut Conn, staff: &Staff<'_>) -> Result<Vec<(String, String)>> {
    if staff.role != Role::Supervisor {
        return Ok(Vec::new());
    }
    let rows =
        sql!(fetch_all as (String, String, String), conn, "select code, name_zh, name_en from desks order by code")?;
    Ok(rows.into_iter().map(|(code, zh, en)| (code, staff.lang.pick(&zh, &en).to_owned())).collect())
}

/// What is shown and what was put off. Of each kind the first few are shown, and how many more there are.
fn arranged(kinds: impl IntoIterator<Item = Kind>, keys: &HashSet<String>) -> (Vec<Task>, Vec<Task>) {
    let (mut shown, mut put_off) = (Vec::new(), Vec::new());
    for kind in kinds {
        let (off, mut on): (Vec<_>, Vec<_>) = kind.tasks.into_iter().partition(|task| keys.contains(&task.key));
        on.truncate(if kind.code.is_empty() { usize::MAX } else { SHOWN });
        let seen = i64::try_from(on.len() + off.len()).unwrap_or(i64::MAX);
        if let Some(last) = on.last().filter(|_| kind.all > seen) {
            let prompt = Prompt::More { of: kind.code.to_owned(), n: kind.all - seen };
            on.push(Task { key: String::new(), urgency: last.urgency, desk: String::new(), prompt });
        }
        put_off.extend(off);
        shown.extend(on);
    }
    // Stable: within one urgency the kinds keep their order, and each its own.
    shown.sort_by_key(|task| task.urgency);
    (shown, put_off)
}

/// Of what must be done by an instant: late, or today.
fn urgency(due: i64, now: i64) -> Urgency {
    if due < now { Urgency::Late } else { Urgency::Today }
}

/// The end of the working day before this one.
fn last_closing(now: i64, work: &WorkDays) -> i64 {
    let today = days::today(now);
    let day = (1..=LONGEST_REST).map(|back| today - back).find(|day| work.works(*day));
    closing(day.unwrap_or(today - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(code: &'static str, keys: &[&str], urgency: Urgency, all: i64) -> Kind {
        let prompt = Prompt::Urgent { lines: 1 };
        let task = |key: &&str| Task { key: (*key).to_owned(), urgency, desk: String::new(), prompt: prompt.clone() };
        Kind { code, tasks: keys.iter().map(task).collect(), all }
    }

    fn keys(tasks: &[Task]) -> Vec<&str> {
        tasks.iter().map(|task| task.key.as_str()).collect()
    }

    #[test]
    fn the_most_urgent_comes_first_and_what_was_put_off_leaves_room() {
        let many = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let kinds = [kind("batch", &many, Urgency::Today, 20), kind("ticket", &["t"], Urgency::Late, 1)];
        let (shown, off) = arranged(kinds, &HashSet::from(["b".to_owned(), "x".to_owned()]));
        assert_eq!(keys(&shown), ["t", "a", "c", "d", "e", "f", "g", ""]);
        assert_eq!(shown[7].prompt, Prompt::More { of: "batch".to_owned(), n: 13 });
        assert_eq!(keys(&off), ["b"]);
    }

    #[test]
    fn monday_looks_back_to_friday() {
        // Monday, 23 November 2026, 08:30 in Beijing.
        let monday = 20_780;
        let now = midnight(monday) + 30_600_000;
        assert_eq!(days::today(now), monday);
        assert_eq!(last_closing(now, &WorkDays::default()), closing(monday - 3));
        assert_eq!(last_closing(now + days::DAY_MS, &WorkDays::default()), closing(monday));
        assert_eq!(days::today(midnight(monday)), monday);
        assert_eq!(days::today(midnight(monday) - 1), monday - 1);
    }
}
