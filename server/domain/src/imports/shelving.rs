//! A parcel of rows becomes titles in one transaction: new ones are added, known ones are brought up to date, and what says
//! nothing new changes nothing.

use std::collections::HashMap;
use std::sync::Arc;

use kernel::{Isbn, Refusal};
use store::{Result, Tx, insert_many, sql};
use uuid::Uuid;

use super::NO_PUBLISHER;
use super::row::ImportRow;
use crate::catalogue::{NewTitle, TITLE_COLUMNS, WORD_COLUMNS, packed, packs, rewrite_words, title_rows, word_set};
use crate::scope::new_id;

/// Some rows, with the publishers among theirs that are known already.
pub(super) struct Parcel {
    pub now: i64,
    pub known: HashMap<String, Uuid>,
    pub rows: Vec<ImportRow>,
}

/// What became of a parcel.
#[derive(Debug, Default)]
pub(super) struct Shelved {
    pub added: u64,
    pub changed: u64,
    pub same: u64,
    /// Its publishers.
    pub publishers: HashMap<String, Uuid>,
}

/// A title as it stands in the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
struct Known {
    id: Uuid,
    isbn: String,
    title: String,
    authors: String,
    publisher: String,
    year: Option<i64>,
    language: String,
    clc: String,
    catalogue: String,
    binding: String,
    currency: String,
    list_minor: i64,
    popularity: i64,
}

/// Writes a parcel.
pub(super) async fn shelve(tx: &mut Tx, parcel: &Arc<Parcel>) -> Result<Shelved> {
    let mut shelved = Shelved { publishers: publishers(tx, parcel).await?, ..Shelved::default() };
    let mut known = known(tx, &parcel.rows).await?;
    let (mut titles, mut words) = (Vec::new(), Vec::new());
    for row in &parcel.rows {
        match known.remove(&row.isbn.to_string()) {
            Some(known) if told(&known, row) == known => shelved.same += 1,
            Some(known) => {
                update(tx, &known, &told(&known, row), &shelved.publishers).await?;
                shelved.changed += 1;
            }
            None => {
                let rows = title_rows(&new_title(row, parcel.now, &shelved.publishers)?);
                titles.push(rows.title);
                words.extend(rows.words);
                shelved.added += 1;
            }
        }
    }
    insert_many(tx, "titles", TITLE_COLUMNS, titles).await?;
    insert_many(tx, "title_words", WORD_COLUMNS, words).await?;
    Ok(shelved)
}

async fn known(tx: &mut Tx, rows: &[ImportRow]) -> Result<HashMap<String, Known>> {
    let isbns: Vec<Isbn> = rows.iter().map(|row| row.isbn).collect();
    let mut known = HashMap::new();
    for some in packs(&isbns) {
        let found = sql!(
            fetch_all as Known,
            tx,
            "with recursive wanted (place, isbn) as (
               select 1, substr($1, 1, 13)
               union all select place + 1, substr($1, place * 13 + 1, 13) from wanted where place * 13 < length($1))
             select t.id, t.isbn, t.title, t.authors, p.name as publisher, t.year, t.language, t.clc, t.catalogue, t.binding,
               t.currency, t.list_minor, t.popularity
             from wanted w cross join titles t join publishers p on p.id = t.publisher_id
             where t.isbn = w.isbn",
            packed(some)
        )?;
        known.extend(found.into_iter().map(|row| (row.isbn.clone(), row)));
    }
    Ok(known)
}

/// A known title after a row has spoken: what the row does not say stays.
fn told(known: &Known, row: &ImportRow) -> Known {
    let say = |said: &Option<String>, known: &str| said.as_deref().unwrap_or(known).to_owned();
    let (list_minor, currency) = row.price.clone().unwrap_or_else(|| (known.list_minor, known.currency.clone()));
    Known {
        id: known.id,
        isbn: known.isbn.clone(),
        title: row.title.clone(),
        authors: say(&row.authors, &known.authors),
        publisher: say(&row.publisher, &known.publisher),
        year: row.year.or(known.year),
        language: say(&row.language, &known.language),
        clc: say(&row.clc, &known.clc),
        catalogue: say(&row.catalogue, &known.catalogue),
        binding: say(&row.binding, &known.binding),
        currency,
        list_minor,
        popularity: row.popularity.unwrap_or(known.popularity),
    }
}

async fn update(tx: &mut Tx, old: &Known, new: &Known, publishers: &HashMap<String, Uuid>) -> Result<()> {
    sql!(
        execute,
        tx,
        "update titles set title = $2, authors = $3, publisher_id = coalesce($4, publisher_id), year = $5, language = $6,
           clc = $7, catalogue = $8, binding = $9, currency = $10, list_minor = $11, popularity = $12
         where id = $1",
        new.id,
        &new.title,
        &new.authors,
        publishers.get(&new.publisher).copied(),
        new.year,
        &new.language,
        &new.clc,
        &new.catalogue,
        &new.binding,
        &new.currency,
        new.list_minor,
        new.popularity
    )?;
    let words = |title: &Known| word_set(&title.title, &title.authors, &title.publisher);
    rewrite_words(tx, new.id, &words(old), &words(new)).await
}

fn new_title(row: &ImportRow, now: i64, publishers: &HashMap<String, Uuid>) -> Result<NewTitle> {
    let publisher = row.publisher.clone().unwrap_or_else(|| NO_PUBLISHER.to_owned());
    let (list_minor, currency) = row.price.clone().unwrap_or_default();
    Ok(NewTitle {
        id: new_id(),
        isbn: row.isbn,
        title: row.title.clone(),
        authors: row.authors.clone().unwrap_or_default(),
        publisher_id: *publishers.get(&publisher).ok_or(Refusal::NotFound)?,
        publisher,
        year: row.year,
        language: row.language.clone().unwrap_or_else(|| "und".to_owned()),
        clc: row.clc.clone().unwrap_or_default(),
        catalogue: row.catalogue.clone().unwrap_or_default(),
        binding: row.binding.clone().unwrap_or_default(),
        currency,
        list_minor,
        popularity: row.popularity.unwrap_or(0),
        added_at: now,
    })
}

/// The keys of all publishers of a parcel; those that are new are added with what their first row says of them.
async fn publishers(tx: &mut Tx, parcel: &Parcel) -> Result<HashMap<String, Uuid>> {
    let mut keys = parcel.known.clone();
    for row in &parcel.rows {
        let name = row.publisher.as_deref().unwrap_or(NO_PUBLISHER);
        if !keys.contains_key(name) {
            keys.insert(name.to_owned(), publisher(tx, name, row).await?);
        }
    }
    Ok(keys)
}

async fn publisher(tx: &mut Tx, name: &str, row: &ImportRow) -> Result<Uuid> {
    if let Some((id,)) = sql!(fetch_optional as (Uuid,), tx, "select id from publishers where name = $1", name)? {
        return Ok(id);
    }
    let id = new_id();
    let currency = row.price.as_ref().map_or("", |(_, currency)| currency);
    sql!(
        execute,
        tx,
        "insert into publishers (id, name, country, currency) values ($1, $2, $3, $4)",
        id,
        name,
        row.country.as_deref().unwrap_or_default(),
        currency
    )?;
    Ok(id)
}
