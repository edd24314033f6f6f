//! The verb `bench`: how fast the portal is, beside a floor that does the same work with nothing in between.
//!
//! Knows what must be built and which databases are needed; must not know how anything is measured (package `bench`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};

use crate::cluster::Cluster;
use crate::place::Place;
use crate::scratch::Scratch;
use crate::{build, child, portal};

/// Order lines of the two houses that are compared.
const HOUSES: [u32; 2] = [40_000, 1_000_000];
/// The day on which their history ends: always the same, so that a house that is there already can be used again.
const NOW: &str = "1780272000000";
const PASSWORD: &str = "PORTOLAN_DEMO_PASSWORD";
const ACTS: [&str; 7] = ["list", "order", "where", "submit", "desk", "board", "anywhere"];
/// Measures no speed beside the floor, so it needs no site and no second database.
const FORECAST: &str = "forecast";

/// `bench [--pg] [act]` or `bench forecast`.
pub fn verb(place: &Place, words: &[String]) -> Result<ExitCode> {
    if words == [FORECAST] {
        return forecast(place);
    }
    let (options, acts): (Vec<&String>, Vec<&String>) = words.iter().partition(|word| word.starts_with("--"));
    let on_postgres = options.iter().any(|option| *option == "--pg");
    if options.iter().any(|option| *option != "--pg") || acts.iter().any(|act| !ACTS.contains(&act.as_str())) {
        return Ok(crate::refuse(&format!("`bench` takes {FORECAST}, or --pg and any of {}", ACTS.join(", "))));
    }
    let acts: Vec<&str> = acts.into_iter().map(String::as_str).collect();
    let acts = if acts.is_empty() { "all".to_owned() } else { acts.join(",") };
    build::build(place, true)?;
    child::run(&mut place.cargo(&["build", "--release", "--package=server", "--package=bench"]))?;
    measure(place, &acts, &copies(place)?)?;
    fs::remove_dir_all(run(place))?;
    if on_postgres {
        let cluster = Cluster::start()?;
        println!("PostgreSQL of its own, which waits for no disk: what it says of submits is no promise.");
        measure(place, &acts, &loaded(place, &cluster)?)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// How honest the arrival ranges are, on the smaller house and on three that are made up.
fn forecast(place: &Place) -> Result<ExitCode> {
    child::run(&mut place.cargo(&["build", "--release", "--package=server", "--package=bench"]))?;
    let house = made(place, HOUSES[0])?.join("portolan.db");
    let mut command = place.command(&place.binary(true).with_file_name("bench").to_string_lossy());
    child::run(command.arg(FORECAST).arg(format!("sqlite:{}", house.display())))?;
    Ok(ExitCode::SUCCESS)
}

fn measure(place: &Place, acts: &str, databases: &[String]) -> Result<()> {
    let mut command = place.command(&place.binary(true).with_file_name("bench").to_string_lossy());
    command.arg("run").arg(place.binary(true)).arg(place.site()).arg(acts).args(databases);
    child::run(command.env(PASSWORD, portal::PASSWORD))
}

/// Both houses on SQLite. What is measured is a copy, since submits would make the house grow from run to run.
fn copies(place: &Place) -> Result<Vec<String>> {
    let folder = run(place);
    let mut urls = Vec::new();
    for lines in HOUSES {
        let made = made(place, lines)?;
        let copy = folder.join(lines.to_string());
        if copy.exists() {
            fs::remove_dir_all(&copy)?;
        }
        fs::create_dir_all(&copy)?;
        fs::copy(made.join("portolan.db"), copy.join("portolan.db"))?;
        urls.push(format!("sqlite:{}", copy.join("portolan.db").display()));
    }
    Ok(urls)
}

/// A house on SQLite, made when it is not there yet. Its folder is named after the schema: another schema, another house.
fn made(place: &Place, lines: u32) -> Result<PathBuf> {
    let schema = schema(&place.file("server/store/migrations/sqlite"))?;
    let whole = folder(place).join(format!("{lines}-{schema}"));
    if !whole.exists() {
        let half = folder(place).join(format!("{lines}-half"));
        if half.exists() {
            fs::remove_dir_all(&half)?;
        }
        load(place, lines, &half, None)?;
        fs::rename(half, &whole)?;
    }
    Ok(whole)
}

/// Where the copies lie; gigabytes, gone after the run.
fn run(place: &Place) -> PathBuf {
    folder(place).join("run")
}

/// Beside the site, in cargo's target folder.
fn folder(place: &Place) -> PathBuf {
    place.site().with_file_name("bench")
}

/// Both houses on PostgreSQL.
fn loaded(place: &Place, cluster: &Cluster) -> Result<Vec<String>> {
    let data = Scratch::new("bench")?;
    let load = |lines: u32| {
        let url = cluster.create(&format!("bench_{lines}"))?;
        load(place, lines, data.path(), Some(&url))?;
        Ok(url)
    };
    HOUSES.into_iter().map(load).collect()
}

fn load(place: &Place, lines: u32, data: &Path, database: Option<&str>) -> Result<()> {
    println!("making a house of {lines} lines …");
    let mut command = place.command(&place.binary(true).to_string_lossy());
    command.args(["--config", "/dev/null", "demo", "--seed", "1", "--now", NOW, "--lines", &lines.to_string()]);
    match database {
        Some(url) => command.env("DATABASE_URL", url),
        None => command.env_remove("DATABASE_URL"),
    };
    child::run(command.env("PORTOLAN_DATA", data).env(PASSWORD, portal::PASSWORD))
}

/// The first digits of the hash over all migrations.
fn schema(migrations: &Path) -> Result<String> {
    let mut files = fs::read_dir(migrations)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.sort();
    if files.is_empty() {
        bail!("no migrations in {}", migrations.display());
    }
    let mut hash = Sha256::new();
    for file in files {
        hash.update(fs::read(file)?);
    }
    Ok(format!("{:x}", hash.finalize())[..12].to_owned())
}
