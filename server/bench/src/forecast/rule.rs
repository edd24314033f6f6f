//! What is common practice: the date of the order, the days that this publisher usually takes, and a fixed margin (Koha's
//! "estimated delivery date" of a vendor).

use std::collections::BTreeMap;

use forecast::Route;

/// Fewer lines than this say nothing of a publisher.
const ENOUGH: usize = 5;

/// The days from order to arrival that were seen.
#[derive(Default)]
pub struct Rule {
    publishers: BTreeMap<(u32, forecast::Lane), Vec<i64>>,
    all: Vec<i64>,
}

impl Rule {
    /// A line arrived so many days after its order.
    pub fn learn(&mut self, route: Route, days: i64) {
        for seen in [self.publishers.entry((route.publisher, route.lane)).or_default(), &mut self.all] {
            let place = seen.partition_point(|other| *other < days);
            seen.insert(place, days);
        }
    }

    /// The usual days: the middle of all that were seen of the publisher, or of the house when those are few.
    pub fn days(&self, route: Route) -> i64 {
        let own = self.publishers.get(&(route.publisher, route.lane)).filter(|seen| seen.len() >= ENOUGH);
        let seen = own.unwrap_or(&self.all);
        seen.get(seen.len() / 2).copied().unwrap_or(60)
    }
}
