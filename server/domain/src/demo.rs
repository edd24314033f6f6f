//! The demo house: real titles, made-up customers, and two years of orders on their way, so that every page has something
//! true to show. The same wish gives the same house, keys included; only the password hashes and the keys of the last
//! [`morning`] differ.
//!
//! It fills an empty database and is no part of the portal's work: no other module may use it. What it writes keeps every
//! rule that the verbs keep; `portolan fsck` finds nothing to say about it.

mod calendar;
mod chance;
mod complaints;
mod courses;
mod credit;
mod files;
mod house;
mod invoices;
mod morning;
mod names;
mod orders;
mod parcels;
mod people;
mod promises;
mod shelves;
mod taste;
mod timetable;
mod way;
mod writer;

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel::Refusal;
use store::{Conn, Db, Fault, Result, sql};

use crate::{days, outbox, passwords};
use house::House;
use promises::{History, Office};

/// The variable that sets the password of the demo's people.
pub const PASSWORD: &str = "PORTOLAN_DEMO_PASSWORD";

/// Which house.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// The seed of all chance in it.
    pub seed: u64,
    /// The instant at which its history ends, milliseconds of UTC since 1970.
    pub now: i64,
    /// How large it is.
    pub size: Size,
}

/// How large a house is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    lines: usize,
}

impl Size {
    /// A house with about so many order lines, at least 200. Beyond the usual size there are more customers, each with as
    /// much history as before.
    pub fn lines(lines: usize) -> Self {
        Self { lines: lines.max(200) }
    }
}

impl Default for Size {
    /// What people look at: 42,000 lines.
    fn default() -> Self {
        Self { lines: 42_000 }
    }
}

/// What happened in these last milliseconds is news to the house's people.
const NEWS_MS: i64 = 4 * days::DAY_MS;

/// What was loaded.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Orders.
    pub orders: usize,
    /// Their lines.
    pub lines: usize,
    /// Copies ordered.
    pub copies: i64,
    /// Batches.
    pub batches: usize,
    /// Complaints.
    pub complaints: usize,
    /// Who can sign in: e-mail address, name, what the person is to the story.
    pub users: Vec<(String, String, String)>,
    /// The one password of all of them.
    pub password: String,
}

/// Whether nobody has set up a house in this database yet.
pub async fn is_empty(conn: &mut Conn) -> Result<bool> {
    let (orgs,) = sql!(fetch_one as (i64,), conn, "select count(*) from (select 1 from orgs limit 1) found")?;
    Ok(orgs == 0)
}

/// Fills an empty database with the demo house. The usual size is written in one transaction: all of it or nothing.
///
/// # Errors
/// `Stale` when the database holds a house already; what the database says.
pub async fn load(db: &Db, wish: &Wish) -> Result<Loaded> {
    if !is_empty(&mut db.read().await?).await? {
        return Err(Refusal::Stale.into());
    }
    let wish = *wish;
    let office = Office::load(&mut db.read().await?).await?;
    let made = tokio::task::spawn_blocking(move || make(&wish, &office)).await;
    let mut house =
        made.map_err(std::io::Error::other).and_then(|made| made.map_err(std::io::Error::other)).map_err(broken)?;
    let password = std::env::var(PASSWORD).or_else(|_| passwords::random())?;
    lock_doors(&mut house, &password).await?;
    let house = Arc::new(house);
    writer::write(db, &house, wish.now).await?;
    db.write(wish.now - NEWS_MS, |tx, since| Box::pin(outbox::catch_up(tx, *since))).await?;
    // After the last instant of the history: of two things said at one instant, nobody could tell which holds.
    db.write((Arc::clone(&house), wish.now + 1), |tx, (house, now)| Box::pin(morning::spend(tx, house, *now))).await?;
    Ok(told(&house, password))
}

/// The house, and what it said of arrivals in its past.
fn make(wish: &Wish, office: &Office) -> Result<House, csv::Error> {
    let mut house = House::make(wish)?;
    let history = History { shelves: &house.shelves, orders: &house.orders, ledger: &house.ledger };
    house.told = promises::make(history, office, wish.now);
    Ok(house)
}

fn broken(error: std::io::Error) -> Fault {
    Fault::Broken(error.into())
}

/// Gives the cast the password, each with a hash of its own, and everybody else one that nobody knows.
async fn lock_doors(house: &mut House, password: &str) -> Result<()> {
    let unknown = passwords::hash(&passwords::random()?).await?;
    for user in &mut house.people.users {
        user.password_hash = match user.part {
            Some(_) => passwords::hash(password).await?,
            None => unknown.clone(),
        };
    }
    Ok(())
}

fn told(house: &House, password: String) -> Loaded {
    let cast = house
        .people
        .users
        .iter()
        .filter_map(|user| Some((user.email.clone(), user.name.clone(), user.part?.to_owned())));
    Loaded {
        orders: house.orders.orders.len(),
        lines: house.orders.lines.len(),
        copies: house.orders.orders.iter().map(|order| order.copies).sum(),
        batches: house.ledger.batches.len(),
        complaints: house.complaints.len(),
        users: cast.collect(),
        password,
    }
}

/// The next number of a series, in the form of [`crate::counters`].
fn number(counters: &mut BTreeMap<String, i64>, letter: &str, at: i64) -> String {
    let series = format!("{letter}{:02}", calendar::civil(days::today(at)).year() % 100);
    let last = counters.entry(series.clone()).or_insert(0);
    *last += 1;
    format!("{series}-{last:06}")
}
