//! The verb `build`: everything a running portal needs, each step only when its input changed.
//!
//! Knows the order of the steps; must not know how each one works.

use std::fs::{self, File, TryLockError};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, ensure};

use crate::place::{BUNDLES, Bundle, CUSTOMERS, Place};
use crate::site::{Site, weight};
use crate::{bindgen, child, sheet};

/// `build [--release]`.
pub fn verb(place: &Place, words: &[String]) -> Result<ExitCode> {
    match words {
        [] => build(place, false)?,
        [word] if word == "--release" => build(place, true)?,
        _ => return Ok(crate::refuse("`build` takes --release and nothing else")),
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the site, then the server. Error: that of the first step that fails.
pub fn build(place: &Place, release: bool) -> Result<()> {
    let start = Instant::now();
    build_site(place)?;
    let mut command = place.cargo(&["build", "--package=server", "--bin=portolan"]);
    if release {
        command.arg("--release");
    }
    child::run(&mut command)?;
    println!("built in {:.1} s", start.elapsed().as_secs_f32());
    Ok(())
}

fn build_site(place: &Place) -> Result<()> {
    let _turn = turn(place)?;
    bindgen::need_target(place)?;
    let mut site = Site::begin(place);
    for bundle in BUNDLES {
        let islands = bindgen::islands(place, &bundle)?;
        site.put_hashed(&bundle, "js", &islands.script)?;
        site.put_hashed(&bundle, "wasm", &islands.wasm)?;
    }
    let style = site.put_hashed(&CUSTOMERS, "css", sheet::bundle(&place.file("style/main.css"))?.as_bytes())?;
    println!("every page loads {} kB of style", style / 1000);
    site.put_folder(&place.file("public"))?;
    site.finish()?;
    for bundle in BUNDLES {
        println!("a page with islands of {} loads {} bytes for them", bundle.package, weight(place, &bundle)?);
    }
    // A site without the programs that make it smaller is larger, and runs.
    weigh(place).unwrap_or_else(|fault| eprintln!("WARNING: {fault:#}"));
    Ok(())
}

/// Whether no page loads more than it may. Error: one does.
pub fn weigh(place: &Place) -> Result<()> {
    for bundle in BUNDLES {
        let (weight, Bundle { package, most, .. }) = (weight(place, &bundle)?, bundle);
        ensure!(weight <= most, "a page with islands of {package} loads {weight} bytes for them: {most} are the most");
    }
    Ok(())
}

/// Waits until no other xtask puts the site together; the turn ends when the file is closed.
fn turn(place: &Place) -> Result<File> {
    let path = place.islands().with_added_extension("lock");
    fs::create_dir_all(path.parent().unwrap_or(&path))?;
    let file = File::create(path)?;
    while let Err(fault) = file.try_lock() {
        match fault {
            TryLockError::WouldBlock => child::beat()?,
            TryLockError::Error(fault) => return Err(fault.into()),
        }
    }
    Ok(file)
}
