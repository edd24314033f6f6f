//! Whatever way a search goes, it finds the same titles in the same order: those that a plain look at every title finds.

use std::collections::{HashMap, HashSet};

use kernel::Isbn;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use store::fresh::fresh_dbs;
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use super::asked::Asked;
use super::cursor::{Cursor, Hit, PAGE};
use super::search::page_of;
use super::way::{Steps, Way};
use super::{NewTitle, word_set, write_title};

const VOCABULARY: [&str; 16] = [
    "the",
    "der",
    "sea",
    "seal",
    "seam",
    "chart",
    "charts",
    "port",
    "porto",
    "portolan",
    "book",
    "海",
    "海图",
    "海港",
    "红楼梦",
    "ship",
];

#[tokio::test]
async fn every_way_finds_what_is_there() {
    for db in fresh_dbs().await {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let titles = corpus(&mut random);
        db.write(titles.clone(), |tx, titles| Box::pin(fill(tx, titles))).await.unwrap();
        let words: HashMap<Isbn, HashSet<String>> = titles.iter().map(|title| (title.isbn, words_of(title))).collect();
        let mut conn = db.read().await.unwrap();
        for _ in 0..60 {
            let question = question(&mut random);
            let catalogue = random.random_bool(0.3).then(|| format!("S-2026-0{}", random.random_range(1..3)));
            let publisher = random.random_bool(0.3).then(|| Uuid::from_u128(random.random_range(1..3)));
            let asked = Asked::new(::search::query(&question), catalogue.clone(), publisher);
            let fits = |title: &&NewTitle| {
                catalogue.as_ref().is_none_or(|code| title.catalogue == *code)
                    && publisher.is_none_or(|id| title.publisher_id == id)
                    && has(&words[&title.isbn], &asked)
            };
            let expected: Vec<String> = titles.iter().filter(fits).map(|title| title.isbn.to_string()).collect();
            for way in ways(&asked) {
                let patience = random.random_range(1..2_000);
                let found = leaf_through(&mut conn, &way, &asked, patience).await;
                assert_eq!(found, expected, "{question:?} by {way:?}, {patience} titles of patience");
            }
        }
    }
}

/// Every title that a search finds, page after page.
async fn leaf_through(conn: &mut Conn, way: &Way, asked: &Asked, patience: i64) -> Vec<String> {
    let (mut found, mut at) = (Vec::new(), Cursor::TOP);
    loop {
        let steps = Steps::new(way.clone(), asked, at).with_patience(patience);
        let mut hits = page_of(conn, steps).await.unwrap();
        let more = hits.len() > PAGE;
        hits.truncate(PAGE);
        at = hits.last().map_or(at, Hit::cursor);
        found.extend(hits.into_iter().map(|hit| hit.isbn));
        if !more {
            return found;
        }
    }
}

fn words_of(title: &NewTitle) -> HashSet<String> {
    word_set(&title.title, &title.authors, &title.publisher)
}

fn has(words: &HashSet<String>, asked: &Asked) -> bool {
    asked.words.iter().all(|word| words.contains(word))
        && asked.prefix.as_ref().is_none_or(|prefix| words.iter().any(|word| word.starts_with(prefix)))
}

fn ways(asked: &Asked) -> Vec<Way> {
    let words = asked.words.iter().cloned().map(Way::Word);
    let direct: Vec<Way> = words.chain(asked.prefix.iter().cloned().map(Way::Beginning)).collect();
    let down = direct.iter().map(|way| Way::Down { otherwise: Some(Box::new(way.clone())) });
    down.chain([Way::Down { otherwise: None }]).chain(direct.clone()).collect()
}

fn some_words(random: &mut ChaCha8Rng, most: usize) -> String {
    let count = random.random_range(0..=most);
    let words: Vec<&str> = (0..count).filter_map(|_| VOCABULARY.choose(random).copied()).collect();
    words.join(" ")
}

fn question(random: &mut ChaCha8Rng) -> String {
    let question = some_words(random, 9);
    match random.random_range(0..3) {
        0 => format!("{question} "),
        1 => question,
        _ => format!("{question} {}", ["se", "po", "c", "海", "z"].choose(random).copied().unwrap_or_default()),
    }
}

/// Titles in the order of the list, many of the same popularity.
fn corpus(random: &mut ChaCha8Rng) -> Vec<NewTitle> {
    let mut titles: Vec<NewTitle> = (0..700).map(|number| title(random, number)).collect();
    titles.sort_by_key(|title| std::cmp::Reverse((title.popularity, title.id)));
    titles
}

fn title(random: &mut ChaCha8Rng, number: u32) -> NewTitle {
    let isbn = (0..10).find_map(|digit| Isbn::parse(&format!("97899{number:07}{digit}")).ok()).unwrap();
    let publisher = random.random_range(1..3_u128);
    NewTitle {
        id: Uuid::from_u128(random.random()),
        isbn,
        title: format!("the {}", some_words(random, 12)),
        authors: some_words(random, 2),
        publisher_id: Uuid::from_u128(publisher),
        publisher: format!("press {publisher}"),
        year: None,
        language: "eng".to_owned(),
        clc: String::new(),
        catalogue: format!("S-2026-0{}", random.random_range(1..3)),
        binding: String::new(),
        currency: String::new(),
        list_minor: 0,
        popularity: random.random_range(0..5),
        added_at: 0,
    }
}

async fn fill(tx: &mut Tx, titles: &[NewTitle]) -> Result<()> {
    for publisher in 1..3_u128 {
        let name = format!("press {publisher}");
        sql!(
            execute,
            tx,
            "insert into publishers (id, name, country, currency) values ($1, $2, '', '')",
            Uuid::from_u128(publisher),
            name
        )?;
    }
    for title in titles {
        write_title(tx, title).await?;
    }
    Ok(())
}
