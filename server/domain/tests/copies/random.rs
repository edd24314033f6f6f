//! Twelve thousand random acts of customers and desks (on the two engines together): whatever they do, no copy and no fen is lost or made.
//!
//! `PORTOLAN_SEED` repeats a walk; the seed of a red one is in its message.

use kernel::Uuid;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::house::{House, houses};
use crate::steps::list;

/// Acts on SQLite, and on PostgreSQL, where each statement travels.
const ACTS: [usize; 2] = [10_000, 2_500];
/// How often everything is checked on the way.
const CHECK_EVERY: usize = 500;

/// What the walk has to have done.
const KINDS: [&str; 16] = [
    "place",
    "cancel",
    "gather",
    "rush",
    "forward",
    "part",
    "together",
    "split",
    "merge",
    "hold",
    "release",
    "take_out",
    "take_back",
    "receive",
    "give",
    "undo",
];

/// What the walk knows of the house.
#[derive(Default)]
struct Known {
    orders: Vec<String>,
    lines: Vec<Uuid>,
    batches: Vec<String>,
    held: Vec<String>,
    done: std::collections::BTreeMap<&'static str, usize>,
}

#[tokio::test]
async fn no_walk_loses_a_copy_or_a_fen() {
    let seed = std::env::var("PORTOLAN_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_121);
    for house in houses().await {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut known = Known::default();
        let acts = ACTS[usize::from(house.db.engine() == store::Engine::Postgres)];
        for act in 1..=acts {
            step(&house, &mut rng, &mut known).await;
            if act % CHECK_EVERY == 0 {
                let found = house.violations().await;
                assert!(found.is_empty(), "seed {seed}, after {act} acts: {found:?}");
            }
        }
        for kind in KINDS {
            let times = known.done.get(kind).copied().unwrap_or(0);
            assert!(times >= 10, "seed {seed}: {kind} succeeded only {times} times: {:?}", known.done);
        }
    }
}

/// One act of somebody; a refusal is as good as a success, a fault of ours is not.
async fn step(house: &House, rng: &mut ChaCha8Rng, known: &mut Known) {
    let gu = house.hand("gu");
    match rng.random_range(0..136) {
        0..18 => place(house, rng, known).await,
        18..24 => {
            // What was ordered lately may still wait for a batch.
            let recent = &known.lines[known.lines.len().saturating_sub(12)..];
            if let Some(line) = recent.choose(rng) {
                let done = house.hand("mei").cancel(*line, rng.random_range(1..3)).await;
                count(known, "cancel", done.is_ok());
            }
        }
        24..34 => {
            let publisher = house.titles.choose(rng).unwrap().publisher_id;
            if rng.random_bool(0.2) {
                let bought = gu.rush().await;
                count(known, "rush", bought.is_ok());
                known.batches.extend(bought.into_iter().flatten());
            } else if let Ok(no) = gu.gather(publisher, Vec::new()).await {
                known.batches.push(no);
                count(known, "gather", true);
            }
        }
        100..114 => reshape(house, rng, known).await,
        114..124 => hold_or_release(house, rng, known).await,
        124..132 => receive(house, rng, known).await,
        132..136 => give(house, rng, known).await,
        34..64 => forward(house, rng, known).await,
        64..76 => {
            let Some(no) = known.batches.choose(rng).cloned() else { return };
            let lines = gu.batch(&no).await.lines;
            let Some(line) = lines.choose(rng) else { return };
            let reason = ["damaged", "wrong_book", "out_of_print", "lost_in_transit"].choose(rng).unwrap();
            let done = gu.take_out(&no, line.slice_id, rng.random_range(1..=line.copies), reason).await;
            count(known, "take_out", done.is_ok());
        }
        76..84 => {
            let reason = ["returned_damaged", "damaged"].choose(rng).unwrap();
            for line in known.lines.choose_multiple(rng, 12).copied().collect::<Vec<_>>() {
                if gu.take_back(line, 1, reason).await.is_ok() {
                    count(known, "take_back", true);
                    break;
                }
            }
        }
        _ => {
            let Some(no) = known.batches.choose(rng).cloned() else { return };
            let acts = gu.batch(&no).await.moves;
            if let Some(act) = acts.choose(rng) {
                let done = gu.undo(act.id, "by mistake").await;
                count(known, "undo", done.is_ok());
            }
        }
    }
}

fn count(known: &mut Known, kind: &'static str, done: bool) {
    *known.done.entry(kind).or_default() += usize::from(done);
}

async fn place(house: &House, rng: &mut ChaCha8Rng, known: &mut Known) {
    let mut text = String::new();
    for _ in 0..rng.random_range(1..5) {
        let title = house.titles.choose(rng).unwrap();
        text.push_str(&format!("{} {}\n", title.isbn, rng.random_range(1..6)));
    }
    let mut form = list(&text);
    form.rest = true;
    form.urgent = rng.random_bool(0.15);
    let mei = house.hand("mei");
    if let Ok(placed) = mei.place(form).await {
        known.lines.extend(mei.order(&placed.no).await.unwrap().lines.iter().map(|line| line.id));
        known.orders.push(placed.no);
        count(known, "place", true);
    }
}

/// Some copies of some lines of a batch.
async fn some_of(house: &House, rng: &mut ChaCha8Rng, no: &str) -> Vec<(Uuid, i64)> {
    let lines = house.hand("gu").batch(no).await.lines;
    let half = lines.into_iter().filter(|_| rng.random_bool(0.5)).collect::<Vec<_>>();
    half.into_iter().map(|line| (line.slice_id, rng.random_range(1..=line.copies))).collect()
}

/// A whole batch or a part of it goes on, or several do together.
async fn forward(house: &House, rng: &mut ChaCha8Rng, known: &mut Known) {
    let gu = house.hand("gu");
    let Some(no) = known.batches.choose(rng).cloned() else { return };
    if rng.random_bool(0.25) {
        let page = gu.batch(&no).await;
        let others: Vec<&str> = page.beside.iter().take(2).map(String::as_str).collect();
        let into = page.ahead.choose(rng).filter(|_| rng.random_bool(0.5));
        let parts: Vec<&str> = std::iter::once(no.as_str()).chain(others).collect();
        if let Ok(next) = gu.together(&parts, into.map(String::as_str)).await {
            known.batches.extend(next);
            count(known, "together", true);
        }
        return;
    }
    let part = if rng.random_bool(0.4) { some_of(house, rng, &no).await } else { Vec::new() };
    let kind = if part.is_empty() { "forward" } else { "part" };
    if let Ok(next) = gu.forward(&no, part).await {
        known.batches.extend(next);
        count(known, kind, true);
    }
}

/// A part of a batch becomes one, or joins another.
async fn reshape(house: &House, rng: &mut ChaCha8Rng, known: &mut Known) {
    let gu = house.hand("gu");
    let Some(no) = known.batches.choose(rng).cloned() else { return };
    let part = some_of(house, rng, &no).await;
    if rng.random_bool(0.5) {
        if let Ok(new) = gu.split(&no, part).await {
            known.batches.push(new);
            count(known, "split", true);
        }
    } else if let Some(into) = gu.batch(&no).await.beside.choose(rng).cloned() {
        count(known, "merge", gu.merge(&no, part, &into).await.is_ok());
    }
}

/// Copies are held back, or go on after all.
async fn hold_or_release(house: &House, rng: &mut ChaCha8Rng, known: &mut Known) {
    let gu = house.hand("gu");
    if rng.random_bool(0.5) {
        let Some(no) = known.batches.choose(rng).cloned() else { return };
        let (part, reason) = (some_of(house, rng, &no).await, ["reprint", "held_by_customs", "sold_out"].choose(rng));
        if let Ok(held) = gu.hold(&no, part, reason.unwrap()).await {
            known.held.push(held);
            count(known, "hold", true);
        }
    } else if let Some(no) = known.held.choose(rng).cloned()
        && let Ok(free) = gu.release(&no, None, "it has come").await
    {
        known.batches.push(free);
        count(known, "release", true);
    }
}

/// A batch is counted; of each title about as many came as were ordered.
async fn receive(house: &House, rng: &mut ChaCha8Rng, known: &mut Known) {
    let gu = house.hand("gu");
    let Some(no) = known.batches.choose(rng).cloned() else { return };
    for book in gu.receipt(&no).await.books.into_iter().filter(|book| book.wanted > 0) {
        let came = rng.random_range(0..=book.wanted + 1);
        if came > 0 {
            let damaged = rng.random_bool(0.2);
            let _ = gu.scan_as(&no, &format!("{} {came}", book.isbn), (damaged, false), Uuid::now_v7()).await;
        }
    }
    let rest = if rng.random_bool(0.5) { "await" } else { "again" };
    if let Ok(done) = gu.finish(&no, rest).await {
        known.batches.extend(done.into);
        known.held.extend(done.held);
        count(known, "receive", true);
    }
}

/// Copies that came too many go to who waits for them.
async fn give(house: &House, rng: &mut ChaCha8Rng, known: &mut Known) {
    let gu = house.hand("gu");
    let rows = gu.extras("").await.rows;
    if let Some(row) = rows.iter().filter(|row| row.wanted > 0).collect::<Vec<_>>().choose(rng)
        && let Ok(no) = gu.give(row).await
    {
        known.batches.push(no);
        count(known, "give", true);
    }
}
