//! Thousands of random acts around parcels: whatever customers and desks do, no copy is lost or made, what is packed stands
//! where it was packed, and nobody accepts more than came.
//!
//! `PORTOLAN_SEED` repeats a walk; the seed of a red one is in its message.

use std::collections::BTreeMap;

use kernel::Uuid;
use kernel::shapes::InvoiceState;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::hands::{Hand, said};
use crate::house::{House, houses};

/// Acts on SQLite, and on PostgreSQL, where each statement travels.
const ACTS: [usize; 2] = [3_000, 900];
/// How often everything is checked on the way.
const CHECK_EVERY: usize = 100;

/// What the walk has to have done.
const KINDS: [&str; 17] = [
    "pack",
    "pack rest",
    "unpack",
    "send",
    "deliver",
    "accept",
    "refuse",
    "accept all",
    "forward",
    "part",
    "split",
    "take out",
    "take back",
    "undo",
    "clock",
    "pay",
    "unpay",
];

/// What the walk knows of the house.
#[derive(Default)]
struct Known {
    batches: Vec<String>,
    lines: Vec<Uuid>,
    day: i64,
    done: BTreeMap<&'static str, usize>,
}

impl Known {
    fn count<T, E>(&mut self, kind: &'static str, done: &Result<T, E>) {
        *self.done.entry(kind).or_default() += usize::from(done.is_ok());
    }
}

#[tokio::test]
async fn no_walk_loses_a_copy_or_accepts_one_too_many() {
    let seed = std::env::var("PORTOLAN_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122);
    for house in houses().await {
        house.lend().await;
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
            assert!(times >= 3, "seed {seed}: {kind} succeeded only {times} times: {:?}", known.done);
        }
    }
}

/// One act of somebody; a refusal is as good as a success, a fault of ours is not.
async fn step(house: &House, rng: &mut ChaCha8Rng, known: &mut Known) {
    let gu = house.later("gu", known.day);
    let who = *["mei", "tang", "sun"].choose(rng).unwrap();
    let customer = house.later(who, known.day);
    match rng.random_range(0..100) {
        0..8 => more(rng, &customer, &gu, known).await,
        8..60 => desk(rng, &gu, known).await,
        60..86 => open(rng, &customer, known).await,
        86..92 => settle(rng, &gu, known).await,
        92..96 => {
            if let Some(line) = known.lines.choose(rng).copied() {
                let done = gu.take_back(line, 1).await;
                known.count("take back", &done);
            }
        }
        _ => {
            known.day += rng.random_range(0..4);
            let (asked, closed) = house.clock(known.day).await;
            known.count("clock", &(asked + closed > 0).then_some(()).ok_or(()));
        }
    }
}

/// An invoice is paid, or was paid by mistake.
async fn settle(rng: &mut ChaCha8Rng, gu: &Hand<'_>, known: &mut Known) {
    let paid = rng.random_bool(0.5);
    let rows = gu.invoices(if paid { InvoiceState::Paid } else { InvoiceState::Open }).await;
    let Some(row) = rows.choose(rng) else { return };
    if paid {
        let done = gu.undo_payment(&row.no, "by mistake").await;
        known.count("unpay", &done);
    } else {
        let done = gu.pay(&row.no, "2026-09-07", "ICBC 1").await;
        known.count("pay", &done);
    }
}

/// Something is ordered, and some of what is ordered comes to the last port.
async fn more(rng: &mut ChaCha8Rng, customer: &Hand<'_>, gu: &Hand<'_>, known: &mut Known) {
    let isbns = ["9780262033848", "9780262035613", "9780262046305"];
    let list: Vec<String> = isbns.iter().map(|isbn| format!("{isbn} {}", rng.random_range(1..6))).collect();
    let no = customer.order(&list.join("\n")).await;
    known.lines.extend(customer.lines(&no).await.iter().map(|line| line.id));
    if rng.random_bool(0.5) {
        known.batches.push(gu.to_dispatch().await);
    }
}

