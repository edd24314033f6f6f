//! Titles as lists show them: with the reader's price and what the reader's organisations ordered so far.

use std::collections::HashMap;

use kernel::Isbn;
use kernel::shapes::Book;
use store::{Conn, Result, sql};

use super::history;
use super::lookup::{packed, packs};
use crate::Scope;
use crate::prices::Prices;

#[derive(sqlx::FromRow)]
struct BookRow {
    isbn: String,
    title: String,
    authors: String,
    publisher: String,
    year: Option<i64>,
    language: String,
    clc: String,
    list_minor: i64,
    currency: String,
}

/// The titles with these ISBNs in exactly this order; what is not in the catalogue is left out.
pub(crate) async fn books(conn: &mut Conn, scope: &Scope, isbns: &[Isbn]) -> Result<Vec<Book>> {
    if isbns.is_empty() {
        return Ok(Vec::new());
    }
    let prices = Prices::load(conn, scope.org_id, scope.now).await?;
    let mut ordered = history::copies_of(conn, scope, isbns).await?;
    let mut rows: HashMap<String, BookRow> = HashMap::with_capacity(isbns.len());
    for some in packs(isbns) {
        rows.extend(rows_of(conn, some).await?.into_iter().map(|row| (row.isbn.clone(), row)));
    }
    let shown = isbns.iter().filter_map(|isbn| {
        let row = rows.remove(&isbn.to_string())?;
        let copies = ordered.remove(&row.isbn).unwrap_or(0);
        Some(book(row, &prices, copies))
    });
    Ok(shown.collect())
}

async fn rows_of(conn: &mut Conn, isbns: &[Isbn]) -> Result<Vec<BookRow>> {
    sql!(
        fetch_all as BookRow,
        conn,
        "with recursive wanted (place, isbn) as (
           select 1, substr($1, 1, 13)
           union all select place + 1, substr($1, place * 13 + 1, 13) from wanted where place * 13 < length($1))
         select t.isbn, t.title, t.authors, p.name as publisher, t.year, t.language, t.clc, t.list_minor, t.currency
         from wanted w cross join titles t join publishers p on p.id = t.publisher_id
         where t.isbn = w.isbn",
        packed(isbns)
    )
}

fn book(row: BookRow, prices: &Prices, ordered: i64) -> Book {
    let price_fen = prices.unit(row.list_minor, &row.currency).map(|unit| unit.price_fen);
    Book {
        isbn: row.isbn,
        title: row.title,
        authors: row.authors,
        publisher: row.publisher,
        year: row.year,
        language: row.language,
        clc: row.clc,
        list_minor: row.list_minor,
        currency: row.currency,
        price_fen,
        ordered,
    }
}
