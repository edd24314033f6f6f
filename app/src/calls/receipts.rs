//! Receiving a batch by scanner, for the desks.

use kernel::shapes::{ReceiptPage, Received, Verdict};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::receipts};

/// The count of a batch so far, with the trial of who would get what.
#[server(endpoint = "/receipts/find", prefix = "/api")]
pub async fn find(no: String) -> Result<ReceiptPage, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(receipts::find(&mut conn, &scope.staff()?, &no).await?)
}

/// Counts books into a batch, or back out of it. `id` is made before the first send: a repeat counts nothing twice. `state`
/// is `sound` or `damaged`. Answers with what each book means.
#[server(endpoint = "/receipts/scan", prefix = "/api")]
pub async fn scan(
    no: String,
    id: Uuid,
    text: String,
    #[server(default)] state: String,
    #[server(default)] back: bool,
) -> Result<Vec<Verdict>, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let damaged = state == "damaged";
    // The next book is likely to be as this one.
    door::go_to(&format!("/desk/batches/{no}/receive{}", if damaged && !back { "?state=damaged" } else { "" }));
    let wish = receipts::Scan { no, id, text, damaged, back };
    let verdicts = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { receipts::scan(tx, &scope.staff()?, wish).await })
    });
    Ok(verdicts.await?)
}

/// Finishes the count: what came goes on to who gets it by the rule. `rest` says what becomes of copies that did not come:
/// `await` or `again`.
#[server(endpoint = "/receipts/finish", prefix = "/api")]
pub async fn finish(no: String, version: i64, seen: i64, rest: String) -> Result<Received, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let wish = receipts::Finish { no: no.clone(), version, seen, rest };
    let done = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { receipts::finish(tx, &scope.staff()?, wish).await })
    });
    let done = done.await?;
    door::go_to(&format!("/desk/batches/{}", done.into.as_ref().unwrap_or(&no)));
    Ok(done)
}
