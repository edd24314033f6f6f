//! Publishers, rates and titles of the tiny house. The prices are made up; the books are real.

use domain::scope::new_id;
use domain::{Result, Tx};
use store::sql;
use uuid::Uuid;

use super::{DAY, NOW};

/// A title on the shelves.
pub struct Title {
    /// Its key.
    pub id: Uuid,
    /// Thirteen digits.
    pub isbn: &'static str,
    /// Title.
    pub title: &'static str,
    /// Publisher's key.
    pub publisher_id: Uuid,
    /// Publisher's name.
    pub publisher: &'static str,
}

/// Name, country, currency, rate in millionths of yuan for one unit of the currency.
const PUBLISHERS: [(&str, &str, &str, i64); 5] = [
    ("MIT Press", "US", "USD", 7_200_000),
    ("Cambridge University Press", "GB", "GBP", 9_100_000),
    ("C.H. Beck", "DE", "EUR", 7_800_000),
    ("Iwanami Shoten", "JP", "JPY", 48_000),
    ("Addison-Wesley", "US", "USD", 7_200_000),
];

/// ISBN, title, authors, publisher (index), year, language, CLC, catalogue, list price in the smallest unit.
type TitleSeed = (&'static str, &'static str, &'static str, usize, i64, &'static str, &'static str, &'static str, i64);

/// The most popular first. The last one has no price.
pub const TITLES: [TitleSeed; 12] = [
    ("9780262033848", "Introduction to Algorithms", "Thomas H. Cormen", 0, 2009, "en", "TP301", "T", 9_500),
    ("9780262035613", "Deep Learning", "Ian Goodfellow", 0, 2016, "en", "TP18", "T", 9_000),
    ("9780201633610", "Design Patterns", "Erich Gamma", 4, 1994, "en", "TP311", "T", 5_999),
    ("9780134685991", "Effective Java", "Joshua Bloch", 4, 2018, "en", "TP312", "T", 5_499),
    (
        "9780262046305",
        "Introduction to Algorithms, fourth edition",
        "Thomas H. Cormen",
        0,
        2022,
        "en",
        "TP301",
        "T",
        12_000,
    ),
    ("9780521809269", "The Art of Electronics", "Paul Horowitz", 1, 2015, "en", "TN7", "T", 6_999),
    ("9781107015364", "The Cambridge History of China", "Denis Twitchett", 1, 2016, "en", "K20", "S", 13_000),
    ("9783406568053", "Kritik der reinen Vernunft", "Immanuel Kant", 2, 1998, "de", "B516", "S", 2_800),
    ("9784003101018", "吾輩は猫である", "夏目漱石", 3, 1990, "ja", "I313", "J", 1_010),
    ("9787020002207", "红楼梦", "曹雪芹", 1, 1996, "zh", "I242", "C", 2_500),
    ("9780141439600", "A Tale of Two Cities", "Charles Dickens", 1, 2003, "en", "I561", "S", 899),
    ("9780131103627", "The C Programming Language", "Brian W. Kernighan", 4, 1988, "en", "TP312", "T", 0),
];

/// Puts publishers, rates (of a week ago and older ones) and titles with their words into the database.
pub async fn fill(tx: &mut Tx) -> Result<Vec<Title>> {
    let publishers = publishers(tx).await?;
    let mut titles = Vec::new();
    for (place, seed) in (0_i64..).zip(TITLES) {
        let (isbn, title, publisher) = (seed.0, seed.1, seed.3);
        let (id, publisher_id) = (new_id(), publishers[publisher]);
        insert_title(tx, id, publisher_id, (100 - place, seed)).await?;
        let text = format!("{title} {} {}", seed.2, PUBLISHERS[publisher].0);
        for word in search::words(&text) {
            sql!(execute, tx, "insert into title_words (word, title_id) values ($1, $2)", word, id)?;
        }
        titles.push(Title { id, isbn, title, publisher_id, publisher: PUBLISHERS[publisher].0 });
    }
    Ok(titles)
}

async fn publishers(tx: &mut Tx) -> Result<Vec<Uuid>> {
    let week_ago = (NOW - 7 * DAY) / DAY;
    let mut ids = Vec::new();
    for (name, country, currency, rate_micro) in PUBLISHERS {
        let id = new_id();
        sql!(
            execute,
            tx,
            "insert into publishers (id, name, country, currency) values ($1, $2, $3, $4)",
            id,
            name,
            country,
            currency
        )?;
        for (day, rate_micro) in [(week_ago, rate_micro), (week_ago - 90, rate_micro + rate_micro / 20)] {
            sql!(
                execute,
                tx,
                "insert into rates (currency, day, rate_micro) values ($1, $2, $3) on conflict (currency, day) do nothing",
                currency,
                day,
                rate_micro
            )?;
        }
        ids.push(id);
    }
    Ok(ids)
}

async fn insert_title(tx: &mut Tx, id: Uuid, publisher_id: Uuid, (popularity, seed): (i64, TitleSeed)) -> Result<()> {
    let (isbn, title, authors, publisher, year, language, clc, catalogue, list_minor) = seed;
    sql!(
        execute,
        tx,
        "insert into titles (id, isbn, title, authors, publisher_id, year, language, clc, catalogue, binding, currency,
                             list_minor, popularity, added_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'hardcover', $10, $11, $12, $13)",
        id,
        isbn,
        title,
        authors,
        publisher_id,
        year,
        language,
        clc,
        catalogue,
        PUBLISHERS[publisher].2,
        list_minor,
        popularity,
        NOW
    )?;
    Ok(())
}
