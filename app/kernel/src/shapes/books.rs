//! Titles of the catalogue and recommendations.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Expected;

/// A title as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// ISBN-13 without hyphens.
    pub isbn: String,
    /// Title.
    pub title: String,
    /// Authors, as the source writes them.
    pub authors: String,
    /// Publisher's name.
    pub publisher: String,
    /// Year of publication.
    pub year: Option<i64>,
    /// ISO 639-2/B code.
    pub language: String,
    /// Class of the Chinese Library Classification.
    pub clc: String,
    /// Publisher's price in the smallest unit of `currency`.
    pub list_minor: i64,
    /// ISO 4217 code.
    pub currency: String,
    /// The reader's price for one copy today; `None` for who does not pay the house.
    pub price_fen: Option<i64>,
    /// Copies that the reader's organisation has ordered so far.
    pub ordered: i64,
}

/// A page of a list of titles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Books {
    /// The titles, best first.
    pub rows: Vec<Book>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

/// Everything about one title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookPage {
    /// The title itself.
    pub book: Book,
    /// Name of its class.
    pub class_name: String,
    /// The monthly catalogue that lists it, e.g. `S-2026-05`.
    pub catalogue: String,
    /// `hardback`, `paperback` or empty.
    pub binding: String,
    /// Publisher's country, ISO 3166-1.
    pub country: String,
    /// Days from order to arrival that 5, 8 of 10 copies of this publisher needed, from the house's own history.
    pub usual_days: Option<(i64, i64)>,
    /// The publisher.
    pub publisher_id: Uuid,
    /// When it would arrive if it were ordered today. Known to the running house, not to the database: the door fills it in.
    pub expected: Option<Expected>,
    /// The reader's own orders of it: number and copies, newest first.
    pub own_orders: Vec<(String, i64)>,
}

/// Why a title is recommended. Each can be checked by the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// These titles of the reader's own orders were ordered together with it elsewhere.
    YouOrdered(Vec<String>),
    /// So many organisations of the reader's class ordered it.
    YourClass {
        /// Class of institution, e.g. `university`.
        class: String,
        /// How many of them.
        customers: u32,
    },
}

/// A recommended title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// The title.
    pub book: Book,
    /// The reason.
    pub because: Because,
}

/// Recommendations of one organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picks {
    /// Best first.
    pub rows: Vec<Pick>,
    /// Whether the organisation has a history to learn from.
    pub from_history: bool,
}
