//! How long things take, what goes together and what goes wrong: the temper of the simulated house. Every publisher has its
//! own; a few are slow, one has become slow lately, and last August the customs were overwhelmed.

use super::{Reason, Stage, World};
use crate::days::{self, DAY_MS};
use crate::demo::calendar::{civil, first_of_month, in_office, instant, is_workday, last_in_office, span};
use crate::demo::chance::{Chance, mark};

/// Most lines of a purchase batch, and of any other.
pub(super) const LARGEST_PURCHASE: usize = 300;
pub(super) const LARGEST: usize = 160;
/// One line in so many is left to wait for a batch at the end.
const LEFT_OPEN: usize = 170;

/// One publisher's habits.
struct Habit {
    /// Days from cut-off to cut-off.
    rhythm: i64,
    /// The last cut-off before `now`; the others lie whole rhythms before it.
    last: i64,
    /// Usual days from order to readiness, and how far it strays.
    days: f64,
    stray: f64,
    /// From when on it takes longer, and how much.
    slower: Option<(i64, f64)>,
}

/// The habits of all.
pub(super) struct Pace {
    habits: Vec<Habit>,
    start: i64,
    /// When the customs were jammed.
    jam: (i64, i64),
}

impl Pace {
    pub(super) fn new(world: &World<'_>) -> Self {
        let mut chance = Chance::new(world.seed, "pace");
        let orders = &world.orders.orders;
        let start = orders.first().map_or(world.now, |order| order.placed_at);
        let window = last_window(world);
        let busiest = busiest_publishers(world);
        let publishers = world.shelves.publishers.iter().enumerate();
        let habits = publishers.map(|(index, publisher)| {
            let rhythm = chance.pick(&[7, 7, 10, 14, 14, 14, 21, 21, 30]);
            let back = (rhythm * DAY_MS).min(window);
            let slow = busiest.iter().skip(6).step_by(5).take(5).any(|slow| *slow == index);
            let slower = (busiest.get(2) == Some(&index)).then(|| (world.now - 170 * DAY_MS, 1.9));
            Habit {
                rhythm,
                last: last_in_office(world.now - chance.between(0, back)),
                days: chance.log_normal(usual_days(&publisher.country), 0.16) * if slow { 1.75 } else { 1.0 },
                stray: chance.amount(0.18, 0.42),
                slower,
            }
        });
        Self { habits: habits.collect(), start, jam: last_august(world.now) }
    }

    /// Rhythm and anchor day of every publisher's cut-offs, as the house writes them into its calendar: lines close in the
    /// evening and are gathered in the course of the next working day.
    pub(super) fn cut_offs(&self) -> impl Iterator<Item = (i64, i64)> {
        self.habits.iter().map(|habit| {
            let gathered = days::today(habit.last);
            let evening = (1..).map(|back| gathered - back).find(|day| is_workday(*day));
            (habit.rhythm, evening.unwrap_or(gathered))
        })
    }

    /// The first cut-off of a publisher at or after the beginning.
    pub(super) fn first_cut_off(&self, publisher: usize, chance: &mut Chance) -> i64 {
        let habit = &self.habits[publisher];
        let step = habit.rhythm * DAY_MS;
        in_office(habit.last - (habit.last - self.start) / step * step, chance)
    }

    /// The next one; it strays by some hours and falls into office hours.
    pub(super) fn next_cut_off(&self, publisher: usize, at: i64, chance: &mut Chance) -> i64 {
        let habit = &self.habits[publisher];
        let step = habit.rhythm * DAY_MS;
        let missing = (habit.last - at + step / 2).div_euclid(step);
        let next = habit.last - (missing - 1).max(-1) * step;
        in_office(next, chance).max(at + DAY_MS)
    }

    /// How many days a batch that comes to a port at `at` stays there.
    pub(super) fn stay(&self, stage: Stage, publisher: usize, at: i64, chance: &mut Chance) -> f64 {
        match stage {
            Stage::Purchase => {
                let habit = &self.habits[publisher];
                let slower = habit.slower.filter(|(from, _)| at >= *from).map_or(1.0, |(_, factor)| factor);
                chance.log_normal(habit.days * slower, habit.stray)
            }
            Stage::Customs => {
                let jammed = (self.jam.0..self.jam.1).contains(&at);
                chance.log_normal(if jammed { 16.0 } else { 6.0 }, 0.35)
            }
            Stage::Inspection => chance.log_normal(1.6, 0.5),
            Stage::WarehouseIn => chance.log_normal(1.8, 0.4),
            Stage::WarehouseOut => chance.log_normal(0.9, 0.4),
            _ => chance.log_normal(2.8, 0.5),
        }
    }

