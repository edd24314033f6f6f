//! Three houses that are made up, each with a character of its own: one in which nothing changes, one with a jam at the
//! customs every summer, one in which a large publisher suddenly takes twice as long. They know nothing of the forecaster.

use std::collections::BTreeMap;

use forecast::{Day, Lane, Place, Rhythm, Route, Step};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::house::{House, Line};

const PUBLISHERS: u32 = 60;
const COUNTRIES: u32 = 6;
const LINES: usize = 30_000;
const DAYS: Day = 900;
/// The day on which the publisher becomes slow.
const TURN: Day = 560;
/// Which one: a large one.
const TURNING: u32 = 2;
/// The middle of the days in each stage after the purchase, and how far their logarithms scatter.
const STAGES: [(f64, f64); 5] = [(8.0, 0.35), (2.0, 0.5), (2.0, 0.4), (1.5, 0.4), (3.0, 0.45)];
/// Of a year, the days of the jam.
const SUMMER: std::ops::Range<Day> = 190..245;

/// What a house is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Character {
    /// Nothing changes.
    Steady,
    /// The customs take two and a half times as long every summer.
    Seasonal,
    /// A large publisher suddenly takes twice as long.
    Slowing,
}

impl Character {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Steady, Self::Seasonal, Self::Slowing];

    const fn name(self) -> &'static str {
        match self {
            Self::Steady => "steady",
            Self::Seasonal => "summer jam",
            Self::Slowing => "one turns slow",
        }
    }
}

struct Publisher {
    country: u32,
    weight: f64,
    days: f64,
    stray: f64,
    rhythm: Rhythm,
}

/// A house of this character; another seed, another house.
pub fn make(character: Character, seed: u64) -> House {
    let mut making = Making::new(character, seed);
    let mut lines: Vec<Line> = (0..LINES).map(|_| making.order()).collect();
    lines.sort_by_key(|line| (line.placed, line.route));
    let mut steps = Vec::new();
    let mut batches = BTreeMap::<(Route, Day), Vec<u64>>::new();
    for (no, line) in (0..).zip(&lines) {
        steps.push(Step { line: no, route: line.route, place: Place::Stage(0), day: line.placed });
        let leaves = match line.route.lane {
            Lane::Urgent => work(line.placed + 1),
            Lane::Ordinary => work(making.publishers[line.route.publisher as usize].rhythm.next(line.placed + 1)),
        };
        batches.entry((line.route, leaves)).or_default().push(no);
    }
    for ((route, day), batch) in &batches {
        making.travel(*route, *day, batch, &mut steps);
    }
    steps.retain(|step| step.day <= DAYS);
    steps.sort_by_key(|step| step.day);
    for step in steps.iter().filter(|step| step.place == Place::Arrived) {
        lines[step.line as usize].arrived = Some(step.day);
    }
    House {
        name: character.name(),
        seed: Some(seed),
        usual_days: vec![7.0, 25.0, 8.0, 2.0, 2.0, 2.0, 3.0],
        rhythms: (0..).zip(&making.publishers).map(|(no, publisher)| (no, publisher.rhythm)).collect(),
        rest: (0..DAYS + 400).filter(|day| work(*day) != *day).collect(),
        lines,
        steps,
        end: DAYS,
    }
}

/// The first day of a term, the next that is at least some weeks away. The books of a course are late after it.
fn next_term(placed: Day) -> Day {
    const TERMS: [Day; 2] = [60, 244];
    let year = placed.div_euclid(365) * 365;
    let days = TERMS.into_iter().chain(TERMS.map(|day| day + 365)).map(|day| year + day);
    days.into_iter().find(|day| *day >= placed + 25).unwrap_or(placed + 365)
}

/// The day itself, or the Monday after it.
const fn work(day: Day) -> Day {
    match day.rem_euclid(7) {
        5 => day + 2,
        6 => day + 1,
        _ => day,
    }
}

