//! What holds a whole batch: posted once, told once.

use kernel::shapes::CauseRow;
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use {crate::door, domain::causes, kernel::forms::whole};

/// A cause as it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CauseForm {
    /// Number of the batch.
    pub no: String,
    /// Its kind.
    pub kind: String,
    /// What Chinese readers are told.
    pub text_zh: String,
    /// What English readers are told.
    pub text_en: String,
    /// Days that it is expected to cost; empty when nobody can say.
    pub extra_days: String,
}

/// The causes of a batch.
#[server(endpoint = "/causes/of_batch", prefix = "/api")]
pub async fn of_batch(no: String) -> Result<Vec<CauseRow>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(causes::of_batch(&mut conn, &scope.staff()?, &no).await?)
}

/// Posts a cause on a batch.
#[server(endpoint = "/causes/post", prefix = "/api")]
pub async fn post(form: CauseForm) -> Result<Uuid, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    let days = if form.extra_days.trim().is_empty() { Ok(0) } else { whole("extra_days", &form.extra_days, 0, 365) };
    let wish = causes::PostCause {
        batch_no: form.no,
        kind: form.kind,
        text_zh: form.text_zh,
        text_en: form.text_en,
        // What is no number is out of range, and said together with the other faults.
        extra_days: days.unwrap_or(-1),
    };
    let posted = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { causes::post(tx, &scope.staff()?, wish).await })
    });
    Ok(posted.await?)
}

/// Closes a cause.
#[server(endpoint = "/causes/close", prefix = "/api")]
pub async fn close(cause: Uuid, version: i64) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    let closed = house.db.write((scope, cause, version), |tx, (scope, cause, version)| {
        Box::pin(async move { causes::close(tx, &scope.staff()?, *cause, *version).await })
    });
    Ok(closed.await?)
}
