//! Where things are in the work tree and in cargo's target folder.
//!
//! Knows paths and the names of packages and files; must not touch the disk.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The name of the style sheet and of the binary.
pub const NAME: &str = "portolan";

/// Islands that are shipped together. `app/src/pages/wake.rs` asks for them by the same names.
pub struct Bundle {
    /// The package that makes them.
    pub package: &'static str,
    /// What their files are called.
    pub name: &'static str,
    /// The list of hashes in [`PKG`], in the form that Leptos reads: which hash stands in which file name.
    pub hashes: &'static str,
    /// The most that a page may load of it, script and module as they travel, in bytes.
    pub most: u64,
}

/// The islands on pages of customers; Leptos looks into its list for the style sheet too.
pub const CUSTOMERS: Bundle = Bundle { package: "customers", name: NAME, hashes: "hash.txt", most: 150_000 };
/// The islands on pages of the house.
pub const DESKS: Bundle = Bundle { package: "desks", name: "portolan-desks", hashes: "hash-desks.txt", most: 210_000 };
/// All of them.
pub const BUNDLES: [Bundle; 2] = [CUSTOMERS, DESKS];
/// The folder of hashed files inside the site, and its path in URLs.
pub const PKG: &str = "pkg";
/// What browsers run.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";
/// How it is compiled, for debug builds of the server too: one wasm lane, one set of compiled dependencies.
pub const WASM_PROFILE: &str = "wasm-release";

/// The work tree that this xtask was compiled in.
pub struct Place {
    root: PathBuf,
    target: PathBuf,
}

impl Place {
    /// The tree above this package, with cargo's target folder wherever the environment puts it.
    pub fn here() -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = package.ancestors().nth(2).unwrap_or(package).to_path_buf();
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        Self { root, target }
    }

    /// A path of the work tree.
    pub fn file(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// What the server hands out as files.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// The results of the steps after the compiler, kept until their input changes.
    pub fn islands(&self) -> PathBuf {
        self.target.join("islands")
    }

    /// Islands as the compiler leaves them.
    pub fn compiled(&self, bundle: &Bundle) -> PathBuf {
        self.target.join(WASM_TARGET).join(WASM_PROFILE).join(bundle.package).with_extension("wasm")
    }

    /// The built server.
    pub fn binary(&self, release: bool) -> PathBuf {
        self.target.join(if release { "release" } else { "debug" }).join(NAME)
    }

    /// The browser tests.
    pub fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// What programs that tests started have printed.
    pub fn logs(&self) -> PathBuf {
        self.target.join("logs")
    }

    /// `program`, to be run at the top of the work tree.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// The cargo that runs us, to be run at the top of the work tree with `args`.
    pub fn cargo(&self, args: &[&str]) -> Command {
        let mut command = self.command(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()));
        command.args(args);
        command
    }
}
