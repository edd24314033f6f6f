//! Reports of the house.

use kernel::Refusal;
use kernel::shapes::Kept;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::arrivals};

/// How promises of arrivals were kept.
#[server(endpoint = "/reports/promises", prefix = "/api")]
pub async fn promises() -> Result<Kept, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(arrivals::kept(&mut conn, &scope.staff()?).await?)
}
