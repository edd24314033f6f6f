//! A tiny house for stories: who works and orders there, and twelve titles on its shelves. One house for each engine that
//! can be tested here.
//!
//! ```text
//! house   House                    Zhao (imports)  Wu (distribution)  Gu (supervisor)
//! ├ pku       Peking University    Mei (buyer)  Chen (buyer, her colleague)  Bo (viewer)
//! ├ tsinghua  Tsinghua University  Tang (buyer)
//! └ jiangsu   Jiangsu bookstore    Lin (buyer)
//!   ├ suzhou    Suzhou Library     Sun (buyer)
//!   └ nanjing   Nanjing School     nobody
//! ```

mod shelves;

use std::collections::HashMap;

use domain::orgs::{self, NewOrg};
use domain::people::{self, NewUser};
use domain::{Result, Scope, Tx, passwords};
use kernel::{Lang, OrgKind, Role};
use store::fresh::{FreshDb, fresh_dbs};
use tokio::sync::OnceCell;
use uuid::Uuid;

pub use shelves::Title;

/// Everybody's password.
pub const PASSWORD: &str = "three boats left tientsin";
/// Monday, 7 September 2026, ten o'clock in Beijing.
pub const NOW: i64 = 1_788_746_400_000;
/// One minute, in milliseconds.
pub const MINUTE: i64 = 60_000;
/// One hour, in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day, in milliseconds.
pub const DAY: i64 = 24 * HOUR;

