//! Batches, for the desks.

use std::collections::HashMap;

use kernel::shapes::{BatchPage, DeskWork, OpenLine};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::batches, kernel::forms};

/// The board: open lines by publisher, batches (of one stage, if named), the load of each stage.
#[server(endpoint = "/batches/work", prefix = "/api")]
pub async fn work(stage: Option<String>) -> Result<DeskWork, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(domain::desks::work(&mut conn, &scope.staff()?, stage.as_deref()).await?)
}

/// The open lines of one publisher.
#[server(endpoint = "/batches/open_lines", prefix = "/api")]
pub async fn open_lines(publisher: Uuid) -> Result<Vec<OpenLine>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(batches::open_lines(&mut conn, &scope.staff()?, publisher).await?)
}

/// Makes a purchase batch of one publisher's open lines: the ticked ones, or all when none is ticked.
#[server(endpoint = "/batches/gather", prefix = "/api")]
pub async fn gather(publisher: Uuid, #[server(default)] slices: Vec<Uuid>) -> Result<String, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let verb = (scope, batches::Gather { publisher_id: publisher, slices });
    let no = house.db.write(verb, |tx, (scope, wish)| {
        Box::pin(async move { batches::gather(tx, &scope.staff()?, wish).await })
    });
    let no = no.await?;
    door::go_to(&format!("/desk/batches/{no}"));
    Ok(no)
}

/// One batch.
#[server(endpoint = "/batches/find", prefix = "/api")]
pub async fn find(no: String) -> Result<BatchPage, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(batches::find(&mut conn, &scope.staff()?, &no).await?)
}

/// Moves a batch to the next port. `part` holds slices with the copies of each that go on; everything goes when it is
/// empty. Answers with the number of the batch in which the copies are now.
#[server(endpoint = "/batches/forward", prefix = "/api")]
pub async fn forward(
    no: String,
    version: i64,
    #[server(default)] part: HashMap<Uuid, String>,
) -> Result<Option<String>, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let mut wanted = Vec::new();
    for (slice, copies) in part.into_iter().filter(|(_, copies)| !copies.trim().is_empty()) {
        wanted.push((slice, forms::whole("copies", &copies, 0, i64::MAX)?));
    }
    wanted.retain(|(_, copies)| *copies > 0);
    let verb = (scope, batches::Forward { no: no.clone(), version, part: wanted });
    let into = house.db.write(verb, |tx, (scope, wish)| {
        Box::pin(async move { batches::forward(tx, &scope.staff()?, wish).await })
    });
    let into = into.await?;
    door::go_to(&format!("/desk/batches/{}", into.as_ref().unwrap_or(&no)));
    Ok(into)
}

/// Takes copies out of a batch with a reason.
#[server(endpoint = "/batches/take_out", prefix = "/api")]
pub async fn take_out(
    no: String,
    version: i64,
    slice: Uuid,
    copies: String,
    reason: String,
    #[server(default)] note: String,
) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let copies = forms::whole("copies", &copies, 1, i64::MAX)?;
    door::go_to(&format!("/desk/batches/{no}"));
    let verb = (scope, batches::TakeOut { no, version, slice, copies, reason, note });
    let taken = house.db.write(verb, |tx, (scope, wish)| {
        Box::pin(async move { batches::take_out(tx, &scope.staff()?, wish).await })
    });
    Ok(taken.await?)
}

/// Takes delivered copies of a line back from the customer; the ticket's page shows them.
#[server(endpoint = "/batches/take_back", prefix = "/api")]
pub async fn take_back(line: Uuid, copies: String, reason: String, #[server(default)] ticket: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let copies = forms::whole("copies", &copies, 1, i64::MAX)?;
    door::go_to(&format!("/desk/tickets/{ticket}"));
    let taken = house.db.write((scope, line, copies, reason), |tx, (scope, line, copies, reason)| {
        Box::pin(async move { batches::take_back(tx, &scope.staff()?, *line, *copies, reason).await })
    });
    Ok(taken.await?)
}

/// Takes a move back, with a reason in words. Answers with the number of the batch to look at.
#[server(endpoint = "/batches/undo", prefix = "/api")]
pub async fn undo(act: Uuid, note: String) -> Result<Option<String>, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let no = house.db.write((scope, act, note), |tx, (scope, act, note)| {
        Box::pin(async move { batches::undo(tx, &scope.staff()?, *act, note).await })
    });
    let no = no.await?;
    door::go_to(&no.as_ref().map_or_else(|| "/desk/batches".to_owned(), |no| format!("/desk/batches/{no}")));
    Ok(no)
}
