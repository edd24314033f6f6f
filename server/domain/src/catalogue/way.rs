//! The ways from a question to titles, step by step in the order of popularity. Which way is right is decided in
//! [`super::search`]; here are the statements.

use std::collections::HashSet;

use ::search::Query;
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::cursor::{Cursor, Hit};
use super::search::PAGE;

/// Words that a statement checks by the index; further ones of a long question are read in the few titles that are left.
const CHECKED: usize = 6;
/// Titles looked at in the first step of a walk; each further step looks at four times as many.
const FIRST_STEP: i64 = 500;
/// Titles in the largest step.
const LARGEST_STEP: i64 = 8_000;
/// Who has walked past so many titles without filling a page is on the wrong way.
const TOO_FAR: i64 = 40_000;

/// What is asked for, in the parts that the statements need.
pub(super) struct Asked {
    /// Each of these is a word of the title.
    pub words: Vec<String>,
    /// Some word of the title begins so.
    pub prefix: Option<String>,
    catalogue: Option<String>,
    publisher: Option<Uuid>,
}

/// Where to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// With the titles that have this word.
    Word(String),
    /// With the titles of which a word begins so.
    Beginning(String),
    /// With the most popular title, and then down; the other way when that takes too long.
    Down {
        /// The other way.
        otherwise: Option<Box<Way>>,
    },
}

/// What a statement has left unchecked.
pub(super) struct Unread<'a> {
    words: &'a [String],
    prefix: Option<&'a str>,
}

impl Unread<'_> {
    /// Nothing: what was found fits.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.prefix.is_none()
    }

    /// Whether a title with these words fits.
    pub fn fits(&self, words: &HashSet<String>) -> bool {
        self.words.iter().all(|word| words.contains(word))
            && self.prefix.is_none_or(|prefix| words.iter().any(|word| word.starts_with(prefix)))
    }
}

impl Asked {
    pub fn new(query: Query, catalogue: Option<String>, publisher: Option<Uuid>) -> Self {
        Self { words: query.words, prefix: query.prefix, catalogue, publisher }
    }

    /// The words for the statement, the free places filled with what is no word.
    fn checked(&self) -> [&str; CHECKED] {
        std::array::from_fn(|place| self.words.get(place).map_or("", String::as_str))
    }

    /// How many of them a title must have.
    fn checks(&self) -> i64 {
        i64::try_from(self.words.len().min(CHECKED)).unwrap_or(0)
    }

    fn unread(&self, way: &Way) -> Unread<'_> {
        let prefix = if matches!(way, Way::Beginning(_)) { None } else { self.prefix.as_deref() };
        Unread { words: self.words.get(CHECKED..).unwrap_or_default(), prefix }
    }

    fn catalogue(&self) -> &str {
        self.catalogue.as_deref().unwrap_or_default()
    }

    fn publisher(&self) -> Uuid {
        self.publisher.unwrap_or_default()
    }
}

/// A walk along one way.
pub(super) struct Steps<'a> {
    way: Way,
    asked: &'a Asked,
    at: Cursor,
    step: i64,
    walked: i64,
    done: bool,
}

impl<'a> Steps<'a> {
    pub fn new(way: Way, asked: &'a Asked, after: Cursor) -> Self {
        Self { way, asked, at: after, step: FIRST_STEP, walked: 0, done: false }
    }

    /// The next titles in the order of popularity and what is still to be read in them; nothing at the end.
    pub async fn next(&mut self, conn: &mut Conn) -> Result<Option<(Vec<Hit>, Unread<'a>)>> {
        if self.done {
            return Ok(None);
        }
        let unread = self.asked.unread(&self.way);
        let hits = match &self.way {
            Way::Word(word) => {
                self.settle(by_word(conn, self.asked, word, self.at, self.width(&unread)).await?, &unread)
            }
            Way::Beginning(prefix) => {
                self.settle(by_beginning(conn, self.asked, prefix, self.at, self.width(&unread)).await?, &unread)
            }
            Way::Down { .. } => self.down(conn).await?,
        };
        Ok(Some((hits, unread)))
    }

    /// How many hits to ask for: a page and one, or more when some will be sorted out.
    fn width(&self, unread: &Unread<'_>) -> i64 {
        if unread.is_empty() { i64::try_from(PAGE + 1).unwrap_or(i64::MAX) } else { self.step.max(FIRST_STEP * 4) }
    }

    fn settle(&mut self, hits: Vec<Hit>, unread: &Unread<'_>) -> Vec<Hit> {
        self.done = i64::try_from(hits.len()).is_ok_and(|found| found < self.width(unread));
        self.at = hits.last().map_or(self.at, Hit::cursor);
        hits
    }

    async fn down(&mut self, conn: &mut Conn) -> Result<Vec<Hit>> {
        let asked = self.asked;
        let plain = asked.words.is_empty() && asked.prefix.is_none();
        let width = if plain { i64::try_from(PAGE + 1).unwrap_or(i64::MAX) } else { self.step };
        let rows = match (asked.publisher, &asked.catalogue) {
            (Some(_), _) => down_publisher(conn, asked, self.at, width).await?,
            (None, Some(_)) => down_catalogue(conn, asked, self.at, width).await?,
            (None, None) => down_all(conn, asked, self.at, width).await?,
        };
        let seen = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        self.done = seen < width;
        self.at = rows.last().map_or(self.at, |row| row.hit.cursor());
        self.walked += seen;
        self.step = (self.step * 4).min(LARGEST_STEP);
        if self.walked >= TOO_FAR
            && let Way::Down { otherwise: Some(other) } = &mut self.way
        {
            self.way = std::mem::replace(other, Way::Down { otherwise: None });
        }
        Ok(rows.into_iter().filter(|row| row.words == asked.checks()).map(|row| row.hit).collect())
    }
}

