//! The ways from a question to titles, step by step in the order of popularity. Which way is right is decided in
//! [`super::search`]; the statements are in [`super::passages`].

use std::collections::HashSet;

use ::search::Query;
use store::{Conn, Result};
use uuid::Uuid;

use super::cursor::{Cursor, Hit};
use super::passages::{by_beginning, by_word, down_all, down_catalogue, down_publisher};
use super::search::PAGE;

/// Words that a statement checks by the index; further ones of a long question are read in the few titles that are left.
const CHECKED: usize = 6;
/// Titles looked at in the first step; each further step looks at four times as many.
const FIRST_STEP: i64 = 250;
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
    /// Only titles of this monthly catalogue.
    pub catalogue: Option<String>,
    /// Only titles of this publisher.
    pub publisher: Option<Uuid>,
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

impl<'a> Unread<'a> {
    /// As if no statement had checked anything.
    pub fn all_of(asked: &'a Asked) -> Self {
        Self { words: &asked.words, prefix: asked.prefix.as_deref() }
    }

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
    pub fn checked(&self) -> [&str; CHECKED] {
        std::array::from_fn(|place| self.words.get(place).map_or("", String::as_str))
    }

    /// How many of them a title must have.
    pub fn checks(&self) -> i64 {
        i64::try_from(self.words.len().min(CHECKED)).unwrap_or(0)
    }

    fn unread(&self, way: &Way) -> Unread<'_> {
        let prefix = if matches!(way, Way::Beginning(_)) { None } else { self.prefix.as_deref() };
        Unread { words: self.words.get(CHECKED..).unwrap_or_default(), prefix }
    }

    /// The catalogue for the statement; empty for any.
    pub fn catalogue_code(&self) -> &str {
        self.catalogue.as_deref().unwrap_or_default()
    }

    /// The publisher for the statement, which is told besides whether there is one.
    pub fn publisher_id(&self) -> Uuid {
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
    patience: i64,
    done: bool,
}

impl<'a> Steps<'a> {
    pub fn new(way: Way, asked: &'a Asked, after: Cursor) -> Self {
        Self { way, asked, at: after, step: FIRST_STEP, walked: 0, patience: TOO_FAR, done: false }
    }

    /// The same walk by somebody who turns round after so many titles.
    #[cfg(test)]
    pub fn with_patience(self, patience: i64) -> Self {
        Self { patience, ..self }
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
        if unread.is_empty() { i64::try_from(PAGE + 1).unwrap_or(i64::MAX) } else { self.step }
    }

    fn settle(&mut self, hits: Vec<Hit>, unread: &Unread<'_>) -> Vec<Hit> {
        self.done = i64::try_from(hits.len()).is_ok_and(|found| found < self.width(unread));
        self.at = hits.last().map_or(self.at, Hit::cursor);
        self.step = (self.step * 4).min(LARGEST_STEP);
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
        if self.walked >= self.patience
            && let Way::Down { otherwise: Some(other) } = &mut self.way
        {
            self.way = std::mem::replace(other, Way::Down { otherwise: None });
        }
        Ok(rows.into_iter().filter(|row| row.words == asked.checks()).map(|row| row.hit).collect())
    }
}
