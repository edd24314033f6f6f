//! The sign-in: who gets in, what the others learn (nothing), and how often one may try.

use std::time::{Duration, Instant};

use domain::sessions::{LONGEST_MS, LONGEST_STAFF_MS, sign_in};
use domain::{Refusal, passwords, people};
use kernel::{FaultCode, Role};
use store::sql;

use crate::house::{self, House, MINUTE, NOW, houses};
use crate::{attempt, audited, holds, refusal, signed_in};

fn wrong() -> Refusal {
    Refusal::field("password", FaultCode::WrongSignIn)
}

async fn disable(house: &House, name: &str) {
    let done = house.db.write((house.scope("gu"), house::email(name)), |tx, (gu, email)| {
        Box::pin(async move { people::disable(tx, &gu.staff()?, email).await })
    });
    done.await.expect("disabled");
}

#[tokio::test]
async fn mei_gets_in_and_the_door_knows_who_she_is() {
    for house in houses().await {
        let opened = signed_in(&house, "mei").await;
        assert_eq!(opened.token.len(), 64);
        assert_eq!(opened.expires_at, NOW + LONGEST_MS);
        let mut conn = house.db.read().await.expect("a reader");
        let session = domain::sessions::find(&mut conn, &opened.token, NOW).await.expect("a look").expect("a session");
        assert_eq!(session.id, opened.session_id);
        let (found, expected) = (session.scope, house.scope("mei"));
        assert_eq!((found.user_id, found.org_id, found.role), (expected.user_id, expected.org_id, Role::Buyer));
        assert_eq!((found.kind, found.lang, found.desk), (expected.kind, expected.lang, None));
        assert_eq!(audited(&house, house.org("pku")).await, ["session.open"]);
    }
}

#[tokio::test]
async fn staff_has_a_desk_and_a_session_of_half_a_day() {
    for house in houses().await {
        let opened = signed_in(&house, "zhao").await;
        assert_eq!(opened.expires_at, NOW + LONGEST_STAFF_MS);
        let mut conn = house.db.read().await.expect("a reader");
        let scope = domain::sessions::scope(&mut conn, &opened.token, NOW).await.expect("a look").expect("a session");
        assert_eq!(scope.desk.as_deref(), Some("imports"));
        assert!(scope.staff().is_ok());
    }
}

#[tokio::test]
async fn an_address_is_the_same_in_any_spelling() {
    for house in houses().await {
        let mut form = attempt("mei", house::PASSWORD);
        form.email = "  MEI@Portolan.Example ".to_owned();
        sign_in(&house.db, &form, NOW).await.expect("the same address");
    }
}

