//! The vocabulary of reasons, for the desks.

use kernel::Refusal;
use kernel::shapes::ReasonCodes;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::exceptions};

/// Every reason with what it does and the codes of the trade.
#[server(endpoint = "/exceptions/list", prefix = "/api")]
pub async fn list() -> Result<Vec<ReasonCodes>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(exceptions::list(&mut conn, &scope.staff()?).await?)
}
