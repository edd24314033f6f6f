//! Where every copy is.

use kernel::Refusal;
use kernel::shapes::Found;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::journeys};

/// Finds lines by ISBN, order number, own reference or batch number.
#[server(endpoint = "/journeys/find", prefix = "/api")]
pub async fn find(q: String) -> Result<Found, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(journeys::find(&mut conn, &scope, &q).await?)
}
