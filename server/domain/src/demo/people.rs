//! Who is there: the house, its customers, the bookstores with customers of their own, and the people who order, look after
//! batches and answer.

mod circle;
mod staff;

use std::collections::HashSet;

use kernel::{OrgKind, Role};
use uuid::Uuid;

use super::chance::{Chance, Keys};
use super::files::InstitutionRow;
use crate::days::DAY_MS;
use crate::demo::names::{LOCAL, SCHOOLS, cities, entries};

/// An organisation.
pub(super) struct Org {
    pub(super) id: Uuid,
    pub(super) parent: Option<usize>,
    pub(super) kind: OrgKind,
    pub(super) class: String,
    pub(super) name_zh: String,
    pub(super) name_en: String,
    pub(super) city_zh: String,
    pub(super) city_en: String,
    pub(super) factor_bp: i64,
    pub(super) credit_limit_fen: i64,
    pub(super) credit_used_fen: i64,
    pub(super) created_at: i64,
    /// How much it orders, beside others; nothing for those who have not ordered yet.
    pub(super) weight: f64,
    /// The name in its addresses and, in capitals, in its own references.
    pub(super) slug: String,
}

/// A part of an organisation.
pub(super) struct Unit {
    pub(super) id: Uuid,
    pub(super) org: usize,
    pub(super) name_zh: &'static str,
    pub(super) name_en: &'static str,
}

/// A person.
pub(super) struct User {
    pub(super) id: Uuid,
    pub(super) org: usize,
    pub(super) unit: Option<usize>,
    pub(super) email: String,
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) desk: Option<&'static str>,
    pub(super) lang: &'static str,
    /// What the person is to the story; only these people can sign in.
    pub(super) part: Option<&'static str>,
    pub(super) created_at: i64,
    pub(super) password_hash: String,
}

/// Everybody, with the house first and Peking University second.
pub(super) struct People {
    pub(super) orgs: Vec<Org>,
    pub(super) units: Vec<Unit>,
    pub(super) users: Vec<User>,
    /// Those of each organisation who order, by its place in `orgs`.
    pub(super) buyers: Vec<Vec<usize>>,
    /// Who acts for the import desk, the distribution desk and the others, by the code of the desk.
    pub(super) desks: Vec<(&'static str, usize)>,
}

/// What the organisations are made of.
pub(super) struct Making<'a> {
    pub(super) seed: u64,
    /// The first instant of the history.
    pub(super) start: i64,
    /// How many organisations stand for each in the file: 1 in the house that people look at, more in the one to measure.
    pub(super) fold: usize,
    pub(super) rows: &'a [InstitutionRow],
}

impl People {
    /// Makes them.
    pub(super) fn make(making: &Making<'_>) -> Self {
        let mut orgs = Orgs {
            all: Vec::new(),
            slugs: HashSet::new(),
            keys: Keys::new(making.seed, "orgs"),
            chance: Chance::new(making.seed, "orgs"),
            start: making.start,
        };
        let house = orgs.house();
        for fold in 0..making.fold.max(1) {
            for row in making.rows.iter().filter(|row| row.class != "partner") {
                orgs.customer(house, row, fold);
            }
        }
        for row in making.rows.iter().filter(|row| row.class == "partner") {
            orgs.partner(house, row, making.fold.max(1));
        }
        circle::gather(making, orgs.all)
    }

    /// The person who acts for a desk.
    pub(super) fn at_desk(&self, desk: &str) -> Option<usize> {
        self.desks.iter().find(|(code, _)| *code == desk).map(|(_, user)| *user)
    }
}

struct Orgs {
    all: Vec<Org>,
    slugs: HashSet<String>,
    keys: Keys,
    chance: Chance,
    start: i64,
}

impl Orgs {
    fn house(&mut self) -> usize {
        let house = Org {
            kind: OrgKind::House,
            class: "house".to_owned(),
            name_zh: "海图图书进出口有限公司".to_owned(),
            name_en: "Haitu Book Import House".to_owned(),
            city_zh: "北京".to_owned(),
            city_en: "Beijing".to_owned(),
            slug: "house".to_owned(),
            factor_bp: 10_000,
            weight: 0.0,
            ..self.blank(None)
        };
        self.add(house)
    }

    fn customer(&mut self, house: usize, row: &InstitutionRow, fold: usize) {
        let (name_zh, name_en) = part_name((&row.name_zh, &row.name_en), &row.class, fold);
        let weight = self.weight(&row.class, &name_en);
        let factor_bp = match row.class.as_str() {
            "university" => self.chance.between(104, 112) * 100,
            "library" => self.chance.between(103, 110) * 100,
            _ => self.chance.between(110, 125) * 100,
        };
        let org = Org {
            class: row.class.clone(),
            city_zh: row.city_zh.clone(),
            city_en: row.city_en.clone(),
            slug: self.slug(&name_en),
            factor_bp,
            weight,
            name_zh,
            name_en,
            ..self.blank(Some(house))
        };
        self.add(org);
    }

