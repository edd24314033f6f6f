//! `portolan`: the portal's one binary. This file only starts the command line, which is in the library.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A page is thousands of small texts: the C library's allocator took a third of the time of an order's page.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    server::cli::run().await
}
