//! The vocabulary that the browser and the house share: languages, roles, money, ISBNs, pasted lists, stages, forms,
//! refusals and the shapes that pages show.
//!
//! It knows no database, no clock, no network and no framework; everything here is a pure function or a plain value, so
//! that an island in the browser and a verb in the house apply the very same rule.

pub mod days;
pub mod forms;
pub mod isbn;
pub mod journey;
pub mod lang;
pub mod money;
pub mod paste;
pub mod people;
pub mod refusal;
pub mod shapes;
pub mod spelled;

pub use forms::{Fault, FaultCode, Faults};
pub use isbn::Isbn;
pub use lang::Lang;
pub use people::{OrgKind, Role};
pub use refusal::Refusal;
pub use uuid::Uuid;
