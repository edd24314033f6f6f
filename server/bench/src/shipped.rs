//! What a browser loads of the site before a page is alive.
//!
//! Knows the files that `cargo xtask build` has compressed; must not know what is in them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::table::grouped;

/// The sizes of script and WebAssembly after brotli, in words.
///
/// # Errors
/// The site was not built.
pub fn tell(site: &Path) -> Result<String> {
    let folder = site.join("pkg");
    let (mut script, mut wasm) = (0, 0);
    for entry in fs::read_dir(&folder).with_context(|| format!("no built site: {}", folder.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let size = i64::try_from(entry.metadata()?.len())?;
        if name.ends_with(".js.br") {
            script += size;
        } else if name.ends_with(".wasm.br") {
            wasm += size;
        }
    }
    let [all, wasm, script] = [wasm + script, wasm, script].map(grouped);
    Ok(format!("A page with islands ships {all} bytes (brotli): {wasm} of WebAssembly and {script} of script.\n"))
}
