//! How the model's own forecasts fared: for each publisher, its country and the house, at which places of their forecasts
//! lines arrived of late. It follows from that how to read the next forecast: distributional conformal prediction
//! (Chernozhukov, Wüthrich and Zhu 2021), older arrivals counting less (Barber et al. 2023).
//!
//! Places mean the same wherever copies are, so all stages and both lanes teach one another.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::bars::Bars;
use crate::correction::Correction;
use crate::steps::{Day, Route};

/// An arrival counts half after so many days.
const HALF_LIFE: f64 = 120.0;
/// A group's own arrivals are believed half when they weigh so much. A line has a forecast about once a week until it arrives,
/// so this is less than it looks.
const OWN: f32 = 40.0;

/// How one forecast fared.
#[derive(Clone, Debug)]
pub(crate) struct Fared {
    pub(crate) route: Route,
    /// Where in the forecast the day of the arrival lay.
    pub(crate) places: Range<f64>,
}

/// All that was seen.
#[derive(Clone, Debug)]
pub(crate) struct Scores {
    house: Bars,
    countries: Vec<Bars>,
    publishers: Vec<Bars>,
}

impl Scores {
    pub(crate) const fn new() -> Self {
        Self { house: Bars::empty(), countries: Vec::new(), publishers: Vec::new() }
    }

    /// Takes in how the forecasts fared for all lines that arrived on a day. Lines that come together fare alike: all of them
    /// weigh as much as the root of their number, or one large batch would outweigh what a publisher did before.
    pub(crate) fn learn(&mut self, day: Day, all: &[Fared]) {
        let mut together = BTreeMap::<Route, f32>::new();
        all.iter().for_each(|fared| *together.entry(fared.route).or_default() += 1.0);
        for Fared { route, places } in all {
            let weight = together.get(route).map_or(1.0, |forecasts| forecasts.sqrt().recip());
            let country = group(&mut self.countries, route.country);
            let publisher = group(&mut self.publishers, route.publisher);
            for bars in [&mut self.house, country, publisher] {
                bars.add(day, places, weight, HALF_LIFE);
            }
        }
    }

    /// What follows for the forecasts of a route.
    pub(crate) fn correction(&self, route: Route) -> Correction {
        let house = self.house.with(&Bars::even(), OWN);
        let country = self.countries.get(route.country as usize).map_or(house.clone(), |own| own.with(&house, OWN));
        let publisher = self.publishers.get(route.publisher as usize).map(|own| own.with(&country, OWN));
        Correction::new(publisher.unwrap_or(country).sums())
    }
}

fn group(groups: &mut Vec<Bars>, no: u32) -> &mut Bars {
    let place = no as usize;
    if groups.len() <= place {
        groups.resize(place + 1, Bars::empty());
    }
    &mut groups[place]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steps::Lane;

    const ROUTE: Route = Route { publisher: 0, country: 0, lane: Lane::Ordinary };

    /// The share of arrivals that are expected in the later half of forecasts.
    fn later(scores: &Scores) -> f64 {
        1.0 - scores.correction(ROUTE).chance(&crate::odds::Odds::of(|days| (days + 1) as f64 / 10.0), 4)
    }

    #[test]
    fn one_large_batch_does_not_outweigh_many_small_ones() {
        let fared = |places: Range<f64>| Fared { route: ROUTE, places };
        let mut scores = Scores::new();
        (0..100).for_each(|day| scores.learn(day, &vec![fared(0.6..0.9); 4]));
        let before = later(&scores);
        scores.learn(100, &vec![fared(0.1..0.4); 400]);
        let after = later(&scores);
        assert!(before > 0.9 && after < before && after > 0.8, "{before} {after}");
    }
}
