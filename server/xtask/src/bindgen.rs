//! The islands: compiled for the browser, bound to JavaScript, shrunk.
//!
//! Knows `cargo build` for wasm32, wasm-bindgen as a library, and when the last result still stands. Must not know where
//! the results go in the site.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::place::{Bundle, Place, WASM_PROFILE, WASM_TARGET};
use crate::shrinker::{Shrinker, TERSER, WASM_OPT};
use crate::site::{digest, write};
use crate::{child, seam};

/// Changed by hand when a step below changes, so that results of the old steps are made anew.
const STEPS: &str = "5";

/// What a browser loads to bring the islands to life.
pub struct Islands {
    pub script: Vec<u8>,
    pub wasm: Vec<u8>,
}

/// Adds the wasm32 target to the toolchain where it is missing. Error: it is missing and rustup cannot add it.
pub fn need_target(place: &Place) -> Result<()> {
    let sysroot = child::output(place.command("rustc").args(["--print", "sysroot"]))?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET);
    if library.exists() {
        return Ok(());
    }
    child::run(place.command("rustup").args(["target", "add", WASM_TARGET]))
        .with_context(|| format!("the toolchain lacks {WASM_TARGET}: add it with your package manager or rustup"))
}

/// Compiles islands and gives them ready to be served. Errors: the compiler's, wasm-bindgen's, wasm-opt's, the disk.
///
/// Each bundle is a build of its own: cargo would give `app` the features of all packages that it builds at a time.
pub fn islands(place: &Place, bundle: &Bundle) -> Result<Islands> {
    child::run(&mut place.cargo(&[
        "build",
        &format!("--package={}", bundle.package),
        &format!("--target={WASM_TARGET}"),
        &format!("--profile={WASM_PROFILE}"),
    ]))?;
    let compiled = fs::read(place.compiled(bundle)).context("the compiler left no islands")?;
    let shrinkers = [Shrinker::find(place, &WASM_OPT), Shrinker::find(place, &TERSER)];
    let identity = |shrinker: &Option<Shrinker>| shrinker.as_ref().map_or("none", Shrinker::identity).to_owned();
    let key = digest(&[&compiled, STEPS.as_bytes(), shrinkers.each_ref().map(identity).join(" ").as_bytes()]);

    let kept = place.islands().join(bundle.package);
    let name = bundle.name;
    let (script, wasm) = (kept.join(format!("{name}.js")), kept.join(format!("{name}_bg.wasm")));
    if fs::read_to_string(kept.join("key")).ok().as_ref() != Some(&key) {
        bind(&kept, name, compiled)?;
        for (shrinker, file) in shrinkers.iter().zip([&wasm, &script]) {
            shrinker.as_ref().map_or(Ok(()), |shrinker| shrinker.shrink(file))?;
        }
        write(&kept.join("key"), key.as_bytes())?;
    }
    Ok(Islands { script: fs::read(script)?, wasm: fs::read(wasm)? })
}

/// Runs wasm-bindgen over compiled islands, into a folder that holds nothing else afterwards.
fn bind(kept: &Path, name: &str, compiled: Vec<u8>) -> Result<()> {
    if kept.exists() {
        fs::remove_dir_all(kept)?;
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(name, compiled).web(true)?.remove_name_section(true).remove_producers_section(true);
    let mut output = bindgen.generate_output().context("wasm-bindgen")?;
    // Snippets would be files of their own in pkg/, named without their content: stale in a browser that keeps pkg/ for ever.
    let inline = output.snippets().iter().filter(|(_, texts)| !texts.is_empty()).map(|(package, _)| package);
    let snippets: Vec<_> = inline.chain(output.local_modules().keys()).collect();
    ensure!(snippets.is_empty(), "a dependency brings JavaScript of its own, which we do not ship: {snippets:?}");
    output.emit(kept).context("wasm-bindgen")?;
    let (script, wasm) = (kept.join(format!("{name}.js")), kept.join(format!("{name}_bg.wasm")));
    let tight = seam::tighten(output.wasm_mut(), &fs::read_to_string(&script)?)?;
    write(&script, without_remarks(&tight).as_bytes())?;
    write(&wasm, &output.wasm_mut().emit_wasm())
}

/// A script as wasm-bindgen writes it, without the remarks and the indentation: both stand on lines of their own, and no
/// text goes over the end of a line.
fn without_remarks(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let kept = lines.filter(|line| !line.is_empty() && !["/*", "*", "//"].iter().any(|mark| line.starts_with(mark)));
    kept.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::without_remarks;

    #[test]
    fn a_script_loses_its_remarks_and_nothing_else() {
        let script =
            "/**\n * @param {Element} el\n */\nexport function f(el) {\n    // why\n    g(`a // b`, el * 2);\n}\n";
        assert_eq!(without_remarks(script), "export function f(el) {\ng(`a // b`, el * 2);\n}");
    }
}
