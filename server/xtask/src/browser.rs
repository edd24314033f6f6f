//! The browser tests: what they need, and Playwright itself.
//!
//! Knows Chromium, npm and Playwright's command line; must not know which journeys there are.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::place::Place;
use crate::portal::{PASSWORD, Portal};
use crate::site::{digest, write};
use crate::tally::Tally;
use crate::{child, debian};

const CHROMIUM: &str = "/usr/bin/chromium";
/// A page in Chinese is no picture of boxes.
const CHINESE_FONT: &str = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";

/// Installs what is missing of Chromium, a Chinese font, Node.js and the packages of `end2end/`.
pub fn need(place: &Place) -> Result<()> {
    if !Path::new(&chromium()).exists() || !Path::new(CHINESE_FONT).exists() {
        debian::install(&["chromium", "fonts-noto-cjk"]).context("Chromium and a Chinese font")?;
    }
    if child::output(Command::new("npm").arg("--version")).is_err() {
        debian::install(&["nodejs", "npm"]).context("Node.js and npm")?;
    }
    need_packages(place)
}

/// `npm ci` when the lock file is not the one that was installed.
fn need_packages(place: &Place) -> Result<()> {
    let end2end = place.end2end();
    let lock = fs::read(end2end.join("package-lock.json"))?;
    let installed = end2end.join("node_modules/.installed-lock");
    let key = digest(&[&lock]);
    if fs::read_to_string(&installed).ok().as_ref() == Some(&key) {
        return Ok(());
    }
    let options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    child::run(Command::new("npm").args(options).current_dir(&end2end))?;
    write(&installed, key.as_bytes())
}

/// Whether the tests are sound TypeScript. Error: they are not; the compiler has said where.
pub fn check_types(place: &Place) -> Result<()> {
    child::run(node(place, "typescript/bin/tsc").arg("--noEmit"))
}

/// Runs the journeys against `portal` and counts them. Error: one is red, or none ran.
pub fn journeys(place: &Place, portal: &Portal, words: &[String], tally: &mut Tally) -> Result<()> {
    play(playwright(place, portal).args(words), portal, tally)
}

/// Has the pages of `portal` pictured. Error: one cannot be.
pub fn shots(place: &Place, portal: &Portal, words: &[String]) -> Result<()> {
    let mut command = playwright(place, portal);
    command.arg("--project=shots").args(words).env("PORTOLAN_SHOTS", "1");
    play(&mut command, portal, &mut Tally::default())
}

fn playwright(place: &Place, portal: &Portal) -> Command {
    let mut command = node(place, "@playwright/test/cli.js");
    command
        .arg("test")
        .env("PORTOLAN_URL", portal.url())
        .env("PORTOLAN_DEMO_PASSWORD", PASSWORD)
        .env("PORTOLAN_MAIL", portal.mail())
        .env("PORTOLAN_CHROMIUM", chromium());
    command
}

fn play(command: &mut Command, portal: &Portal, tally: &mut Tally) -> Result<()> {
    let status = child::run_reading(command, |line| {
        println!("{line}");
        tally.read_playwright(line);
    })?;
    if !status.success() {
        portal.show_log();
        bail!("Playwright ended with {status}; pictures and contexts are in end2end/results");
    }
    Ok(())
}

fn chromium() -> String {
    std::env::var("PORTOLAN_CHROMIUM").unwrap_or_else(|_| CHROMIUM.to_owned())
}

/// A program of a package in `end2end/`, run by Node.js itself so that a signal reaches it and no wrapper.
fn node(place: &Place, script: &str) -> Command {
    let mut command = Command::new("node");
    command
        .current_dir(place.end2end())
        .arg(place.end2end().join("node_modules").join(script))
        .env_remove("FORCE_COLOR");
    command
}
