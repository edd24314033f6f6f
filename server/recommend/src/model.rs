//! The recommender: for each title the titles that are ordered together with it more than chance would have it.
//!
//! Knows the weights of co-ordering. Must not know where the orders come from or how a reason is worded.

use std::cmp::Ordering;

use crate::table::Table;

// The four numbers were chosen on a public set of 480,000 book orders and checked on another of 640,000.

/// How much a customer with many titles counts: each of its pairs weighs `titles ^ -CUSTOMER_DAMPING`.
const CUSTOMER_DAMPING: f32 = 0.4;
/// How much the popularity of the title that was ordered is divided out.
const ORDERED_DAMPING: f32 = 0.6;
/// How much the popularity of the title that is shown is divided out.
const SHOWN_DAMPING: f32 = 0.5;
/// Added to the popularity of both, since one common customer of two rare titles proves little.
const RARE: f32 = 20.0;
/// Reasons per pick.
const REASONS: usize = 3;

/// How large a model may become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// How many neighbours of a title are kept.
    pub per_title: usize,
    /// How many titles of one customer are looked at; the work grows with the square of it.
    pub cap_per_customer: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { per_title: 50, cap_per_customer: 500 }
    }
}

/// A title to show, and the titles of the history that brought it up.
#[derive(Debug, Clone, PartialEq)]
pub struct Pick {
    /// The title's id.
    pub title: u32,
    /// The sum of what each title of the history says for it; comparable within one answer only.
    pub score: f32,
    /// Up to three titles of the history, the one that says most first. Each was ordered by a customer of this title.
    pub because: Vec<u32>,
}

/// What a title of the history says for another title.
#[derive(Debug, Clone, Copy)]
struct Term {
    shown: u32,
    ordered: u32,
    weight: f32,
}

/// The neighbours of every title that was ordered.
#[derive(Debug, Clone, Default)]
pub struct Model {
    table: Table,
    /// By the number of a title: its neighbours' numbers and weights, by number.
    neighbours: Vec<Vec<(u32, f32)>>,
}

impl Model {
    /// Learns from `(customer, title)` pairs; a pair that comes twice counts once.
    #[must_use]
    pub fn build(pairs: &[(u32, u32)], settings: Settings) -> Self {
        let table = Table::new(pairs, settings.cap_per_customer);
        let mut counter = Counter::new(&table);
        let numbers = 0..u32::try_from(table.titles.len()).unwrap_or(u32::MAX);
        let neighbours = numbers.map(|number| counter.neighbours(number, settings.per_title)).collect();
        Self { table, neighbours }
    }

    /// The `k` titles that the history speaks for most, best first, none of them in the history; ties go to the smaller id.
    ///
    /// `exclude` says which titles must not be shown, e.g. what the customer has declined or what is out of print. Fewer
    /// than `k` come back when the history knows no more; [`most_ordered`](crate::most_ordered) may fill up.
    #[must_use]
    pub fn recommend(&self, history: &[u32], exclude: impl Fn(u32) -> bool, k: usize) -> Vec<Pick> {
        let mut ordered: Vec<u32> = history.iter().filter_map(|&title| self.table.number_of(title)).collect();
        ordered.sort_unstable();
        ordered.dedup();
        let terms = self.terms(&ordered);
        let mut sums: Vec<(f32, u32, &[Term])> = terms
            .chunk_by(|one, other| one.shown == other.shown)
            .map(|of_one| (of_one.iter().map(|term| term.weight).sum(), of_one[0].shown, of_one))
            .filter(|&(_, shown, _)| !exclude(self.table.titles[shown as usize]))
            .collect();
        sums.sort_unstable_by(|one, other| best_first((one.0, one.1), (other.0, other.1)));
        sums.truncate(k);
        sums.into_iter().map(|(score, shown, of_one)| self.pick(shown, score, of_one.to_vec())).collect()
    }

    /// All that the history says, sorted by the title that is spoken for.
    fn terms(&self, ordered: &[u32]) -> Vec<Term> {
        let mut terms = Vec::new();
        for &number in ordered {
            let others = self.neighbours[number as usize].iter();
            terms.extend(
                others.filter(|(shown, _)| ordered.binary_search(shown).is_err()).map(|&(shown, weight)| Term {
                    shown,
                    ordered: number,
                    weight,
                }),
            );
        }
        terms.sort_unstable_by_key(|term| (term.shown, term.ordered));
        terms
    }

    fn pick(&self, shown: u32, score: f32, mut terms: Vec<Term>) -> Pick {
        terms.sort_unstable_by(|one, other| best_first((one.weight, one.ordered), (other.weight, other.ordered)));
        let because = terms.iter().take(REASONS).map(|term| self.table.titles[term.ordered as usize]).collect();
        Pick { title: self.table.titles[shown as usize], score, because }
    }
}

/// Counts common customers, one title at a time, in space that is used again.
struct Counter<'t> {
    table: &'t Table,
    /// By customer: what one of its pairs weighs.
    customer_weight: Vec<f32>,
    common: Vec<f32>,
    touched: Vec<u32>,
}

impl<'t> Counter<'t> {
    fn new(table: &'t Table) -> Self {
        let customer_weight = table.titles_of.lengths().map(|titles| titles.powf(-CUSTOMER_DAMPING)).collect();
        Self { table, customer_weight, common: vec![0.0; table.titles.len()], touched: Vec::new() }
    }

    /// The titles with common customers that weigh most for `number`, at most `limit`, sorted by number.
    fn neighbours(&mut self, number: u32, limit: usize) -> Vec<(u32, f32)> {
        self.count(number);
        let own = self.popularity(number).powf(-ORDERED_DAMPING);
        let mut found: Vec<(u32, f32)> = Vec::with_capacity(self.touched.len());
        for other in std::mem::take(&mut self.touched) {
            let common = std::mem::take(&mut self.common[other as usize]);
            if other != number {
                found.push((other, common * own * self.popularity(other).powf(-SHOWN_DAMPING)));
            }
        }
        if found.len() > limit {
            found.select_nth_unstable_by(limit, |one, other| best_first((one.1, one.0), (other.1, other.0)));
            found.truncate(limit);
        }
        found.sort_unstable_by_key(|&(other, _)| other);
        found.shrink_to_fit();
        found
    }

    /// Fills `common` with the weight of the customers that each title shares with `number`. Customers come in the order
    /// of their ids, so that the rounding of the sums is the same in every run.
    fn count(&mut self, number: u32) {
        let table = self.table;
        for &customer in table.customers_of.row(number) {
            let weight = self.customer_weight[customer as usize];
            for &other in table.titles_of.row(customer) {
                let common = &mut self.common[other as usize];
                if *common <= 0.0 {
                    self.touched.push(other);
                }
                *common += weight;
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "numbers of customers are far below 2^24")]
    fn popularity(&self, number: u32) -> f32 {
        self.table.customers_of.row(number).len() as f32 + RARE
    }
}

/// Orders `(weight, number)` by weight, greatest first, then by number.
fn best_first(one: (f32, u32), other: (f32, u32)) -> Ordering {
    other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
}
