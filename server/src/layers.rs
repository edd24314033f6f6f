//! What surrounds every route, outermost first: safe headers, same-site rule, who asks, forms without script and what is kept of them.

pub mod drafts;
pub mod forms;
pub mod headers;
pub mod visitor;
