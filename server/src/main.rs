//! `portolan`: the portal's one binary. This file only starts the command line, which is in the library.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    server::cli::run().await
}
