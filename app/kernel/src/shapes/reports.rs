//! How the house kept what it promised.

use serde::{Deserialize, Serialize};

/// What became of the promises of the lines that arrived in a period. Days are days since 1970 in Beijing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The first day of the period.
    pub since: i64,
    /// Its last day.
    pub until: i64,
    /// All lines of the period.
    pub all: KeptShare,
    /// Publishers with enough lines to tell something first, of them the worst first.
    pub publishers: Vec<KeptPublisher>,
    /// Where the days were lost of the lines that came late, in the order of the way.
    pub stages: Vec<LostDays>,
    /// The months of the last year, oldest first; those without an arrival are missing.
    pub months: Vec<KeptMonth>,
    /// Whose promises they were.
    pub authors: KeptAuthors,
}

/// How ranges that a person gave were kept, apart from those that were worked out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptAuthors {
    /// Lines whose last range was worked out: those in time came by its last day.
    pub model: KeptShare,
    /// Lines for which a person had promised a range: by what that person said.
    pub hand: KeptShare,
    /// The same lines by what had been worked out when the person promised.
    pub beside: KeptShare,
}

/// How many of some lines kept their promise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptShare {
    /// Lines that arrived.
    pub lines: i64,
    /// Those that came by the last day of the first range that was promised.
    pub in_time: i64,
    /// Those that came within the last range that was promised.
    pub last_held: i64,
}

impl KeptShare {
    /// `part` of a hundred lines, rounded; `None` when there are none.
    pub const fn of_hundred(&self, part: i64) -> Option<i64> {
        if self.lines > 0 { Some((part * 200 + self.lines) / (2 * self.lines)) } else { None }
    }

    /// These lines and others.
    pub const fn and(self, other: Self) -> Self {
        Self {
            lines: self.lines + other.lines,
            in_time: self.in_time + other.in_time,
            last_held: self.last_held + other.last_held,
        }
    }
}

/// How the lines of a publisher kept their promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPublisher {
    /// Its name.
    pub name: String,
    /// Its lines.
    pub share: KeptShare,
    /// Days by which the late ones came after their first range, on average; 0 when none was late.
    pub late_days: i64,
}

/// How the lines of a month kept their promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMonth {
    /// Its first day.
    pub day: i64,
    /// Its lines.
    pub share: KeptShare,
}

/// How long lines stayed in a stage, in tenths of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostDays {
    /// Name of the stage.
    pub stage: String,
    /// Name of the desk that holds it.
    pub desk: String,
    /// What is usual: the average of the lines that came in time; the stage's usual days when there are none.
    pub usual: i64,
    /// The average of the lines that came late.
    pub late: i64,
    /// How many of these there are.
    pub lines: i64,
}

impl LostDays {
    /// Tenths of a day that a late line lost here; 0 when it was not slower than usual.
    pub const fn lost(&self) -> i64 {
        if self.late > self.usual { self.late - self.usual } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_and_none_of_nothing() {
        let share = |lines| KeptShare { lines, ..KeptShare::default() };
        assert_eq!(share(0).of_hundred(0), None);
        assert_eq!([0, 1, 2, 3].map(|part| share(3).of_hundred(part)), [Some(0), Some(33), Some(67), Some(100)]);
        assert_eq!(share(200).of_hundred(1), Some(1), "a half goes up");
    }
}
