//! The portal's server: command line, configuration, router and its layers, live events, jobs.
//!
//! A library, so that tests send requests through the very router that is served; the binary `portolan` only calls
//! [`cli::run`]. It knows HTTP and cookies; what may be done and by whom is decided by the verbs of `domain`.

pub mod cli;
pub mod clock;
mod commands;
pub mod config;
mod failure;
mod forecasting;
pub mod hub;
mod jobs;
mod layers;
mod live;
mod loads;
pub mod mailer;
pub mod portal;
pub mod post;
mod rounds;
pub mod router;
pub mod serve;
mod unrouted;
