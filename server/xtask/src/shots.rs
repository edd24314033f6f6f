//! The verb `shots`: pictures of the pages.
//!
//! Knows which project of the browser tests makes them and where they land; must not know which pages there are.

use std::process::ExitCode;

use anyhow::Result;

use crate::place::Place;
use crate::portal::Portal;
use crate::{browser, build};

/// `shots`: takes no words of its own; what follows goes to Playwright.
pub fn verb(place: &Place, words: &[String]) -> Result<ExitCode> {
    browser::need(place)?;
    build::build(place, false)?;
    let portal = Portal::start(place, "shots", None)?;
    browser::shots(place, &portal, words)?;
    println!("the pictures are in {}", place.end2end().join("shots").display());
    Ok(ExitCode::SUCCESS)
}
