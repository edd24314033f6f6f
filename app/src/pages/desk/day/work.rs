//! The work list of `/desk`: one line for each thing, with its reason, the way to it, and a button that puts it off; what is
//! equally urgent stands under one head. Complete without any script; every control is a link or a button.

use std::collections::BTreeMap;

use kernel::shapes::{Prompt, Task, Urgency, Worklist};
use leptos::prelude::*;

use crate::pages::desk::clock::{closes, due};
use crate::pages::reader;
use crate::parts::{Badge, Button, ButtonKind, Empty, Fold, Panel, Tone, day, grouped, when};
use crate::words::{count, desk as d, fill, t, worklist as w};

/// Where a prompt is put off, and taken up again.
const PUT_OFF: &str = "/api/desks/put_off";
const TAKE_UP: &str = "/api/desks/take_up";

/// The panel.
#[component]
pub(super) fn Work(list: Worklist) -> impl IntoView {
    let now = reader::now();
    // Whose it is goes without saying where one desk is looked at.
    let of_all = list.desk.is_none();
    let shown = if list.tasks.is_empty() {
        view! { <Empty title=t(w::NO_WORK) hint=t(w::NO_WORK_HINT) /> }.into_any()
    } else {
        by_urgency(list.tasks).map(|(urgency, tasks)| group(urgency, tasks, of_all, now)).collect_view().into_any()
    };
    let n = i64::try_from(list.put_off.len()).unwrap_or(i64::MAX);
    let put_off = (n > 0).then(|| {
        let rows = list.put_off.into_iter().map(move |task| item(task, (TAKE_UP, of_all), now));
        view! {
            <Fold summary=count(w::PUT_OFF_ONE, w::PUT_OFF, n)>
                <ul class="tasks">{rows.collect_view()}</ul>
            </Fold>
        }
    });
    view! { <Panel title=t(w::WORK) id="work">{shown} {put_off}</Panel> }
}

/// The tasks of each urgency that has some, the most urgent first; within it they keep their order.
fn by_urgency(tasks: Vec<Task>) -> impl Iterator<Item = (Urgency, Vec<Task>)> {
    let mut groups: BTreeMap<Urgency, Vec<Task>> = BTreeMap::new();
    for task in tasks {
        groups.entry(task.urgency).or_default().push(task);
    }
    groups.into_iter()
}

/// What is equally urgent: a head that counts it, and its lines.
fn group(urgency: Urgency, tasks: Vec<Task>, of_all: bool, now: i64) -> impl IntoView {
    let tone = match urgency {
        Urgency::Late => Tone::Bad,
        Urgency::Today => Tone::Warn,
        Urgency::Soon => Tone::Info,
        Urgency::Look => Tone::Neutral,
    };
    let things: i64 = tasks.iter().map(stands_for).sum();
    let rows = tasks.into_iter().map(|task| item(task, (PUT_OFF, of_all), now)).collect_view();
    view! {
        <h3 class="task-head">
            <Badge tone>{t(w::urgency(urgency))}</Badge>
            " "
            <span class="beside">{count(w::THINGS_ONE, w::THINGS, things)}</span>
        </h3>
        <ol class="tasks">{rows}</ol>
    }
}

/// How many things a line stands for: the last of its kind says how many more there are.
const fn stands_for(task: &Task) -> i64 {
    match &task.prompt {
        Prompt::More { n, .. } => *n,
        _ => 1,
    }
}

