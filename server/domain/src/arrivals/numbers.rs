//! Small numbers for publishers and their countries: the package `forecast` knows them by nothing else.

use std::collections::HashMap;

use forecast::{Lane, Route};
use uuid::Uuid;

/// The numbers that were given so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    publishers: HashMap<Uuid, (u32, u32)>,
    countries: HashMap<String, u32>,
}

impl Numbers {
    /// Numbers a publisher and its country, if they have no numbers yet.
    pub(super) fn add(&mut self, publisher: Uuid, country: &str) {
        let next = u32::try_from(self.countries.len()).unwrap_or(u32::MAX);
        let country = *self.countries.entry(country.to_owned()).or_insert(next);
        let next = u32::try_from(self.publishers.len()).unwrap_or(u32::MAX);
        self.publishers.entry(publisher).or_insert((next, country));
    }

    /// Where a publisher's lines come from and how. `None` for a publisher that is new since the numbers were given.
    pub(super) fn route(&self, publisher: Uuid, urgent: bool) -> Option<Route> {
        let (publisher, country) = *self.publishers.get(&publisher)?;
        Some(Route { publisher, country, lane: if urgent { Lane::Urgent } else { Lane::Ordinary } })
    }
}