    /// How long the first to come waits for company, in days.
    pub(super) fn gathering_days(&self, stage: Stage) -> f64 {
        match stage {
            Stage::Customs => 4.0,
            Stage::Inspection | Stage::WarehouseIn => 1.2,
            Stage::WarehouseOut => 1.6,
            Stage::Dispatch => 2.0,
            _ => 0.0,
        }
    }

    /// The share of a batch that comes later than the rest of it.
    pub(super) fn late_share(&self, stage: Stage, chance: &mut Chance) -> f64 {
        let often = match stage {
            Stage::Purchase => 0.15,
            Stage::Customs | Stage::Dispatch => 0.03,
            _ => 0.0,
        };
        if chance.hits(often) { chance.amount(0.15, 0.5) } else { 0.0 }
    }

    /// What goes on together: shipments by region of the world, shelves by subject, vans by city, parcels by customer.
    pub(super) fn company(&self, stage: Stage, world: &World<'_>, batch: u32, line: u32) -> u64 {
        let line = &world.orders.lines[line as usize];
        let title = &world.shelves.titles[line.title as usize];
        let org = world.orders.orders[line.order as usize].org;
        match stage {
            Stage::Customs => region(&world.shelves.publishers[title.publisher].country),
            Stage::WarehouseIn => title.entry.clc.bytes().next().map_or(0, |class| u64::from(class) % 3),
            Stage::WarehouseOut => mark(&world.people.orgs[org].city_en) % 6,
            Stage::Dispatch => org as u64,
            Stage::Delivered => u64::from(batch),
            _ => 0,
        }
    }

    /// What may come to light when copies leave a port: why, and the exit; nothing there means that they are bought again.
    pub(super) fn mishap(&self, stage: Stage, chance: &mut Chance) -> Option<(Reason, Option<Stage>)> {
        let kinds: &[(f64, Reason, Option<Stage>)] = match stage {
            Stage::Purchase => &[
                (0.005, Reason::OutOfPrint, Some(Stage::Unavailable)),
                (0.002, Reason::PublisherCancelled, Some(Stage::Unavailable)),
            ],
            Stage::Customs => &[(0.000_6, Reason::CustomsRefused, Some(Stage::Unavailable))],
            Stage::Inspection => {
                &[(0.005, Reason::Damaged, None), (0.001_5, Reason::WrongBook, None), (0.001_5, Reason::Short, None)]
            }
            Stage::Dispatch => &[(0.001, Reason::LostInTransit, Some(Stage::Lost))],
            _ => &[],
        };
        kinds.iter().find(|(often, ..)| chance.hits(*often)).map(|(_, reason, exit)| (*reason, *exit))
    }
}

/// The time before `now` in which all publishers have their last cut-off, such that about one line in [`LEFT_OPEN`] is left.
fn last_window(world: &World<'_>) -> i64 {
    // Half of what comes in the window finds its publisher's cut-off still ahead.
    let wanted = world.orders.lines.len() * 2 / LEFT_OPEN;
    let mut lines = 0;
    for order in world.orders.orders.iter().rev() {
        lines += order.lines.len();
        if lines >= wanted {
            return world.now - order.placed_at;
        }
    }
    7 * DAY_MS
}

/// Publishers with the most lines first.
fn busiest_publishers(world: &World<'_>) -> Vec<usize> {
    let mut counts: Vec<(usize, usize)> = (0..world.shelves.publishers.len()).map(|index| (0, index)).collect();
    for line in &world.orders.lines {
        counts[world.shelves.titles[line.title as usize].publisher].0 += 1;
    }
    counts.sort_by_key(|(lines, index)| (std::cmp::Reverse(*lines), *index));
    counts.into_iter().map(|(_, index)| index).collect()
}

fn usual_days(country: &str) -> f64 {
    match country {
        "HK" | "TW" => 12.0,
        "JP" | "KR" | "SG" => 15.0,
        "US" | "CA" => 25.0,
        "GB" | "IE" => 23.0,
        "RU" => 34.0,
        "DE" | "FR" | "NL" | "CH" | "AT" | "BE" => 27.0,
        _ => 30.0,
    }
}

fn region(country: &str) -> u64 {
    match country {
        "US" | "CA" => 1,
        "GB" | "IE" => 2,
        "HK" | "TW" => 3,
        "JP" | "KR" | "SG" => 4,
        "RU" => 5,
        _ => 6,
    }
}

/// The last August that is over, with the days around it in which the pile grew.
fn last_august(now: i64) -> (i64, i64) {
    let here = civil(days::today(now));
    let year = if here.month() > 9 { here.year() } else { here.year() - 1 };
    let first = first_of_month(year, 8).map_or(0, |day| instant(day, 0));
    (first - span(4.0), first + span(29.0))
}
