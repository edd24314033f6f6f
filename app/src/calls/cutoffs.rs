//! The calendar of cut-offs, for the desk that buys.

use kernel::shapes::Rhythm;
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::cutoffs};

/// A publisher's calendar; `None` when it has none.
#[server(endpoint = "/cutoffs/find", prefix = "/api")]
pub async fn find(publisher: Uuid) -> Result<Option<Rhythm>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(cutoffs::find(&mut conn, &scope.staff()?, publisher).await?)
}

/// Sets how often a publisher's lines are gathered, counted from a day. Answers with the next cut-off.
#[server(endpoint = "/cutoffs/set", prefix = "/api")]
pub async fn set(publisher: Uuid, rhythm_days: String, anchor: String) -> Result<i64, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&format!("/desk/batches/open/{publisher}"));
    let wish = cutoffs::SetRhythm { publisher_id: publisher, rhythm_days, anchor };
    let next = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { cutoffs::set(tx, &scope.staff()?, wish).await })
    });
    Ok(next.await?)
}
