//! What the columns of a file mean: a record becomes a row, or the first reason why it does not.

use kernel::Isbn;

use super::cells::{Cells, currency, language, number};
use super::records::Record;
use super::report::{RowFault, Stop};

/// The columns that mean something here; each with the other names that it goes by.
const COLUMNS: [(&str, &[&str]); 14] = [
    ("isbn13", &["isbn"]),
    ("isbn10", &[]),
    ("title", &[]),
    ("authors", &["author"]),
    ("publisher", &[]),
    ("country", &[]),
    ("year", &[]),
    ("language", &[]),
    ("clc", &[]),
    ("catalogue", &[]),
    ("binding", &[]),
    ("currency", &[]),
    ("list_price_minor", &["list_minor"]),
    ("popularity", &["ratings_count"]),
];
const REQUIRED: [&str; 2] = ["isbn13", "title"];

/// Which cell holds what.
pub(super) struct Header {
    width: usize,
    places: [Option<usize>; COLUMNS.len()],
}

/// What a row says of a title. Nothing means that the row does not say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ImportRow {
    pub isbn: Isbn,
    pub title: String,
    pub authors: Option<String>,
    pub publisher: Option<String>,
    pub country: Option<String>,
    pub year: Option<i64>,
    pub language: Option<String>,
    pub clc: Option<String>,
    pub catalogue: Option<String>,
    pub binding: Option<String>,
    /// The price in the smallest unit of a currency.
    pub price: Option<(i64, String)>,
    pub popularity: Option<i64>,
}

impl Header {
    /// Reads the line of column names.
    pub fn read(record: &Record) -> Result<Self, Stop> {
        let missing = Stop::NoColumn { column: REQUIRED[0] };
        let names = record.cells.as_ref().map_err(|_| missing)?;
        let names: Vec<String> = names.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
        let place = |wanted: &str| names.iter().position(|name| name == wanted);
        let places = COLUMNS.map(|(name, others)| place(name).or_else(|| others.iter().find_map(|other| place(other))));
        for (column, place) in COLUMNS.iter().zip(places) {
            if place.is_none() && REQUIRED.contains(&column.0) {
                return Err(Stop::NoColumn { column: column.0 });
            }
        }
        Ok(Self { width: names.len(), places })
    }

    /// What a record says.
    pub fn row(&self, record: &Record) -> Result<ImportRow, RowFault> {
        let cells = record.cells.as_ref().map_err(Clone::clone)?;
        if cells.len() != self.width {
            return Err(RowFault::Columns { found: cells.len(), wanted: self.width });
        }
        let cells = Cells::new(|column| self.cell(cells, column));
        let isbn = isbn(&cells)?;
        let title = cells.text("title", 1_000)?.ok_or(RowFault::NoTitle)?;
        Ok(ImportRow {
            isbn,
            title,
            authors: cells.text("authors", 1_000)?,
            publisher: cells.text("publisher", 300)?,
            country: cells.code("country", |text| text.len() == 2 && text.chars().all(|c| c.is_ascii_uppercase()))?,
            year: number(&cells, "year", -5_000..=2_200)?.filter(|year| *year != 0),
            language: cells.text("language", 20)?.map(|tag| language(&tag)),
            clc: cells.code("clc", |text| text.len() <= 40 && text.starts_with(|c: char| c.is_ascii_uppercase()))?,
            catalogue: cells.code("catalogue", |text| text.len() <= 20 && text.chars().all(is_code))?,
            binding: cells.code("binding", |text| ["hardback", "paperback"].contains(&text))?,
            price: price(&cells)?,
            popularity: number(&cells, "popularity", 0..=i64::from(u32::MAX))?,
        })
    }

    fn cell<'c>(&self, cells: &'c [String], column: &str) -> &'c str {
        let place = COLUMNS.iter().position(|(name, _)| *name == column).and_then(|index| self.places[index]);
        place.and_then(|place| cells.get(place)).map_or("", |cell| cell.trim())
    }
}

fn is_code(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// The ISBN-13, or the ISBN-10 where that column is empty.
fn isbn<'c>(cells: &Cells<impl Fn(&str) -> &'c str>) -> Result<Isbn, RowFault> {
    let text = cells.text("isbn13", 100)?.or(cells.text("isbn10", 100)?).ok_or(RowFault::NoIsbn)?;
    Isbn::parse(&text).map_err(RowFault::Isbn)
}

/// A price of zero is none: no publisher sells for nothing, many files write it for "not known".
fn price<'c>(cells: &Cells<impl Fn(&str) -> &'c str>) -> Result<Option<(i64, String)>, RowFault> {
    match number(cells, "list_price_minor", 0..=1_000_000_000)? {
        None | Some(0) => Ok(None),
        Some(list_minor) => Ok(Some((list_minor, currency(cells)?.ok_or(RowFault::NoCurrency)?))),
    }
}
