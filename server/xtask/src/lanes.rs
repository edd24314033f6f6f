//! The lanes of `cargo xtask test`, in the order in which they run: the cheapest verdict first.
//!
//! Knows which command makes each verdict; must not know what the tests are about.

use anyhow::{Result, bail};

use crate::cluster::Cluster;
use crate::place::{Place, WASM_TARGET};
use crate::portal::Portal;
use crate::tally::Tally;
use crate::{bindgen, browser, build, child};

/// One verdict on the work tree.
pub struct Lane {
    pub name: &'static str,
    pub says: &'static str,
    /// Gets the words after `--`, for the test runner. Error: the lane is red.
    pub run: fn(&Place, &[String], &mut Tally) -> Result<()>,
}

pub const LANES: &[Lane] = &[
    Lane { name: "format", says: "rustfmt", run: format },
    Lane { name: "lint", says: "clippy for the host, warnings are errors", run: lint },
    Lane { name: "lint-wasm", says: "clippy for the islands", run: lint_wasm },
    Lane { name: "rust", says: "unit, domain (SQLite and PostgreSQL) and HTTP tests", run: rust },
    Lane { name: "e2e", says: "journeys in Chromium, without scripts and with WebAssembly, on SQLite", run: e2e },
    Lane { name: "e2e-postgres", says: "the journeys tagged @postgres again, on PostgreSQL", run: e2e_postgres },
];

fn format(place: &Place, _: &[String], _: &mut Tally) -> Result<()> {
    child::run(&mut place.cargo(&["fmt", "--all", "--check"]))
}

fn lint(place: &Place, _: &[String], _: &mut Tally) -> Result<()> {
    child::run(&mut place.cargo(&["clippy", "--workspace", "--all-targets", "--", "--deny=warnings"]))
}

fn lint_wasm(place: &Place, _: &[String], _: &mut Tally) -> Result<()> {
    bindgen::need_target(place)?;
    let target = format!("--target={WASM_TARGET}");
    let islands = ["clippy", "--package=app", "--lib", &target, "--features=customers,desks"];
    child::run(place.cargo(&islands).args(["--", "--deny=warnings"]))
}

fn rust(place: &Place, words: &[String], tally: &mut Tally) -> Result<()> {
    let cluster = Cluster::start()?;
    let mut command = place.cargo(&["test", "--no-fail-fast"]);
    // Words choose what is tested: `cargo xtask test rust -- --package=domain place`.
    if words.is_empty() {
        command.arg("--workspace");
    }
    command.args(words).env("PORTOLAN_TEST_PG", cluster.url("postgres"));
    let status = child::run_reading(&mut command, |line| {
        println!("{line}");
        tally.read_cargo(line);
    })?;
    if !status.success() {
        bail!("cargo test ended with {status}");
    }
    Ok(())
}

fn e2e(place: &Place, words: &[String], tally: &mut Tally) -> Result<()> {
    prepare(place)?;
    browser::check_types(place)?;
    let portal = Portal::start(place, "e2e", None)?;
    browser::journeys(place, &portal, words, tally)
}

fn e2e_postgres(place: &Place, words: &[String], tally: &mut Tally) -> Result<()> {
    prepare(place)?;
    let cluster = Cluster::start()?;
    let portal = Portal::start(place, "e2e-postgres", Some(&cluster.create("house")?))?;
    let words: Vec<String> = ["--grep=@postgres".to_owned()].into_iter().chain(words.iter().cloned()).collect();
    browser::journeys(place, &portal, &words, tally)
}

/// The packages come first: among them is `wasm-opt`, and browsers are to test what is shipped.
fn prepare(place: &Place) -> Result<()> {
    browser::need(place)?;
    build::build(place, false)?;
    build::weigh(&place.site())
}
