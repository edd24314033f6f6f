//! Tickets, the house's side of complaints.

use kernel::Refusal;
use kernel::shapes::{TicketPage, Tickets};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::tickets};

/// A page of tickets, most pressing first: of one desk and one state, if named.
#[server(endpoint = "/tickets/list", prefix = "/api")]
pub async fn list(desk: Option<String>, state: Option<String>, after: Option<String>) -> Result<Tickets, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    let staff = scope.staff()?;
    Ok(tickets::list(&mut conn, &staff, desk.as_deref(), state.as_deref(), after.as_deref()).await?)
}

/// One ticket.
#[server(endpoint = "/tickets/find", prefix = "/api")]
pub async fn find(no: String) -> Result<TicketPage, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(tickets::find(&mut conn, &scope.staff()?, &no).await?)
}

/// Answers the customer.
#[server(endpoint = "/tickets/answer", prefix = "/api")]
pub async fn answer(no: String, version: i64, body: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&format!("/desk/tickets/{no}"));
    let done = house.db.write((scope, no, version, body), |tx, (scope, no, version, body)| {
        Box::pin(async move { tickets::answer(tx, &scope.staff()?, no, *version, body).await })
    });
    Ok(done.await?)
}

/// Writes an internal note, which the customer never sees.
#[server(endpoint = "/tickets/note", prefix = "/api")]
pub async fn note(no: String, version: i64, body: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&format!("/desk/tickets/{no}"));
    let done = house.db.write((scope, no, version, body), |tx, (scope, no, version, body)| {
        Box::pin(async move { tickets::note(tx, &scope.staff()?, no, *version, body).await })
    });
    Ok(done.await?)
}

/// Hands the ticket over to another desk.
#[server(endpoint = "/tickets/hand_over", prefix = "/api")]
pub async fn hand_over(no: String, version: i64, desk: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&format!("/desk/tickets/{no}"));
    let done = house.db.write((scope, no, version, desk), |tx, (scope, no, version, desk)| {
        Box::pin(async move { tickets::hand_over(tx, &scope.staff()?, no, *version, desk).await })
    });
    Ok(done.await?)
}