/// A title that was walked past, and how many of the words it has.
#[derive(sqlx::FromRow)]
struct Passed {
    #[sqlx(flatten)]
    hit: Hit,
    words: i64,
}

async fn by_word(conn: &mut Conn, asked: &Asked, word: &str, at: Cursor, width: i64) -> Result<Vec<Hit>> {
    let [a, b, c, d, e, f] = asked.checked();
    sql!(
        fetch_all as Hit,
        conn,
        "select t.isbn, t.popularity, t.id
         from title_words w cross join titles t
         where w.word = $1 and t.id = w.title_id
           and (select count(*) from title_words o
                where o.title_id = w.title_id and o.word in ($2, $3, $4, $5, $6, $7)) = $8
           and ($9 = '' or t.catalogue = $9) and (cast($10 as bigint) = 0 or t.publisher_id = $11)
           and (t.popularity, t.id) < ($12, $13)
         order by t.popularity desc, t.id desc limit $14",
        word,
        a,
        b,
        c,
        d,
        e,
        f,
        asked.checks(),
        asked.catalogue(),
        i64::from(asked.publisher.is_some()),
        asked.publisher(),
        at.popularity,
        at.id,
        width
    )
}

async fn by_beginning(conn: &mut Conn, asked: &Asked, prefix: &str, at: Cursor, width: i64) -> Result<Vec<Hit>> {
    let [a, b, c, d, e, f] = asked.checked();
    sql!(
        fetch_all as Hit,
        conn,
        "select distinct t.isbn, t.popularity, t.id
         from title_words w cross join titles t
         where w.word >= $1 and w.word < $2 and t.id = w.title_id
           and (select count(*) from title_words o
                where o.title_id = w.title_id and o.word in ($3, $4, $5, $6, $7, $8)) = $9
           and ($10 = '' or t.catalogue = $10) and (cast($11 as bigint) = 0 or t.publisher_id = $12)
           and (t.popularity, t.id) < ($13, $14)
         order by t.popularity desc, t.id desc limit $15",
        prefix,
        end_of(prefix),
        a,
        b,
        c,
        d,
        e,
        f,
        asked.checks(),
        asked.catalogue(),
        i64::from(asked.publisher.is_some()),
        asked.publisher(),
        at.popularity,
        at.id,
        width
    )
}

async fn down_all(conn: &mut Conn, asked: &Asked, at: Cursor, width: i64) -> Result<Vec<Passed>> {
    let [a, b, c, d, e, f] = asked.checked();
    sql!(
        fetch_all as Passed,
        conn,
        "select t.isbn, t.popularity, t.id,
           (select count(*) from title_words o where o.title_id = t.id and o.word in ($1, $2, $3, $4, $5, $6)) as words
         from titles t where (t.popularity, t.id) < ($7, $8)
         order by t.popularity desc, t.id desc limit $9",
        a,
        b,
        c,
        d,
        e,
        f,
        at.popularity,
        at.id,
        width
    )
}

async fn down_catalogue(conn: &mut Conn, asked: &Asked, at: Cursor, width: i64) -> Result<Vec<Passed>> {
    let [a, b, c, d, e, f] = asked.checked();
    sql!(
        fetch_all as Passed,
        conn,
        "select t.isbn, t.popularity, t.id,
           (select count(*) from title_words o where o.title_id = t.id and o.word in ($1, $2, $3, $4, $5, $6)) as words
         from titles t where t.catalogue = $7 and (t.popularity, t.id) < ($8, $9)
         order by t.popularity desc, t.id desc limit $10",
        a,
        b,
        c,
        d,
        e,
        f,
        asked.catalogue(),
        at.popularity,
        at.id,
        width
    )
}

async fn down_publisher(conn: &mut Conn, asked: &Asked, at: Cursor, width: i64) -> Result<Vec<Passed>> {
    let [a, b, c, d, e, f] = asked.checked();
    sql!(
        fetch_all as Passed,
        conn,
        "select t.isbn, t.popularity, t.id,
           (select count(*) from title_words o where o.title_id = t.id and o.word in ($1, $2, $3, $4, $5, $6)) as words
         from titles t
         where t.publisher_id = $7 and ($8 = '' or t.catalogue = $8) and (t.popularity, t.id) < ($9, $10)
         order by t.popularity desc, t.id desc limit $11",
        a,
        b,
        c,
        d,
        e,
        f,
        asked.publisher(),
        asked.catalogue(),
        at.popularity,
        at.id,
        width
    )
}

/// The first text behind all that begin with `prefix`, in the order of code points.
pub(super) fn end_of(prefix: &str) -> String {
    let mut kept: Vec<char> = prefix.chars().collect();
    while let Some(last) = kept.pop() {
        if let Some(next) = (last..=char::MAX).nth(1) {
            kept.push(next);
            return kept.into_iter().collect();
        }
    }
    char::MAX.to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::end_of;

    proptest! {
        #[test]
        fn what_begins_so_stands_before_the_end_and_nothing_else_does(prefix in "\\PC{1,4}", rest in "\\PC{0,4}", other in "\\PC{0,6}") {
            let end = end_of(&prefix);
            let within = |word: &str| word >= prefix.as_str() && word < end.as_str();
            let whole = format!("{prefix}{rest}");
            prop_assert!(within(&whole));
            prop_assert_eq!(within(&other), other.starts_with(&prefix));
        }
    }
}
