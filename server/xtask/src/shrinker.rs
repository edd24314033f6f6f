//! The programs that make what a browser loads smaller, where there are any: Binaryen's `wasm-opt` and `terser`.
//!
//! Knows where to look for them and what they may do; must not know what is done with the result. The portal runs without
//! them, only larger.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::child;
use crate::place::Place;

/// One of the programs.
pub struct Kind {
    name: &'static str,
    /// What it is told besides the file.
    words: &'static [&'static str],
}

/// For modules: made flat and built anew, the code is a little smaller than what the compiler left. The features are what
/// rustc emits for wasm32 without being asked; never `--all-features`: browsers refuse to load the result.
pub const WASM_OPT: Kind = Kind {
    name: "wasm-opt",
    words: &[
        "--flatten",
        "--rereloop",
        "-Oz",
        "--generate-global-effects",
        "-Oz",
        "--converge",
        "--enable-bulk-memory",
        "--enable-multivalue",
        "--enable-mutable-globals",
        "--enable-nontrapping-float-to-int",
        "--enable-reference-types",
        "--enable-sign-ext",
    ],
};

/// For scripts: short names, no remarks.
pub const TERSER: Kind = Kind { name: "terser", words: &["--module", "--compress", "--mangle"] };

/// A program that answers.
pub struct Shrinker {
    program: PathBuf,
    version: String,
    words: &'static [&'static str],
}

impl Shrinker {
    /// Looks on the PATH, then among the packages of the browser tests. Says so when there is none.
    pub fn find(place: &Place, kind: &Kind) -> Option<Self> {
        let ours = place.end2end().join("node_modules/.bin").join(kind.name);
        let found = [PathBuf::from(kind.name), ours].into_iter().find_map(|program| {
            let version = child::output(place.command(program.to_str()?).arg("--version")).ok()?;
            Some(Self { program, version, words: kind.words })
        });
        if found.is_none() {
            println!("{} is not here: the islands stay larger (`npm ci` in end2end/ brings it)", kind.name);
        }
        found
    }

    /// Tells one version from another.
    pub fn identity(&self) -> &str {
        &self.version
    }

    /// Makes a file smaller, in place. Error: it is not what the program reads, or uses what it was not allowed.
    pub fn shrink(&self, file: &Path) -> Result<()> {
        let mut command = std::process::Command::new(&self.program);
        command.arg(file).arg("-o").arg(file).args(self.words);
        child::run(&mut command)
    }
}
