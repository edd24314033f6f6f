//! What surrounds every route, outermost first: safe headers, same-site rule, who asks, forms without script.

pub mod forms;
pub mod headers;
pub mod visitor;