/// Some copies of some lines of a batch.
async fn some_of(rng: &mut ChaCha8Rng, gu: &Hand<'_>, no: &str) -> Vec<(Uuid, i64)> {
    let lines = gu.batch(no).await.lines;
    let half = lines.into_iter().filter(|_| rng.random_bool(0.4)).collect::<Vec<_>>();
    half.into_iter().map(|line| (line.slice_id, rng.random_range(1..=line.copies))).collect()
}

/// A desk does something with a batch or its parcels.
async fn desk(rng: &mut ChaCha8Rng, gu: &Hand<'_>, known: &mut Known) {
    let recent = &known.batches[known.batches.len().saturating_sub(6)..];
    let Some(no) = recent.choose(rng).cloned() else { return };
    let parcels = gu.numbers(&no).await;
    // Mostly one that is not there yet: nothing can be done with others.
    let open: Vec<_> =
        gu.parcels_of(&no).await.parcels.into_iter().filter(|(row, _)| row.delivered_at.is_none()).collect();
    let parcel = open.choose(rng).map(|(row, _)| row.no.clone()).or_else(|| parcels.choose(rng).cloned());
    let parcel = parcel.unwrap_or_default();
    match rng.random_range(0..100) {
        0..22 => {
            // Of one customer, as a person would.
            let loose = gu.parcels_of(&no).await.loose;
            let Some(one) = loose.choose(rng) else { return };
            let part = one.lines.iter().map(|line| (line.slice_id, rng.random_range(1..=line.copies + 1))).collect();
            let done = gu.pack(&no, part).await;
            known.count("pack", &done);
        }
        22..28 => {
            let done = gu.pack_rest(&no).await;
            known.count("pack rest", &done);
        }
        28..40 => {
            let done = gu.unpack(&parcel).await;
            known.count("unpack", &done);
        }
        40..52 => {
            let done = gu.send("EMS", &[(&parcel, "EX1")]).await;
            known.count("send", &done);
        }
        52..62 => {
            let two: Vec<&str> = parcels.choose_multiple(rng, 2).map(String::as_str).collect();
            let done = gu.delivered(&two).await;
            known
                .count("deliver", &done.and_then(|came| if came > 0 { Ok(came) } else { Err(kernel::Refusal::Stale) }));
        }
        62..67 => {
            let done = gu.forward(&no, Vec::new()).await;
            known.count("forward", &done);
        }
        67..75 => {
            let part = some_of(rng, gu, &no).await;
            if !part.is_empty() {
                let done = gu.forward(&no, part).await;
                known.count("part", &done);
            }
        }
        75..80 => {
            let part = some_of(rng, gu, &no).await;
            let done = gu.split(&no, part).await;
            known.count("split", &done);
            known.batches.extend(done);
        }
        80..85 => {
            if let Some((slice, copies)) = some_of(rng, gu, &no).await.first().copied() {
                let done = gu.take_out(&no, slice, copies).await;
                known.count("take out", &done);
            }
        }
        _ => {
            let acts = gu.batch(&no).await.moves;
            if let Some(act) = acts.iter().take(4).collect::<Vec<_>>().choose(rng) {
                let done = gu.undo(act.id).await;
                known.count("undo", &done);
            }
        }
    }
}

/// A customer opens a parcel.
async fn open(rng: &mut ChaCha8Rng, customer: &Hand<'_>, known: &mut Known) {
    let list = customer.parcels().await;
    let open: Vec<_> = if rng.random_bool(0.8) { list.waiting } else { list.coming };
    let Some(row) = open.choose(rng) else { return };
    if rng.random_bool(0.15) {
        let done = customer.accept_all(&row.no).await;
        known.count("accept all", &done);
        return;
    }
    let lines = customer.parcel(&row.no).await.unwrap().lines;
    // Now and then more than there is.
    let half: Vec<_> = lines.iter().filter(|_| rng.random_bool(0.5)).collect();
    let words: Vec<_> =
        half.into_iter().map(|line| said(line, rng.random_range(0..=2), rng.random_range(0..=9) / 8)).collect();
    let refuses = words.iter().any(|word| word.refused > 0);
    let done = customer.accept(&row.no, words).await;
    known.count(if refuses { "refuse" } else { "accept" }, &done);
}
