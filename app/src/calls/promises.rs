//! Ranges that a desk promises by hand, for one line or for the lines of a batch.

use kernel::Refusal;
use kernel::shapes::PromisePage;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use {crate::door, domain::arrivals};

/// A promise as it is sent: for the line, or when none is named for the batch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PromiseForm {
    /// Key of the line.
    pub line: String,
    /// Number of the batch.
    pub batch: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Why.
    pub note: String,
    /// Until the copies have left this stage.
    pub stage: String,
    /// Until this day; empty for the last day of the range.
    pub holds: String,
}

/// What is meant, and the page that shows it.
#[cfg(feature = "ssr")]
fn meant(line: &str, batch: String) -> Result<(arrivals::PromiseFor, String), Refusal> {
    if line.is_empty() {
        let page = format!("/desk/batches/{}/promise", crate::addresses::encoded(&batch));
        return Ok((arrivals::PromiseFor::Batch(batch), page));
    }
    let line = kernel::Uuid::parse_str(line).map_err(|_| Refusal::NotFound)?;
    Ok((arrivals::PromiseFor::Line(line), format!("/desk/promise/{line}")))
}

/// What a desk sees before it promises: the line, or when none is named the lines of the batch.
#[server(endpoint = "/promises/find", prefix = "/api")]
pub async fn find(#[server(default)] line: String, #[server(default)] batch: String) -> Result<PromisePage, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    let staff = scope.staff()?;
    Ok(arrivals::page(&mut conn, &staff, &meant(&line, batch)?.0).await?)
}

/// Promises a range. Answers with how many lines show it now.
#[server(endpoint = "/promises/give", prefix = "/api")]
pub async fn give(form: PromiseForm) -> Result<u64, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let (to, page) = meant(&form.line, form.batch)?;
    let PromiseForm { from, until, note, stage, holds, .. } = form;
    let wish = arrivals::GivePromise { to, from, until, note, stage, holds };
    let given = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { arrivals::give(tx, &scope.staff()?, wish).await })
    });
    let given = given.await?;
    door::go_to(&format!("{page}?done=1"));
    Ok(given.lines)
}

/// Takes back what was promised by hand. Answers with how many lines it was.
#[server(endpoint = "/promises/take_back", prefix = "/api")]
pub async fn take_back(
    #[server(default)] line: String,
    #[server(default)] batch: String,
    note: String,
) -> Result<u64, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let (to, page) = meant(&line, batch)?;
    let taken = house.db.write((scope, to, note), |tx, (scope, to, note)| {
        Box::pin(async move { arrivals::take_back(tx, &scope.staff()?, to, note).await })
    });
    let taken = taken.await?;
    door::go_to(&format!("{page}?done=1"));
    Ok(taken)
}
