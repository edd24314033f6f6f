//! Recommendations.

use kernel::Refusal;
use kernel::shapes::Picks;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::picks};

/// Titles on a page.
#[cfg(feature = "ssr")]
const PAGE: usize = 24;

/// Books for the reader's organisation, each with a reason.
#[server(endpoint = "/picks/mine", prefix = "/api")]
pub async fn mine() -> Result<Picks, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    let shelf = door::house()?.shelf.read().map(|shelf| shelf.clone()).map_err(|_| Refusal::Busy)?;
    Ok(picks::for_org(&mut conn, &scope, &shelf, PAGE).await?)
}