#[tokio::test]
async fn a_database_holds_no_token_and_no_password() {
    for house in houses().await {
        let token = signed_in(&house, "mei").await.token;
        let mut conn = house.db.read().await.expect("a reader");
        let rows = sql!(
            fetch_all as (String, String),
            &mut conn,
            "select s.token_hash, u.password_hash from sessions s join users u on u.id = s.user_id"
        );
        let (token_hash, password_hash) = rows.expect("one session").remove(0);
        assert_ne!(token_hash, token);
        assert!(password_hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{password_hash}");
        let (written,) =
            sql!(fetch_one as (i64,), &mut conn, "select count(*) from audit where detail like '%tientsin%'")
                .expect("a count");
        assert_eq!(written, 0);
    }
}

#[tokio::test]
async fn unknown_disabled_and_wrong_look_the_same() {
    for house in houses().await {
        disable(&house, "chen").await;
        let tries =
            [attempt("mei", "not her password"), attempt("nobody", house::PASSWORD), attempt("chen", house::PASSWORD)];
        for form in tries {
            assert_eq!(refusal(sign_in(&house.db, &form, NOW).await), wrong(), "{}", form.email);
        }
        assert_eq!(audited(&house, house.org("pku")).await, ["user.disable", "session.refused", "session.refused"]);
        assert_eq!(
            audited(&house, house.org("house")).await,
            ["session.refused"],
            "an unknown address is the house's affair"
        );
    }
}

/// The same work, too: without the hash of nobody an unknown address is answered more than ten times faster.
#[tokio::test]
async fn an_unknown_address_costs_as_much_as_a_known_one() {
    for house in houses().await {
        let mut spent = [Vec::new(), Vec::new()];
        for round in 0..9_u8 {
            for (name, times) in ["mei", "nobody"].into_iter().zip(&mut spent) {
                let mut form = attempt(name, "not the password");
                form.address = std::net::Ipv4Addr::new(10, 2, 0, round).into();
                let begun = Instant::now();
                assert_eq!(refusal(sign_in(&house.db, &form, NOW).await), wrong());
                times.push(begun.elapsed());
            }
        }
        let median = |times: &mut Vec<Duration>| {
            times.sort_unstable();
            times[times.len() / 2]
        };
        let [known, unknown] = spent.each_mut().map(median);
        assert!(unknown > known / 2 && unknown < known * 2, "known {known:?}, unknown {unknown:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_an_answer_is_told_beside_its_field() {
    for house in houses().await {
        let mut form = attempt("mei", "");
        form.email = " ".to_owned();
        let faults = refusal(sign_in(&house.db, &form, NOW).await);
        let faults = faults.faults().expect("faults");
        assert_eq!(
            (faults.of("email"), faults.of("password")),
            (Some(&FaultCode::Required), Some(&FaultCode::Required))
        );
        form.email = "mei\u{0}@portolan.example".to_owned();
        form.password = "x".repeat(129);
        let faults = refusal(sign_in(&house.db, &form, NOW).await);
        let faults = faults.faults().expect("faults");
        assert_eq!(faults.of("email"), Some(&FaultCode::Unreadable));
        assert_eq!(faults.of("password"), Some(&FaultCode::TooLong { max: 128 }));
    }
}

#[tokio::test]
async fn ten_wrong_tries_lock_the_account_and_a_right_one_clears_it() {
    for house in houses().await {
        for _ in 0..9 {
            assert_eq!(refusal(sign_in(&house.db, &attempt("mei", "wrong"), NOW).await), wrong());
        }
        signed_in(&house, "mei").await;
        for _ in 0..10 {
            assert_eq!(refusal(sign_in(&house.db, &attempt("mei", "wrong"), NOW).await), wrong());
        }
        let locked = sign_in(&house.db, &attempt("mei", house::PASSWORD), NOW + MINUTE).await;
        assert_eq!(refusal(locked), Refusal::TooMany { seconds: 840 }, "the right password does not help any more");
        signed_in(&house, "chen").await;
        let later = sign_in(&house.db, &attempt("mei", house::PASSWORD), NOW + 15 * MINUTE).await;
        later.expect("a new window");
    }
}

#[tokio::test]
async fn one_address_cannot_try_all_accounts() {
    for house in houses().await {
        for number in 0..30 {
            let guess = attempt(&format!("guess{number}"), "wrong");
            assert_eq!(refusal(sign_in(&house.db, &guess, NOW).await), wrong());
        }
        let stopped = refusal(sign_in(&house.db, &attempt("mei", house::PASSWORD), NOW).await);
        assert_eq!(stopped, Refusal::TooMany { seconds: 900 });
        let mut elsewhere = attempt("mei", house::PASSWORD);
        elsewhere.address = "2001:db8:1:2::1".parse().expect("an address");
        sign_in(&house.db, &elsewhere, NOW).await.expect("another address");
    }
}

#[tokio::test]
async fn a_subnet_of_ipv6_is_one_address_and_a_mapped_one_is_ipv4() {
    let tries = |range: std::ops::Range<u16>, prefix: &'static str| range.map(move |n| format!("{prefix}{n:x}"));
    for house in houses().await {
        for (first, last) in [("2001:db8:1:2::", "2001:db8:1:2:ffff::1"), ("::ffff:10.9.9.9", "10.9.9.9")] {
            for (number, spelt) in tries(1..31, first).enumerate() {
                let mut guess = attempt(&format!("guess{first}{number}"), "wrong");
                guess.address = if first.contains('.') { first.parse() } else { spelt.parse() }.expect("an address");
                assert_eq!(refusal(sign_in(&house.db, &guess, NOW).await), wrong());
            }
            let mut guess = attempt("mei", house::PASSWORD);
            guess.address = last.parse().expect("an address");
            assert_eq!(refusal(sign_in(&house.db, &guess, NOW).await), Refusal::TooMany { seconds: 900 }, "{last}");
        }
    }
}

/// Others keep both hashing turns busy, so that the reset comes after Mei's hash was read and before it is compared.
#[tokio::test]
async fn a_password_that_changes_while_it_is_compared_opens_nothing() {
    for house in houses().await {
        let others: Vec<_> = (0..24).map(|_| tokio::spawn(passwords::matches("somebody else", None))).collect();
        let (db, form) = (house.db.db(), attempt("mei", house::PASSWORD));
        let mei = tokio::spawn(async move { sign_in(&db, &form, NOW).await.map(drop) });
        while tries(&house).await == 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        let reset = house.db.write((house.scope("gu"), house::email("mei")), |tx, (gu, email)| {
            Box::pin(async move { people::reset(tx, &gu.staff()?, email, "another hash").await })
        });
        reset.await.expect("reset");
        assert_eq!(refusal(mei.await.expect("no panic")), wrong());
        for other in others {
            assert!(!other.await.expect("no panic").expect("a turn"));
        }
        let mut conn = house.db.read().await.expect("a reader");
        let (live,) = sql!(fetch_one as (i64,), &mut conn, "select count(*) from sessions").expect("a count");
        assert_eq!(live, 0);
    }
}

/// How many buckets hold tries.
async fn tries(house: &House) -> i64 {
    let mut conn = house.db.read().await.expect("a reader");
    sql!(fetch_one as (i64,), &mut conn, "select count(*) from throttles").expect("a count").0
}

#[tokio::test]
async fn before_the_first_organisation_nobody_gets_in() {
    for db in store::fresh::fresh_dbs().await {
        assert_eq!(refusal(sign_in(&db, &attempt("mei", house::PASSWORD), NOW).await), wrong());
    }
}

#[tokio::test]
async fn a_long_agent_is_shortened() {
    for house in houses().await {
        let mut form = attempt("mei", house::PASSWORD);
        form.agent = format!("\u{0}\u{1b}[31m{}", "书".repeat(5_000));
        let token = sign_in(&house.db, &form, NOW).await.expect("signed in").token;
        assert!(holds(&house, &token, NOW).await);
        let mut conn = house.db.read().await.expect("a reader");
        let places = domain::sessions::list(&mut conn, &house.scope("mei"), &token).await.expect("a list");
        assert_eq!(places[0].agent.chars().count(), 200);
        assert!(places[0].agent.starts_with("[31m书"));
    }
}
