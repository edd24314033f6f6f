//! The desks of the house: the day, the batches, the tickets. Staff only: to everybody else the calls behind these pages
//! answer as if there were nothing.

pub mod batch;
pub mod batches;
pub mod clock;
pub mod day;
pub mod open;
pub mod ticket;
pub mod tickets;

use kernel::shapes::{Me, ReasonRow};
use kernel::{Refusal, Role, Uuid};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

use crate::calls::people;
use crate::words::{desk as w, fill, t};

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

/// The number of an order as a link to it.
pub(crate) fn order_link(no: String) -> impl IntoView {
    let href = format!("/orders/{no}");
    view! { <a class="number" href=href>{no}</a> }
}

/// The number of a batch as a link to it.
pub(crate) fn batch_link(no: String) -> impl IntoView {
    let href = format!("/desk/batches/{no}");
    view! { <a class="number" href=href>{no}</a> }
}

/// The reasons to take copies out or back as the options of a choice, each with where its copies go.
pub(crate) fn reason_options(reasons: &[ReasonRow]) -> Vec<(String, String)> {
    let option = |reason: &ReasonRow| {
        let words = fill(w::REASON_TO, &[("reason", &reason.name), ("stage", &reason.to)]);
        (reason.code.clone(), words)
    };
    std::iter::once((String::new(), t(w::CHOOSE_ONE).to_owned())).chain(reasons.iter().map(option)).collect()
}
