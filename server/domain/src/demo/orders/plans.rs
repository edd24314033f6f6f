//! When each customer orders and how much: the seasons of budgets and courses, and what those who are looked at first have
//! under way today. It chooses no book.

use super::Market;
use crate::days;
use crate::demo::calendar::{civil, is_workday, last_in_office, sometime, span};
use crate::demo::chance::{Chance, sums};
use crate::demo::timetable;

/// An order before anything was chosen.
pub(super) struct Plan {
    pub(super) at: i64,
    pub(super) org: usize,
    pub(super) lines: usize,
    pub(super) kind: Kind,
}

/// What an order is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The shelves.
    Shelves,
    /// A course, well before its term.
    Course,
    /// A course whose books are needed on a day that not all of them can be sure to meet.
    Tight { needed_by: i64 },
    /// Somebody who waits: by the [`timetable`], and for nobody else's books.
    Express,
}

impl Kind {
    /// Whether whole classes read it.
    pub(super) const fn is_course(self) -> bool {
        matches!(self, Self::Course | Self::Tight { .. })
    }
}

/// How busy the months are: courses buy from April to June, budgets end in November.
const SEASON: [f64; 12] = [0.8, 0.5, 1.0, 1.1, 1.2, 1.1, 0.7, 0.6, 1.0, 1.4, 1.5, 1.0];
const COURSES: [f64; 12] = [0.1, 0.1, 0.6, 2.0, 3.0, 2.2, 0.3, 0.1, 0.1, 0.5, 1.0, 0.6];
/// One order in so many of a university or school is for its courses.
const COURSE_ORDERS: f64 = 0.12;

/// The tight course: in so many days its term begins, and it was ordered for twice, so many days ago, so many lines.
const TIGHT_DAYS: i64 = 56;
const TIGHT_ORDERS: [(f64, usize); 2] = [(16.0, 6), (9.0, 4)];

/// Plans all orders.
pub(super) struct Planner<'a> {
    market: &'a Market<'a>,
    chance: Chance,
    days: Vec<i64>,
    season: Vec<f64>,
    courses: Vec<f64>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(market: &'a Market<'a>) -> Self {
        let days: Vec<i64> =
            (days::today(market.start)..=days::today(market.now)).filter(|day| is_workday(*day)).collect();
        let weigh =
            |months: &[f64; 12]| sums(days.iter().map(|day| months[civil(*day).month().unsigned_abs() as usize - 1]));
        let (season, courses) = (weigh(&SEASON), weigh(&COURSES));
        Self { market, chance: Chance::new(market.seed, "plans"), days, season, courses }
    }

    /// All orders in the order of time.
    pub(super) fn plans(mut self) -> Vec<Plan> {
        let orgs = &self.market.people.orgs;
        let whole: f64 = orgs.iter().map(|org| org.weight).sum();
        let mut plans = Vec::new();
        let (mut due, mut planned) = (0.0, 0);
        for (index, org) in orgs.iter().enumerate() {
            due += self.market.lines as f64 * org.weight / whole;
            let mut budget = (due.round() as usize).saturating_sub(planned);
            planned += budget;
            if self.is_in_story(index) {
                budget -= self.story(index, budget, &mut plans);
            }
            let first = plans.len();
            while budget > 0 {
                let plan = self.plan(index, &org.class, budget);
                budget -= plan.lines;
                plans.push(plan);
            }
            if self.is_in_story(index) {
                self.refresh(&mut plans[first..]);
            }
        }
        plans.sort_by_key(|plan| (plan.at, plan.org));
        plans
    }

    /// Whether somebody of the cast orders for it.
    fn is_in_story(&self, org: usize) -> bool {
        let people = self.market.people;
        people.buyers[org].iter().any(|buyer| people.users[*buyer].part.is_some())
    }

    /// What those who are looked at first have under way today, in a house that is large enough for it: an urgent order of
    /// which parcels are on their way, and at a university a course that is in danger. Gives the lines of it.
    fn story(&self, org: usize, budget: usize, plans: &mut Vec<Plan>) -> usize {
        const ROOM: usize = 3;
        let now = self.market.now;
        let mut story = vec![Plan { at: timetable::placed_at(now), org, lines: timetable::LINES, kind: Kind::Express }];
        if self.market.people.orgs[org].class == "university" {
            let kind = Kind::Tight { needed_by: days::today(now) + TIGHT_DAYS };
            let tight = |(back, lines)| Plan { at: last_in_office(now - span(back)), org, lines, kind };
            story.extend(TIGHT_ORDERS.map(tight));
        }
        let lines: usize = story.iter().map(|plan| plan.lines).sum();
        if budget < lines * ROOM {
            return 0;
        }
        plans.extend(story);
        lines
    }

    /// Those who are looked at first have ordered on one of the last days, and in the week before.
    fn refresh(&mut self, plans: &mut [Plan]) {
        plans.sort_by_key(|plan| std::cmp::Reverse((!plan.kind.is_course(), plan.at)));
        let recent: Vec<i64> = self.days.iter().rev().take(6).copied().collect();
        for (plan, days) in plans.iter_mut().zip([recent.get(..1), recent.get(2..)].into_iter().flatten()) {
            if !days.is_empty() {
                let day = self.chance.pick(days);
                plan.at = self.moment(day);
            }
        }
    }

    /// Some time on a day. What would be placed later today was placed this morning.
    fn moment(&mut self, day: i64) -> i64 {
        sometime(day, &mut self.chance).min(self.market.now - self.chance.between(60_000, 5 * 3_600_000))
    }

    fn plan(&mut self, org: usize, class: &str, budget: usize) -> Plan {
        let course = matches!(class, "university" | "school") && self.chance.hits(COURSE_ORDERS);
        let (usual, kind) = if course { (5.0, Kind::Course) } else { (9.5, Kind::Shelves) };
        let lines = (self.chance.log_normal(usual, 0.75).round() as usize).clamp(1, 60).min(budget);
        let sums = if course { &self.courses } else { &self.season };
        let day = self.days.get(self.chance.by_sums(sums)).copied().unwrap_or_else(|| days::today(self.market.now));
        Plan { at: self.moment(day), org, lines, kind }
    }
}
