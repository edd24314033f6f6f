//! Who orders what. Each customer keeps to a few subjects and, in them, to a few circles of authors: so two libraries that
//! share one title share others, and a recommendation has something true to say.

use std::collections::{BTreeMap, HashSet};

use super::chance::{Chance, mark, sums};
use super::shelves::Title;

/// Titles in a circle of authors, about.
const CIRCLE: usize = 60;
/// Circles of its subjects that a customer keeps to.
const KEPT: usize = 3;
/// How often a customer leaves its circles and takes whatever is liked in its subject.
const ASTRAY: f64 = 0.25;
/// Tries to find a title that is already announced and not yet ordered.
const TRIES: usize = 12;

/// Titles of one subject or circle, the popular ones drawn more often.
struct Drawer {
    titles: Vec<u32>,
    sums: Vec<f64>,
}

impl Drawer {
    fn new(titles: Vec<u32>, catalogue: &[Title]) -> Self {
        let liking = |title: &u32| (catalogue[*title as usize].entry.popularity.max(0) as f64 + 50.0).powf(0.35);
        Self { sums: sums(titles.iter().map(liking)), titles }
    }

    fn draw(&self, chance: &mut Chance) -> Option<u32> {
        self.titles.get(chance.by_sums(&self.sums)).copied()
    }
}

/// One subject: all of it, its circles, and what courses use of it.
struct Subject {
    all: Drawer,
    circles: Vec<Drawer>,
    textbooks: Option<Drawer>,
}

impl Subject {
    fn new(titles: Vec<u32>, catalogue: &[Title]) -> Self {
        let count = titles.len().div_ceil(CIRCLE);
        let mut circles = vec![Vec::new(); count];
        for title in &titles {
            circles[circle(&catalogue[*title as usize], count)].push(*title);
        }
        let textbooks: Vec<u32> =
            titles.iter().copied().filter(|title| is_textbook(&catalogue[*title as usize])).collect();
        Self {
            circles: circles
                .into_iter()
                .filter(|titles| !titles.is_empty())
                .map(|titles| Drawer::new(titles, catalogue))
                .collect(),
            textbooks: (!textbooks.is_empty()).then(|| Drawer::new(textbooks, catalogue)),
            all: Drawer::new(titles, catalogue),
        }
    }
}

/// The catalogue as those who order see it.
pub(super) struct Drawers {
    subjects: Vec<Subject>,
    /// How much is ordered of each, as running sums.
    liked: Vec<f64>,
    /// When each title was announced: in this order.
    added: Vec<i64>,
}

impl Drawers {
    /// Sorts the catalogue.
    pub(super) fn of(catalogue: &[Title]) -> Self {
        let mut classes: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (index, title) in (0_u32..).zip(catalogue) {
            classes.entry(class(title)).or_default().push(index);
        }
        let subjects: Vec<Subject> = classes.into_values().map(|titles| Subject::new(titles, catalogue)).collect();
        Self {
            liked: sums(subjects.iter().map(|subject| (subject.all.titles.len() as f64).sqrt())),
            added: catalogue.iter().map(|title| title.entry.added_at).collect(),
            subjects,
        }
    }

    fn known(&self, title: u32, at: i64) -> bool {
        self.added.get(title as usize).is_some_and(|added| *added <= at)
    }
}

/// The subject of a title: its main class. Literature is most of the catalogue, there the country makes the subject.
fn class(title: &Title) -> String {
    let clc = &title.entry.clc;
    if clc.starts_with('I') { clc.clone() } else { clc.chars().take(1).collect() }
}

/// Authors of one circle are read by the same people.
fn circle(title: &Title, count: usize) -> usize {
    let first = title.entry.authors.split([',', ';']).next().unwrap_or_default();
    (mark(first.trim()) % count.max(1) as u64) as usize
}

/// What a course might use: anything but fiction, art and general works, one in four.
fn is_textbook(title: &Title) -> bool {
    !title.entry.clc.starts_with(['I', 'J', 'Z', 'A']) && mark(&title.entry.isbn.to_string()).is_multiple_of(4)
}

/// One of the subjects of a customer, and the circles in it that it keeps to.
struct Liking {
    subject: usize,
    circles: Vec<usize>,
}

/// What one customer orders.
pub(super) struct Taste {
    likings: Vec<Liking>,
    sums: Vec<f64>,
    /// Subjects of its courses.
    courses: Vec<usize>,
    had: HashSet<u32>,
}

impl Taste {
    /// Two to five subjects, a few circles of authors in each.
    pub(super) fn new(drawers: &Drawers, chance: &mut Chance) -> Self {
        let count = chance.between(2, 5);
        let likings: Vec<Liking> = (0..count)
            .map(|_| {
                let subject = chance.by_sums(&drawers.liked);
                let circles = (0..KEPT).map(|_| chance.below(drawers.subjects[subject].circles.len())).collect();
                Liking { subject, circles }
            })
            .collect();
        let taught: Vec<usize> =
            (0..drawers.subjects.len()).filter(|subject| drawers.subjects[*subject].textbooks.is_some()).collect();
        let courses = if taught.is_empty() { Vec::new() } else { vec![chance.pick(&taught), chance.pick(&taught)] };
        let weights: Vec<f64> = likings.iter().map(|_| chance.amount(0.3, 1.5)).collect();
        Self { likings, sums: sums(weights), courses, had: HashSet::new() }
    }

    /// A title that is announced at `at` and that this customer has not had.
    pub(super) fn choose(&mut self, drawers: &Drawers, at: i64, chance: &mut Chance) -> Option<u32> {
        for _ in 0..TRIES {
            let liking = &self.likings[chance.by_sums(&self.sums)];
            let subject = &drawers.subjects[liking.subject];
            let circle = chance.pick(&liking.circles);
            let drawer = if chance.hits(ASTRAY) { &subject.all } else { &subject.circles[circle] };
            let drawn = drawer.draw(chance).filter(|title| drawers.known(*title, at));
            if let Some(title) = drawn.filter(|title| self.had.insert(*title)) {
                return Some(title);
            }
        }
        self.anything(drawers, at, chance)
    }

    /// A title for a course; courses order the same book year after year.
    pub(super) fn textbook(&mut self, drawers: &Drawers, at: i64, chance: &mut Chance) -> Option<u32> {
        for _ in 0..TRIES {
            let subject = self.courses.get(chance.below(self.courses.len()))?;
            let drawn = drawers.subjects[*subject].textbooks.as_ref().and_then(|drawer| drawer.draw(chance));
            if let Some(title) = drawn.filter(|title| drawers.known(*title, at)) {
                self.had.insert(title);
                return Some(title);
            }
        }
        self.choose(drawers, at, chance)
    }

    fn anything(&mut self, drawers: &Drawers, at: i64, chance: &mut Chance) -> Option<u32> {
        let known = drawers.added.partition_point(|added| *added <= at);
        let fresh = |_| {
            u32::try_from(chance.below(known))
                .ok()
                .filter(|title| (*title as usize) < known && !self.had.contains(title))
        };
        let title = (0..TRIES * 4).find_map(fresh)?;
        self.had.insert(title);
        Some(title)
    }
}