/// One line; `call` is what its button does.
fn item(task: Task, (call, of_all): (&'static str, bool), now: i64) -> impl IntoView + use<> {
    let what = Said::of(&task.prompt, now);
    let desk = (of_all && !task.desk.is_empty()).then_some(task.desk);
    let notes: Vec<String> = what.notes.into_iter().chain(desk).collect();
    let button = (!task.key.is_empty()).then(|| button(call, task.key, &what.title));
    view! {
        <li class="task">
            <span class="task-what">
                <a href=what.href>{what.title}</a> " " <span class="beside">{notes.join(" · ")}</span>
            </span>
            {button}
        </li>
    }
}

/// The button that puts a prompt off, or takes it up again.
fn button(call: &'static str, key: String, title: &str) -> impl IntoView + use<> {
    let (word, spoken) = match (call, key.starts_with("held:")) {
        (TAKE_UP, _) => (w::TAKE_UP, w::TAKE_UP_OF),
        (_, true) => (w::LOOKED, w::LOOKED_OF),
        (_, false) => (w::DONE_TODAY, w::DONE_TODAY_OF),
    };
    view! {
        <form method="post" action=call class="task-act">
            <input type="hidden" name="prompt" value=key />
            <Button kind=ButtonKind::Quiet label=fill(spoken, &[("what", &title)])>{t(word)}</Button>
        </form>
    }
}

/// A prompt in words: what to do, where, and why.
struct Said {
    title: String,
    href: String,
    notes: Vec<String>,
}

impl Said {
    fn of(prompt: &Prompt, now: i64) -> Self {
        let said = |title: String, href: String, notes: Vec<String>| Self { title, href, notes };
        match prompt {
            Prompt::Ticket { no, subject, org, due_at, mine } => {
                let note = fill(w::DO_TICKET_NOTE, &[("org", org), ("no", no)]);
                let mine = mine.then(|| t(w::MINE).to_owned());
                let notes = [note, due(*due_at, now).0].into_iter().chain(mine).collect();
                said(fill(w::DO_TICKET, &[("subject", subject)]), format!("/desk/tickets/{no}"), notes)
            }
            Prompt::Batch { .. } | Prompt::Held { .. } | Prompt::Receipt { .. } => of_batch(prompt, now),
            Prompt::Cutoff { publisher_id, publisher, at, lines, copies: books, urgent } => {
                let lines = count(d::ONE_LINE, d::N_LINES, *lines);
                let wait = fill(w::DO_CUTOFF_NOTE, &[("lines", &lines), ("copies", &copies(*books))]);
                let rush = (*urgent > 0).then(|| fill(w::DO_CUTOFF_URGENT, &[("n", &grouped(*urgent))]));
                let notes = [closes(*at, now).0, wait].into_iter().chain(rush).collect();
                let title = fill(w::DO_CUTOFF, &[("publisher", publisher)]);
                said(title, format!("/desk/batches/open/{publisher_id}"), notes)
            }
            Prompt::More { of, n } => more(of, *n),
            other => of_many(other),
        }
    }
}

/// What is about one batch.
fn of_batch(prompt: &Prompt, now: i64) -> Said {
    let (no, title, note, page) = match prompt {
        Prompt::Batch { no, stage, copies: books, expected_at, .. } => {
            let (books, until) = (copies(*books), day(*expected_at));
            let word = if *expected_at < now { w::DO_BATCH_LATE } else { w::DO_BATCH_TODAY };
            (no, w::DO_BATCH, fill(word, &[("stage", stage), ("copies", &books), ("day", &until)]), "")
        }
        Prompt::Held { no, stage, reason, copies: books, since } => {
            let (books, since) = (copies(*books), day(*since));
            let values: [(&str, &dyn std::fmt::Display); 4] =
                [("stage", stage), ("copies", &books), ("reason", reason), ("day", &since)];
            (no, w::DO_HELD, fill(w::DO_HELD_NOTE, &values), "/part")
        }
        Prompt::Receipt { no, stage, by, since } => {
            let since = when(*since);
            let note = fill(w::DO_RECEIPT_NOTE, &[("stage", stage), ("who", by), ("when", &since)]);
            (no, w::DO_RECEIPT, note, "/receive")
        }
        _ => return Said { title: String::new(), href: String::new(), notes: Vec::new() },
    };
    Said { title: fill(title, &[("no", no)]), href: format!("/desk/batches/{no}{page}"), notes: vec![note] }
}

/// What is one number with a list behind it.
fn of_many(prompt: &Prompt) -> Said {
    let said = |title: String, href: &str, note: String| {
        let notes = if note.is_empty() { Vec::new() } else { vec![note] };
        Said { title, href: href.to_owned(), notes }
    };
    let at_least = |one, many, n: i64, most: i64| match n < most {
        true => count(one, many, n),
        false => fill(many, &[("n", &fill(w::AT_LEAST, &[("n", &grouped(n))]))]),
    };
    match prompt {
        Prompt::Urgent { lines } => {
            said(count(w::DO_URGENT_ONE, w::DO_URGENT, *lines), "/desk/batches#open", t(w::DO_URGENT_NOTE).to_owned())
        }
        Prompt::Silent { lines, most } => said(
            at_least(w::DO_SILENT_ONE, w::DO_SILENT, *lines, *most),
            "/desk/silent",
            t(w::DO_SILENT_NOTE).to_owned(),
        ),
        Prompt::AtRisk { lines, most } => {
            said(at_least(w::DO_RISK_ONE, w::DO_RISK, *lines, *most), "/deadlines", t(w::DO_RISK_NOTE).to_owned())
        }
        Prompt::Parcels { parcels, since } => said(
            count(w::DO_PARCELS_ONE, w::DO_PARCELS, *parcels),
            "/parcels",
            fill(w::DO_PARCELS_NOTE, &[("day", &day(*since))]),
        ),
        Prompt::Undelivered { rows } => said(count(w::DO_MAIL_ONE, w::DO_MAIL, *rows), "/desk/outbox", String::new()),
        Prompt::Round { id, refused, ended_at } => said(
            count(w::DO_ROUND_ONE, w::DO_ROUND, *refused),
            &format!("/desk/rounds/{id}"),
            fill(w::DO_ROUND_NOTE, &[("when", &when(*ended_at))]),
        ),
        _ => said(String::new(), "", String::new()),
    }
}

/// How many more of a kind there are, and where.
fn more(of: &str, n: i64) -> Said {
    let ((one, many), href) = match of {
        "ticket" => ((w::MORE_TICKETS_ONE, w::MORE_TICKETS), "/desk/tickets?state=open"),
        "cutoff" => ((w::MORE_CUTOFFS_ONE, w::MORE_CUTOFFS), "/desk/batches#open"),
        "held" => ((w::MORE_HELD_ONE, w::MORE_HELD), "/desk/batches"),
        "receipt" => ((w::MORE_RECEIPTS_ONE, w::MORE_RECEIPTS), "/desk/batches"),
        _ => ((w::MORE_BATCHES_ONE, w::MORE_BATCHES), "/desk/batches"),
    };
    Said { title: count(one, many, n), href: href.to_owned(), notes: Vec::new() }
}

fn copies(n: i64) -> String {
    count(d::ONE_COPY, d::N_COPIES, n)
}
