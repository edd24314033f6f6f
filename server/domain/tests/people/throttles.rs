//! Counting of tries: exact, also when all try at once.

use std::collections::BTreeMap;

use domain::throttles::{clear, give_back, spend, sweep};
use domain::{Db, Refusal, Result};

use crate::house::{DAY, MINUTE, NOW};
use crate::{attempt, refusal};
use store::fresh::fresh_dbs;

async fn spend_one(db: &Db, now: i64) -> Result<()> {
    db.write(now, |tx, now| Box::pin(spend(tx, "bucket", 10, 15 * MINUTE, *now))).await
}

#[tokio::test]
async fn the_eleventh_try_waits_for_the_end_of_the_window() {
    for db in fresh_dbs().await {
        for _ in 0..10 {
            spend_one(&db, NOW).await.expect("a try");
        }
        assert_eq!(refusal(spend_one(&db, NOW).await), Refusal::TooMany { seconds: 900 });
        assert_eq!(refusal(spend_one(&db, NOW + 15 * MINUTE - 1).await), Refusal::TooMany { seconds: 1 });
        spend_one(&db, NOW + 15 * MINUTE).await.expect("a new window");
        for _ in 0..9 {
            spend_one(&db, NOW + 16 * MINUTE).await.expect("the new window has ten tries too");
        }
        assert_eq!(refusal(spend_one(&db, NOW + 16 * MINUTE).await), Refusal::TooMany { seconds: 840 });
    }
}

#[tokio::test]
async fn a_cleared_bucket_is_new_and_old_ones_are_swept() {
    for db in fresh_dbs().await {
        for _ in 0..10 {
            spend_one(&db, NOW).await.expect("a try");
        }
        db.write((), |tx, ()| Box::pin(clear(tx, "bucket"))).await.expect("cleared");
        spend_one(&db, NOW).await.expect("a new bucket");
        let swept = |now| db.write(now, |tx, now| Box::pin(sweep(tx, *now)));
        assert_eq!(swept(NOW + DAY).await.expect("a sweep"), 0);
        assert_eq!(swept(NOW + DAY + 1).await.expect("a sweep"), 1);
    }
}

#[tokio::test]
async fn who_gets_in_leaves_the_tries_of_the_address_to_others() {
    for house in crate::house::houses().await {
        // More than one address may try: a reading room full of people who know their password.
        for _ in 0..40 {
            domain::sessions::sign_in(&house.db, &attempt("mei", crate::house::PASSWORD), NOW)
                .await
                .expect("a sign-in");
        }
        // It forgives nothing that was wrong.
        for _ in 0..10 {
            spend_one(&house.db, NOW).await.expect("a try");
        }
        house.db.write((), |tx, ()| Box::pin(give_back(tx, "bucket"))).await.expect("one given back");
        spend_one(&house.db, NOW).await.expect("that one");
        assert_eq!(refusal(spend_one(&house.db, NOW).await), Refusal::TooMany { seconds: 900 });
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_tries_at_once_exactly_ten_pass() {
    for fresh in fresh_dbs().await {
        let db = fresh.db();
        let tries: Vec<_> = (0..64)
            .map(|_| {
                tokio::spawn({
                    let db = db.clone();
                    async move { spend_one(&db, NOW).await }
                })
            })
            .collect();
        let mut passed = 0;
        for one in tries {
            match one.await.expect("no panic") {
                Ok(()) => passed += 1,
                refused => assert_eq!(refusal(refused), Refusal::TooMany { seconds: 900 }),
            }
        }
        assert_eq!(passed, 10);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_sign_ins_at_once_ten_are_compared() {
    for house in crate::house::houses().await {
        let tries: Vec<_> = (0..64_u8)
            .map(|number| {
                tokio::spawn({
                    let (db, mut form) = (house.db.db(), attempt("mei", "not her password"));
                    // Each from a machine of its own: only the account can stop them.
                    form.address = std::net::Ipv4Addr::new(10, 1, 0, number).into();
                    async move { domain::sessions::sign_in(&db, &form, NOW).await.map(drop) }
                })
            })
            .collect();
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for one in tries {
            *counts.entry(format!("{:?}", refusal(one.await.expect("no panic")))).or_default() += 1;
        }
        let expected = BTreeMap::from([
            (r#"Invalid(Faults([Fault { field: "password", code: WrongSignIn }]))"#.to_owned(), 10),
            ("TooMany { seconds: 900 }".to_owned(), 54),
        ]);
        assert_eq!(counts, expected);
    }
}
