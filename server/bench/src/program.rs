//! The servers that are measured, each alone on the machine: started, waited for, ended.
//!
//! Knows processes and `/readyz`; must not know what they serve.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::wire::{self, Wire};

/// A first start may migrate, reads all orders for its recommendations, and learns from all movements how long copies take: a
/// minute and a half in a house of ten million.
const PATIENCE: Duration = Duration::from_secs(300);
/// How long a server may take to end after it was asked to.
const GRACE: Duration = Duration::from_secs(20);
const BEAT: Duration = Duration::from_millis(50);
/// A server is at rest when it used less of a core than one part in twenty for so long: longer than its jobs wait before they
/// begin, or what they do is measured as if a page did it.
const REST: Duration = Duration::from_secs(5);

/// A server on a free port of this machine; ended when dropped.
pub struct Program {
    child: Child,
    address: SocketAddr,
}

impl Program {
    /// Starts what `command` makes of the address, and waits until it is ready and at rest.
    pub fn start(command: impl FnOnce(SocketAddr) -> Command) -> Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut command = command(address);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let child = command.spawn().with_context(|| format!("cannot run {}", command.get_program().display()))?;
        let mut program = Self { child, address };
        program.wait()?;
        Ok(program)
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    fn wait(&mut self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while !self.is_ready() {
            if let Some(status) = self.child.try_wait()? {
                bail!("a server ended with {status} before it was ready");
            }
            if Instant::now() > deadline {
                bail!("a server is not ready after {} s", PATIENCE.as_secs());
            }
            thread::sleep(BEAT);
        }
        let mut before = self.used();
        loop {
            thread::sleep(REST);
            let now = self.used();
            match before.zip(now) {
                Some((before, now)) if now - before > REST / 20 && Instant::now() < deadline => {}
                _ => return Ok(()),
            }
            before = now;
        }
    }

    fn is_ready(&self) -> bool {
        let asked = Wire::connect(self.address).and_then(|mut wire| wire.ask(&wire::get("/readyz", "")));
        asked.is_ok_and(|answer| answer.status == 200)
    }

    /// Time of processors that it has used so far; `None` where the system does not say (not Linux).
    fn used(&self) -> Option<Duration> {
        let text = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        // The fields after the name, which may hold anything, are counted from its closing parenthesis: proc(5).
        let mut fields = text.rsplit_once(')')?.1.split_whitespace().skip(11);
        let ticks = fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?;
        Some(Duration::from_millis(ticks * 10))
    }

    fn end(&mut self) -> Result<()> {
        if self.child.try_wait()?.is_some() {
            return Ok(());
        }
        kill(Pid::from_raw(i32::try_from(self.child.id())?), Signal::SIGTERM)?;
        let patience = Instant::now() + GRACE;
        while self.child.try_wait()?.is_none() {
            if Instant::now() > patience {
                self.child.kill()?;
                self.child.wait()?;
            }
            thread::sleep(BEAT);
        }
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Err(fault) = self.end() {
            eprintln!("bench: process {} may still run: {fault:#}", self.child.id());
        }
    }
}
