//! Complaints, the customer's side.

use kernel::Refusal;
use kernel::shapes::{ComplaintPage, ComplaintRow};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::complaints, kernel::Uuid};

/// Files a complaint about an order or one line of it. Answers with its number.
#[server(endpoint = "/complaints/file", prefix = "/api")]
pub async fn file(
    order_no: String,
    #[server(default)] line: String,
    kind: String,
    subject: String,
    body: String,
) -> Result<String, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    let line = match line.as_str() {
        "" => None,
        id => Some(Uuid::parse_str(id).map_err(|_| Refusal::NotFound)?),
    };
    let form = complaints::FileComplaint { order_no, line, kind, subject, body };
    let no = house.db.write((scope, form), |tx, (scope, form)| Box::pin(complaints::file(tx, scope, form))).await?;
    door::go_to(&format!("/complaints/{no}"));
    Ok(no)
}

/// A page of the complaints that this person may see, and where the next begins.
#[server(endpoint = "/complaints/list", prefix = "/api")]
pub async fn list(
    state: Option<String>,
    after: Option<String>,
) -> Result<(Vec<ComplaintRow>, Option<String>), Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(complaints::list(&mut conn, &scope, state.as_deref(), after.as_deref()).await?)
}

/// One complaint.
#[server(endpoint = "/complaints/find", prefix = "/api")]
pub async fn find(no: String) -> Result<ComplaintPage, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(complaints::find(&mut conn, &scope, &no).await?)
}

/// Its state, when it is no longer at the version that an open page shows.
#[server(endpoint = "/complaints/news", prefix = "/api")]
pub async fn news(no: String, version: i64) -> Result<Option<String>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(complaints::news(&mut conn, &scope, &no, version).await?)
}

/// Writes to the house.
#[server(endpoint = "/complaints/reply", prefix = "/api")]
pub async fn reply(no: String, version: i64, body: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    door::go_to(&format!("/complaints/{no}"));
    let act = (scope, no, version, body);
    let done = house
        .db
        .write(act, |tx, (scope, no, version, body)| Box::pin(complaints::reply(tx, scope, no, *version, body)));
    Ok(done.await?)
}

/// Closes it: the customer is content.
#[server(endpoint = "/complaints/close", prefix = "/api")]
pub async fn close(no: String, version: i64) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    door::go_to(&format!("/complaints/{no}"));
    let act = (scope, no, version);
    Ok(house.db.write(act, |tx, (scope, no, version)| Box::pin(complaints::close(tx, scope, no, *version))).await?)
}

/// Opens it again, with the reason.
#[server(endpoint = "/complaints/reopen", prefix = "/api")]
pub async fn reopen(no: String, version: i64, body: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    door::go_to(&format!("/complaints/{no}"));
    let act = (scope, no, version, body);
    let done = house
        .db
        .write(act, |tx, (scope, no, version, body)| Box::pin(complaints::reopen(tx, scope, no, *version, body)));
    Ok(done.await?)
}

/// Asks for somebody higher up.
#[server(endpoint = "/complaints/escalate", prefix = "/api")]
pub async fn escalate(no: String, version: i64) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    door::go_to(&format!("/complaints/{no}"));
    let act = (scope, no, version);
    Ok(house.db.write(act, |tx, (scope, no, version)| Box::pin(complaints::escalate(tx, scope, no, *version))).await?)
}
