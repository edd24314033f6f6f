//! What scans mean: pure. Copies that the batch holds of each title against what was counted.

use std::collections::BTreeMap;

use kernel::shapes::{ReceiptBook, Verdict};

/// State of copies that are as they should be.
pub(super) const SOUND: &str = "sound";
/// State of copies that are not.
pub(super) const DAMAGED: &str = "damaged";

/// One stored scan.
#[derive(Clone, Debug, Default, sqlx::FromRow)]
pub(super) struct Scanned {
    /// As it came from the scanner.
    pub typed: String,
    /// ISBN-13, if it is one.
    pub isbn: Option<String>,
    /// Copies; negative when it takes some back.
    pub copies: i64,
    /// [`SOUND`] or [`DAMAGED`].
    pub state: String,
    /// When.
    pub at: i64,
    /// By whom.
    pub by_name: Option<String>,
}

impl Scanned {
    /// Whether the copies are damaged.
    pub fn damaged(&self) -> bool {
        self.state == DAMAGED
    }
}

/// Copies of one title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// That the batch holds.
    pub wanted: i64,
    /// Sound ones counted.
    pub sound: i64,
    /// Damaged ones counted.
    pub damaged: i64,
}

impl Tally {
    /// Sound copies that somebody waits for.
    pub const fn usable(self) -> i64 {
        if self.sound < self.wanted { self.sound } else { self.wanted }
    }

    /// Damaged copies in the place of sound ones.
    pub const fn spoilt(self) -> i64 {
        let missing = self.wanted - self.usable();
        if self.damaged < missing { self.damaged } else { missing }
    }

    /// Copies that did not come.
    pub const fn short(self) -> i64 {
        self.wanted - self.usable() - self.spoilt()
    }

    /// Copies beyond what was ordered.
    pub const fn over(self) -> i64 {
        self.sound_over() + self.damaged_over()
    }

    /// Sound ones among them.
    pub const fn sound_over(self) -> i64 {
        self.sound - self.usable()
    }

    /// Damaged ones among them.
    pub const fn damaged_over(self) -> i64 {
        self.damaged - self.spoilt()
    }

    /// As a page shows it.
    pub fn shown(self, isbn: String, title: String) -> ReceiptBook {
        let (short, over) = (self.short(), self.over());
        ReceiptBook { isbn, title, wanted: self.wanted, sound: self.sound, damaged: self.damaged, short, over }
    }
}

/// A count: what the batch holds, and the scans read one after the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Count(BTreeMap<String, Tally>);

impl Count {
    /// Nothing counted yet.
    pub fn of(wanted: impl IntoIterator<Item = (String, i64)>) -> Self {
        let mut count = Self::default();
        for (isbn, copies) in wanted {
            count.0.entry(isbn).or_default().wanted += copies;
        }
        count
    }

    /// Adds a scan and says what it means.
    pub fn add(&mut self, scan: &Scanned) -> Verdict {
        let Some(isbn) = &scan.isbn else { return Verdict::Unreadable };
        let tally = self.0.entry(isbn.clone()).or_default();
        if scan.damaged() {
            tally.damaged += scan.copies
        } else {
            tally.sound += scan.copies
        };
        match (scan.copies < 0, tally.wanted, scan.damaged()) {
            (true, ..) => Verdict::Back,
            (_, 0, _) => Verdict::Foreign,
            (.., true) => Verdict::Damaged,
            (_, wanted, _) if tally.sound + tally.damaged > wanted => Verdict::Over,
            _ => Verdict::Good,
        }
    }

    /// What was counted of a title.
    pub fn tally(&self, isbn: &str) -> Tally {
        self.0.get(isbn).copied().unwrap_or_default()
    }

    /// Every title that is in the batch or was scanned, by ISBN; what was taken back wholly is no more there.
    pub fn tallies(&self) -> impl Iterator<Item = (&String, Tally)> {
        self.0.iter().map(|(isbn, tally)| (isbn, *tally)).filter(|(_, tally)| *tally != Tally::default())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scan(isbn: &str, copies: i64, damaged: bool) -> Scanned {
        Scanned {
            isbn: Some(isbn.to_owned()),
            copies,
            state: if damaged { DAMAGED } else { SOUND }.to_owned(),
            ..Scanned::default()
        }
    }

    #[test]
    fn each_scan_is_judged_when_it_comes() {
        let mut count = Count::of([("a".to_owned(), 2), ("b".to_owned(), 1), ("a".to_owned(), 1)]);
        assert_eq!(count.add(&scan("a", 2, false)), Verdict::Good);
        assert_eq!(count.add(&scan("a", 1, true)), Verdict::Damaged);
        assert_eq!(count.add(&scan("a", 1, false)), Verdict::Over);
        assert_eq!(count.add(&scan("a", -1, false)), Verdict::Back);
        assert_eq!(count.add(&scan("z", 1, false)), Verdict::Foreign);
        assert_eq!(count.add(&Scanned { copies: 1, ..Scanned::default() }), Verdict::Unreadable);
        let a = count.tally("a");
        assert_eq!((a.usable(), a.spoilt(), a.short(), a.over()), (2, 1, 0, 0));
        let b = count.tally("b");
        assert_eq!((b.usable(), b.spoilt(), b.short(), b.over()), (0, 0, 1, 0));
        assert_eq!(count.tally("z").over(), 1, "what is not in the batch is too much");
    }

    proptest! {
        #[test]
        fn every_copy_is_accounted_for(wanted in 0_i64..20, sound in 0_i64..20, damaged in 0_i64..20) {
            let tally = Tally { wanted, sound, damaged };
            prop_assert_eq!(tally.usable() + tally.spoilt() + tally.short(), wanted);
            prop_assert_eq!(tally.usable() + tally.spoilt() + tally.over(), sound + damaged);
            prop_assert!(tally.short() >= 0 && tally.sound_over() >= 0 && tally.damaged_over() >= 0 && tally.spoilt() >= 0);
            prop_assert!(tally.short() == 0 || tally.over() == 0);
        }
    }
}
