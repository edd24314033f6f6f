//! The catalogue.

use kernel::shapes::{BookPage, Books, SafeDays};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::catalogue};

/// Titles by ISBN or words, of one monthly catalogue or one publisher if named; the most ordered ones for no words.
#[server(endpoint = "/books/search", prefix = "/api")]
pub async fn search(
    q: String,
    catalogue: Option<String>,
    publisher: Option<Uuid>,
    after: Option<String>,
) -> Result<Books, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    let form = catalogue::Search { q, catalogue, publisher, after };
    Ok(catalogue::search(&mut conn, &scope, &form).await?)
}

/// One title.
#[server(endpoint = "/books/find", prefix = "/api")]
pub async fn find(isbn: String) -> Result<BookPage, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    let mut page = catalogue::find(&mut conn, &scope, &isbn).await?;
    page.expected = door::house()?.outlook().and_then(|outlook| outlook.expected(page.publisher_id, false));
    Ok(page)
}

/// Until when a title of a publisher can be ordered so that it arrives by a day as people type it, `2027-09-01`.
#[server(name = AskSafeDays, endpoint = "/books/safe_days", prefix = "/api")]
pub async fn safe_days(publisher: Uuid, by: String) -> Result<Option<SafeDays>, Refusal> {
    door::scope()?;
    let Some(day) = domain::days::typed(&by) else {
        return Err(Refusal::field("by", kernel::FaultCode::NotADate));
    };
    Ok(door::house()?.outlook().and_then(|outlook| outlook.safe_days(publisher, day)))
}

/// The monthly catalogues, newest first, with the number of their titles.
#[server(endpoint = "/books/catalogues", prefix = "/api")]
pub async fn catalogues() -> Result<Vec<(String, i64)>, Refusal> {
    let (_, mut conn) = door::reader().await?;
    Ok(catalogue::catalogues(&mut conn).await?)
}
