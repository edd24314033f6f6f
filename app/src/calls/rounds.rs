//! Rounds: one wish about many batches.

use kernel::shapes::{RoundPage, Rounds};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {
    super::reshaping::{chosen, ticked},
    crate::door,
    domain::rounds,
};

/// Begins a round about the ticked batches, or about all of `shown` when `all` is ticked. `id` was made by the page, so that a
/// repeat begins nothing; each of `batches`, and each word of `shown`, is a
/// [`batch_value`](super::reshaping::batch_value). Answers with the round's key.
#[server(endpoint = "/rounds/begin", prefix = "/api")]
pub async fn begin(
    id: Uuid,
    #[server(default)] act: String,
    #[server(default)] day: String,
    #[server(default)] note: String,
    #[server(default)] batches: Vec<String>,
    #[server(default)] shown: String,
    #[server(default)] all: bool,
) -> Result<Uuid, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let batches = ticked(chosen(&batches, (all, &shown)))?;
    door::go_to(&format!("/desk/rounds/{id}"));
    let begun = house.db.write((scope, rounds::Begin { id, act, day, note, batches }), |tx, (scope, wish)| {
        Box::pin(async move { rounds::begin(tx, &scope.staff()?, wish).await })
    });
    Ok(begun.await?)
}

/// A round with its report.
#[server(endpoint = "/rounds/find", prefix = "/api")]
pub async fn find(id: Uuid) -> Result<RoundPage, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(rounds::find(&mut conn, &scope.staff()?, id).await?)
}

/// A page of rounds, newest first: one's own; everybody's for supervisors. `after` is the `next` of the page before.
#[server(endpoint = "/rounds/list", prefix = "/api")]
pub async fn list(after: Option<String>) -> Result<Rounds, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(rounds::list(&mut conn, &scope.staff()?, after.as_deref()).await?)
}
