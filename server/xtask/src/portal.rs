//! The portal as a running program.
//!
//! Knows the binary, its environment and how to ask whether it is ready; must not know what it shows.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::child::{self, Running};
use crate::cluster::free_port;
use crate::place::Place;
use crate::scratch::Scratch;

/// How long a first start may take: it migrates and loads the demo house.
const PATIENCE: Duration = Duration::from_secs(300);
/// With which the people of the demo house sign in, on a portal that lives as long as a test run.
pub const PASSWORD: &str = "paper-salt-and-lantern";
const ASKING: Duration = Duration::from_secs(2);
/// Lines of the log that are worth showing after a failure.
const TAIL: usize = 40;

/// `portolan serve` with the site that `build` has made and, in an empty database, the demo house.
pub fn serve_command(place: &Place, release: bool) -> Command {
    let mut command = Command::new(place.binary(release));
    command.args(["serve", "--demo"]).env("PORTOLAN_SITE", place.site());
    command
}

/// A portal on a free port with an empty data folder, for tests; ended and removed when dropped.
pub struct Portal {
    // Dropped in this order: the program first, then its files.
    program: Running,
    data: Scratch,
    log: PathBuf,
    address: SocketAddr,
}

impl Portal {
    /// Starts the debug build on `database` (none: SQLite in the data folder) and waits until it is ready.
    pub fn start(place: &Place, name: &str, database: Option<&str>) -> Result<Self> {
        let data = Scratch::new(name)?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port()?));
        let log = place.logs().join(format!("{name}.log"));
        fs::create_dir_all(place.logs())?;
        let mut command = serve_command(place, false);
        for (key, _) in std::env::vars_os().filter(|(key, _)| key.to_string_lossy().starts_with("PORTOLAN_")) {
            command.env_remove(key);
        }
        match database {
            Some(url) => command.env("DATABASE_URL", url),
            None => command.env_remove("DATABASE_URL"),
        };
        command
            .current_dir(data.path())
            .env("PORTOLAN_ADDR", address.to_string())
            .env("PORTOLAN_DATA", data.path().join("data"))
            .env("PORTOLAN_DEMO_PASSWORD", PASSWORD)
            .stdout(File::create(&log)?)
            .stderr(File::options().append(true).open(&log)?);
        let mut portal = Self { program: Running::start(&mut command)?, data, log, address };
        portal.wait().inspect_err(|_| portal.show_log())?;
        Ok(portal)
    }

    /// Where a browser finds it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The folder into which it puts the letters that it sends.
    pub fn mail(&self) -> PathBuf {
        self.data.path().join("data/mail")
    }

    /// Prints the end of the log, and where all of it is.
    pub fn show_log(&self) {
        let text = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        eprintln!("the end of {}:", self.log.display());
        for line in &lines[lines.len().saturating_sub(TAIL)..] {
            eprintln!("  {line}");
        }
    }

    fn wait(&mut self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while !answers(self.address, "/readyz").unwrap_or(false) {
            if let Some(status) = self.program.ended()? {
                bail!("the portal ended with {status} before it was ready");
            }
            if Instant::now() > deadline {
                bail!("the portal is not ready after {} s", PATIENCE.as_secs());
            }
            child::beat()?;
        }
        Ok(())
    }
}

/// Whether a GET of `path` is answered with 200.
fn answers(address: SocketAddr, path: &str) -> Result<bool> {
    let mut stream = TcpStream::connect_timeout(&address, ASKING)?;
    stream.set_read_timeout(Some(ASKING))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).context("no whole answer")?;
    Ok(answer.starts_with("HTTP/1.1 200 "))
}
