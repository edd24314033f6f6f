//! The verdicts as one table, for people to read.

use std::fmt::{Display, Formatter, Result};

use super::house::House;
use super::pace::{OPEN_LINES, Pace};
use super::trial::EARLY;
use super::verdict::{AT_RISK, ENOUGH_LINES, Verdict};
use crate::table::grouped;

/// What was found about each house.
#[derive(Default)]
pub struct Table(Vec<Row>);

struct Row {
    name: String,
    house: &'static str,
    verdict: Verdict,
    pace: Pace,
}

impl Table {
    /// Adds a house.
    pub fn add(&mut self, house: &House, verdict: Verdict, pace: Pace) {
        let seed = house.seed.map(|seed| format!(" {seed}")).unwrap_or_default();
        self.0.push(Row { name: format!("{}{seed}", house.name), house: house.name, verdict, pace });
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "\nOnce a week a range of eight in ten for every line on its way, from what was known by then.")?;
        writeln!(
            f,
            "The rule: order date + the publisher's usual days ± the margin with which it would have held as often.\n"
        )?;
        writeln!(
            f,
            "{:<17}{:>9}{:>7}{:>8} |{:>11}{:>7}{:>7}{:>9} |{:>6}{:>6}{:>7} |{:>6}{:>6}{:>7}",
            "house",
            "ranges",
            "held",
            "new",
            "publishers",
            "least",
            "most",
            "outside",
            "days",
            "rule",
            "share",
            "new",
            "rule",
            "share"
        )?;
        self.0.iter().try_for_each(|row| ranges(f, row))?;
        writeln!(f, "\nThe worst of each house over all seeds:")?;
        self.0.chunk_by(|one, next| one.house == next.house).try_for_each(|rows| worst(f, rows))?;
        writeln!(
            f,
            "\nnew: ranges in the first week of a line. Publishers with at least {ENOUGH_LINES} lines; outside: held less than 70% or \
             more than 90%.\n\nAt risk: a chance to be late, {EARLY} days before the book is needed. Late lines that were flagged, and the share of \
             false alarms among all that were.\n"
        )?;
        write!(f, "{:<17}{:>7}{:>8}", "house", "late", "timely")?;
        AT_RISK.iter().try_for_each(|chance| write!(f, "{:>9}{:>7}", format!("{:.0}%", chance * 100.0), "false"))?;
        writeln!(f)?;
        self.0.iter().try_for_each(|row| warnings(f, row))?;
        writeln!(
            f,
            "\n{:<17}{:>12}{:>12}{:>22}",
            "house",
            "learning",
            "one line",
            format!("{} lines", grouped(OPEN_LINES as i64))
        )?;
        for Row { name, pace, .. } in &self.0 {
            let [learning, one, all] = [pace.learning, pace.one, pace.all].map(|time| time.as_secs_f64());
            writeln!(f, "{name:<17}{learning:>10.2} s{:>9.2} ms{all:>20.2} s", one * 1_000.0)?;
        }
        writeln!(f)
    }
}

fn ranges(f: &mut Formatter<'_>, row: &Row) -> Result {
    let Verdict { all, first, publishers, rule_width, rule_first_width, .. } = &row.verdict;
    let shares: Vec<f64> = publishers.iter().map(|publisher| publisher.share()).collect();
    let outside = shares.iter().filter(|share| !(0.7..=0.9).contains(*share)).count();
    let percent = |share: Option<&f64>| share.map_or(0.0, |share| share * 100.0);
    write!(
        f,
        "{:<17}{:>9}{:>6.1}%{:>7.1}% |{:>11}{:>6.1}%{:>6.1}%{:>9} |",
        row.name,
        grouped(all.ranges as i64),
        all.share() * 100.0,
        first.share() * 100.0,
        shares.len(),
        percent(shares.first()),
        percent(shares.last()),
        outside
    )?;
    let beside = |width: f64, rule: f64| format!("{width:>6.1}{rule:>6.1}{:>6.0}%", width / rule * 100.0);
    writeln!(f, "{} |{}", beside(all.width(), *rule_width), beside(first.width(), *rule_first_width))
}

/// How far from eight in ten, how far from it at a publisher, and how wide beside the rule it came to.
fn worst(f: &mut Formatter<'_>, rows: &[Row]) -> Result {
    let held = || rows.iter().map(|row| row.verdict.all.share() * 100.0);
    let publishers = || rows.iter().flat_map(|row| &row.verdict.publishers).map(|publisher| publisher.share() * 100.0);
    let outside = publishers().filter(|share| !(70.0..=90.0).contains(share)).count();
    let width = rows.iter().map(|row| row.verdict.all.width() / row.verdict.rule_width * 100.0).fold(0.0, f64::max);
    writeln!(
        f,
        "{:<17}held {:.1}% to {:.1}%, publishers {:.1}% to {:.1}% ({outside} of {} outside), share at most {width:.1}%",
        rows.first().map_or("", |row| row.house),
        held().fold(100.0, f64::min),
        held().fold(0.0, f64::max),
        publishers().fold(100.0, f64::min),
        publishers().fold(0.0, f64::max),
        publishers().count()
    )
}

fn warnings(f: &mut Formatter<'_>, row: &Row) -> Result {
    let warnings = &row.verdict.warnings;
    let percent = |part: usize, whole: usize| part as f64 / whole.max(1) as f64 * 100.0;
    write!(f, "{:<17}{:>7}{:>8}", row.name, warnings.late, warnings.timely)?;
    for flagged in &warnings.flagged {
        let (caught, false_alarms) =
            (percent(flagged.late, warnings.late), percent(flagged.timely, flagged.late + flagged.timely));
        write!(f, "{caught:>8.1}%{false_alarms:>6.1}%")?;
    }
    writeln!(f)
}
