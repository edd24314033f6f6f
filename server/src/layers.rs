//! What surrounds every route, outermost first: safe headers, same-site rule, who asks, forms without script and what is
//! kept of them.

pub mod drafts;
pub mod forms;
pub mod headers;
pub mod visitor;

use http::StatusCode;
use kernel::Refusal;

/// The HTTP status of a refusal.
pub fn status(refusal: &Refusal) -> StatusCode {
    StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
