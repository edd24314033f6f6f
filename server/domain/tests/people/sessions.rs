//! The life of a session: how long it lasts, where it is listed, how it ends.

use domain::sessions::{self, IDLE_MS, LONGEST_MS, LONGEST_STAFF_MS, TOUCH_MS};
use domain::{Refusal, Result};
use uuid::Uuid;

use crate::house::{DAY, HOUR, House, NOW, houses};
use crate::{audited, holds, refusal, signed_in};

async fn touch(house: &House, token: &str, now: i64) {
    let noted = house.db.write((token.to_owned(), now), |tx, (token, now)| Box::pin(sessions::touch(tx, token, *now)));
    noted.await.expect("touched");
}

async fn due(house: &House, token: &str, now: i64) -> bool {
    let mut conn = house.db.read().await.expect("a reader");
    sessions::find(&mut conn, token, now).await.expect("a look").expect("a session").due
}

async fn revoke(house: &House, name: &str, id: Uuid) -> Result<()> {
    house.db.write((house.scope(name), id), |tx, (scope, id)| Box::pin(sessions::revoke(tx, scope, *id))).await
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends_after_twelve_hours() {
    for house in houses().await {
        let token = signed_in(&house, "mei").await.token;
        assert!(holds(&house, &token, NOW + IDLE_MS - 1).await);
        assert!(!holds(&house, &token, NOW + IDLE_MS).await);
        touch(&house, &token, NOW + IDLE_MS).await;
        assert!(!holds(&house, &token, NOW + IDLE_MS).await, "what is over stays over");
    }
}

#[tokio::test]
async fn a_session_in_use_lasts_two_weeks_and_no_longer() {
    for house in houses().await {
        let token = signed_in(&house, "mei").await.token;
        let mut now = NOW;
        while now + 6 * HOUR < NOW + LONGEST_MS {
            now += 6 * HOUR;
            touch(&house, &token, now).await;
        }
        assert!(holds(&house, &token, NOW + LONGEST_MS - 1).await);
        assert!(!holds(&house, &token, NOW + LONGEST_MS).await);
    }
}

#[tokio::test]
async fn staff_signs_in_every_day_however_much_they_work() {
    for house in houses().await {
        let token = signed_in(&house, "wu").await.token;
        touch(&house, &token, NOW + 11 * HOUR).await;
        assert!(holds(&house, &token, NOW + LONGEST_STAFF_MS - 1).await);
        assert!(!holds(&house, &token, NOW + LONGEST_STAFF_MS).await);
    }
}

#[tokio::test]
async fn a_use_is_noted_once_a_minute() {
    for house in houses().await {
        let token = signed_in(&house, "mei").await.token;
        assert!(!due(&house, &token, NOW + TOUCH_MS - 1).await);
        assert!(due(&house, &token, NOW + TOUCH_MS).await);
        touch(&house, &token, NOW + TOUCH_MS - 1).await;
        assert!(due(&house, &token, NOW + TOUCH_MS).await, "too early to be noted");
        touch(&house, &token, NOW + TOUCH_MS).await;
        assert!(!due(&house, &token, NOW + TOUCH_MS).await);
    }
}

#[tokio::test]
async fn a_token_that_is_none_opens_nothing() {
    for house in houses().await {
        let token = signed_in(&house, "mei").await.token;
        for wrong in ["", "x", &token[..63], &token.to_uppercase(), "' or 1=1 --", "\u{0}"] {
            assert!(!holds(&house, wrong, NOW).await || wrong == token, "{wrong}");
        }
    }
}

#[tokio::test]
async fn signing_out_ends_this_session_alone() {
    for house in houses().await {
        let (here, there) = (signed_in(&house, "mei").await.token, signed_in(&house, "mei").await.token);
        for _ in 0..2 {
            let closed = house.db.write(here.clone(), |tx, token| Box::pin(sessions::close(tx, token, NOW)));
            closed.await.expect("closed, also a second time");
        }
        assert!(!holds(&house, &here, NOW).await);
        assert!(holds(&house, &there, NOW).await);
        assert_eq!(audited(&house, house.org("pku")).await, ["session.open", "session.open", "session.close"]);
    }
}

#[tokio::test]
async fn a_new_token_kills_the_old_one() {
    for house in houses().await {
        let old = signed_in(&house, "mei").await.token;
        let rotate = |token: String| house.db.write(token, |tx, token| Box::pin(sessions::rotate(tx, token)));
        let new = rotate(old.clone()).await.expect("a new token");
        assert_ne!(new, old);
        assert!(holds(&house, &new, NOW).await);
        assert!(!holds(&house, &old, NOW).await);
        assert_eq!(refusal(rotate(old).await), Refusal::SignIn);
    }
}

#[tokio::test]
async fn mei_sees_where_she_is_signed_in_and_ends_the_one_at_the_fair() {
    for house in houses().await {
        let (fair, desk) = (signed_in(&house, "mei").await, signed_in(&house, "mei").await);
        touch(&house, &desk.token, NOW + HOUR).await;
        let chen = signed_in(&house, "chen").await;
        let mei = house.scope_at("mei", NOW + HOUR);
        let places =
            sessions::list(&mut house.db.read().await.expect("a reader"), &mei, &desk.token).await.expect("a list");
        let seen: Vec<_> = places.iter().map(|place| (place.id, place.here, place.seen_at)).collect();
        assert_eq!(seen, [(desk.session_id, true, NOW + HOUR), (fair.session_id, false, NOW)]);

        revoke(&house, "mei", fair.session_id).await.expect("ended");
        assert!(!holds(&house, &fair.token, NOW).await);
        assert!(holds(&house, &desk.token, NOW).await);
        assert_eq!(refusal(revoke(&house, "mei", fair.session_id).await), Refusal::NotFound, "it is gone");
        assert_eq!(refusal(revoke(&house, "mei", chen.session_id).await), Refusal::NotFound, "it is Chen's");
        assert_eq!(refusal(revoke(&house, "gu", chen.session_id).await), Refusal::NotFound, "not even Gu's to end");
        assert!(holds(&house, &chen.token, NOW).await);
    }
}

#[tokio::test]
async fn all_other_places_end_at_once_but_nobody_elses() {
    for house in houses().await {
        let (here, there) = (signed_in(&house, "mei").await.token, signed_in(&house, "mei").await.token);
        let chen = signed_in(&house, "chen").await.token;
        let ended = house.db.write((house.scope("mei"), here.clone()), |tx, (mei, here)| {
            Box::pin(sessions::revoke_others(tx, mei, here))
        });
        assert_eq!(ended.await.expect("ended"), 1);
        assert!(holds(&house, &here, NOW).await && holds(&house, &chen, NOW).await);
        assert!(!holds(&house, &there, NOW).await);
    }
}

#[tokio::test]
async fn what_is_over_is_swept_and_nothing_else() {
    for house in houses().await {
        signed_in(&house, "zhao").await;
        let mei = signed_in(&house, "mei").await.token;
        touch(&house, &mei, NOW + 2 * HOUR).await;
        let swept = |now| house.db.write(now, |tx, now| Box::pin(sessions::sweep(tx, *now)));
        assert_eq!(swept(NOW + 12 * HOUR - 1).await.expect("a sweep"), 0);
        assert_eq!(swept(NOW + 12 * HOUR).await.expect("a sweep"), 1);
        assert!(holds(&house, &mei, NOW + 12 * HOUR).await);
        assert_eq!(swept(NOW + DAY).await.expect("a sweep"), 1);
    }
}
