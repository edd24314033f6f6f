//! `portolan`: the portal's one binary. This file only reads the command line; each command is its own module.

mod cli;
mod commands;
mod config;
mod jobs;
mod layers;
mod live;
mod router;
mod serve;

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    cli::run().await
}