struct Making {
    character: Character,
    chance: ChaCha8Rng,
    publishers: Vec<Publisher>,
}

impl Making {
    fn new(character: Character, seed: u64) -> Self {
        let mut making = Self { character, chance: ChaCha8Rng::seed_from_u64(seed), publishers: Vec::new() };
        for no in 0..PUBLISHERS {
            let country = making.chance.random_range(0..COUNTRIES);
            let every = [7, 14, 14, 21][making.chance.random_range(0..4)];
            let anchor = making.chance.random_range(0..every);
            let days = making.log_normal(18.0 + 4.0 * f64::from(country), 0.25);
            let stray = making.chance.random_range(0.15..0.4);
            let weight = 1.0 / (f64::from(no) + 3.0);
            making.publishers.push(Publisher { country, weight, days, stray, rhythm: Rhythm { anchor, every } });
        }
        making
    }

    fn log_normal(&mut self, middle: f64, stray: f64) -> f64 {
        let (a, b) = (1.0 - self.chance.random::<f64>(), self.chance.random::<f64>());
        middle * (stray * (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()).exp()
    }

    fn order(&mut self) -> Line {
        let whole: f64 = self.publishers.iter().map(|publisher| publisher.weight).sum();
        let mut point = self.chance.random::<f64>() * whole;
        let passed = |publisher: &Publisher| {
            point -= publisher.weight;
            point <= 0.0
        };
        let no = self.publishers.iter().position(passed).unwrap_or(0);
        let lane = if self.chance.random_bool(0.04) { Lane::Urgent } else { Lane::Ordinary };
        let route = Route { publisher: no as u32, country: self.publishers[no].country, lane };
        let placed = work(self.chance.random_range(0..DAYS));
        let needed_by = self.chance.random_bool(0.3).then(|| next_term(placed));
        Line { route, placed, needed_by, arrived: None, gone: false }
    }

    /// A batch goes its way together, but for some lines that the publisher sends later, and the last stage, in which every
    /// line has a van of its own.
    fn travel(&mut self, route: Route, leaves: Day, batch: &[u64], steps: &mut Vec<Step>) {
        let publisher = &self.publishers[route.publisher as usize];
        let slow = self.character == Character::Slowing && route.publisher == TURNING && leaves >= TURN;
        let (days, stray) = (publisher.days * if slow { 2.0 } else { 1.0 }, publisher.stray);
        let hurry = if route.lane == Lane::Urgent { 0.5 } else { 1.0 };
        let bought = leaves as f64 + hurry * self.log_normal(days, stray);
        let later = self.chance.random_bool(0.1);
        let rest = bought + self.chance.random_range(4.0..20.0);
        let (late, prompt): (Vec<u64>, Vec<u64>) = batch.iter().partition(|_| later && self.chance.random_bool(0.3));
        for (lines, ready) in [(prompt, bought), (late, rest)] {
            let mut days = vec![leaves, work(ready as Day)];
            for (stage, (middle, stray)) in STAGES.into_iter().enumerate().take(STAGES.len() - 1) {
                let from = days[days.len() - 1];
                let stay = self.jam(stage, from) * hurry * self.log_normal(middle, stray);
                days.push(work((from as f64 + stay) as Day));
            }
            for line in lines {
                let (middle, stray) = STAGES[STAGES.len() - 1];
                let arrival = days[days.len() - 1] as f64 + hurry * self.log_normal(middle, stray);
                let step = |place, day| Step { line, route, place, day };
                steps.extend((1..).zip(&days).map(|(stage, day)| step(Place::Stage(stage), *day)));
                steps.push(step(Place::Arrived, work(arrival as Day)));
            }
        }
    }

    /// How much longer a stay takes that begins on a day.
    fn jam(&self, stage: usize, day: Day) -> f64 {
        let jammed = self.character == Character::Seasonal && stage == 0 && SUMMER.contains(&day.rem_euclid(365));
        if jammed { 2.5 } else { 1.0 }
    }
}
