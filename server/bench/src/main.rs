//! `bench`: how fast the portal is, beside a floor that does the same work with nothing in between. Started by
//! `cargo xtask bench`, which builds both and makes the databases.
//!
//! Knows its command line and the order of things. Exit codes: 0 done, 1 failed, 2 called wrongly.

mod floor;
mod forecast;
mod load;
mod program;
mod scenarios;
mod shipped;
mod subjects;
mod table;
mod wire;

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use domain::demo::PASSWORD;

use crate::load::Load;
use crate::scenarios::{Act, Contest};
use crate::subjects::Subjects;
use crate::table::Table;

const USAGE: &str = "bench run PORTAL SITE ACT[,ACT…]|all DATABASE…    (PORTOLAN_DEMO_PASSWORD signs in)
bench forecast DATABASE
bench floor ADDRESS DATABASE";
/// The same as the portal's, or the comparison would be one of allocators.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
/// Two cores serve and ask at once: eight clients keep both busy without a long queue.
const LOAD: Load = Load { clients: 8, warm_up: Duration::from_secs(1), time: Duration::from_secs(6) };

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["floor", address, database] => floor(address, database),
        ["forecast", database] => forecast(database),
        ["run", portal, site, acts, databases @ ..] if !databases.is_empty() => match chosen(acts) {
            Some(acts) => run(Path::new(portal), Path::new(site), &acts, databases),
            None => return refuse(),
        },
        _ => return refuse(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("bench: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn refuse() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}

fn chosen(names: &str) -> Option<Vec<Act>> {
    if names == "all" {
        return Some(Act::ALL.to_vec());
    }
    names.split(',').map(|name| Act::ALL.into_iter().find(|act| act.name() == name)).collect()
}

#[tokio::main]
async fn floor(address: &str, database: &str) -> Result<()> {
    floor::serve(address.parse().context("an address like 127.0.0.1:3001")?, database).await
}

#[tokio::main]
async fn forecast(database: &str) -> Result<()> {
    forecast::run(database).await
}

fn run(portal: &Path, site: &Path, acts: &[Act], databases: &[&str]) -> Result<()> {
    let password = std::env::var(PASSWORD).context(PASSWORD)?;
    let mut table = Table::new(LOAD);
    for database in databases {
        let subjects = subjects(database)?;
        println!("{} lines, the customer's own orders: {}", table::grouped(subjects.lines), subjects.own_orders);
        let contest = Contest { portal, site, password: &password, database, acts, load: LOAD };
        table.add(database, subjects.lines, contest.run(&subjects)?);
    }
    print!("{table}");
    print!("{}", shipped::tell(site)?);
    Ok(())
}

#[tokio::main]
async fn subjects(database: &str) -> Result<Subjects> {
    Subjects::read(database).await
}
