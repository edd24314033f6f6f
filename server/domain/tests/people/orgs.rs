//! Who stands above whom, and for whom a person may order.

use std::collections::{BTreeSet, HashMap};

use domain::orgs::{self, NewOrg};
use domain::{Db, Refusal, Result};
use kernel::{FaultCode, Lang, OrgKind};
use proptest::prelude::*;
use store::fresh::fresh_dbs;
use store::sql;
use uuid::Uuid;

use crate::house::{House, NOW, houses};
use crate::refusal;

fn new_org(parent_id: Option<Uuid>, kind: OrgKind) -> NewOrg {
    NewOrg {
        parent_id,
        kind,
        class: "library".to_owned(),
        name_zh: "图书馆".to_owned(),
        name_en: "Library".to_owned(),
        city_zh: String::new(),
        city_en: String::new(),
        factor_bp: 11_000,
        credit_limit_fen: 0,
        now: NOW,
    }
}

async fn add(db: &Db, new: NewOrg) -> Result<Uuid> {
    db.write(new, |tx, new| Box::pin(orgs::add(tx, new))).await
}

async fn customers(house: &House, name: &str, lang: Lang) -> Vec<String> {
    let scope = domain::Scope { lang, ..house.scope(name) };
    let rows = orgs::customers(&mut house.db.read().await.expect("a reader"), &scope).await.expect("customers");
    rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test]
async fn a_buyer_orders_for_the_own_house_and_a_partner_for_its_customers_too() {
    for house in houses().await {
        assert_eq!(customers(&house, "mei", Lang::Zh).await, ["北京大学"]);
        assert_eq!(
            customers(&house, "lin", Lang::En).await,
            ["Jiangsu Foreign Bookstore", "Nanjing School", "Suzhou Library"]
        );
        assert_eq!(customers(&house, "sun", Lang::En).await, ["Suzhou Library"]);
        for nobody in ["bo", "zhao", "gu"] {
            assert_eq!(customers(&house, nobody, Lang::En).await, Vec::<String>::new(), "{nobody} orders for nobody");
        }
    }
}

#[tokio::test]
async fn a_foreign_customer_looks_like_an_absent_one() {
    for house in houses().await {
        let mut conn = house.db.read().await.expect("a reader");
        for (name, org) in
            [("mei", "pku"), ("lin", "jiangsu"), ("lin", "suzhou"), ("lin", "nanjing"), ("sun", "suzhou")]
        {
            let allowed = orgs::may_order_for(&mut conn, &house.scope(name), house.org(org)).await;
            allowed.unwrap_or_else(|fault| panic!("{name} for {org}: {fault}"));
        }
        for (name, org) in [
            ("mei", "tsinghua"),
            ("mei", "house"),
            ("lin", "pku"),
            ("lin", "house"),
            ("sun", "jiangsu"),
            ("sun", "nanjing"),
        ] {
            let foreign = orgs::may_order_for(&mut conn, &house.scope(name), house.org(org)).await;
            assert_eq!(refusal(foreign), Refusal::NotFound, "{name} for {org}");
        }
        let absent = orgs::may_order_for(&mut conn, &house.scope("mei"), Uuid::nil()).await;
        assert_eq!(refusal(absent), Refusal::NotFound);
        for name in ["bo", "zhao", "gu"] {
            let scope = house.scope(name);
            let own = orgs::may_order_for(&mut conn, &scope, scope.org_id).await;
            assert_eq!(refusal(own), Refusal::NotAllowed, "{name}");
        }
    }
}

#[tokio::test]
async fn a_place_that_cannot_be_is_refused_with_every_fault() {
    for house in houses().await {
        for (parent, kind) in [
            (None, OrgKind::House),
            (None, OrgKind::Customer),
            (Some(house.org("house")), OrgKind::House),
            (Some(house.org("pku")), OrgKind::Customer),
            (Some(Uuid::nil()), OrgKind::Partner),
        ] {
            let refused = refusal(add(&house.db, new_org(parent, kind)).await);
            assert_eq!(refused, Refusal::field("parent", FaultCode::UnknownChoice), "{kind:?} below {parent:?}");
        }
        let mut wrong = new_org(None, OrgKind::Partner);
        (wrong.name_zh, wrong.name_en, wrong.factor_bp, wrong.credit_limit_fen) =
            (" ".to_owned(), "x".repeat(201), 0, -1);
        let refused = refusal(add(&house.db, wrong).await);
        let fields: Vec<_> = refused.faults().expect("faults").0.iter().map(|fault| fault.field.as_str()).collect();
        assert_eq!(fields, ["name_zh", "name_en", "factor_bp", "credit_limit_fen", "parent"]);
    }
}

#[tokio::test]
async fn a_job_works_for_the_house_once_there_is_one() {
    for db in fresh_dbs().await {
        assert_eq!(refusal(orgs::job(&mut db.read().await.expect("a reader"), NOW).await), Refusal::NotFound);
    }
    for house in houses().await {
        let job = orgs::job(&mut house.db.read().await.expect("a reader"), NOW).await.expect("a scope");
        assert_eq!((job.org_id, job.user_id, job.now), (house.org("house"), None, NOW));
        assert!(job.staff().is_ok());
    }
}

/// What `org_tree` must hold, by walking up from every organisation.
fn closure(parents: &HashMap<Uuid, Option<Uuid>>) -> BTreeSet<(Uuid, Uuid, i64)> {
    let mut pairs = BTreeSet::new();
    for org in parents.keys() {
        let (mut above, mut depth) = (Some(*org), 0);
        while let Some(id) = above {
            pairs.insert((id, *org, depth));
            (above, depth) = (parents[&id], depth + 1);
        }
    }
    pairs
}

/// Adds a house and then one organisation for each wish, below any that exists, as far as the rules allow.
async fn grow(db: &Db, wishes: &[(prop::sample::Index, bool)]) {
    let house = add(db, new_org(None, OrgKind::House)).await.expect("the house");
    let mut parents = HashMap::from([(house, None)]);
    let mut kinds = vec![(house, OrgKind::House)];
    for (place, partner) in wishes {
        let (parent, above) = kinds[place.index(kinds.len())];
        let kind = if *partner { OrgKind::Partner } else { OrgKind::Customer };
        let added = add(db, new_org(Some(parent), kind)).await;
        assert_eq!(added.is_ok(), above != OrgKind::Customer, "{kind:?} below {above:?}");
        if let Ok(id) = added {
            parents.insert(id, Some(parent));
            kinds.push((id, kind));
        }
    }
    let mut conn = db.read().await.expect("a reader");
    let rows = sql!(fetch_all as (Uuid, Uuid, i64), &mut conn, "select above_id, org_id, depth from org_tree");
    let tree: BTreeSet<_> = rows.expect("the tree").into_iter().collect();
    assert_eq!(tree, closure(&parents));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]
    #[test]
    fn the_tree_is_the_transitive_closure_whatever_is_added(
        wishes in prop::collection::vec((any::<prop::sample::Index>(), prop::bool::weighted(0.6)), 1..24)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(store::fresh::each_fresh_db(async |db| grow(&db, &wishes).await));
    }
}
