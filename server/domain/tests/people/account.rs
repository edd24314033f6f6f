//! What people see of themselves and change by themselves.

use domain::people::{self, change_password};
use domain::sessions::sign_in;
use domain::{Refusal, Result, orgs};
use kernel::{FaultCode, Lang, Role};
use store::sql;
use uuid::Uuid;

use crate::house::{self, House, MINUTE, NOW, houses};
use crate::{attempt, audited, holds, refusal, signed_in};

const NEW: &str = "and a fourth one stayed";

async fn change(house: &House, token: &str, old: &str, new: &str) -> Result<String> {
    change_password(&house.db, &house.scope("mei"), token, old, new).await
}

#[tokio::test]
async fn everybody_sees_themselves_in_their_language() {
    for house in houses().await {
        let mut conn = house.db.read().await.expect("a reader");
        let mei = people::me(&mut conn, &house.scope("mei")).await.expect("Mei");
        assert_eq!((mei.org.as_str(), mei.email.as_str(), mei.role), ("北京大学", "mei@portolan.example", Role::Buyer));
        assert_eq!((mei.credit, mei.desk, mei.lang), (Some((50_000_000, 0)), None, Lang::Zh));
        let zhao = people::me(&mut conn, &house.scope("zhao")).await.expect("Zhao");
        assert_eq!((zhao.desk.as_deref(), zhao.credit), (Some("进口科"), None));
        let bo = people::me(&mut conn, &house.scope("bo")).await.expect("Bo");
        assert_eq!((bo.org.as_str(), bo.credit), ("Peking University", None), "who does not order sees no credit");
        let job = orgs::job(&mut conn, NOW).await.expect("a job");
        assert_eq!(refusal(people::me(&mut conn, &job).await), Refusal::NotAllowed);
    }
}

#[tokio::test]
async fn colleagues_are_those_of_the_own_organisation() {
    for house in houses().await {
        seat_chen_in_a_unit(&house).await;
        let mut conn = house.db.read().await.expect("a reader");
        let rows = people::colleagues(&mut conn, &house.scope("mei")).await.expect("colleagues");
        let seen: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.role, row.unit.as_deref())).collect();
        assert_eq!(
            seen,
            [("bo", Role::Viewer, None), ("chen", Role::Buyer, Some("数学科学学院")), ("mei", Role::Buyer, None)]
        );
        let lin = people::colleagues(&mut conn, &house.scope("lin")).await.expect("colleagues");
        assert_eq!(lin.len(), 1, "the people of a partner's customers are not its colleagues");
    }
}

async fn seat_chen_in_a_unit(house: &House) {
    let seated = house.db.write((house.org("pku"), house.user("chen"), Uuid::now_v7()), |tx, (org, chen, unit)| {
        Box::pin(async move {
            sql!(
                execute,
                tx,
                "insert into units (org_id, id, name_zh, name_en) values ($1, $2, '数学科学学院', 'School of Mathematics')",
                org,
                unit
            )?;
            sql!(execute, tx, "update users set unit_id = $1 where id = $2", unit, chen)
        })
    });
    assert_eq!(seated.await.expect("a unit"), 1);
}

#[tokio::test]
async fn a_language_lasts() {
    for house in houses().await {
        let token = signed_in(&house, "mei").await.token;
        // The second time there is nothing to change.
        for _ in 0..2 {
            let set = house.db.write(house.scope("mei"), |tx, mei| Box::pin(people::set_lang(tx, mei, Lang::En)));
            set.await.expect("set");
        }
        let mut conn = house.db.read().await.expect("a reader");
        let scope = domain::sessions::scope(&mut conn, &token, NOW).await.expect("a look").expect("a session");
        assert_eq!(scope.lang, Lang::En);
        assert_eq!(audited(&house, house.org("pku")).await, ["session.open", "user.set_lang"]);
    }
}

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_renews_this_one() {
    for house in houses().await {
        let (here, there) = (signed_in(&house, "mei").await.token, signed_in(&house, "mei").await.token);
        let renewed = change(&house, &here, house::PASSWORD, NEW).await.expect("changed");
        assert!(holds(&house, &renewed, NOW).await);
        assert!(!holds(&house, &here, NOW).await && !holds(&house, &there, NOW).await);
        let old = sign_in(&house.db, &attempt("mei", house::PASSWORD), NOW).await;
        assert_eq!(refusal(old), Refusal::field("password", FaultCode::WrongSignIn));
        sign_in(&house.db, &attempt("mei", NEW), NOW).await.expect("the new one");
        let verbs = audited(&house, house.org("pku")).await;
        assert_eq!(verbs[2..], ["session.revoke_others", "password.change", "session.refused", "session.open"]);
    }
}

#[tokio::test]
async fn a_password_is_changed_only_by_who_knows_it_and_not_to_a_bad_one() {
    for house in houses().await {
        let token = signed_in(&house, "mei").await.token;
        let wrong = refusal(change(&house, &token, "not her password", NEW).await);
        assert_eq!(wrong, Refusal::field("old", FaultCode::WrongSignIn));
        let short = refusal(change(&house, &token, "", "short").await);
        let faults = short.faults().expect("faults");
        assert_eq!(faults.of("new"), Some(&FaultCode::TooShort { min: 12 }));
        assert_eq!(faults.of("old"), Some(&FaultCode::Required));
        let easy = refusal(change(&house, &token, house::PASSWORD, "Password-2026").await);
        assert_eq!(easy, Refusal::field("new", FaultCode::EasyToGuess));
        assert!(holds(&house, &token, NOW).await, "nothing has changed");
        signed_in(&house, "mei").await;
    }
}

#[tokio::test]
async fn an_open_screen_is_no_place_to_guess_a_password() {
    for house in houses().await {
        let token = signed_in(&house, "mei").await.token;
        for _ in 0..10 {
            let wrong = refusal(change(&house, &token, "guess", NEW).await);
            assert_eq!(wrong, Refusal::field("old", FaultCode::WrongSignIn));
        }
        let locked = refusal(change(&house, &token, house::PASSWORD, NEW).await);
        assert_eq!(locked, Refusal::TooMany { seconds: 900 });
        let later = house.scope_at("mei", NOW + 15 * MINUTE);
        change_password(&house.db, &later, &token, house::PASSWORD, NEW).await.expect("a new window");
    }
}

#[tokio::test]
async fn two_changes_at_once_make_one() {
    for house in houses().await {
        let (here, there) = (signed_in(&house, "mei").await.token, signed_in(&house, "mei").await.token);
        let (one, two) = tokio::join!(
            change(&house, &here, house::PASSWORD, NEW),
            change(&house, &there, house::PASSWORD, "a fifth one never came back")
        );
        let lost = match (one, two) {
            (Ok(_), lost) | (lost, Ok(_)) => refusal(lost),
            (Err(one), Err(two)) => panic!("both lost: {one}, {two}"),
        };
        assert!(matches!(lost, Refusal::Stale | Refusal::Invalid(_)), "{lost}");
    }
}
