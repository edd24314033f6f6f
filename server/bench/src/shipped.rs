//! What a browser loads of the site before a page is alive.
//!
//! Knows the files that `cargo xtask build` has compressed; must not know what is in them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::table::grouped;

/// Bundles of islands by the names of their files, and whose pages load them.
const BUNDLES: [(&str, &str); 2] = [("portolan", "customers"), ("portolan-desks", "the house")];

/// The sizes of script and WebAssembly of each bundle after brotli, in words.
///
/// # Errors
/// The site was not built.
pub fn tell(site: &Path) -> Result<String> {
    let folder = site.join("pkg");
    let mut told = String::new();
    for (name, whose) in BUNDLES {
        let (wasm, script) = (size(&folder, name, ".wasm.br")?, size(&folder, name, ".js.br")?);
        let [all, wasm, script] = [wasm + script, wasm, script].map(grouped);
        told += &format!(
            "A page of {whose} with islands ships {all} bytes (brotli): {wasm} of WebAssembly and {script} of script.\n"
        );
    }
    told += "A page without islands ships none.\n";
    Ok(told)
}

/// The bytes of all files `<name>.<hash><ending>`.
fn size(folder: &Path, name: &str, ending: &str) -> Result<i64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder).with_context(|| format!("no built site: {}", folder.display()))? {
        let entry = entry?;
        let file = entry.file_name();
        let file = file.to_string_lossy();
        if file.ends_with(ending) && file.split('.').next() == Some(name) {
            bytes += i64::try_from(entry.metadata()?.len())?;
        }
    }
    Ok(bytes)
}
