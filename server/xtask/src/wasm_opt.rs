//! Binaryen's `wasm-opt`, where there is one.
//!
//! Knows where to look for it and what it may do; must not know what is done with the result. The portal runs without
//! it, only larger.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::child;
use crate::place::Place;

/// What rustc emits for wasm32 without being asked. Never `--all-features`: browsers refuse to load the result.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Made flat and built anew, the code is a little smaller than what the compiler left.
const PASSES: &[&str] = &["--flatten", "--rereloop", "-Oz", "--generate-global-effects", "-Oz", "--converge"];

/// A `wasm-opt` that answers.
pub struct WasmOpt {
    program: PathBuf,
    version: String,
}

impl WasmOpt {
    /// Looks on the PATH, then among the packages of the browser tests.
    pub fn find(place: &Place) -> Option<Self> {
        let ours = place.end2end().join("node_modules/.bin/wasm-opt");
        [PathBuf::from("wasm-opt"), ours].into_iter().find_map(|program| {
            let version = child::output(place.command(program.to_str()?).arg("--version")).ok()?;
            Some(Self { program, version })
        })
    }

    /// Tells one version from another.
    pub fn identity(&self) -> &str {
        &self.version
    }

    /// Makes a module smaller, in place. Error: it is no valid module, or uses what [`FEATURES`] does not name.
    pub fn shrink(&self, module: &Path) -> Result<()> {
        let mut command = std::process::Command::new(&self.program);
        command.args(PASSES).args(FEATURES).arg(module).arg("-o").arg(module);
        child::run(&mut command)
    }
}