    fn partner(&mut self, house: usize, row: &InstitutionRow, fold: usize) {
        let org = Org {
            kind: OrgKind::Partner,
            class: "bookstore".to_owned(),
            name_zh: row.name_zh.clone(),
            name_en: row.name_en.clone(),
            city_zh: row.city_zh.clone(),
            city_en: row.city_en.clone(),
            slug: self.slug(&row.name_en),
            factor_bp: self.chance.between(100, 104) * 100 + 50,
            weight: 0.4,
            ..self.blank(Some(house))
        };
        let partner = self.add(org);
        let around = cities(&row.name_zh);
        let own = [(row.city_zh.as_str(), row.city_en.as_str())];
        let cities = if around.is_empty() { own.as_slice() } else { &around };
        let known = self.chance.between(3, 8) as usize;
        for index in 0..known * fold {
            let (city_zh, city_en) = cities[index % known % cities.len()];
            let (class, zh, en) = LOCAL[(index % known) % LOCAL.len()];
            let (name_zh, name_en) = (format!("{city_zh}{zh}"), format!("{city_en} {en}"));
            self.local(partner, (city_zh, city_en), class, part_name((&name_zh, &name_en), class, index / known));
        }
    }

    /// A customer of a bookstore.
    fn local(&mut self, partner: usize, city: (&str, &str), class: &str, (name_zh, name_en): (String, String)) {
        let org = Org {
            class: class.to_owned(),
            city_zh: city.0.to_owned(),
            city_en: city.1.to_owned(),
            slug: self.slug(&name_en),
            factor_bp: self.chance.between(112, 120) * 100,
            weight: self.weight(class, &name_en) * 0.7,
            name_zh,
            name_en,
            ..self.blank(Some(partner))
        };
        self.add(org);
    }

    /// What all have in common.
    fn blank(&self, parent: Option<usize>) -> Org {
        Org {
            id: Uuid::nil(),
            parent,
            kind: OrgKind::Customer,
            class: String::new(),
            name_zh: String::new(),
            name_en: String::new(),
            city_zh: String::new(),
            city_en: String::new(),
            factor_bp: 0,
            credit_limit_fen: 0,
            credit_used_fen: 0,
            // The house keeps its customers for decades; the portal knows them since shortly before the history begins.
            created_at: self.start - 40 * DAY_MS,
            weight: 0.0,
            slug: String::new(),
        }
    }

    fn add(&mut self, org: Org) -> usize {
        let index = self.all.len();
        let id = self.keys.of(index, org.created_at);
        self.all.push(Org { id, ..org });
        index
    }

    /// One in eight has an account and has not ordered yet.
    fn weight(&mut self, class: &str, name_en: &str) -> f64 {
        let usual = match class {
            "university" => 1.3,
            "library" => 1.1,
            "institute" => 0.7,
            _ => 0.35,
        };
        let (drawn, sleeps) = (self.chance.log_normal(usual, 0.7), self.chance.hits(0.125));
        match name_en {
            "Peking University" => 8.0,
            "Tsinghua University" => 6.0,
            "Suzhou Library" => 2.0,
            _ if sleeps => 0.0,
            _ => drawn.min(5.0),
        }
    }

    fn slug(&mut self, name_en: &str) -> String {
        const NO_NAME: [&str; 9] =
            ["university", "of", "the", "and", "library", "institute", "college", "school", "academy"];
        let known = match name_en {
            "Peking University" => Some("pku"),
            "Jiangsu Foreign Languages Bookstore" => Some("jsbooks"),
            "Suzhou Library" => Some("szlib"),
            _ => None,
        };
        let plain =
            |word: &str| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        let words: Vec<String> = name_en.split_whitespace().map(plain).collect();
        let named = words.iter().filter(|word| !word.is_empty() && !NO_NAME.contains(&word.as_str()));
        let base = known.map_or_else(|| named.take(2).cloned().collect::<Vec<_>>().join("-"), str::to_owned);
        let base = if base.is_empty() { "customer".to_owned() } else { base };
        let mut slug = base.clone();
        let mut count = 1;
        while !self.slugs.insert(slug.clone()) {
            count += 1;
            slug = format!("{base}-{count}");
        }
        slug
    }
}

/// The name of the institution itself, or of one of its parts that is a customer of its own.
fn part_name((zh, en): (&str, &str), class: &str, fold: usize) -> (String, String) {
    if fold == 0 {
        return (zh.to_owned(), en.to_owned());
    }
    match entries(SCHOOLS).get(fold - 1) {
        Some((school_zh, school_en)) if class == "university" => {
            (format!("{zh}{school_zh}图书馆"), format!("{en}, {school_en} Library"))
        }
        _ => (format!("{zh}第{fold}分馆"), format!("{en}, Branch {fold}")),
    }
}
