//! The measurements as one table, for people to read.
//!
//! Knows how a number is written; must not know how it came about.

use std::fmt::{Display, Formatter, Result};
use std::time::Duration;

use crate::load::{Load, Measured};
use crate::scenarios::Outcome;

/// What was measured on each database, in the order of the runs.
pub struct Table {
    load: Load,
    runs: Vec<Run>,
}

struct Run {
    engine: &'static str,
    lines: i64,
    outcomes: Vec<Outcome>,
}

impl Table {
    /// An empty one.
    pub const fn new(load: Load) -> Self {
        Self { load, runs: Vec::new() }
    }

    /// Adds what was measured on one database.
    pub fn add(&mut self, database: &str, lines: i64, outcomes: Vec<Outcome>) {
        let engine = if database.starts_with("sqlite") { "SQLite" } else { "PostgreSQL" };
        self.runs.push(Run { engine, lines, outcomes });
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Load { clients, warm_up, time } = self.load;
        let (warm_up, time) = (warm_up.as_secs(), time.as_secs());
        writeln!(f, "\n{clients} clients, each sends when it was answered; {time} s measured after {warm_up} s; ms.")?;
        writeln!(
            f,
            "{:<11}{:<8}{:>10} |{:>9}{:>8}{:>8}{:>9} |{:>9}{:>8}{:>8}{:>9} | share",
            "engine", "act", "lines", "portal/s", "p50", "p99", "bytes", "floor/s", "p50", "p99", "bytes"
        )?;
        for run in &self.runs {
            for outcome in &run.outcomes {
                write!(f, "{:<11}{:<8}{:>10} |", run.engine, outcome.act.name(), grouped(run.lines))?;
                side(f, &outcome.portal)?;
                if let Some(floor) = &outcome.floor {
                    side(f, floor)?;
                    write!(f, "{:>5.0}%", 100.0 * outcome.portal.per_second / floor.per_second)?;
                }
                writeln!(f)?;
            }
        }
        self.growths(f)
    }
}

impl Table {
    /// How much slower the slowest hundredth became with the size of the house, on each engine.
    fn growths(&self, f: &mut Formatter<'_>) -> Result {
        for (small, large) in self.runs.iter().zip(self.runs.iter().skip(1)).filter(|(a, b)| a.engine == b.engine) {
            writeln!(
                f,
                "\nGrowth of p99 from {} to {} lines, {}:",
                grouped(small.lines),
                grouped(large.lines),
                small.engine
            )?;
            for (small, large) in small.outcomes.iter().zip(&large.outcomes) {
                write!(f, "  {:<8} portal × {:.2}", small.act.name(), times(&small.portal, &large.portal))?;
                if let Some((small, large)) = small.floor.as_ref().zip(large.floor.as_ref()) {
                    write!(f, "   floor × {:.2}", times(small, large))?;
                }
                writeln!(f)?;
            }
        }
        writeln!(f)
    }
}

fn side(f: &mut Formatter<'_>, measured: &Measured) -> Result {
    let Measured { per_second, p50, p99, bytes } = *measured;
    write!(f, "{per_second:>9.0}{:>8.2}{:>8.2}{:>9} |", millis(p50), millis(p99), grouped(bytes as i64))
}

/// How many times as long the slowest hundredth takes.
fn times(small: &Measured, large: &Measured) -> f64 {
    large.p99.as_secs_f64() / small.p99.as_secs_f64()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// A number with its thousands apart.
pub fn grouped(number: i64) -> String {
    kernel::money::grouped(number.unsigned_abs())
}
