//! Where every copy is.

use kernel::Refusal;
use kernel::shapes::{Found, Risks};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::journeys};

/// The lines that may miss their deadline, the most endangered first.
#[server(name = ListRisks, endpoint = "/journeys/risks", prefix = "/api")]
pub async fn risks() -> Result<Risks, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    let outlook = door::house()?.outlook();
    Ok(domain::terms::risks(&mut conn, &scope, outlook.as_deref()).await?)
}

/// Finds lines by ISBN, order number, own reference or batch number; `more` of them than at first.
#[server(endpoint = "/journeys/find", prefix = "/api")]
pub async fn find(q: String, #[server(default)] more: bool) -> Result<Found, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(journeys::find(&mut conn, &scope, &q, more).await?)
}
