//! A dispatch batch as large as they come is packed and delivered in a few statements.

use std::time::Instant;

use domain::orgs::{self, NewOrg};
use domain::{Result, Tx};
use kernel::{OrgKind, Uuid};
use store::Engine;

use crate::house::{House, houses};

/// Customers on SQLite, and on PostgreSQL, where each statement travels. Each orders three lines.
const CUSTOMERS: [usize; 2] = [250, 40];
const LIST: &str = "9780262033848 1\n9780262035613 2\n9780262046305 1";

/// Customers of the bookstore, one by one.
async fn customers(house: &House, count: usize) -> Vec<Uuid> {
    async fn add(tx: &mut Tx, (house, name): &(Uuid, String)) -> Result<Uuid> {
        let new = NewOrg {
            parent_id: Some(*house),
            kind: OrgKind::Customer,
            class: "library".to_owned(),
            name_zh: name.clone(),
            name_en: name.clone(),
            city_zh: String::new(),
            city_en: String::new(),
            factor_bp: 10_000,
            credit_limit_fen: 100_000_000,
            now: 0,
        };
        orgs::add(tx, &new).await
    }
    let mut made = Vec::with_capacity(count);
    for index in 0..count {
        let wish = (house.org("jiangsu"), format!("Library {index:03}"));
        made.push(house.db.write(wish, |tx, wish| Box::pin(add(tx, wish))).await.unwrap());
    }
    made
}

#[tokio::test]
async fn a_thousand_lines_of_many_customers_are_packed_and_delivered() {
    for house in houses().await {
        house.lend().await;
        let (lin, gu) = (house.hand("lin"), house.hand("gu"));
        let orgs = customers(&house, CUSTOMERS[usize::from(house.db.engine() == Engine::Postgres)]).await;
        for org in &orgs {
            lin.order_for(LIST, Some(*org)).await;
        }
        let batch = gu.to_dispatch().await;
        let lines = i64::try_from(orgs.len() * 3).unwrap();
        assert_eq!(gu.batch(&batch).await.head.lines, lines);
        let begin = Instant::now();
        let packed = gu.pack_rest(&batch).await.unwrap();
        println!("{:?}: {lines} lines packed into {packed} parcels in {:?}", house.db.engine(), begin.elapsed());
        assert_eq!(packed, i64::try_from(orgs.len()).unwrap());
        let nos = gu.numbers(&batch).await;
        let list: Vec<(&str, &str)> = nos.iter().map(|no| (no.as_str(), no.as_str())).collect();
        let begin = Instant::now();
        gu.send("EMS", &list).await.unwrap();
        println!("{:?}: {packed} parcels sent in {:?}", house.db.engine(), begin.elapsed());
        let begin = Instant::now();
        gu.forward(&batch, Vec::new()).await.unwrap();
        println!("{:?}: {lines} lines delivered in {:?}", house.db.engine(), begin.elapsed());
        assert!(house.violations().await.is_empty());
    }
}
