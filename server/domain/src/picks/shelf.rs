//! What all orders together tell of the titles, kept in memory. It is made anew every few minutes in the background; an
//! answer from an old shelf is as true as it was, only not as fresh.

use std::collections::{HashMap, HashSet};

use kernel::Isbn;
use recommend::{Model, Settings, most_ordered};
use store::{Conn, Result, sql};
use uuid::Uuid;

/// Order lines read in one statement.
const PORTION: i64 = 20_000;
/// Favourites kept for each class of institution; enough to leave a page after what was ordered already is taken out.
const FAVOURITES: usize = 500;

/// The titles that were ever ordered, their neighbours, and the favourites of each class of institution.
#[derive(Debug, Default)]
pub struct Shelf {
    titles: Vec<(Uuid, Isbn)>,
    numbers: HashMap<Uuid, u32>,
    model: Model,
    favourites: HashMap<String, Vec<(u32, u32)>>,
}

#[derive(sqlx::FromRow)]
struct Line {
    org_id: Uuid,
    id: Uuid,
    title_id: Uuid,
    isbn: String,
}

/// What is gathered while the lines are read.
#[derive(Default)]
struct Gathered {
    titles: Vec<(Uuid, Isbn)>,
    numbers: HashMap<Uuid, u32>,
    customers: HashMap<Uuid, u32>,
    /// Customer and title, in small numbers.
    pairs: Vec<(u32, u32)>,
}

impl Shelf {
    /// Reads all order lines, portion by portion, and learns from them. Takes seconds for a million lines; the learning runs
    /// on a thread of its own.
    pub async fn load(conn: &mut Conn) -> Result<Self> {
        let mut gathered = Gathered::default();
        let mut after = (Uuid::nil(), Uuid::nil());
        loop {
            let lines = portion(conn, after).await?;
            let Some(last) = lines.last() else { break };
            after = (last.org_id, last.id);
            lines.iter().for_each(|line| gathered.add(line));
        }
        let classes = sql!(fetch_all as (Uuid, String), conn, "select id, class from orgs")?;
        let learning = tokio::task::spawn_blocking(move || gathered.learn(&classes));
        learning.await.map_err(|stopped| sqlx::Error::Io(std::io::Error::other(stopped)).into())
    }

    pub(super) fn model(&self) -> &Model {
        &self.model
    }

    pub(super) fn number(&self, id: &Uuid) -> Option<u32> {
        self.numbers.get(id).copied()
    }

    pub(super) fn isbn(&self, number: u32) -> Option<Isbn> {
        self.titles.get(number as usize).map(|(_, isbn)| *isbn)
    }

    pub(super) fn is_among(&self, number: u32, titles: &HashSet<Uuid>) -> bool {
        self.titles.get(number as usize).is_some_and(|(id, _)| titles.contains(id))
    }

    /// The titles most ordered by organisations of a class, with the number of these.
    pub(super) fn favourites(&self, class: &str) -> &[(u32, u32)] {
        self.favourites.get(class).map_or(&[], Vec::as_slice)
    }
}

async fn portion(conn: &mut Conn, after: (Uuid, Uuid)) -> Result<Vec<Line>> {
    sql!(
        fetch_all as Line,
        conn,
        "select l.org_id, l.id, l.title_id, t.isbn from order_lines l join titles t on t.id = l.title_id
         where (l.org_id, l.id) > ($1, $2) order by l.org_id, l.id limit $3",
        after.0,
        after.1,
        PORTION
    )
}

impl Gathered {
    fn add(&mut self, line: &Line) {
        let Some(title) = self.number(line) else { return };
        let next = small(self.customers.len());
        let customer = *self.customers.entry(line.org_id).or_insert(next);
        self.pairs.push((customer, title));
    }

    /// The number of a line's title; nothing for an ISBN that is none, which no door lets in.
    fn number(&mut self, line: &Line) -> Option<u32> {
        if let Some(number) = self.numbers.get(&line.title_id) {
            return Some(*number);
        }
        let isbn = Isbn::parse(&line.isbn).ok()?;
        let number = small(self.titles.len());
        self.titles.push((line.title_id, isbn));
        self.numbers.insert(line.title_id, number);
        Some(number)
    }

    fn learn(self, classes: &[(Uuid, String)]) -> Shelf {
        let model = Model::build(&self.pairs, Settings::default());
        let favourites = self.favourites(classes);
        Shelf { titles: self.titles, numbers: self.numbers, model, favourites }
    }

    fn favourites(&self, classes: &[(Uuid, String)]) -> HashMap<String, Vec<(u32, u32)>> {
        let class_of: HashMap<u32, &str> =
            classes.iter().filter_map(|(org_id, class)| Some((*self.customers.get(org_id)?, class.as_str()))).collect();
        let mut pairs: HashMap<&str, Vec<(u32, u32)>> = HashMap::new();
        for (customer, title) in &self.pairs {
            if let Some(class) = class_of.get(customer) {
                pairs.entry(class).or_default().push((*customer, *title));
            }
        }
        let most = |pairs: Vec<(u32, u32)>| most_ordered(&pairs, |_| false, FAVOURITES);
        pairs.into_iter().map(|(class, pairs)| (class.to_owned(), most(pairs))).collect()
    }
}

/// A place in a list as a small number. There are never four thousand million titles or customers.
fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
