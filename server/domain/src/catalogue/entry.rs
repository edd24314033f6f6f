//! Writing a title. A title and the words it is found by are two tables that must agree; they are written here and nowhere
//! else.

use std::collections::HashSet;

use kernel::Isbn;
use store::{Result, Tx, Value, sql};
use uuid::Uuid;

/// A title on its way into the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTitle {
    /// Its key.
    pub id: Uuid,
    /// ISBN-13.
    pub isbn: Isbn,
    /// Title.
    pub title: String,
    /// Authors, as the source writes them.
    pub authors: String,
    /// The publisher's key; the publisher exists already.
    pub publisher_id: Uuid,
    /// The publisher's name, by which the title is found too.
    pub publisher: String,
    /// Year of publication; negative before our era.
    pub year: Option<i64>,
    /// ISO 639-2/B code.
    pub language: String,
    /// Class of the Chinese Library Classification, or empty.
    pub clc: String,
    /// Monthly catalogue, e.g. `S-2026-05`, or empty.
    pub catalogue: String,
    /// `hardback`, `paperback` or empty.
    pub binding: String,
    /// ISO 4217 code, or empty when there is no price.
    pub currency: String,
    /// Publisher's price in the currency's smallest unit; 0 when the publisher named none.
    pub list_minor: i64,
    /// Larger comes first in lists.
    pub popularity: i64,
    /// When it came into the catalogue, milliseconds of UTC since 1970.
    pub added_at: i64,
}

/// The columns of `titles`, in the order of [`TitleRows::title`].
pub const TITLE_COLUMNS: &[&str] = &[
    "id",
    "isbn",
    "title",
    "authors",
    "publisher_id",
    "year",
    "language",
    "clc",
    "catalogue",
    "binding",
    "currency",
    "list_minor",
    "popularity",
    "added_at",
];

/// The columns of `title_words`, in the order of [`TitleRows::words`].
pub const WORD_COLUMNS: &[&str] = &["word", "title_id"];

/// One title as rows for [`store::insert_many`].
#[derive(Clone, Debug)]
pub struct TitleRows {
    /// The row of `titles`.
    pub title: Vec<Value>,
    /// The rows of `title_words`.
    pub words: Vec<Vec<Value>>,
}

/// A title as rows, for loading many at once: first all rows of `titles`, then all of `title_words`.
pub fn title_rows(new: &NewTitle) -> TitleRows {
    let title = vec![
        new.id.into(),
        new.isbn.to_string().into(),
        new.title.as_str().into(),
        new.authors.as_str().into(),
        new.publisher_id.into(),
        new.year.into(),
        new.language.as_str().into(),
        new.clc.as_str().into(),
        new.catalogue.as_str().into(),
        new.binding.as_str().into(),
        new.currency.as_str().into(),
        new.list_minor.into(),
        new.popularity.into(),
        new.added_at.into(),
    ];
    let words = word_set(&new.title, &new.authors, &new.publisher);
    let words = words.into_iter().map(|word| vec![word.into(), new.id.into()]).collect();
    TitleRows { title, words }
}

/// Writes one new title. For many, [`title_rows`] and [`store::insert_many`] are faster.
///
/// # Errors
/// What the database refuses: an ISBN that is there already, a publisher that is not.
pub async fn write_title(tx: &mut Tx, new: &NewTitle) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into titles (id, isbn, title, authors, publisher_id, year, language, clc, catalogue, binding, currency,
                             list_minor, popularity, added_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        new.id,
        new.isbn.to_string(),
        &new.title,
        &new.authors,
        new.publisher_id,
        new.year,
        &new.language,
        &new.clc,
        &new.catalogue,
        &new.binding,
        &new.currency,
        new.list_minor,
        new.popularity,
        new.added_at
    )?;
    rewrite_words(tx, new.id, &HashSet::new(), &word_set(&new.title, &new.authors, &new.publisher)).await
}

/// Every word that a title is found by. The three texts are folded one by one, so that a long title does not use up the
/// room of its authors.
pub(crate) fn word_set(title: &str, authors: &str, publisher: &str) -> HashSet<String> {
    [title, authors, publisher].into_iter().flat_map(search::words).collect()
}

/// Brings the words of a title from what they were to what they are. The old ones are made from the old texts: the table
/// has no index by title, and with this needs none.
pub(crate) async fn rewrite_words(tx: &mut Tx, id: Uuid, old: &HashSet<String>, new: &HashSet<String>) -> Result<()> {
    for word in old.difference(new) {
        sql!(execute, tx, "delete from title_words where word = $1 and title_id = $2", word, id)?;
    }
    for word in new.difference(old) {
        sql!(execute, tx, "insert into title_words (word, title_id) values ($1, $2)", word, id)?;
    }
    Ok(())
}
