//! The page of one title, and the monthly catalogues.

use kernel::shapes::BookPage;
use kernel::{Isbn, Refusal};
use store::{Conn, Result, sql};
use uuid::Uuid;

use super::{books, history};
use crate::Scope;

#[derive(sqlx::FromRow)]
struct PageRow {
    id: Uuid,
    publisher_id: Uuid,
    clc: String,
    catalogue: String,
    binding: String,
    country: String,
}

/// Everything about one title, with the price of the reader's own organisation.
///
/// # Errors
/// `NotFound` for a text that is no ISBN or an ISBN that is not in the catalogue.
pub async fn find(conn: &mut Conn, scope: &Scope, isbn: &str) -> Result<BookPage> {
    let isbn = Isbn::parse(isbn).map_err(|_| Refusal::NotFound)?;
    let row = sql!(
        fetch_optional as PageRow,
        conn,
        "select t.id, t.publisher_id, t.clc, t.catalogue, t.binding, p.country
         from titles t join publishers p on p.id = t.publisher_id where t.isbn = $1",
        isbn.to_string()
    )?
    .ok_or(Refusal::NotFound)?;
    let book = books(conn, scope, &[isbn]).await?.pop().ok_or(Refusal::NotFound)?;
    Ok(BookPage {
        book,
        class_name: class_name(conn, scope, &row.clc).await?,
        usual_days: history::usual_days(conn, row.publisher_id).await?,
        publisher_id: row.publisher_id,
        expected: None,
        own_orders: history::own_orders(conn, scope, row.id).await?,
        catalogue: row.catalogue,
        binding: row.binding,
        country: row.country,
    })
}

/// The name of the narrowest class known for a class mark: `I712.45` is shown as American literature where only `I712` is in
/// the table. Empty for a title without a class.
async fn class_name(conn: &mut Conn, scope: &Scope, clc: &str) -> Result<String> {
    let found = sql!(
        fetch_optional as (String, String),
        conn,
        "select name_zh, name_en from classes where substr($1, 1, length(code)) = code order by length(code) desc limit 1",
        clc
    )?;
    Ok(found.map(|(zh, en)| scope.lang.pick(&zh, &en).to_owned()).unwrap_or_default())
}

/// The monthly catalogues and how many titles each lists: newest month first, and in a month by letter.
pub async fn catalogues(conn: &mut Conn) -> Result<Vec<(String, i64)>> {
    let mut issues = sql!(
        fetch_all as (String, i64),
        conn,
        "select catalogue, count(*) from titles where catalogue <> '' group by catalogue"
    )?;
    issues.sort_by(|(a, _), (b, _)| month(b).cmp(month(a)).then_with(|| a.cmp(b)));
    Ok(issues)
}

/// `2026-05` of `S-2026-05`.
fn month(code: &str) -> &str {
    code.split_once('-').map_or("", |(_, month)| month)
}
