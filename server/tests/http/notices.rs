//! Pages behind a secret in their address, the one click that ends letters, and a cause wherever its lines are shown.

use axum::body::Body;
use domain::notices;
use domain::outbox::{self, Kind};
use http::{Method, header};
use kernel::shapes::{LetterBody, Topic};

use crate::browser::{Browser, ask};
use crate::house::{DAY, email};
use crate::portal::{Portal, portals};
use crate::world::World;

/// Does what the post does tomorrow and a week later, when every digest is due, and gives the secret of the first letter to
/// a person.
async fn key_of(portal: &Portal, name: &str) -> String {
    let now = server::clock::now() + DAY;
    let db = portal.house.db.db();
    let due = outbox::due(&mut db.read().await.unwrap(), now, 100).await.unwrap();
    for due in due.into_iter().filter(|due| due.kind != Kind::Letter) {
        db.write((due, now), |tx, (due, now)| Box::pin(notices::tell(tx, due, *now))).await.unwrap();
    }
    db.write(now + 7 * DAY, |tx, now| Box::pin(notices::compose(tx, *now))).await.unwrap();
    for due in outbox::due(&mut db.read().await.unwrap(), now + 7 * DAY, 100).await.unwrap() {
        let letter = db.write((due, now), |tx, (due, now)| Box::pin(notices::letter(tx, due.subject, *now)));
        if let Some(letter) = letter.await.unwrap()
            && letter.to == email(name)
            && let LetterBody::Notices { key, .. } = letter.body
        {
            return key;
        }
    }
    panic!("no letter to {name}");
}

#[tokio::test]
async fn a_link_shows_one_title_to_anybody_and_is_told_to_nobody() {
    for portal in portals().await {
        let world = World::new(&portal).await;
        let mut nobody = portal.nobody();
        let address = format!("/track/{}", world.tracked.0);
        let page = nobody.get(&address).await;
        assert_eq!(page.status.as_u16(), 200);
        for (name, value) in
            [("referrer-policy", "no-referrer"), ("x-robots-tag", "noindex"), ("cache-control", "no-store")]
        {
            assert_eq!(page.headers.get(name).unwrap(), value, "{name}");
        }
        assert!(page.body.contains("Introduction to Algorithms"), "{}", page.body);
        assert!(page.body.contains("海关抽查，暂不放行。"), "what holds it up");
        for secret in [world.order.as_str(), world.batch.as_str(), "¥", "北京大学", "mei"] {
            assert!(!page.body.contains(secret), "{secret} in {}", page.body);
        }
        let refused = nobody.get("/track/0000").await;
        assert_eq!(refused.status.as_u16(), 404);
        assert_eq!(refused.headers.get("x-robots-tag").unwrap(), "noindex");
        // A refused address comes back to the page although the browser says nothing of where it was.
        let fields = [("page", address.as_str()), ("token", world.tracked.0.as_str()), ("email", "nonsense")];
        let sent = nobody.submit_silently("/api/tracking/watch", &fields).await;
        assert_eq!((sent.status.as_u16(), sent.location()), (303, address.as_str()));
        assert!(nobody.get(&address).await.body.contains("nonsense"), "what was typed is there again");
        let foreign = [("page", "https://evil.example/"), ("token", "0"), ("email", "x")];
        assert_eq!(nobody.submit_silently("/api/tracking/watch", &foreign).await.location(), "/");
    }
}

#[tokio::test]
async fn one_click_ends_letters_and_looking_does_not() {
    for portal in portals().await {
        World::new(&portal).await;
        let key = key_of(&portal, "mei").await;
        let mut program = portal.nobody();
        let address = format!("/unsubscribe/{key}");
        let page = program.get(&address).await;
        assert!(page.status.is_success() && page.body.contains(&email("mei")), "{page:?}");
        let mut mei = portal.browser("mei").await;
        let never =
            async |mei: &mut Browser| mei.call("/api/notices/settings", &[]).await.body.matches("never").count();
        assert_eq!(never(&mut mei).await, 0, "opening it changed nothing");
        // RFC 8058: a post without cookies, without an origin.
        let click =
            |path: &str| ask(Method::POST, path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let body = || Body::from("List-Unsubscribe=One-Click");
        assert_eq!(program.send(click(&address), body()).await.status.as_u16(), 200);
        let topics = Topic::ALL.iter().filter(|topic| !topic.is_for_the_house()).count();
        assert_eq!(never(&mut mei).await, topics);
        assert_eq!(program.send(click("/unsubscribe/0000"), body()).await.status.as_u16(), 404);
        let elsewhere = program.send(click("/api/notices/unsubscribe"), body()).await;
        assert_eq!(elsewhere.status.as_u16(), 403, "everything else still says where it comes from");
    }
}

#[tokio::test]
async fn a_cause_stands_where_its_lines_are_shown() {
    for portal in portals().await {
        let world = World::new(&portal).await;
        let mut mei = portal.browser("mei").await;
        let pages = [
            format!("/orders/{}", world.order),
            format!("/where?q={}", world.order),
            format!("/complaints/{}", world.complaint),
            format!("/complaints/new?order={}&line={}", world.order, world.lines[0]),
        ];
        for page in &pages {
            assert!(mei.get(page).await.body.contains("海关抽查，暂不放行。"), "{page}");
        }
        let ticket = format!("/desk/tickets/{}", world.complaint);
        assert!(portal.browser("gu").await.get(&ticket).await.body.contains("Customs is checking"), "{ticket}");
    }
}
