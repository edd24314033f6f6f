//! The desks of the house: the day, the batches, the tickets. Staff only: to everybody else the calls behind these pages
//! answer as if there were nothing.

pub mod batch;
pub mod batches;
pub mod causes;
pub mod clock;
pub mod day;
pub mod extras;
pub mod open;
pub mod outbox;
pub mod papers;
pub mod parcels;
pub mod part;
pub mod promise;
pub mod reasons;
pub mod receive;
pub mod reports;
pub mod rounds;
pub mod settings;
pub mod ticket;
pub mod tickets;
mod waiting;

use kernel::shapes::Me;
use kernel::{Refusal, Role, Uuid};
use leptos_router::params::ParamsMap;

use crate::calls::people;
use crate::islands::desk::{batch_link, order_link, reason_options};

/// Where a batch is made of lines that wait.
const GATHER: &str = "/api/batches/gather";

/// A parameter of the address; an empty one is none.
fn given(params: &ParamsMap, name: &str) -> Option<String> {
    params.get(name).filter(|value| !value.is_empty())
}

/// A key in the address; what is no key is none.
fn key(params: &ParamsMap, name: &str) -> Option<Uuid> {
    given(params, name).and_then(|text| Uuid::parse_str(&text).ok())
}

/// Who reads.
async fn who() -> Result<Me, Refusal> {
    people::me().await?.ok_or(Refusal::SignIn)
}

/// Whether the reader may act for the desk of that name.
fn acts_for(me: &Me, desk: &str) -> bool {
    me.role == Role::Supervisor || me.desk.as_deref() == Some(desk)
}
