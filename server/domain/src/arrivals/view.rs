//! What may be said today, for any line: in memory, made anew when a day has passed or much has moved.

use std::collections::{HashMap, HashSet};

use forecast::{Held, Outlook, Standing};
use kernel::shapes::{Expected, SafeDays};
use uuid::Uuid;

use super::numbers::Numbers;
use crate::cutoffs::{self, Rhythm, WorkDays};
use crate::days;

/// So many batches must have come before their record is told: fewer of them may all have had luck.
const TELLING: usize = 50;

/// The chance with which a safe day is safe.
const SAFE: f64 = 0.9;
/// Nobody plans further ahead.
const MOST_DAYS: i64 = 500;

/// The outlook of one day.
#[derive(Debug)]
pub struct View {
    pub(super) outlook: Outlook,
    pub(super) held: Held,
    pub(super) numbers: Numbers,
    pub(super) rhythms: HashMap<Uuid, Rhythm>,
    pub(super) work: WorkDays,
}

impl View {
    /// The day for which it speaks: days since 1970 in Beijing.
    pub const fn day(&self) -> i64 {
        self.outlook.day()
    }

    /// How many per cent of the ranges of the last year held, and for how many lines they were said. `None` while what came
    /// was too little to tell anything.
    ///
    /// They are the ranges that could be said at the time, one a week for every line on its way. What a customer is shown stays
    /// while it is steady and holds as often: within a percentage point in demo houses.
    pub fn held(&self) -> Option<(i64, i64)> {
        let Held { held, of, lines, batches } = self.held;
        let percent = i64::try_from((held * 100 + of / 2).checked_div(of)?).ok()?;
        (batches >= TELLING).then_some((percent, i64::try_from(lines).ok()?))
    }

    /// Copies of a publisher in a stage of the way (0 is the wait for the cut-off) since an instant. `None` for a publisher
    /// that is newer than this view.
    pub(super) fn standing(&self, publisher: Uuid, urgent: bool, (stage, since): (usize, i64)) -> Option<Standing> {
        let waits = stage == 0 && !urgent;
        Some(Standing {
            route: self.numbers.route(publisher, urgent)?,
            stage,
            since: days::today(since),
            cutoff: if waits { self.cutoff(publisher) } else { None },
        })
    }

    /// The day of a publisher's next cut-off.
    fn cutoff(&self, publisher: Uuid) -> Option<i64> {
        let rhythm = self.rhythms.get(&publisher)?;
        // The instant at which the house opened today: what is ordered during the day goes with today's cut-off.
        Some(days::today(rhythm.after(cutoffs::closing(self.day()) - 1, &self.work)))
    }

    /// A line of this publisher that would be ordered today.
    fn fresh(&self, publisher: Uuid, urgent: bool) -> Option<Standing> {
        self.standing(publisher, urgent, (0, cutoffs::closing(self.day())))
    }

    /// What may be said of a line of this publisher that would be ordered today. `None` for a publisher that is newer than
    /// this view.
    pub fn expected(&self, publisher: Uuid, urgent: bool) -> Option<Expected> {
        let standing = self.fresh(publisher, urgent)?;
        let arrival = self.outlook.arrival(&standing)?;
        Some(Expected {
            low: arrival.low,
            high: arrival.high,
            sure: i64::from(arrival.sure),
            sooner: self.outlook.sooner(&standing).unwrap_or_default(),
            cutoff: self.cutoff(publisher),
        })
    }

    /// Until when a line of this publisher can be ordered so that it arrives by a day, with nine chances in ten. `None` for a
    /// publisher that is newer than this view, and for days beyond all planning.
    pub fn safe_days(&self, publisher: Uuid, needed_by: i64) -> Option<SafeDays> {
        let rhythm = self.rhythms.get(&publisher);
        let cutoff = |day: i64| rhythm.map(|rhythm| days::today(rhythm.after(cutoffs::closing(day) - 1, &self.work)));
        let safe = |urgent: bool| {
            let route = self.numbers.route(publisher, urgent)?;
            self.outlook.safe_order_day(route, needed_by, SAFE, cutoff)
        };
        (needed_by - self.day() <= MOST_DAYS).then(|| SafeDays { ordinary: safe(false), urgent: safe(true) })
    }

    /// What may be said of an order of lines of these publishers: of its last copy.
    pub fn expected_of_all(&self, publishers: impl Iterator<Item = Uuid>) -> Option<Expected> {
        let publishers: HashSet<Uuid> = publishers.collect();
        let last = |urgent: bool| {
            let each = publishers.iter().filter_map(|publisher| {
                let arrival = self.outlook.arrival(&self.fresh(*publisher, urgent)?)?;
                Some((arrival.high, arrival.low, arrival.sure, *publisher))
            });
            each.max()
        };
        let ((high, low, sure, publisher), (urgent, ..)) = (last(false)?, last(true)?);
        let (sure, sooner) = (i64::from(sure), (high - urgent).max(0));
        Some(Expected { low, high, sure, sooner, cutoff: self.cutoff(publisher) })
    }
}

#[cfg(test)]
mod tests {
    use forecast::Model;

    use super::*;

    fn view(held: Held) -> View {
        let outlook = Model::new(Vec::new()).outlook(0);
        let (numbers, rhythms, work) = (Numbers::default(), HashMap::new(), WorkDays::default());
        View { outlook, held, numbers, rhythms, work }
    }

    #[test]
    fn many_lines_of_few_batches_tell_nothing() {
        let held = Held { held: 3_997, of: 5_000, lines: 900, batches: 49 };
        assert_eq!(view(held).held(), None);
        assert_eq!(view(Held { batches: 50, ..held }).held(), Some((80, 900)));
        assert_eq!(view(Held::default()).held(), None);
    }
}
