//! A desk's day.

use kernel::Refusal;
use kernel::shapes::{DeskDay, SilentRow};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::worklist};

/// The start page of a person of the house; supervisors may name the desk that they look at.
#[server(endpoint = "/desks/day", prefix = "/api")]
pub async fn day(#[server(default)] desk: Option<String>) -> Result<DeskDay, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(domain::desks::day(&mut conn, &scope.staff()?, desk.as_deref()).await?)
}

/// Puts a prompt of the work list off.
#[server(endpoint = "/desks/put_off", prefix = "/api")]
pub async fn put_off(prompt: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let done = house.db.write((scope, prompt), |tx, (scope, prompt)| {
        Box::pin(async move { worklist::put_off(tx, &scope.staff()?, prompt).await })
    });
    Ok(done.await?)
}

/// Shows a prompt again that was put off.
#[server(endpoint = "/desks/take_up", prefix = "/api")]
pub async fn take_up(prompt: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let done = house.db.write((scope, prompt), |tx, (scope, prompt)| {
        Box::pin(async move { worklist::take_up(tx, &scope.staff()?, prompt).await })
    });
    Ok(done.await?)
}

/// The lines that have gone silent at the reader's desk.
#[server(endpoint = "/desks/silent", prefix = "/api")]
pub async fn silent() -> Result<Vec<SilentRow>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(worklist::silent(&mut conn, &scope.staff()?).await?)
}
