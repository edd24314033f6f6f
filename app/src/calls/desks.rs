//! A desk's day.

use kernel::Refusal;
use kernel::shapes::DeskDay;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::desks};

/// The start page of a person of the house.
#[server(endpoint = "/desks/day", prefix = "/api")]
pub async fn day() -> Result<DeskDay, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(desks::day(&mut conn, &scope.staff()?).await?)
}
