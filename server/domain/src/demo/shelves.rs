//! What can be ordered and at what price: publishers, titles and the words that find them, rates of exchange.

use std::collections::HashMap;

use kernel::Isbn;
use uuid::Uuid;

use super::calendar::{civil, first_of_month, instant};
use super::chance::{Chance, Keys};
use super::files::TitleRow;
use crate::catalogue::NewTitle;
use crate::days::{self, DAY_MS};

/// The issues of so many first days are on the shelves when the history begins: nobody can order from empty ones.
const FIRST_STOCK_DAYS: i64 = 45;

/// A publisher.
pub(super) struct Publisher {
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) country: String,
    pub(super) currency: String,
}

/// A title as the catalogue takes it, and the place of its publisher.
pub(super) struct Title {
    pub(super) entry: NewTitle,
    pub(super) publisher: usize,
}

/// The catalogue.
pub(super) struct Shelves {
    pub(super) publishers: Vec<Publisher>,
    /// In the order in which the house learned of them.
    pub(super) titles: Vec<Title>,
}

impl Shelves {
    /// Puts the titles of the file on shelves, each in the month of its catalogue issue. What was announced before or
    /// soon after the history begins, or will be after `now`, was known from the start.
    pub(super) fn make(seed: u64, (start, now): (i64, i64), rows: Vec<TitleRow>) -> Self {
        let mut publishers =
            Publishers { keys: Keys::new(seed, "publishers"), all: Vec::new(), known: HashMap::new(), start };
        let mut chance = Chance::new(seed, "shelves");
        let mut dated: Vec<(i64, TitleRow)> =
            rows.into_iter().map(|row| (added_at(&row, (start, now), &mut chance), row)).collect();
        dated.sort_by(|(at, a), (other, b)| (at, &a.isbn13).cmp(&(other, &b.isbn13)));
        let keys = Keys::new(seed, "titles");
        let titles = dated.into_iter().enumerate().filter_map(|(index, (added_at, row))| {
            let publisher = publishers.of(&row);
            let (id, publisher_id) = (keys.of(index, added_at), publishers.all[publisher].id);
            Some(Title { entry: entry(row, (id, publisher_id), added_at)?, publisher })
        });
        Self { titles: titles.collect(), publishers: publishers.all }
    }
}

/// The entry of a row; nothing for a row whose ISBN is none.
fn entry(row: TitleRow, (id, publisher_id): (Uuid, Uuid), added_at: i64) -> Option<NewTitle> {
    Some(NewTitle {
        id,
        isbn: Isbn::parse(&row.isbn13).ok()?,
        title: row.title,
        authors: row.authors,
        publisher_id,
        publisher: row.publisher,
        year: row.year,
        language: row.language,
        clc: row.clc,
        catalogue: row.catalogue,
        binding: row.binding,
        currency: row.currency,
        list_minor: row.list_price_minor,
        popularity: row.popularity,
        added_at,
    })
}

fn added_at(row: &TitleRow, (start, now): (i64, i64), chance: &mut Chance) -> i64 {
    let month = row.catalogue.split_once('-').and_then(|(_, month)| month.split_once('-'));
    let issued = month.and_then(|(year, month)| first_of_month(year.parse().ok()?, month.parse().ok()?));
    let hour = chance.between(9 * 60, 17 * 60);
    match issued.map(|day| instant(day, hour)) {
        Some(at) if at > start + FIRST_STOCK_DAYS * DAY_MS && at < now - 15 * DAY_MS => at,
        _ => start - 30 * DAY_MS,
    }
}

struct Publishers {
    keys: Keys,
    all: Vec<Publisher>,
    known: HashMap<String, usize>,
    start: i64,
}

impl Publishers {
    fn of(&mut self, row: &TitleRow) -> usize {
        if let Some(index) = self.known.get(&row.publisher) {
            return *index;
        }
        let index = self.all.len();
        self.all.push(Publisher {
            id: self.keys.of(index, self.start - 40 * DAY_MS),
            name: row.publisher.clone(),
            country: row.country.clone(),
            currency: row.currency.clone(),
        });
        self.known.insert(row.publisher.clone(), index);
        index
    }
}

