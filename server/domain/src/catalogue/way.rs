//! The ways from a question to titles, step by step in the order of popularity. Which way is right is decided in
//! [`super::search`]; the statements are in [`super::passages`].

use store::{Conn, Result};

use super::asked::{Asked, Unread};
use super::cursor::{Cursor, Hit, PAGE};
use super::passages::{by_beginning, by_word, down_all, down_catalogue, down_publisher};

/// Titles looked at in the first step; each further step looks at four times as many.
const FIRST_STEP: i64 = 250;
/// Titles in the largest step.
const LARGEST_STEP: i64 = 8_000;
/// Who has walked past so many titles without filling a page is on the wrong way.
const TOO_FAR: i64 = 40_000;

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
        let unread = self.unread();
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

    fn unread(&self) -> Unread<'a> {
        let unread = self.asked.unread();
        if matches!(self.way, Way::Beginning(_)) { unread.begun() } else { unread }
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
