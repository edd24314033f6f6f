//! The verb `build`: everything a running portal needs, each step only when its input changed.
//!
//! Knows the order of the steps; must not know how each one works.

use std::fs::{self, File, TryLockError};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

use crate::place::{CUSTOMERS, DESKS, Place};
use crate::site::Site;
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
    for bundle in [CUSTOMERS, DESKS] {
        let islands = bindgen::islands(place, &bundle)?;
        let living =
            site.put_hashed(&bundle, "js", &islands.script)? + site.put_hashed(&bundle, "wasm", &islands.wasm)?;
        println!("a page with islands of {} loads {} kB for them", bundle.package, living / 1000);
    }
    let style = site.put_hashed(&CUSTOMERS, "css", sheet::bundle(&place.file("style/main.css"))?.as_bytes())?;
    println!("every page loads {} kB of style", style / 1000);
    site.put_folder(&place.file("public"))?;
    site.finish()
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
