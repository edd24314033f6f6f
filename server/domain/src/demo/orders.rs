//! Two years of orders: what each customer ordered, and at what price. What became of them is told in [`super::way`].

mod plans;

use std::collections::{BTreeMap, HashSet};

use kernel::OrgKind;
use kernel::money::unit_price_fen;
use uuid::Uuid;

use super::calendar::{civil, first_of_month};
use super::chance::{Chance, Keys};
use super::people::People;
use super::shelves::{Rates, Shelves};
use super::taste::{Drawers, Taste};
use crate::days;
use plans::{Kind, Plan, Planner};

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
    /// It travels by the [`super::timetable`].
    pub(super) express: bool,
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
    /// The line of which it takes the place.
    pub(super) instead_of: Option<u32>,
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

const NOTES: [&str; 6] = [
    "请优先发精装本。",
    "Please deliver with the invoice in three copies.",
    "送至图书馆采编部，周三下午收货。",
    "如缺货请先告知，不要替换版本。",
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
            tight: BTreeMap::new(),
            made: Self::default(),
        };
        for plan in plans {
            writing.order(&plan);
        }
        writing.made
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
    /// The tight courses, by customer, and the first line that was ordered for each.
    tight: BTreeMap<usize, (String, u32)>,
    made: Orders,
}

impl Writing<'_> {
    fn order(&mut self, plan: &Plan) {
        let Some((payer, placed_by)) = self.who(plan) else { return };
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
            urgent: self.chance.hits(0.03) || plan.kind == Kind::Express,
            express: plan.kind == Kind::Express,
            lines,
            copies,
            total_fen,
            placed_at: plan.at,
        };
        self.made.orders.push(order);
    }

    /// Who pays and who places: a bookstore does both for its customers, unless they have somebody of their own. What is looked
    /// at first is the order of whom the story is about.
    fn who(&mut self, plan: &Plan) -> Option<(usize, usize)> {
        let (people, org) = (self.market.people, plan.org);
        let above = people.orgs[org].parent.filter(|parent| people.orgs[*parent].kind == OrgKind::Partner);
        let payer = match above {
            Some(partner) if people.buyers[org].is_empty() || self.chance.hits(0.7) => partner,
            _ => org,
        };
        let buyers = &people.buyers[payer];
        match plan.kind {
            Kind::Express | Kind::Tight { .. } => buyers.first().map(|first| (payer, *first)),
            _ => (!buyers.is_empty()).then(|| (payer, self.chance.pick(buyers))),
        }
    }

    fn line(&mut self, plan: &Plan, payer: usize, chosen: &mut HashSet<u32>) {
        let taste = &mut self.tastes[plan.org];
        let book = if plan.kind.is_course() { taste.textbook(&self.drawers, plan.at, &mut self.chance) } else { None };
        let fresh = book.filter(|title| !chosen.contains(title));
        let drawn = fresh.or_else(|| taste.choose(&self.drawers, plan.at, &mut self.chance));
        let Some(title) = drawn.filter(|title| chosen.insert(*title)) else { return };
        let copies = match (plan.kind.is_course(), self.chance.below(10)) {
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
            instead_of: None,
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
        let part = if plan.kind.is_course() { "TXT" } else { "LIB" };
        format!("{}-{part}-{year}-{count:04}", org.slug.to_ascii_uppercase())
    }

    /// For which course, by the first of its titles. Libraries of universities and schools buy for courses as well, and say so
    /// when there is a deadline. The tight course is one, however often it orders.
    fn course(&mut self, plan: &Plan, first: usize, (no, needed_by): (&str, Option<i64>)) -> String {
        let market = self.market;
        let org = &market.people.orgs[plan.org];
        let teaches = matches!(org.class.as_str(), "university" | "school");
        let says_so = teaches && needed_by.is_some() && !super::chance::mark(no).is_multiple_of(3);
        if !plan.kind.is_course() && !says_so {
            return String::new();
        }
        let title = self.made.lines[first].title as usize;
        let course = |no: &str| super::courses::course(&market.shelves.titles[title].entry.clc, no, needed_by);
        match plan.kind {
            Kind::Tight { .. } => {
                let tight = self.tight.entry(plan.org).or_insert_with(|| (course(&org.slug), first as u32));
                // What is ordered for it once more begins with something else in the place of what may come too late.
                self.made.lines[first].instead_of = Some(tight.1).filter(|other| *other != first as u32);
                tight.0.clone()
            }
            _ => course(no),
        }
    }

    /// A course needs its books before term begins; one in three others has a deadline as well.
    fn needed_by(&mut self, plan: &Plan) -> Option<i64> {
        let day = days::today(plan.at);
        let here = civil(day);
        if let Kind::Tight { needed_by } = plan.kind {
            return Some(needed_by);
        }
        if plan.kind.is_course() {
            let (year, month) = if (3..=7).contains(&here.month()) { (here.year(), 9) } else { (here.year() + 1, 3) };
            return first_of_month(year, month)
                .map(|first| first - self.chance.between(1, 10))
                .filter(|last| *last > day);
        }
        self.chance.hits(0.3).then(|| day + self.chance.between(70, 180))
    }
}
