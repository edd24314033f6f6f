//! The audit chain: whole after every story, broken by every change behind the house's back.

use domain::audit::{self, Entry};
use domain::{Result, Tx};
use serde_json::json;
use store::{BoxFuture, sql};
use uuid::Uuid;

use crate::house::{House, houses};

async fn breaks(house: &House) -> Vec<String> {
    audit::verify(&mut house.db.read().await.expect("a reader")).await.expect("the audit is read")
}

/// Five rows of Mei's, after those that built the house.
async fn write_some(house: &House) {
    for number in 1..=5 {
        let written = house.db.write((house.scope("mei"), number), |tx, (scope, number)| {
            let entry = Entry {
                org_id: scope.org_id,
                verb: "order.place",
                subject: format!("S26-{number:06}"),
                detail: json!({ "lines": number }),
            };
            Box::pin(audit::record(tx, scope, entry))
        });
        written.await.expect("a row");
    }
}

#[tokio::test]
async fn a_chain_that_nobody_touched_is_whole() {
    for house in houses().await {
        assert_eq!(breaks(&house).await, Vec::<String>::new());
        write_some(&house).await;
        assert_eq!(breaks(&house).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_refused_verb_leaves_no_row_behind() {
    for house in houses().await {
        let refused: Result<()> = house
            .db
            .write(house.scope("mei"), |tx, scope| {
                Box::pin(async move {
                    let entry = Entry { org_id: scope.org_id, verb: "x", subject: String::new(), detail: json!({}) };
                    audit::record(tx, scope, entry).await?;
                    Err(domain::Refusal::Stale.into())
                })
            })
            .await;
        assert!(refused.is_err());
        assert_eq!(crate::audited(&house, house.org("pku")).await, Vec::<String>::new());
        assert_eq!(breaks(&house).await, Vec::<String>::new());
    }
}

type Tampering = for<'t> fn(&'t mut Tx, &'t Uuid) -> BoxFuture<'t, Result<u64>>;

/// Every way in which somebody with a database prompt may try to rewrite what Mei did. The chain of Peking University has
/// four rows that built it (the organisation and three people) and five of hers.
const TAMPERINGS: [(&str, Tampering); 11] = [
    ("who", |tx, org| {
        Box::pin(
            async move { sql!(execute, tx, "update audit set actor_id = null where org_id = $1 and seq = 6", org) },
        )
    }),
    ("when", |tx, org| {
        Box::pin(async move { sql!(execute, tx, "update audit set at = at + 1 where org_id = $1 and seq = 6", org) })
    }),
    ("verb", |tx, org| {
        Box::pin(async move {
            sql!(execute, tx, "update audit set verb = 'order.cancel' where org_id = $1 and seq = 6", org)
        })
    }),
    ("subject", |tx, org| {
        Box::pin(async move {
            sql!(execute, tx, "update audit set subject = 'S26-000009' where org_id = $1 and seq = 6", org)
        })
    }),
    ("detail", |tx, org| {
        Box::pin(async move { sql!(execute, tx, "update audit set detail = '{}' where org_id = $1 and seq = 6", org) })
    }),
    ("hash", |tx, org| {
        Box::pin(async move { sql!(execute, tx, "update audit set hash = 'x' where org_id = $1 and seq = 6", org) })
    }),
    ("link", |tx, org| {
        Box::pin(async move { sql!(execute, tx, "update audit set prev_hash = '' where org_id = $1 and seq = 6", org) })
    }),
    ("first row", |tx, org| {
        Box::pin(async move { sql!(execute, tx, "delete from audit where org_id = $1 and seq = 1", org) })
    }),
    ("middle row", |tx, org| {
        Box::pin(async move { sql!(execute, tx, "delete from audit where org_id = $1 and seq = 6", org) })
    }),
    ("last row", |tx, org| {
        Box::pin(async move { sql!(execute, tx, "delete from audit where org_id = $1 and seq = 9", org) })
    }),
    ("head", |tx, org| Box::pin(async move { sql!(execute, tx, "delete from audit_heads where org_id = $1", org) })),
];

#[tokio::test]
async fn every_change_behind_the_back_of_the_house_is_found() {
    for (what, tamper) in TAMPERINGS {
        for house in houses().await {
            write_some(&house).await;
            let changed = house.db.write(house.org("pku"), tamper).await.expect("a hand on the database");
            assert_eq!(changed, 1, "{what}: the tampering itself must hit a row");
            let found = breaks(&house).await;
            assert!(!found.is_empty(), "{what} was changed and nobody saw it");
            let pku = house.org("pku").to_string();
            assert!(found.iter().all(|line| line.contains(&pku)), "{what}: {found:?} blames others");
        }
    }
}

#[tokio::test]
async fn a_row_moved_to_another_chain_or_from_one_field_to_the_next_is_found() {
    for house in houses().await {
        write_some(&house).await;
        let moved = house.db.write(house.org("pku"), |tx, org| {
            Box::pin(async move {
                sql!(
                    execute,
                    tx,
                    "update audit set verb = 'order.placeS', subject = '26-000002' where org_id = $1 and seq = 6",
                    org
                )
            })
        });
        assert_eq!(moved.await.expect("a hand on the database"), 1);
        assert_eq!(breaks(&house).await.len(), 1, "the same letters in other fields are another row");
    }
}

#[tokio::test]
async fn two_thousand_rows_are_read_in_pages() {
    for house in houses().await {
        let written = house.db.write(house.scope("tang"), |tx, scope| {
            Box::pin(async move {
                for number in 0..2_100 {
                    let entry =
                        Entry { org_id: scope.org_id, verb: "x", subject: number.to_string(), detail: json!({}) };
                    audit::record(tx, scope, entry).await?;
                }
                Ok(())
            })
        });
        written.await.expect("the rows");
        assert_eq!(breaks(&house).await, Vec::<String>::new());
    }
}
