//! Finding titles by ISBN or by words.
//!
//! The table `title_words` answers "which titles have this word"; the list is shown by popularity. With a million titles
//! both ways of putting these together have a case in which they are hopeless, so the way is chosen by counting first, and
//! never further than [`FEW`]:
//!
//! * A rare word: take its titles, keep those that have the other words too, sort what is left ([`Way::Word`]). Hopeless
//!   for "the", which 300,000 titles have.
//! * Frequent words only: walk down the list of popularity and keep what has the words; a frequent word is met soon
//!   ([`Way::Down`]). Hopeless for a rare word, or for two frequent ones that avoid each other ("the", "der"): who has walked
//!   too long without filling the page goes on by the rarest word after all.
//!
//! The last word may be unfinished ("harry pot") and then stands for all words that begin with it. If those are few, they
//! are a place to begin like a rare word ([`Way::Beginning`]); if they are many, the texts of the titles that passed
//! everything else are read to see whether one begins so.

use std::collections::HashSet;

use kernel::shapes::Books;
use kernel::{Isbn, paste};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::asked::{Asked, Unread};
use super::cursor::{Cursor, Hit, PAGE};
use super::passages::end_of;
use super::way::{Steps, Way};
use super::{books, by_isbns, word_set};
use crate::Scope;

/// So many titles are gone through one by one without a second thought (some ten milliseconds), so no count goes further.
const FEW: i64 = 20_000;
/// A word with so few titles needs no rarer one.
const RARE: i64 = 500;
/// Reading a title's texts costs about as much as this many looks into the index of words.
const READING_COST: i64 = 8;
/// Longest question that is looked at, in characters.
const MAX_QUESTION: usize = 300;

/// What a reader looks for.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// As typed: an ISBN in any form, or words. Empty for the most popular titles.
    pub q: String,
    /// Only titles of this monthly catalogue.
    pub catalogue: Option<String>,
    /// Only titles of this publisher.
    pub publisher: Option<Uuid>,
    /// Where the page begins: `Books::next` of the page before.
    pub after: Option<String>,
}

/// One page of what was asked for, most popular first. A cursor that is not ours begins at the beginning; an ISBN finds its
/// title whatever the filters say.
pub async fn search(conn: &mut Conn, scope: &Scope, form: &Search) -> Result<Books> {
    let q: String = form.q.chars().take(MAX_QUESTION).collect();
    if let Some(isbn) = as_isbn(&q) {
        return Ok(Books { rows: books(conn, scope, &[isbn]).await?, next: None });
    }
    let asked = Asked::new(::search::query(&q), form.catalogue.clone(), form.publisher);
    let after = form.after.as_deref().and_then(Cursor::read).unwrap_or(Cursor::TOP);
    let Some(way) = choose(conn, &asked).await? else { return Ok(Books::default()) };
    let hits = page_of(conn, Steps::new(way, &asked, after)).await?;
    let next = if hits.len() > PAGE { hits.get(PAGE - 1).map(|hit| hit.cursor().to_string()) } else { None };
    let isbns = isbns_of(hits.get(..PAGE).unwrap_or(&hits));
    Ok(Books { rows: books(conn, scope, &isbns).await?, next })
}

/// The one ISBN that a text is, read as forgivingly as a line of a pasted list.
fn as_isbn(q: &str) -> Option<Isbn> {
    match paste::read(q).ok()?.as_slice() {
        [row] => row.read.ok().map(|(isbn, _)| isbn),
        _ => None,
    }
}

/// The way to go, or nothing when one of the words is in no title at all.
pub(super) async fn choose(conn: &mut Conn, asked: &Asked) -> Result<Option<Way>> {
    let rarest = match rarest(conn, &asked.words).await? {
        Some((_, 0)) => return Ok(None),
        known => known,
    };
    let beginning = match &asked.prefix {
        Some(prefix) => Some((prefix.clone(), beginnings(conn, prefix).await?)),
        None => None,
    };
    Ok(match (rarest, beginning) {
        (_, Some((_, 0))) => None,
        (Some((word, titles)), Some((_, entries))) if titles < FEW && titles * READING_COST <= entries => {
            Some(Way::Word(word))
        }
        (_, Some((prefix, entries))) if entries < FEW => Some(Way::Beginning(prefix)),
        (Some((word, titles)), _) if titles < FEW => Some(Way::Word(word)),
        (Some((word, _)), _) => Some(Way::Down { otherwise: Some(Box::new(Way::Word(word))) }),
        (None, Some((prefix, _))) => Some(Way::Down { otherwise: Some(Box::new(Way::Beginning(prefix))) }),
        (None, None) => Some(Way::Down { otherwise: None }),
    })
}

/// The word with the fewest titles and how many, counted no further than [`FEW`]; the first rare one will do.
async fn rarest(conn: &mut Conn, words: &[String]) -> Result<Option<(String, i64)>> {
    let mut rarest: Option<(String, i64)> = None;
    for word in words {
        let (titles,) = sql!(
            fetch_one as (i64,),
            conn,
            "select count(*) from (select 1 as one from title_words where word = $1 limit $2) as some_titles",
            word,
            FEW
        )?;
        if rarest.as_ref().is_none_or(|(_, fewest)| titles < *fewest) {
            rarest = Some((word.clone(), titles));
        }
        if titles <= RARE {
            break;
        }
    }
    Ok(rarest)
}

/// How many entries of the index begin so, counted no further than [`FEW`].
async fn beginnings(conn: &mut Conn, prefix: &str) -> Result<i64> {
    let (entries,) = sql!(
        fetch_one as (i64,),
        conn,
        "select count(*) from (select 1 as one from title_words where word >= $1 and word < $2 limit $3) as some_entries",
        prefix,
        end_of(prefix),
        FEW
    )?;
    Ok(entries)
}

/// One page and, if there is more, one hit beyond it.
pub(super) async fn page_of(conn: &mut Conn, mut steps: Steps<'_>) -> Result<Vec<Hit>> {
    let mut found = Vec::new();
    while let Some((hits, unread)) = steps.next(conn).await? {
        found.extend(if unread.is_empty() { hits } else { read(conn, hits, &unread).await? });
        if found.len() > PAGE {
            break;
        }
    }
    found.truncate(PAGE + 1);
    Ok(found)
}

/// Those titles whose texts have what the statement could not check.
async fn read(conn: &mut Conn, hits: Vec<Hit>, unread: &Unread<'_>) -> Result<Vec<Hit>> {
    let rows = by_isbns(conn, &isbns_of(&hits)).await?;
    let fitting: HashSet<String> = rows
        .into_iter()
        .filter(|row| unread.fits(&word_set(&row.title, &row.authors, &row.publisher)))
        .map(|row| row.isbn)
        .collect();
    Ok(hits.into_iter().filter(|hit| fitting.contains(&hit.isbn)).collect())
}

pub(super) fn isbns_of(hits: &[Hit]) -> Vec<Isbn> {
    hits.iter().filter_map(|hit| Isbn::parse(&hit.isbn).ok()).collect()
}
