//! Two years of orders: when each customer orders, what, and at what price. What became of them is told in [`super::way`].

use std::collections::{BTreeMap, HashSet};

use kernel::OrgKind;
use kernel::money::unit_price_fen;
use uuid::Uuid;

use super::calendar::{civil, first_of_month, is_workday, sometime};
use super::chance::{Chance, Keys, sums};
use super::people::People;
use super::shelves::{Rates, Shelves};
use super::taste::{Drawers, Taste};
use crate::days;

/// An order.
pub(super) struct Order {
    pub(super) id: Uuid,
    pub(super) no: String,
    pub(super) org: usize,
    pub(super) payer: usize,
    pub(super) placed_by: usize,
    pub(super) own_ref: String,
    pub(super) course: String,
    pub(super) note: &'static str,
    pub(super) needed_by: Option<i64>,
    pub(super) urgent: bool,
    /// Its lines are these of all lines.
    pub(super) lines: std::ops::Range<usize>,
    pub(super) copies: i64,
    pub(super) total_fen: i64,
    pub(super) placed_at: i64,
}

/// A line of an order.
pub(super) struct Line {
    pub(super) id: Uuid,
    pub(super) order: u32,
    pub(super) title: u32,
    pub(super) copies: u32,
    pub(super) price_fen: i64,
    pub(super) rate_micro: i64,
    pub(super) factor_bp: i64,
}

/// All orders in the order of time, and their lines.
#[derive(Default)]
pub(super) struct Orders {
    pub(super) orders: Vec<Order>,
    pub(super) lines: Vec<Line>,
    /// The last number of each series.
    pub(super) counters: BTreeMap<String, i64>,
}

/// Everything that orders are made from.
pub(super) struct Market<'a> {
    pub(super) seed: u64,
    pub(super) start: i64,
    pub(super) now: i64,
    /// How many lines there will be.
    pub(super) lines: usize,
    pub(super) people: &'a People,
    pub(super) shelves: &'a Shelves,
    pub(super) rates: &'a Rates,
}

/// An order before anything was chosen.
struct Plan {
    at: i64,
    org: usize,
    lines: usize,
    course: bool,
}

/// How busy the months are: courses buy from April to June, budgets end in November.
const SEASON: [f64; 12] = [0.8, 0.5, 1.0, 1.1, 1.2, 1.1, 0.7, 0.6, 1.0, 1.4, 1.5, 1.0];
const COURSES: [f64; 12] = [0.1, 0.1, 0.6, 2.0, 3.0, 2.2, 0.3, 0.1, 0.1, 0.5, 1.0, 0.6];
/// One order in so many of a university or school is for its courses.
const COURSE_ORDERS: f64 = 0.12;

const NOTES: [&str; 6] = [
    "请优先发精装本。",
    "Please deliver with the invoice in three copies.",
    "送至图书馆采编部,周三下午收货。",
    "如缺货请先告知,不要替换版本。",
    "发票抬头请写学校全称。",
    "Exhibits for the reading room; paperback is fine.",
];

impl Orders {
    /// Makes them.
    pub(super) fn make(market: &Market<'_>) -> Self {
        let drawers = Drawers::of(&market.shelves.titles);
        let mut chance = Chance::new(market.seed, "orders");
        let tastes = market.people.orgs.iter().map(|_| Taste::new(&drawers, &mut chance)).collect();
        let plans = Planner::new(market).plans();
        let mut writing = Writing {
            market,
            drawers,
            tastes,
            chance,
            order_keys: Keys::new(market.seed, "order"),
            line_keys: Keys::new(market.seed, "line"),
            refs: BTreeMap::new(),
            made: Self::default(),
        };
        for plan in plans {
            writing.order(&plan);
        }
        writing.made
    }
}

struct Planner<'a> {
    market: &'a Market<'a>,
    chance: Chance,
    days: Vec<i64>,
    season: Vec<f64>,
    courses: Vec<f64>,
}

impl<'a> Planner<'a> {
    fn new(market: &'a Market<'a>) -> Self {
        let days: Vec<i64> =
            (days::today(market.start)..=days::today(market.now)).filter(|day| is_workday(*day)).collect();
        let weigh =
            |months: &[f64; 12]| sums(days.iter().map(|day| months[civil(*day).month().unsigned_abs() as usize - 1]));
        let (season, courses) = (weigh(&SEASON), weigh(&COURSES));
        Self { market, chance: Chance::new(market.seed, "plans"), days, season, courses }
    }

