//! Other programs: started, waited for, and always ended.
//!
//! Knows processes, their groups and signals; must not know what any program is for. Each child leads a process group of
//! its own, so that Ctrl-C reaches xtask alone: the waiting loops below see it, return an error, and every guard on the
//! way out (servers, databases, scratch folders) is dropped in order.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// How long a program may take to end after it was asked to.
const GRACE: Duration = Duration::from_secs(10);
/// How often a wait looks at the signal mark and at the child.
const BEAT: Duration = Duration::from_millis(20);

static STOPPED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// From here on Ctrl-C, a hang-up and a polite kill end what runs instead of xtask at once.
pub fn heed_signals() -> Result<()> {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(&STOPPED)).context("cannot listen for signals")?;
    }
    Ok(())
}

/// Whether somebody asked us to stop.
pub fn stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// One beat of a loop that waits for something; an error when somebody asked us to stop.
pub fn beat() -> Result<()> {
    if stopped() {
        bail!("stopped");
    }
    thread::sleep(BEAT);
    Ok(())
}

/// Runs `command` to its end. Errors: cannot start, ended badly, stopped.
pub fn run(command: &mut Command) -> Result<()> {
    let status = Running::start(command)?.wait()?;
    if !status.success() {
        bail!("`{}` ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs `command` to its end and hands over each line that it prints as it comes. Errors: cannot start, stopped.
pub fn run_reading(command: &mut Command, mut line: impl FnMut(&str)) -> Result<ExitStatus> {
    let mut running = Running::start(command.stdout(Stdio::piped()))?;
    let (sender, lines) = mpsc::channel();
    if let Some(stdout) = running.child.stdout.take() {
        thread::spawn(move || {
            for text in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
                if sender.send(String::from_utf8_lossy(&text).into_owned()).is_err() {
                    return;
                }
            }
        });
    }
    loop {
        match lines.recv_timeout(BEAT) {
            Ok(text) => line(&text),
            Err(mpsc::RecvTimeoutError::Timeout) if stopped() => bail!("stopped"),
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => return running.wait(),
        }
    }
}

/// Runs a short `command` and gives what it prints. Errors: cannot start, ended badly.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot run `{}`", shown(command)))?;
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` ended with {}: {}", shown(command), output.status, why.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A program that runs; dropped, it is ended with all that it started.
pub struct Running {
    child: Child,
    group: Pid,
    ended: Option<ExitStatus>,
}

impl Running {
    /// Starts `command` in a process group of its own, without standard input. Error: cannot start.
    pub fn start(command: &mut Command) -> Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot run `{}`", shown(command)))?;
        let group = Pid::from_raw(i32::try_from(child.id()).context("a process id beyond i32")?);
        Ok(Self { child, group, ended: None })
    }

    /// How it ended, if it did. Error: the system lost sight of the process.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        if self.ended.is_none() {
            self.ended = self.child.try_wait()?;
        }
        Ok(self.ended)
    }

    /// Waits for the end. Error: stopped; the program is ended when `self` is dropped.
    pub fn wait(&mut self) -> Result<ExitStatus> {
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            beat()?;
        }
    }

    /// Asks the program to end, insists after a while, and returns when it is gone.
    fn end(&mut self) -> Result<()> {
        if self.ended()?.is_some() {
            return Ok(());
        }
        killpg(self.group, Signal::SIGINT)?;
        let patience = Instant::now() + GRACE;
        while self.ended()?.is_none() {
            if Instant::now() > patience {
                killpg(self.group, Signal::SIGKILL)?;
                self.ended = Some(self.child.wait()?);
            }
            thread::sleep(BEAT);
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Err(fault) = self.end() {
            eprintln!("xtask: process {} may still run: {fault:#}", self.child.id());
        }
    }
}

/// The program and its first arguments, for messages.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.take(5).map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}