/// Key, parent, kind, class, Chinese name, English name, factor in basis points, credit limit in fen.
type OrgSeed = (&'static str, &'static str, OrgKind, &'static str, &'static str, &'static str, i64, i64);

const ORGS: [OrgSeed; 6] = [
    ("house", "", OrgKind::House, "house", "书港图书进出口公司", "Portolan House", 10_000, 0),
    ("pku", "house", OrgKind::Customer, "university", "北京大学", "Peking University", 11_000, 50_000_000),
    ("tsinghua", "house", OrgKind::Customer, "university", "清华大学", "Tsinghua University", 11_200, 50_000_000),
    (
        "jiangsu",
        "house",
        OrgKind::Partner,
        "bookstore",
        "江苏省外文书店",
        "Jiangsu Foreign Bookstore",
        10_300,
        80_000_000,
    ),
    ("suzhou", "jiangsu", OrgKind::Customer, "library", "苏州图书馆", "Suzhou Library", 11_500, 5_000_000),
    ("nanjing", "jiangsu", OrgKind::Customer, "school", "南京外国语学校", "Nanjing School", 11_800, 5_000_000),
];

/// Key (also the local part of the address), organisation, role, desk, language.
type UserSeed = (&'static str, &'static str, Role, Option<&'static str>, Lang);

const USERS: [UserSeed; 9] = [
    ("mei", "pku", Role::Buyer, None, Lang::Zh),
    ("chen", "pku", Role::Buyer, None, Lang::En),
    ("bo", "pku", Role::Viewer, None, Lang::En),
    ("tang", "tsinghua", Role::Buyer, None, Lang::En),
    ("lin", "jiangsu", Role::Buyer, None, Lang::En),
    ("sun", "suzhou", Role::Buyer, None, Lang::En),
    ("zhao", "house", Role::Desk, Some("imports"), Lang::Zh),
    ("wu", "house", Role::Desk, Some("distribution"), Lang::En),
    ("gu", "house", Role::Supervisor, None, Lang::En),
];

/// One house on one database of its own.
pub struct House {
    /// Its database; `house.db.write(…)` and `house.db.read()` work on it.
    pub db: FreshDb,
    /// Its titles, the most popular first.
    pub titles: Vec<Title>,
    orgs: HashMap<&'static str, Uuid>,
    users: HashMap<&'static str, Uuid>,
}

/// A house on every engine that can be tested here.
pub async fn houses() -> Vec<House> {
    let mut houses = Vec::new();
    for db in fresh_dbs().await {
        let hash = password_hash().await;
        let (orgs, users, titles) =
            db.write(hash, |tx, hash| Box::pin(build(tx, hash))).await.expect("the house is built");
        houses.push(House { db, titles, orgs, users });
    }
    houses
}

impl House {
    /// Who asks: this person, now.
    pub fn scope(&self, name: &str) -> Scope {
        self.scope_at(name, NOW)
    }

    /// Who asks: this person, at an instant.
    pub fn scope_at(&self, name: &str, now: i64) -> Scope {
        let (_, org, role, desk, lang) = USERS.iter().find(|seed| seed.0 == name).expect("somebody of the house");
        let kind = ORGS.iter().find(|seed| seed.0 == *org).expect("an organisation of the house").2;
        Scope {
            user_id: Some(self.user(name)),
            org_id: self.org(org),
            kind,
            role: *role,
            desk: desk.map(str::to_owned),
            lang: *lang,
            now,
        }
    }

    /// The instant at which all is built and stories begin.
    pub fn now(&self) -> i64 {
        NOW
    }

    /// Key of an organisation: `house`, `pku`, `tsinghua`, `jiangsu`, `suzhou`, `nanjing`.
    pub fn org(&self, name: &str) -> Uuid {
        self.orgs[name]
    }

    /// Key of a person.
    pub fn user(&self, name: &str) -> Uuid {
        self.users[name]
    }
}

/// Sign-in address of a person.
pub fn email(name: &str) -> String {
    format!("{name}@portolan.example")
}

/// Hashing costs more than the rest of the house: once for all tests of a run.
async fn password_hash() -> String {
    static HASH: OnceCell<String> = OnceCell::const_new();
    HASH.get_or_init(|| async { passwords::hash(PASSWORD).await.expect("a hash") }).await.clone()
}

type Built = (HashMap<&'static str, Uuid>, HashMap<&'static str, Uuid>, Vec<Title>);

async fn build(tx: &mut Tx, password_hash: &str) -> Result<Built> {
    let mut orgs: HashMap<&'static str, Uuid> = HashMap::new();
    for (name, parent, kind, class, name_zh, name_en, factor_bp, credit_limit_fen) in ORGS {
        let new = NewOrg {
            parent_id: orgs.get(parent).copied(),
            kind,
            class: class.to_owned(),
            name_zh: name_zh.to_owned(),
            name_en: name_en.to_owned(),
            city_zh: "城".to_owned(),
            city_en: "City".to_owned(),
            factor_bp,
            credit_limit_fen,
            now: NOW,
        };
        orgs.insert(name, orgs::add(tx, &new).await?);
    }
    let house = orgs::job(tx, NOW).await?;
    let mut users = HashMap::new();
    for (name, org, role, desk, lang) in USERS {
        let new = NewUser {
            org_id: orgs[org],
            email: email(name),
            name: name.to_owned(),
            role,
            desk: desk.map(str::to_owned),
            lang,
            password_hash: password_hash.to_owned(),
        };
        users.insert(name, people::add(tx, &house.staff()?, &new).await?);
    }
    let titles = shelves::fill(tx).await?;
    Ok((orgs, users, titles))
}

/// Also keeps every part of the harness in use in each test that includes it.
#[tokio::test]
async fn the_house_stands() {
    for house in houses().await {
        let lin = house.scope("lin");
        assert_eq!((lin.org_id, lin.now, lin.kind), (house.org("jiangsu"), house.now(), OrgKind::Partner));
        assert_eq!(house.scope_at("wu", NOW + 7 * DAY).desk.as_deref(), Some("distribution"));
        let mut conn = house.db.read().await.expect("a reader");
        assert_eq!(orgs::customers(&mut conn, &lin).await.expect("customers").len(), 3);
        assert_eq!(house.titles.len(), shelves::TITLES.len());
        for title in &house.titles {
            let isbn = kernel::Isbn::parse(title.isbn).expect("a right check digit");
            assert_eq!(isbn.to_string(), title.isbn);
            assert!(!title.title.is_empty() && !title.publisher.is_empty());
            assert!(!title.id.is_nil() && !title.publisher_id.is_nil());
        }
    }
}
