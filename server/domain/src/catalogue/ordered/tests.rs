//! From the words or from the orders: a customer finds the same titles.

use kernel::{Isbn, Lang, OrgKind, Role};
use store::fresh::fresh_dbs;
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use super::*;
use crate::catalogue::{NewTitle, write_title};
use crate::orgs::{self, NewOrg};

/// ISBN, title, number of the customer that ordered it, whether it has arrived.
const ORDERED: [(&str, &str, usize, bool); 6] = [
    ("9780262033848", "Charts of the southern sea", 0, true),
    ("9780262035613", "The sea and its ports", 0, false),
    ("9780201633610", "Ports without a sea", 1, false),
    ("9787020002207", "海图与海港", 0, false),
    ("9780134685991", "Seaweed", 0, false),
    ("9780521809269", "The sea, charted", 0, false),
];

#[tokio::test]
async fn both_ways_find_the_titles_that_a_customer_ordered() {
    for db in fresh_dbs().await {
        let customers = db.write((), |tx, ()| Box::pin(fill(tx))).await.unwrap();
        let mut conn = db.read().await.unwrap();
        let found: [(&str, &[usize]); 6] = [
            ("sea ", &[5, 1, 0]),
            ("sea", &[5, 4, 1, 0]),
            ("sea port", &[1]),
            ("海港", &[3]),
            ("港", &[3]),
            ("seal", &[]),
        ];
        for (question, places) in found {
            let isbns: Vec<&str> = places.iter().map(|place| ORDERED[*place].0).collect();
            for (way, found) in every_way(&mut conn, &customer(customers[0]), question).await {
                assert_eq!(found, isbns, "{question:?} by {way:?}");
            }
        }
        let seen = ordered(&mut conn, &customer(customers[1]), "sea ").await.unwrap();
        let seen: Vec<&str> = seen.titles.iter().map(|title| title.isbn.as_str()).collect();
        assert_eq!(seen, [ORDERED[2].0], "another customer's titles are not found");
    }
}

/// What each way to a customer's titles finds.
async fn every_way(conn: &mut Conn, scope: &Scope, question: &str) -> Vec<(Way, Vec<String>)> {
    let asked = Asked::new(::search::query(question), None, None);
    let words = asked.words.iter().cloned().map(Way::Word);
    let ways = words.chain(asked.prefix.iter().cloned().map(Way::Beginning)).chain([Way::Down { otherwise: None }]);
    let mut found = Vec::new();
    for way in ways {
        let (rows, more) = in_a_tree(conn, scope, (&way, &asked)).await.unwrap();
        assert!(!more);
        found.push((way, rows.into_iter().map(|row| row.isbn).collect()));
    }
    found
}

fn customer(org_id: Uuid) -> Scope {
    Scope { user_id: None, org_id, kind: OrgKind::Customer, role: Role::Buyer, desk: None, lang: Lang::Zh, now: 1_000 }
}

async fn fill(tx: &mut Tx) -> Result<Vec<Uuid>> {
    let house = orgs::add(tx, &org("house", None, OrgKind::House)).await?;
    let mut customers = Vec::new();
    for name in ["one", "two"] {
        customers.push(orgs::add(tx, &org(name, Some(house), OrgKind::Customer)).await?);
    }
    let press = Uuid::now_v7();
    sql!(execute, tx, "insert into publishers (id, name, country, currency) values ($1, 'Press', '', '')", press)?;
    for (place, (isbn, title, customer, arrived)) in (0_i64..).zip(ORDERED) {
        let id = Uuid::now_v7();
        let isbn = Isbn::parse(isbn).unwrap();
        write_title(tx, &titled((id, isbn), title, press)).await?;
        line(tx, customers[customer], (id, press), (place, arrived)).await?;
    }
    Ok(customers)
}

fn org(name: &str, parent_id: Option<Uuid>, kind: OrgKind) -> NewOrg {
    NewOrg {
        parent_id,
        kind,
        class: "library".to_owned(),
        name_zh: name.to_owned(),
        name_en: name.to_owned(),
        city_zh: "城".to_owned(),
        city_en: "City".to_owned(),
        factor_bp: 10_000,
        credit_limit_fen: 0,
        now: 0,
    }
}

fn titled((id, isbn): (Uuid, Isbn), title: &str, publisher_id: Uuid) -> NewTitle {
    NewTitle {
        id,
        isbn,
        title: title.to_owned(),
        authors: String::new(),
        publisher_id,
        publisher: "Press".to_owned(),
        year: None,
        language: "eng".to_owned(),
        clc: String::new(),
        catalogue: String::new(),
        binding: String::new(),
        currency: String::new(),
        list_minor: 0,
        popularity: 0,
        added_at: 0,
    }
}

/// An order of one line.
async fn line(tx: &mut Tx, org_id: Uuid, (title, press): (Uuid, Uuid), (at, arrived): (i64, bool)) -> Result<()> {
    let (order_id, line_id) = (Uuid::now_v7(), Uuid::now_v7());
    sql!(
        execute,
        tx,
        "insert into orders (org_id, id, no, payer_id, placed_by, own_ref, note, needed_by, urgent, lines, copies,
                             total_fen, content_hash, placed_at, version)
         values ($1, $2, $3, $1, $1, '', '', null, $4, 1, 1, 0, '', $5, 1)",
        org_id,
        order_id,
        at.to_string(),
        false,
        at
    )?;
    sql!(
        execute,
        tx,
        "insert into order_lines (org_id, id, order_id, position, title_id, publisher_id, copies, price_fen, list_minor,
                                  currency, rate_micro, factor_bp, version)
         values ($1, $2, $3, 1, $4, $5, 1, 0, 0, '', 1, 1, 1)",
        org_id,
        line_id,
        order_id,
        title,
        press
    )?;
    let stage = if arrived { "delivered" } else { "customs" };
    sql!(
        execute,
        tx,
        "insert into slices (org_id, id, line_id, stage, batch_id, copies, since) values ($1, $2, $3, $4, null, 1, $5)",
        org_id,
        Uuid::now_v7(),
        line_id,
        stage,
        at
    )?;
    Ok(())
}
