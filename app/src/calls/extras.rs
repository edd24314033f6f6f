//! Copies that came beyond what was ordered, for the desks.

use kernel::shapes::{ExtraRow, Extras};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::extras};

/// Copies in one state, newest first; by default those about which nobody has decided.
#[server(endpoint = "/extras/list", prefix = "/api")]
pub async fn list(
    #[server(default)] state: String,
    #[server(default)] after: Option<String>,
) -> Result<Extras, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(extras::list(&mut conn, &scope.staff()?, &state, after.as_deref()).await?)
}

/// What came too many with a batch.
#[server(endpoint = "/extras/of_batch", prefix = "/api")]
pub async fn of_batch(no: String) -> Result<Vec<ExtraRow>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(extras::of_batch(&mut conn, &scope.staff()?, &no).await?)
}

/// Decides what becomes of copies: `state` is `returned`, `kept`, or `found` to take a decision back. `batch` is the page to
/// go back to, when it is a batch's.
#[server(endpoint = "/extras/decide", prefix = "/api")]
pub async fn decide(
    id: Uuid,
    version: i64,
    state: String,
    #[server(default)] note: String,
    #[server(default)] batch: String,
) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&if batch.is_empty() { "/desk/extras".to_owned() } else { format!("/desk/batches/{batch}#extras") });
    let wish = extras::Decide { id, version, state, note };
    let done = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { extras::decide(tx, &scope.staff()?, wish).await })
    });
    Ok(done.await?)
}

/// Gives copies to lines that wait for the title, by the rule. Answers with the number of the batch in which they are now.
#[server(endpoint = "/extras/give", prefix = "/api")]
pub async fn give(id: Uuid, version: i64) -> Result<String, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let wish = extras::Give { id, version };
    let no = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { extras::give(tx, &scope.staff()?, wish).await })
    });
    let no = no.await?;
    door::go_to(&format!("/desk/batches/{no}"));
    Ok(no)
}
