//! Sessions as a browser sees them: the cookie's flags, and that a session which ended is dead at once.

use domain::people;
use http::{StatusCode, header};

use crate::house::{PASSWORD, email};
use crate::portal::portals;

#[tokio::test]
async fn the_cookie_is_for_this_portal_and_for_no_script() {
    for portal in portals().await {
        let mut nobody = portal.nobody();
        let fields = [("email", &*email("mei")), ("password", PASSWORD)];
        let answer = nobody.submit("/login", "/api/people/sign_in", &fields).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
        let cookies: Vec<&str> =
            answer.headers.get_all(header::SET_COOKIE).iter().map(|it| it.to_str().unwrap()).collect();
        let session = cookies.iter().find(|cookie| cookie.starts_with("__Host-portolan=")).unwrap();
        for flag in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age="] {
            assert!(session.contains(flag), "{session}");
        }
        assert!(!session.contains("Domain"), "{session}");
    }
}

#[tokio::test]
async fn whoever_signs_in_gets_a_new_session() {
    for portal in portals().await {
        let mut browser = portal.browser("mei").await;
        let planted = browser.cookies["__Host-portolan"].clone();
        browser.call("/api/people/sign_in", &[("email", &email("chen")), ("password", PASSWORD)]).await;
        assert_ne!(browser.cookies["__Host-portolan"], planted);
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_everywhere() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        let mut stolen = mei.clone();
        assert_eq!(mei.submit("/", "/api/people/sign_out", &[]).await.location(), "/login");
        assert!(!mei.cookies.contains_key("__Host-portolan"));
        assert_eq!(stolen.get("/orders").await.location(), "/login?next=/orders");
        assert_eq!(stolen.call("/api/orders/list", &[]).await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a_new_password_ends_every_other_session() {
    for portal in portals().await {
        let (mut here, mut there) = (portal.browser("mei").await, portal.browser("mei").await);
        let mut stolen = here.clone();
        let fields = [("old_password", PASSWORD), ("new_password", "a fourth boat left hankou")];
        assert_eq!(here.call("/api/people/change_password", &fields).await.status, StatusCode::OK);
        assert_eq!(here.get("/orders").await.status, StatusCode::OK);
        for dead in [&mut there, &mut stolen] {
            assert_eq!(dead.get("/orders").await.status, StatusCode::FOUND);
        }
    }
}

#[tokio::test]
async fn a_disabled_person_is_out_at_once() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        assert_eq!(mei.get("/orders").await.status, StatusCode::OK);
        let verb = (portal.house.scope("gu"), email("mei"));
        let disabled = portal
            .house
            .db
            .write(verb, |tx, (gu, email)| Box::pin(async move { people::disable(tx, &gu.staff()?, email).await }));
        disabled.await.unwrap();
        assert_eq!(mei.get("/orders").await.status, StatusCode::FOUND);
        assert_eq!(mei.call("/api/orders/list", &[]).await.status, StatusCode::UNAUTHORIZED);
    }
}
