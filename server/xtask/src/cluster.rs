//! A PostgreSQL cluster of our own, for the length of a run.
//!
//! Knows initdb and its kin, and that they refuse to run as root. Must not know what is stored in it. It is fast and
//! forgetful on purpose: nothing waits for the disk.

use std::fs::{self, File};
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::unistd::User;

use crate::child::{self, Running};
use crate::debian;
use crate::scratch::Scratch;

/// The oldest PostgreSQL that Portolan runs on.
const OLDEST: u32 = 15;
const PATIENCE: Duration = Duration::from_secs(60);
const ADMIN: &str = "portolan";

/// A running cluster on a free port of 127.0.0.1; stopped and removed when dropped.
pub struct Cluster {
    // Dropped in this order: the server first, then its files.
    server: Running,
    tools: Tools,
    scratch: Scratch,
    port: u16,
}

impl Cluster {
    /// Installs PostgreSQL where it is missing, makes a cluster and waits until it answers.
    pub fn start() -> Result<Self> {
        let tools = Tools::need()?;
        let scratch = Scratch::new("postgres")?;
        tools.own(scratch.path())?;
        let data = scratch.path().join("data");
        let init = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"];
        child::output(tools.command("initdb", &scratch).args(init).args(["-U", ADMIN, "-D"]).arg(&data))?;
        let port = free_port()?;
        let server = Running::start(
            tools
                .command("postgres", &scratch)
                .arg("-D")
                .arg(&data)
                .arg(format!("--port={port}"))
                .args(["--listen-addresses=127.0.0.1", "--unix-socket-directories=", "--max-connections=200"])
                .args(["--fsync=off", "--synchronous-commit=off", "--full-page-writes=off"])
                .stdout(File::create(scratch.path().join("log"))?)
                .stderr(File::options().append(true).open(scratch.path().join("log"))?),
        )?;
        let mut cluster = Self { server, tools, scratch, port };
        cluster.wait()?;
        Ok(cluster)
    }

    /// Where a database of the cluster is reached, by its superuser.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://{ADMIN}@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes an empty database and gives its URL.
    pub fn create(&self, database: &str) -> Result<String> {
        child::output(self.client("createdb").arg(database))?;
        Ok(self.url(database))
    }

    fn wait(&mut self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        while child::output(&mut self.client("pg_isready")).is_err() {
            if self.server.ended()?.is_some() || Instant::now() > deadline {
                bail!("PostgreSQL does not come up: {}", fs::read_to_string(self.scratch.path().join("log"))?);
            }
            child::beat()?;
        }
        Ok(())
    }

    fn client(&self, program: &str) -> Command {
        let mut command = self.tools.command(program, &self.scratch);
        command.args(["-h", "127.0.0.1", "-U", ADMIN, "-p"]).arg(self.port.to_string());
        command
    }
}

/// The programs of one PostgreSQL, and who runs them.
struct Tools {
    programs: PathBuf,
    /// The system's own PostgreSQL user when we are root.
    user: Option<User>,
}

impl Tools {
    fn need() -> Result<Self> {
        if Self::newest().is_none() {
            debian::install(&["postgresql"]).with_context(|| format!("PostgreSQL {OLDEST} or newer"))?;
        }
        let programs = Self::newest().with_context(|| format!("no PostgreSQL {OLDEST} or newer"))?;
        let root = nix::unistd::geteuid().is_root();
        let user = if root { User::from_name("postgres")? } else { None };
        if root && user.is_none() {
            bail!("PostgreSQL refuses to run as root, and there is no user `postgres` to run it");
        }
        Ok(Self { programs, user })
    }

    /// The folder of programs with the highest version, on the PATH or where Debian puts them.
    fn newest() -> Option<PathBuf> {
        let on_path = child::output(Command::new("pg_config").arg("--bindir")).ok();
        let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let folders = on_path.map(|path| PathBuf::from(path.trim())).into_iter();
        folders
            .chain(debian.map(|entry| entry.path().join("bin")))
            .filter_map(|folder| Some((version(&folder)?, folder)))
            .filter(|(version, _)| *version >= OLDEST)
            .max()
            .map(|(_, folder)| folder)
    }

    fn own(&self, folder: &Path) -> Result<()> {
        if let Some(user) = &self.user {
            chown(folder, Some(user.uid.as_raw()), Some(user.gid.as_raw()))?;
        }
        Ok(())
    }

    fn command(&self, program: &str, scratch: &Scratch) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.current_dir(scratch.path());
        if let Some(user) = &self.user {
            command.uid(user.uid.as_raw()).gid(user.gid.as_raw());
        }
        command
    }
}

/// The major version of the server in `folder`: `postgres (PostgreSQL) 15.18 (Debian …)` gives 15.
fn version(folder: &Path) -> Option<u32> {
    let text = child::output(Command::new(folder.join("postgres")).arg("--version")).ok()?;
    let number = text.split_once("(PostgreSQL) ")?.1;
    number.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

/// A port of 127.0.0.1 that nobody listens on at this moment.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
