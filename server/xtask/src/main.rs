//! `cargo xtask <verb>`: builds, serves and tests Portolan with nothing but a Rust toolchain.
//!
//! Knows the list of verbs and the exit codes: 0 done, 1 failed, 2 not understood. Each verb lives in its own module.
//! Must not know anything of the portal itself beyond how it is built, started and asked whether it is ready.

mod bench;
mod bindgen;
mod browser;
mod build;
mod child;
mod cluster;
mod debian;
mod lanes;
mod place;
mod portal;
mod scratch;
mod seam;
mod serve;
mod sheet;
mod shots;
mod shrinker;
mod site;
mod tally;
mod test;

use std::process::ExitCode;

use anyhow::Result;

use crate::place::Place;

/// One word after `cargo xtask`.
struct Verb {
    name: &'static str,
    says: &'static str,
    /// Gets what follows the verb on the command line.
    run: fn(&Place, &[String]) -> Result<ExitCode>,
}

const VERBS: &[Verb] = &[
    Verb { name: "build", says: "build [--release]: islands, style sheet, assets and the server", run: build::verb },
    Verb { name: "serve", says: "serve [--release] [args…]: build, then `portolan serve args…`", run: serve::verb },
    Verb {
        name: "test",
        says: "test [lane…] [-- args…]: every lane or those named; test --list names them",
        run: test::verb,
    },
    Verb {
        name: "bench",
        says: "bench [--pg] [act…]: the portal beside a floor, at 40,000 and 1,000,000 order lines",
        run: bench::verb,
    },
    Verb { name: "shots", says: "shots: pictures of the pages, for people to look at", run: shots::verb },
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = words.split_first() else {
        return refuse(&format!("which verb?\n{}", verbs()));
    };
    if ["help", "--help", "-h"].contains(&name.as_str()) {
        print!("{}", verbs());
        return ExitCode::SUCCESS;
    }
    let Some(verb) = VERBS.iter().find(|verb| verb.name == name) else {
        return refuse(&format!("no verb `{name}`\n{}", verbs()));
    };
    match child::heed_signals().and_then(|()| (verb.run)(&Place::here(), rest)) {
        Ok(code) => code,
        Err(fault) => {
            eprintln!("xtask {name}: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

/// Says what was not understood.
fn refuse(fault: &str) -> ExitCode {
    eprintln!("xtask: {}", fault.trim_end());
    ExitCode::from(2)
}

fn verbs() -> String {
    VERBS.iter().map(|verb| format!("  cargo xtask {}\n", verb.says)).collect()
}
