//! What the tests need of the system, from Debian's packages.
//!
//! Knows apt-get and when it may be used; must not know what a package is for.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::child;

/// Installs `packages` as root on a Debian-like system. Error: it cannot; says in one line what to do by hand.
pub fn install(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    let by_hand = format!("needed and not found: install it with `apt-get install {names}` or your system's own tool");
    if !nix::unistd::geteuid().is_root() || child::output(Command::new("apt-get").arg("--version")).is_err() {
        bail!(by_hand);
    }
    println!("installing {names}");
    child::run(apt_get().arg("update")).with_context(|| by_hand.clone())?;
    child::run(apt_get().args(["install", "--no-install-recommends"]).args(packages)).context(by_hand)
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive").args(["--yes", "--quiet=2"]);
    command
}
