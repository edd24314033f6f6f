//! Random acts and passing days with the job's looks in between: the ledger of promises only grows, and what is shown is its
//! last word.
//!
//! `PORTOLAN_SEED` repeats a walk; the seed of a red one is in its message.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::arrivals::PromiseFor;
use kernel::Uuid;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use store::sql;

use crate::story::{Outcome, Promised, Story, list, stories};

/// Looks on SQLite, and on PostgreSQL, where each statement travels.
const LOOKS: [usize; 2] = [60, 40];
/// Most acts between two looks.
const ACTS: usize = 8;
/// What the walk has to have done.
const KINDS: [&str; 10] =
    ["place", "gather", "forward", "deliver", "split", "take_out", "undo", "cancel", "promise", "take_promise_back"];

#[derive(Default)]
struct Known {
    lines: Vec<Uuid>,
    batches: Vec<String>,
    done: BTreeMap<&'static str, usize>,
}

impl Known {
    fn count(&mut self, kind: &'static str, done: bool) {
        *self.done.entry(kind).or_default() += usize::from(done);
    }
}

#[tokio::test]
async fn no_walk_takes_a_promise_back() {
    let seed = std::env::var("PORTOLAN_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122);
    for mut story in stories().await {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let (mut known, mut ledger) = (Known::default(), Vec::new());
        for look in 0..LOOKS[usize::from(story.house.db.engine() == store::Engine::Postgres)] {
            for _ in 0..rng.random_range(1..=ACTS) {
                act(&story, &mut rng, &mut known).await;
                story.now += 120_000;
            }
            let days = [0, 0, 1, 2, 5, 20].choose(&mut rng).copied().unwrap_or_default();
            story.pass(days);
            story.renew().await;
            ledger = check(&story, &ledger, &format!("seed {seed}, look {look}")).await;
        }
        for kind in KINDS {
            let times = known.done.get(kind).copied().unwrap_or(0);
            assert!(times >= 1, "seed {seed}: {kind} succeeded only {times} times: {:?}", known.done);
        }
        let reasons: BTreeSet<_> = ledger.iter().map(|row| row.reason.as_str()).collect();
        assert_eq!(reasons, BTreeSet::from(["house", "moved", "ordered", "time"]));
        assert!(!story.outcomes().await.is_empty(), "seed {seed}: nothing ever arrived");
    }
}

/// One act of somebody; a refusal is as good as a success.
async fn act(story: &Story, rng: &mut ChaCha8Rng, known: &mut Known) {
    // Older ones are mostly empty.
    let batch = known.batches[known.batches.len().saturating_sub(10)..].choose(rng).cloned();
    match (rng.random_range(0..24), batch) {
        (20..24, _) => promise(story, rng, known).await,
        (0..4, _) => {
            let titles = story.house.titles.choose_multiple(rng, 2).map(|title| format!("{} 3", title.isbn));
            let mut form = list(&titles.collect::<Vec<_>>().join("\n"));
            (form.rest, form.urgent) = (true, rng.random_bool(0.2));
            let no = story.place("mei", form).await;
            known.lines.extend(story.lines("mei", &no).await.unwrap().iter().map(|line| line.id));
            known.count("place", true);
        }
        (4..6, _) => {
            let recent = &known.lines[known.lines.len().saturating_sub(6)..];
            if let Some(line) = recent.choose(rng) {
                let done = story.cancel(*line, rng.random_range(1..=3)).await;
                known.count("cancel", done.is_ok());
            }
        }
        (6..9, _) => {
            let isbn = story.house.titles.choose(rng).unwrap().isbn;
            if let Ok(no) = story.gather(isbn).await {
                known.batches.push(no);
                known.count("gather", true);
            }
        }
        (kind, Some(no)) => move_some(story, rng, known, (kind, &no)).await,
        _ => {}
    }
}

/// The desk promises by hand for a line, or takes back what it promised.
async fn promise(story: &Story, rng: &mut ChaCha8Rng, known: &mut Known) {
    let recent = &known.lines[known.lines.len().saturating_sub(8)..];
    let Some(line) = recent.choose(rng).copied() else { return };
    let to = PromiseFor::Line(line);
    if rng.random_bool(0.3) {
        known.count("take_promise_back", story.take_promise_back("gu", to).await.is_ok());
        return;
    }
    let first = rng.random_range(0..60);
    let mut wish = story.wish(to, (first, first + rng.random_range(0..20)));
    wish.stage = ["ordered", "purchase", "customs", "dispatch"].choose(rng).unwrap().to_string();
    known.count("promise", story.give("gu", &wish).await.is_ok());
}

async fn move_some(story: &Story, rng: &mut ChaCha8Rng, known: &mut Known, (kind, no): (i32, &str)) {
    let page = story.batch(no).await;
    let Some(line) = page.lines.choose(rng) else {
        if let Some(act) = page.moves.choose(rng) {
            known.count("undo", story.undo(act.id).await.is_ok());
        }
        return;
    };
    let some = (line.slice_id, rng.random_range(1..=line.copies));
    match kind {
        9..11 => {
            if let Ok(new) = story.split(no, vec![some]).await {
                known.batches.push(new);
                known.count("split", true);
            }
        }
        11..13 => {
            let reason = ["damaged", "out_of_print", "lost_in_transit"].choose(rng).unwrap();
            known.count("take_out", story.take_out(no, some.0, some.1, reason).await.is_ok());
        }
        13..15 => {
            let mut at = Some(no.to_owned());
            while let Some(no) = at {
                let next = story.forward(&no, Vec::new()).await;
                known.count("deliver", next == Ok(None));
                at = next.ok().flatten();
                known.batches.extend(at.clone());
            }
        }
        _ => {
            let part = if rng.random_bool(0.3) { vec![some] } else { Vec::new() };
            if let Ok(next) = story.forward(no, part).await {
                known.batches.extend(next);
                known.count("forward", true);
            }
        }
    }
}

/// Checks everything after a look, and gives the ledger as it is now.
async fn check(story: &Story, before: &[Promised], place: &str) -> Vec<Promised> {
    let ledger = story.ledger().await;
    let by_id: HashMap<Uuid, &Promised> = ledger.iter().map(|row| (row.id, row)).collect();
    for row in before {
        assert_eq!(by_id.get(&row.id), Some(&row), "{place}: a promise was changed or lost");
    }
    let (mut first, mut last) = (HashMap::new(), HashMap::new());
    for row in &ledger {
        first.entry(row.line_id).or_insert(row);
        last.insert(row.line_id, row);
    }
    let (open, arrived) = standing(story).await;
    let shown = story.shown().await;
    let of: BTreeSet<Uuid> = shown.iter().map(|row| row.line_id).collect();
    assert_eq!(of, open, "{place}: what is shown is exactly the lines with copies on their way");
    for row in &shown {
        let promise = last[&row.line_id];
        assert_eq!((row.low, row.high), (promise.low, promise.high), "{place}: another range than the last promise");
    }
    let expected: Vec<Outcome> = arrived
        .iter()
        .filter(|(line, _)| !open.contains(line) && first.contains_key(line))
        .map(|(line, at)| Outcome {
            line_id: *line,
            first_low: first[line].low,
            first_high: first[line].high,
            last_low: last[line].low,
            last_high: last[line].high,
            arrived_on: domain::days::today(*at),
        })
        .collect();
    let mut outcomes = story.outcomes().await;
    outcomes.sort_by_key(|outcome| outcome.line_id);
    assert_eq!(outcomes, expected, "{place}");
    assert_eq!(story.renew().await, 0, "{place}: a second look promised something");
    assert_eq!((story.ledger().await.len(), story.shown().await), (ledger.len(), shown), "{place}");
    assert_eq!(story.violations().await, [""; 0], "{place}");
    ledger
}

/// The lines with copies on their way, and when the last copies of lines came of which some are with the reader.
async fn standing(story: &Story) -> (BTreeSet<Uuid>, BTreeMap<Uuid, i64>) {
    let conn = &mut story.house.db.read().await.unwrap();
    let open = sql!(
        fetch_all as (Uuid,),
        conn,
        "select distinct s.line_id from slices s join stages g on g.code = s.stage where g.kind in ('open', 'way')"
    );
    let arrived = sql!(
        fetch_all as (Uuid, i64),
        conn,
        "select m.line_id, max(m.at) from movements m where m.to_stage = 'delivered' and exists (
           select 1 from slices s where s.line_id = m.line_id and s.stage = 'delivered') group by m.line_id"
    );
    let open = open.unwrap().into_iter().map(|(line,)| line).collect();
    (open, arrived.unwrap().into_iter().collect())
}
