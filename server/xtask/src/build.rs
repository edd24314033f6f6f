//! The verb `build`: everything a running portal needs, each step only when its input changed.
//!
//! Knows the order of the steps; must not know how each one works.

use std::fs::{self, File, TryLockError};
use std::path::Path;
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
    // A debug build takes the features of the whole workspace, as the tests do: what was compiled for them need not be again.
    let words: &[&str] = if release { &["--release", "--package=server"] } else { &["--workspace"] };
    child::run(place.cargo(&["build", "--bin=portolan"]).args(words))?;
    println!("built in {:.1} s", start.elapsed().as_secs_f32());
    Ok(())
}

fn build_site(place: &Place) -> Result<()> {
    let _turn = turn(place)?;
    bindgen::need_target(place)?;
    let root = place.site();
    let mut site = Site::at(&root);
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
        println!("a page with islands of {} loads {} bytes for them", bundle.package, weight(&root, &bundle)?);
    }
    // A site without the programs that make it smaller is larger, and runs.
    weigh(&root).unwrap_or_else(|fault| eprintln!("WARNING: {fault:#}"));
    Ok(())
}

/// Whether no page of the site at `root` loads more than it may. Error: one does.
pub fn weigh(root: &Path) -> Result<()> {
    for bundle in BUNDLES {
        let (weight, Bundle { package, most, .. }) = (weight(root, &bundle)?, bundle);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn a_bundle_over_its_weight_is_refused() {
        let scratch = Scratch::new("weigh-test").unwrap();
        // Bytes that no press makes smaller.
        let noise = |length| -> Vec<u8> {
            let next = |seed: &u32| Some(seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
            std::iter::successors(Some(1), next).map(|seed| seed.to_be_bytes()[0]).take(length).collect()
        };
        let weighed = |length| {
            let mut site = Site::at(scratch.path());
            for bundle in BUNDLES {
                site.put_hashed(&bundle, "wasm", &noise(length)).unwrap();
            }
            site.finish().unwrap();
            weigh(scratch.path())
        };
        weighed(149_000).unwrap();
        assert!(weighed(151_000).unwrap_err().to_string().contains("islands of customers"));
    }
}
