//! A digest never drops a cause and never doubles one: random acts of desks and customers under a random clock and random
//! settings. `PORTOLAN_SEED` repeats a walk; the seed of a red one is in its message.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Uuid;
use kernel::shapes::Topic;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::house::{HOUR, MINUTE};
use crate::letters::set;
use crate::story::{ALGORITHMS, PATTERNS, Story, rows, stories};

const PEOPLE: [&str; 4] = ["mei", "tang", "lin", "sun"];
/// Acts on SQLite, and on PostgreSQL, where each statement travels.
const ACTS: [usize; 2] = [700, 200];

/// What the walk knows: the instants of the letters by reader and cause, and what there is to act on.
#[derive(Default)]
struct Told {
    letters: BTreeMap<(String, String), Vec<i64>>,
    batches: Vec<String>,
    causes: Vec<Uuid>,
}

#[tokio::test]
async fn no_cause_is_dropped_or_told_twice_a_day() {
    let seed = std::env::var("PORTOLAN_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122);
    for mut story in stories().await {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut told = Told::default();
        for _ in 0..ACTS[usize::from(story.house.db.engine() == store::Engine::Postgres)] {
            act(&mut story, &mut rng, &mut told).await;
        }
        // Three weeks without acts: every digest has gone out.
        for _ in 0..(21 * 8) {
            story.now += 3 * HOUR;
            job(&story, &mut told).await;
        }
        never_twice_a_day(&told, seed);
        every_notice_was_told(&story, &told, seed).await;
        assert_eq!(story.violations().await, [""; 0], "seed {seed}");
    }
}

async fn act(story: &mut Story, rng: &mut ChaCha8Rng, told: &mut Told) {
    story.now += rng.random_range(0..40) * MINUTE;
    match rng.random_range(0..100) {
        0..10 => {
            let title = [ALGORITHMS, PATTERNS].choose(rng).unwrap();
            let orders = [("mei", None), ("tang", None), ("lin", None), ("lin", Some("suzhou"))];
            let (who, whose) = orders.choose(rng).unwrap();
            story.order(who, &format!("{title} 1"), *whose).await;
            told.batches.push(story.gather(title).await);
        }
        10..22 => forward(story, rng, told).await,
        22..28 => {
            if let Some(no) = told.batches.choose(rng)
                && story.batch(no).await.moves.iter().any(|act| act.undoable)
            {
                // What its copies did since cannot be taken back from under them.
                let _ = story.undo(no).await;
            }
        }
        28..34 => {
            if let Some(no) = told.batches.choose(rng)
                && let Ok(cause) = story.post(no).await
            {
                told.causes.push(cause);
            }
        }
        34..40 => {
            if let Some(cause) = told.causes.pop() {
                story.close(cause).await.unwrap();
            }
        }
        40..44 => {
            let (topic, pace) = (Topic::ALL.choose(rng).unwrap(), ["now", "daily", "weekly"].choose(rng).unwrap());
            let quiet = (rng.random_range(0..24), rng.random_range(0..24));
            set(story, PEOPLE.choose(rng).unwrap(), &[(topic.code(), pace)], quiet).await;
        }
        _ => job(story, told).await,
    }
}

async fn forward(story: &Story, rng: &mut ChaCha8Rng, told: &mut Told) {
    let Some(no) = told.batches.choose(rng).cloned() else { return };
    if story.batch(&no).await.lines.is_empty() {
        return;
    }
    told.batches.extend(story.forward(&no).await);
}

/// Tells and sends, and writes down what goes out.
async fn job(story: &Story, told: &mut Told) {
    story.tell().await;
    for letter in story.send().await {
        let causes: BTreeSet<String> = rows(&letter).iter().map(|row| cause(&row.key)).collect();
        assert!(!causes.is_empty(), "an empty letter");
        for cause in causes {
            told.letters.entry((letter.to.clone(), cause)).or_default().push(story.now);
        }
    }
}

/// No reader heard of one cause twice on a day.
fn never_twice_a_day(told: &Told, seed: u64) {
    let mut repeated = 0;
    for ((who, cause), instants) in &told.letters {
        let days: Vec<i64> = instants.iter().map(|at| domain::days::today(*at)).collect();
        let distinct: BTreeSet<i64> = days.iter().copied().collect();
        assert_eq!(distinct.len(), days.len(), "seed {seed}: {who} heard of {cause} on the days {days:?}");
        repeated += usize::from(days.len() > 1);
    }
    assert!(repeated > 0, "seed {seed}: no cause ever came back, nothing was tried");
}

/// Whatever happened last by a cause was in a letter that went out after it.
async fn every_notice_was_told(story: &Story, told: &Told, seed: u64) {
    let mut count = 0;
    for who in PEOPLE {
        for row in story.all_notices(who).await {
            let instants = told.letters.get(&(crate::house::email(who), cause(&row.key)));
            let heard = instants.is_some_and(|instants| instants.iter().any(|sent| *sent >= row.at));
            assert!(heard, "seed {seed}: {who} never heard of {} at {}: {instants:?}", row.key, row.at);
            count += 1;
        }
    }
    assert!(count > 40, "seed {seed}: hardly anything happened: {count}");
}

/// The cause in a notice's key.
fn cause(key: &str) -> String {
    key.split_once('_').unwrap().1.to_owned()
}
