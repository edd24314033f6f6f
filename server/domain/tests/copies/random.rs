//! Ten thousand random acts of customers and desks (on the two engines together): whatever they do, no copy and no fen is lost or made.
//!
//! `PORTOLAN_SEED` repeats a walk; the seed of a red one is in its message.

use kernel::Uuid;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::house::{House, houses};
use crate::steps::list;

/// Acts on SQLite, and on PostgreSQL, where each statement travels.
const ACTS: [usize; 2] = [8_000, 2_000];
/// How often everything is checked on the way.
const CHECK_EVERY: usize = 500;

/// What the walk knows of the house.
#[derive(Default)]
struct Known {
    orders: Vec<String>,
    lines: Vec<Uuid>,
    batches: Vec<String>,
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
        for kind in ["place", "cancel", "gather", "forward", "split", "take_out", "take_back", "undo"] {
            let times = known.done.get(kind).copied().unwrap_or(0);
            assert!(times >= 10, "seed {seed}: {kind} succeeded only {times} times: {:?}", known.done);
        }
    }
}

/// One act of somebody; a refusal is as good as a success, a fault of ours is not.
async fn step(house: &House, rng: &mut ChaCha8Rng, known: &mut Known) {
    let gu = house.hand("gu");
    match rng.random_range(0..100) {
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
            if let Ok(no) = gu.gather(publisher, Vec::new()).await {
                known.batches.push(no);
                count(known, "gather", true);
            }
        }
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
    let mei = house.hand("mei");
    if let Ok(placed) = mei.place(form).await {
        known.lines.extend(mei.order(&placed.no).await.unwrap().lines.iter().map(|line| line.id));
        known.orders.push(placed.no);
        count(known, "place", true);
    }
}

/// A whole batch or a part of it goes on.
async fn forward(house: &House, rng: &mut ChaCha8Rng, known: &mut Known) {
    let gu = house.hand("gu");
    let Some(no) = known.batches.choose(rng).cloned() else { return };
    let mut part = Vec::new();
    if rng.random_bool(0.4) {
        for line in gu.batch(&no).await.lines {
            if rng.random_bool(0.5) {
                part.push((line.slice_id, rng.random_range(1..=line.copies)));
            }
        }
    }
    let kind = if part.is_empty() { "forward" } else { "split" };
    if let Ok(next) = gu.forward(&no, part).await {
        known.batches.extend(next);
        count(known, kind, true);
    }
}