    /// All orders in the order of time.
    fn plans(mut self) -> Vec<Plan> {
        let orgs = &self.market.people.orgs;
        let whole: f64 = orgs.iter().map(|org| org.weight).sum();
        let mut plans = Vec::new();
        let (mut due, mut planned) = (0.0, 0);
        for (index, org) in orgs.iter().enumerate() {
            due += self.market.lines as f64 * org.weight / whole;
            let mut budget = (due.round() as usize).saturating_sub(planned);
            planned += budget;
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

    /// Those who are looked at first have ordered on one of the last days, and in the week before.
    fn refresh(&mut self, plans: &mut [Plan]) {
        plans.sort_by_key(|plan| std::cmp::Reverse((!plan.course, plan.at)));
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
        let usual = if course { 5.0 } else { 9.5 };
        let lines = (self.chance.log_normal(usual, 0.75).round() as usize).clamp(1, 60).min(budget);
        let sums = if course { &self.courses } else { &self.season };
        let day = self.days.get(self.chance.by_sums(sums)).copied().unwrap_or_else(|| days::today(self.market.now));
        Plan { at: self.moment(day), org, lines, course }
    }
}

struct Writing<'a> {
    market: &'a Market<'a>,
    drawers: Drawers,
    tastes: Vec<Taste>,
    chance: Chance,
    order_keys: Keys,
    line_keys: Keys,
    /// How many own references a customer has given in a year.
    refs: BTreeMap<(usize, i16), i64>,
    made: Orders,
}

impl Writing<'_> {
    fn order(&mut self, plan: &Plan) {
        let Some((payer, placed_by)) = self.who(plan.org) else { return };
        let first = self.made.lines.len();
        let mut chosen = HashSet::new();
        // A title that was drawn twice is drawn anew, but not for ever.
        for _ in 0..plan.lines * 2 {
            if chosen.len() < plan.lines {
                self.line(plan, payer, &mut chosen);
            }
        }
        let lines = first..self.made.lines.len();
        if lines.is_empty() {
            return;
        }
        let (copies, total_fen) = self.made.lines[lines.clone()].iter().fold((0, 0), |(copies, total), line| {
            (copies + i64::from(line.copies), total + i64::from(line.copies) * line.price_fen)
        });
        let no = super::number(&mut self.made.counters, "S", plan.at);
        let own_ref = self.own_ref(plan);
        let note = if self.chance.hits(0.08) { self.chance.pick(&NOTES) } else { "" };
        let needed_by = self.needed_by(plan);
        let order = Order {
            id: self.order_keys.of(self.made.orders.len(), plan.at),
            course: self.course(plan, first, (&no, needed_by)),
            no,
            org: plan.org,
            payer,
            placed_by,
            own_ref,
            note,
            needed_by,
            urgent: self.chance.hits(0.03),
            lines,
            copies,
            total_fen,
            placed_at: plan.at,
        };
        self.made.orders.push(order);
    }

    /// Who pays and who places: a bookstore does both for its customers, unless they have somebody of their own.
    fn who(&mut self, org: usize) -> Option<(usize, usize)> {
        let people = self.market.people;
        let above = people.orgs[org].parent.filter(|parent| people.orgs[*parent].kind == OrgKind::Partner);
        let payer = match above {
            Some(partner) if people.buyers[org].is_empty() || self.chance.hits(0.7) => partner,
            _ => org,
        };
        let buyers = &people.buyers[payer];
        (!buyers.is_empty()).then(|| (payer, self.chance.pick(buyers)))
    }

    fn line(&mut self, plan: &Plan, payer: usize, chosen: &mut HashSet<u32>) {
        let taste = &mut self.tastes[plan.org];
        let book = if plan.course { taste.textbook(&self.drawers, plan.at, &mut self.chance) } else { None };
        let fresh = book.filter(|title| !chosen.contains(title));
        let drawn = fresh.or_else(|| taste.choose(&self.drawers, plan.at, &mut self.chance));
        let Some(title) = drawn.filter(|title| chosen.insert(*title)) else { return };
        let copies = match (plan.course, self.chance.below(10)) {
            (true, _) => self.chance.between(2, 24) * 5,
            (false, 0..6) => 1,
            (false, 6..9) => 2,
            (false, _) => self.chance.between(3, 5),
        };
        let Some(line) = self.priced(plan.at, payer, title, copies) else { return };
        self.made.lines.push(line);
    }

    fn priced(&self, at: i64, payer: usize, title: u32, copies: i64) -> Option<Line> {
        let entry = &self.market.shelves.titles[title as usize].entry;
        let factor_bp = self.market.people.orgs[payer].factor_bp;
        let rate_micro = self.market.rates.on(&entry.currency, days::today(at))?;
        Some(Line {
            id: self.line_keys.of(self.made.lines.len(), at),
            order: u32::try_from(self.made.orders.len()).ok()?,
            title,
            copies: u32::try_from(copies).ok()?,
            price_fen: unit_price_fen(entry.list_minor, &entry.currency, rate_micro, factor_bp)?,
            rate_micro,
            factor_bp,
        })
    }

    /// The number that the customer gave the order, such as `PKU-LIB-2026-0412`; some give none.
    fn own_ref(&mut self, plan: &Plan) -> String {
        let org = &self.market.people.orgs[plan.org];
        let keeps_numbers = !super::chance::mark(&org.slug).is_multiple_of(7);
        if !keeps_numbers {
            return String::new();
        }
        let year = civil(days::today(plan.at)).year();
        let count = self.refs.entry((plan.org, year)).or_insert(0);
        *count += self.chance.between(1, 4);
        let part = if plan.course { "TXT" } else { "LIB" };
        format!("{}-{part}-{year}-{count:04}", org.slug.to_ascii_uppercase())
    }

    /// For which course, by the first of its titles. Libraries of universities and schools buy for courses as well, and say so
    /// when there is a deadline.
    fn course(&self, plan: &Plan, first: usize, (no, needed_by): (&str, Option<i64>)) -> String {
        let teaches = matches!(self.market.people.orgs[plan.org].class.as_str(), "university" | "school");
        let says_so = teaches && needed_by.is_some() && !super::chance::mark(no).is_multiple_of(3);
        if !plan.course && !says_so {
            return String::new();
        }
        let title = self.made.lines[first].title as usize;
        super::courses::course(&self.market.shelves.titles[title].entry.clc, no, needed_by)
    }

    /// A course needs its books before term begins; one in three others has a deadline as well.
    fn needed_by(&mut self, plan: &Plan) -> Option<i64> {
        let day = days::today(plan.at);
        let here = civil(day);
        if plan.course {
            let (year, month) = if (3..=7).contains(&here.month()) { (here.year(), 9) } else { (here.year() + 1, 3) };
            return first_of_month(year, month)
                .map(|first| first - self.chance.between(1, 10))
                .filter(|last| *last > day);
        }
        self.chance.hits(0.3).then(|| day + self.chance.between(70, 180))
    }
}
