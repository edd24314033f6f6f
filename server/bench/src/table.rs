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
                side(f, &outcome.floor)?;
                writeln!(f, "{:>5.0}%", 100.0 * outcome.portal.per_second / outcome.floor.per_second)?;
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
                let portal = large.portal.p99.as_secs_f64() / small.portal.p99.as_secs_f64();
                let floor = large.floor.p99.as_secs_f64() / small.floor.p99.as_secs_f64();
                writeln!(f, "  {:<8} portal × {portal:.2}   floor × {floor:.2}", small.act.name())?;
            }
        }
        writeln!(f)
    }
}

fn side(f: &mut Formatter<'_>, measured: &Measured) -> Result {
    let Measured { per_second, p50, p99, bytes } = *measured;
    write!(f, "{per_second:>9.0}{:>8.2}{:>8.2}{:>9} |", millis(p50), millis(p99), grouped(bytes as i64))
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// A number with its thousands apart.
pub fn grouped(number: i64) -> String {
    kernel::money::grouped(number.unsigned_abs())
}
