//! The verb `test`: lanes in order, each timed, up to the first red one, and one line at the end that counts.
//!
//! Knows how lanes are chosen and reported; must not know what they do.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

use crate::lanes::{LANES, Lane};
use crate::place::Place;
use crate::tally::Tally;

/// `test [lane…] [-- args…]`, or `test --list`.
pub fn verb(place: &Place, words: &[String]) -> Result<ExitCode> {
    if words == ["--list"] {
        for lane in LANES {
            println!("{:<14}{}", lane.name, lane.says);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let (names, words) = match words.iter().position(|word| word == "--") {
        Some(at) => (&words[..at], &words[at + 1..]),
        None => (words, &[][..]),
    };
    if let Some(name) = names.iter().find(|name| LANES.iter().all(|lane| lane.name != **name)) {
        return Ok(crate::refuse(&format!("no lane `{name}`; `cargo xtask test --list` names them")));
    }
    let chosen = LANES.iter().filter(|lane| names.is_empty() || names.iter().any(|name| name == lane.name));
    let mut tally = Tally::default();
    let green = chosen.into_iter().all(|lane| run(lane, place, words, &mut tally));
    println!("{tally}");
    Ok(if green { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs one lane and says how it went; a red lane counts as at least one failure.
fn run(lane: &Lane, place: &Place, words: &[String], tally: &mut Tally) -> bool {
    println!("\n== {}: {}", lane.name, lane.says);
    let start = Instant::now();
    let failed = tally.failed;
    let verdict = (lane.run)(place, words, tally);
    let seconds = start.elapsed().as_secs_f32();
    match verdict {
        Ok(()) => println!("== {}: green in {seconds:.0} s", lane.name),
        Err(fault) => {
            tally.failed = tally.failed.max(failed + 1);
            println!("== {}: RED after {seconds:.0} s: {fault:#}", lane.name);
            return false;
        }
    }
    true
}
