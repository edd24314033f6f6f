//! The files that the demo house is made of: real titles, classes and names of institutions. Their sources and licences are
//! named in `data/README.md`.

use std::io::Read;

use serde::Deserialize;

const TITLES: &[u8] = include_bytes!("../../data/titles.csv.gz");
const CLASSES: &[u8] = include_bytes!("../../data/clc.csv");
const INSTITUTIONS: &[u8] = include_bytes!("../../data/institutions.csv");

/// One title of the catalogue file.
#[derive(Debug, Deserialize)]
pub(super) struct TitleRow {
    pub(super) isbn13: String,
    pub(super) title: String,
    pub(super) authors: String,
    pub(super) publisher: String,
    pub(super) country: String,
    pub(super) year: Option<i64>,
    pub(super) language: String,
    pub(super) clc: String,
    pub(super) currency: String,
    pub(super) list_price_minor: i64,
    pub(super) catalogue: String,
    pub(super) binding: String,
    pub(super) popularity: i64,
}

/// One class of the Chinese Library Classification.
#[derive(Debug, Deserialize)]
pub(super) struct ClassRow {
    pub(super) code: String,
    pub(super) name_zh: String,
    pub(super) name_en: String,
}

/// One institution: a customer, or a bookstore when its class is `partner`.
#[derive(Debug, Deserialize)]
pub(super) struct InstitutionRow {
    pub(super) name_zh: String,
    pub(super) name_en: String,
    pub(super) city_zh: String,
    pub(super) city_en: String,
    pub(super) class: String,
}

/// What the files hold.
pub(super) struct Files {
    pub(super) titles: Vec<TitleRow>,
    pub(super) classes: Vec<ClassRow>,
    pub(super) institutions: Vec<InstitutionRow>,
}

impl Files {
    /// Reads them.
    ///
    /// # Errors
    /// A file that does not have its form: a defect of this program, found by its tests.
    pub(super) fn read() -> Result<Self, csv::Error> {
        Ok(Self {
            titles: rows(flate2::read::GzDecoder::new(TITLES))?,
            classes: rows(CLASSES)?,
            institutions: rows(INSTITUTIONS)?,
        })
    }
}

fn rows<T: for<'a> Deserialize<'a>>(file: impl Read) -> Result<Vec<T>, csv::Error> {
    csv::Reader::from_reader(file).deserialize().collect()
}
