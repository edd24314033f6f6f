//! How honest and how sharp the arrival ranges are: the past of a house happens once more, and every range that would have
//! been said is looked up. Beside it the rule that is common practice.
//!
//! Knows the order of things; houses, trial and verdict have modules of their own.

mod demo;
mod house;
mod pace;
mod rule;
mod simulated;
mod table;
mod trial;
mod verdict;

use anyhow::Result;

use self::simulated::Character;
use self::table::Table;

/// The demo house of a database and the three that are made up.
///
/// # Errors
/// When the database cannot be read.
pub async fn run(database: &str) -> Result<()> {
    let demo = demo::read(database).await?;
    let mut table = Table::default();
    for house in std::iter::once(demo).chain(Character::ALL.map(simulated::make)) {
        let record = trial::run(&house);
        table.add(&house, verdict::judge(&house, &record), pace::measure(&house));
    }
    print!("{table}");
    Ok(())
}
