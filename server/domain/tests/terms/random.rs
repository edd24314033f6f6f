//! Whatever people hurry, cancel and order instead, in whatever order: no fen is lost or made, and what was hurried costs
//! exactly what it would have cost to order it so. `PORTOLAN_SEED` repeats a walk; the seed of a red one is in its message.

use std::collections::BTreeMap;

use domain::orders::{Substitute, check};
use kernel::Uuid;
use kernel::shapes::LineRow;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::hands::{course, in_days};
use crate::story::{Story, stories};

/// Acts on each engine.
const ACTS: usize = 220;
/// How often everything is checked on the way.
const CHECK_EVERY: usize = 40;

#[tokio::test]
async fn haste_neither_makes_nor_loses_a_fen() {
    let seed = std::env::var("PORTOLAN_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or_else(rand::random);
    for story in &mut stories().await {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let prices = prices(story).await;
        let (mut orders, mut done) = (Vec::new(), BTreeMap::new());
        for step in 0..ACTS {
            let act = one(story, &mut rng, &mut orders).await;
            *done.entry(act).or_insert(0) += 1;
            if step % CHECK_EVERY == 0 {
                check_all(story, &prices, &orders, &format!("seed {seed}, act {step}")).await;
                story.pass(1);
            }
        }
        check_all(story, &prices, &orders, &format!("seed {seed}")).await;
        for act in ["place", "hurry", "cancel", "substitute", "gather"] {
            assert!(done.contains_key(act), "seed {seed} never did: {act}");
        }
    }
}

/// What one copy of each title costs, and what it costs urgently.
async fn prices(story: &Story) -> BTreeMap<String, (i64, i64)> {
    let mut prices = BTreeMap::new();
    let mut conn = story.house.db.read().await.unwrap();
    for title in &story.house.titles {
        let read = check(&mut conn, &story.scope("mei"), (None, &format!("{} 1", title.isbn)), None).await.unwrap();
        prices.insert(title.isbn.to_owned(), (read.total_fen.unwrap(), read.urgent_total_fen.unwrap()));
    }
    prices
}

/// One act of somebody; what was refused counts as nothing.
async fn one(story: &Story, rng: &mut ChaCha8Rng, orders: &mut Vec<String>) -> &'static str {
    // Of older ones most was bought.
    let order = orders[orders.len().saturating_sub(4)..].choose(rng).cloned();
    let lines = match &order {
        Some(no) => story.page("mei", no).await.lines,
        None => Vec::new(),
    };
    let some: Vec<Uuid> = lines.iter().filter(|_| rng.random_bool(0.6)).map(|line| line.id).collect();
    let (kind, did) = match rng.random_range(0..10) {
        0..3 => {
            let titles = story.house.titles.iter().take(9).collect::<Vec<_>>();
            let text: Vec<String> = titles
                .choose_multiple(rng, 3)
                .map(|title| format!("{} {}", title.isbn, rng.random_range(1..5)))
                .collect();
            let mut form = course(&text.join("\n"), "A course", &in_days(story, 90));
            form.urgent = rng.random_bool(0.2);
            orders.push(story.place("mei", form).await);
            ("place", true)
        }
        3..5 => ("hurry", story.hurry("mei", &some).await.is_ok()),
        5..6 => ("hurry", story.hurry("mei", &some[..some.len().min(1)]).await.is_ok()),
        6..7 if rng.random_bool(0.3) => ("cancel", story.cancel_all("mei", &some).await.is_ok()),
        6..7 => match lines.choose(rng) {
            Some(line) => ("cancel", story.cancel(line.id, rng.random_range(1..=line.copies)).await.is_ok()),
            None => ("nothing", true),
        },
        7..9 => match lines.choose(rng) {
            Some(line) => ("substitute", substitute(story, rng, line, orders).await),
            None => ("nothing", true),
        },
        _ if rng.random_bool(0.6) => ("nothing", true),
        _ => ("gather", story.gather(story.house.titles.choose(rng).unwrap().isbn).await.is_ok()),
    };
    if did { kind } else { "refused" }
}

async fn substitute(story: &Story, rng: &mut ChaCha8Rng, line: &LineRow, orders: &mut Vec<String>) -> bool {
    let wish = Substitute {
        id: Uuid::now_v7(),
        line: line.id,
        isbn: story.house.titles[rng.random_range(0..9)].isbn.to_owned(),
        copies: rng.random_range(1..=line.copies),
        urgent: rng.random_bool(0.5),
    };
    let placed = story.substitute("mei", wish).await;
    let did = placed.is_ok();
    orders.extend(placed.ok().map(|placed| placed.no));
    did
}

async fn check_all(story: &Story, prices: &BTreeMap<String, (i64, i64)>, orders: &[String], place: &str) {
    story.renew().await;
    assert_eq!(story.violations().await, Vec::<String>::new(), "{place}");
    for no in orders {
        let page = story.page("mei", no).await;
        for line in &page.lines {
            let (usual, urgent) = prices[&line.isbn];
            assert_eq!(line.price_fen, Some(if line.urgent { urgent } else { usual }), "{place}: {no} {}", line.isbn);
        }
        let total: i64 = page.lines.iter().map(|line| line.copies * line.price_fen.unwrap()).sum();
        assert_eq!(page.head.total_fen, Some(total), "{place}: {no}");
    }
}
