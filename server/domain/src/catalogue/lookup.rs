//! Titles by their ISBNs, many at a time.

use kernel::Isbn;
use kernel::shapes::NearBook;
use store::{Conn, Result, sql};
use uuid::Uuid;

/// How many ISBNs travel in one statement. Finding the n-th piece of a text costs n steps, so one text for a whole list of
/// 5,000 would cost more than the few statements that this cuts it into.
const PACK: usize = 250;

/// What an order needs to know of a title.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct TitleRow {
    /// Its key.
    pub id: Uuid,
    /// ISBN-13.
    pub isbn: String,
    /// Title.
    pub title: String,
    /// Authors.
    pub authors: String,
    /// The publisher's key.
    pub publisher_id: Uuid,
    /// The publisher's name.
    pub publisher: String,
    /// ISO 4217 code; empty when there is no price.
    pub currency: String,
    /// Publisher's price in the currency's smallest unit; 0 when there is no price.
    pub list_minor: i64,
}

/// The titles with these ISBNs, in no particular order; what is not in the catalogue is left out. Meant for whole lists: an
/// order of 5,000 lines takes twenty statements on either engine.
pub async fn by_isbns(conn: &mut Conn, isbns: &[Isbn]) -> Result<Vec<TitleRow>> {
    let mut found = Vec::with_capacity(isbns.len());
    for some in packs(isbns) {
        // `cross join` tells SQLite to begin with the list; on PostgreSQL it means nothing more than a join.
        found.extend(sql!(
            fetch_all as TitleRow,
            conn,
            "with recursive wanted (place, isbn) as (
               select 1, substr($1, 1, 13)
               union all select place + 1, substr($1, place * 13 + 1, 13) from wanted where place * 13 < length($1))
             select t.id, t.isbn, t.title, t.authors, t.publisher_id, p.name as publisher, t.currency, t.list_minor
             from wanted w cross join titles t join publishers p on p.id = t.publisher_id
             where t.isbn = w.isbn",
            packed(some)
        )?);
    }
    Ok(found)
}

/// Those of some ISBNs that are in the catalogue, in the order asked for: what may have been meant by a slip of the pen.
pub async fn near(conn: &mut Conn, isbns: &[Isbn]) -> Result<Vec<NearBook>> {
    let mut found = by_isbns(conn, isbns).await?;
    let place = |row: &TitleRow| isbns.iter().position(|isbn| isbn.to_string() == row.isbn);
    found.sort_by_cached_key(place);
    Ok(found.into_iter().map(|row| NearBook { isbn: row.isbn, title: row.title }).collect())
}

/// ISBNs as one text, thirteen digits each. A statement is one literal for both engines, and neither's way to bind a list is
/// the other's; a text of equal pieces can be taken apart by both.
pub(crate) fn packed(isbns: &[Isbn]) -> String {
    isbns.iter().map(Isbn::to_string).collect()
}

/// Cuts a list so that each part fits into one statement.
pub(crate) fn packs(isbns: &[Isbn]) -> impl Iterator<Item = &[Isbn]> {
    isbns.chunks(PACK)
}