/// What one whole unit of a currency cost, in millionths of yuan, from a day on.
pub(super) struct Rate {
    pub(super) currency: &'static str,
    pub(super) day: i64,
    pub(super) rate_micro: i64,
}

/// Where the currencies stand about when the history begins.
const AROUND: [(&str, f64); 14] = [
    ("USD", 7.18),
    ("GBP", 9.15),
    ("EUR", 7.78),
    ("JPY", 0.0478),
    ("CHF", 8.12),
    ("RUB", 0.0785),
    ("TWD", 0.2215),
    ("HKD", 0.9230),
    ("KRW", 0.0052),
    ("CAD", 5.21),
    ("AUD", 4.72),
    ("INR", 0.0852),
    ("SEK", 0.685),
    ("PLN", 1.83),
];

/// A rate for each currency and month.
pub(super) struct Rates(pub(super) Vec<Rate>);

impl Rates {
    /// Lets each currency wander by a percent or so a month, from the month before `start` to the month of `now`.
    pub(super) fn make(seed: u64, start: i64, now: i64) -> Self {
        let mut chance = Chance::new(seed, "rates");
        let months = months(days::today(start) - 31, days::today(now));
        let mut rates = Vec::with_capacity(months.len() * AROUND.len());
        for (currency, yuan) in AROUND {
            let mut rate = yuan;
            for day in &months {
                rate = (rate * chance.log_normal(1.0, 0.012)).clamp(yuan * 0.85, yuan * 1.15);
                rates.push(Rate { currency, day: *day, rate_micro: (rate * 1_000_000.0).round() as i64 });
            }
        }
        Self(rates)
    }

    /// The rate that holds on a day; yuan cost a yuan.
    pub(super) fn on(&self, currency: &str, day: i64) -> Option<i64> {
        let of = self.0.iter().filter(|rate| rate.currency == currency && rate.day <= day).max_by_key(|rate| rate.day);
        of.map(|rate| rate.rate_micro).or((currency == "CNY").then_some(1_000_000))
    }
}

/// The first days of all months from the month of one day to the month of another.
fn months(from: i64, to: i64) -> Vec<i64> {
    let (first, last) = (civil(from), civil(to));
    let count = |date: jiff::civil::Date| i64::from(date.year()) * 12 + i64::from(date.month()) - 1;
    let day = |month: i64| first_of_month((month / 12) as i16, (month % 12) as i8 + 1);
    (count(first)..=count(last)).filter_map(day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::files::Files;

    const NOW: i64 = 1_795_000_000_000;
    const START: i64 = NOW - 730 * DAY_MS;

    #[test]
    fn every_title_has_a_price_on_every_day() {
        let rates = Rates::make(1, START, NOW);
        let shelves = Shelves::make(1, (START, NOW), Files::read().unwrap().titles);
        assert!(shelves.titles.len() >= 9_500, "{}", shelves.titles.len());
        for title in &shelves.titles {
            let NewTitle { currency, list_minor, .. } = &title.entry;
            let rate = rates.on(currency, days::today(START));
            let price = rate.and_then(|rate| kernel::money::unit_price_fen(*list_minor, currency, rate, 10_000));
            assert!(price.is_some_and(|fen| fen > 0), "{:?}", title.entry);
        }
    }

    #[test]
    fn titles_come_month_by_month() {
        let shelves = Shelves::make(1, (START, NOW), Files::read().unwrap().titles);
        assert!(shelves.titles.is_sorted_by_key(|title| title.entry.added_at));
        let recent = shelves.titles.iter().filter(|title| title.entry.added_at > NOW - 60 * DAY_MS).count();
        assert!(recent > 100, "{recent} titles of the last two months");
    }
}
