//! The verb `serve`: build, then run the portal in the work tree until Ctrl-C.
//!
//! Knows nothing but that order.

use std::process::ExitCode;

use anyhow::Result;

use crate::child::{self, Running};
use crate::place::Place;
use crate::{build, portal};

/// `serve [--release] [args…]`: all but `--release` goes to `portolan serve`.
pub fn verb(place: &Place, words: &[String]) -> Result<ExitCode> {
    let release = words.iter().any(|word| word == "--release");
    build::build(place, release)?;
    let mut command = portal::serve_command(place, release);
    command.current_dir(place.file("")).args(words.iter().filter(|word| *word != "--release"));
    let mut portal = Running::start(&mut command)?;
    match portal.wait() {
        Ok(status) => {
            Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
        }
        // Ctrl-C is how a portal is meant to end.
        Err(_) if child::stopped() => Ok(ExitCode::SUCCESS),
        Err(fault) => Err(fault),
    }
}
