//! A folder for the length of a run.
//!
//! Knows how to make and remove one; must not know what lies in it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// A new folder in the system's temporary folder, removed with all that is in it when dropped.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Makes the folder; `name` tells people what it is for. Error: the folder exists or cannot be made.
    pub fn new(name: &str) -> Result<Self> {
        let path = std::env::temp_dir().join(format!("portolan-{name}-{}", std::process::id()));
        fs::create_dir(&path).with_context(|| format!("cannot make {}", path.display()))?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(fault) = fs::remove_dir_all(&self.0) {
            eprintln!("xtask: {} is left behind: {fault}", self.0.display());
        }
    }
}
