//! What the house does with people: add, reset, disable.

use domain::people::{self, NewUser};
use domain::sessions::sign_in;
use domain::{Refusal, Result, passwords};
use kernel::{FaultCode, Lang, Role};
use uuid::Uuid;

use crate::house::{self, House, NOW, houses};
use crate::{attempt, audited, holds, refusal, signed_in};

fn newcomer(house: &House) -> NewUser {
    NewUser {
        org_id: house.org("pku"),
        email: " Hua@Portolan.Example".to_owned(),
        name: "华".to_owned(),
        role: Role::Admin,
        desk: None,
        lang: Lang::Zh,
        password_hash: "a hash".to_owned(),
    }
}

async fn add(house: &House, new: NewUser) -> Result<Uuid> {
    let args = (house.scope("gu"), new);
    house.db.write(args, |tx, (gu, new)| Box::pin(async move { people::add(tx, &gu.staff()?, new).await })).await
}

async fn reset(house: &House, email: String, hash: String) -> Result<()> {
    let args = (house.scope("gu"), email, hash);
    let done = house.db.write(args, |tx, (gu, email, hash)| {
        Box::pin(async move { people::reset(tx, &gu.staff()?, email, hash).await })
    });
    done.await
}

async fn disable(house: &House, by: &str, email: String) -> Result<()> {
    let args = (house.scope(by), email);
    let done =
        house.db.write(args, |tx, (by, email)| Box::pin(async move { people::disable(tx, &by.staff()?, email).await }));
    done.await
}

#[tokio::test]
async fn a_person_is_added_once() {
    for house in houses().await {
        let mut new = newcomer(&house);
        new.password_hash = passwords::hash(house::PASSWORD).await.expect("a hash");
        add(&house, new.clone()).await.expect("added");
        signed_in(&house, "hua").await;
        new.email = "HUA@portolan.example".to_owned();
        assert_eq!(refusal(add(&house, new).await), Refusal::field("email", FaultCode::Taken));
    }
}

#[tokio::test]
async fn every_fault_of_a_new_person_is_told() {
    for house in houses().await {
        let desk_at_a_customer = NewUser { role: Role::Desk, desk: Some("imports".to_owned()), ..newcomer(&house) };
        let no_desk = NewUser { org_id: house.org("house"), role: Role::Desk, ..newcomer(&house) };
        let desk_of_nobody = NewUser { desk: Some("moon".to_owned()), role: Role::Desk, ..no_desk.clone() };
        let buyer_with_desk = NewUser { desk: Some("imports".to_owned()), ..newcomer(&house) };
        let buyer_of_the_house = NewUser { org_id: house.org("house"), ..newcomer(&house) };
        let nowhere = NewUser { org_id: Uuid::nil(), ..newcomer(&house) };
        let unnamed = NewUser { email: "no address".to_owned(), name: " ".to_owned(), ..newcomer(&house) };
        for (new, fields) in [
            (desk_at_a_customer, &["role"][..]),
            (no_desk, &["desk"]),
            (desk_of_nobody, &["desk"]),
            (buyer_with_desk, &["desk"]),
            (buyer_of_the_house, &["role"]),
            (nowhere, &["org"]),
            (unnamed, &["email", "name"]),
        ] {
            let refused = refusal(add(&house, new).await);
            let told: Vec<_> = refused.faults().expect("faults").0.iter().map(|fault| fault.field.as_str()).collect();
            assert_eq!(told, fields);
        }
        assert_eq!(audited(&house, house.org("pku")).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_reset_ends_every_session_and_every_lock() {
    for house in houses().await {
        let token = signed_in(&house, "mei").await.token;
        for _ in 0..10 {
            let _ = refusal(sign_in(&house.db, &attempt("mei", "wrong"), NOW).await);
        }
        let hash = passwords::hash("and a fourth one stayed").await.expect("a hash");
        reset(&house, "MEI@portolan.example".to_owned(), hash).await.expect("reset");
        assert!(!holds(&house, &token, NOW).await);
        sign_in(&house.db, &attempt("mei", "and a fourth one stayed"), NOW).await.expect("in at once");
        assert_eq!(refusal(reset(&house, house::email("nobody"), String::new()).await), Refusal::NotFound);
        let verbs = audited(&house, house.org("pku")).await;
        assert_eq!(verbs[verbs.len() - 2..], ["user.reset", "session.open"]);
    }
}

#[tokio::test]
async fn a_disabled_person_is_out_at_once_and_stays_out() {
    for house in houses().await {
        let token = signed_in(&house, "mei").await.token;
        disable(&house, "gu", house::email("mei")).await.expect("disabled");
        assert!(!holds(&house, &token, NOW).await);
        let again = sign_in(&house.db, &attempt("mei", house::PASSWORD), NOW).await;
        assert_eq!(refusal(again), Refusal::field("password", FaultCode::WrongSignIn));
        let seen = people::colleagues(&mut house.db.read().await.expect("a reader"), &house.scope("chen")).await;
        assert!(seen.expect("colleagues").iter().all(|row| row.name != "mei"));
        assert_eq!(audited(&house, house.org("pku")).await, ["session.open", "user.disable", "session.refused"]);
        assert_eq!(refusal(disable(&house, "gu", house::email("nobody")).await), Refusal::NotFound);
    }
}

/// A session row that outlives its owner (put in by hand, or by a defect) opens nothing all the same.
#[tokio::test]
async fn the_door_itself_asks_whether_the_person_is_disabled() {
    for house in houses().await {
        let token = signed_in(&house, "mei").await.token;
        let changed = house.db.write(house.user("mei"), |tx, mei| {
            Box::pin(async move { store::sql!(execute, tx, "update users set disabled_at = 1 where id = $1", mei) })
        });
        assert_eq!(changed.await.expect("a hand on the database"), 1);
        assert!(!holds(&house, &token, NOW).await);
    }
}

#[tokio::test]
async fn only_the_house_disables() {
    for house in houses().await {
        for name in ["mei", "lin", "bo"] {
            assert_eq!(refusal(disable(&house, name, house::email("tang")).await), Refusal::NotFound, "{name}");
        }
        signed_in(&house, "tang").await;
    }
}
