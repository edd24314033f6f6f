//! Headers that every answer carries, whatever its status.

use std::collections::BTreeSet;

use axum::body::Body;
use http::{Method, StatusCode, header};

use crate::answer::Answer;
use crate::browser::ask;
use crate::portal::portals;
use crate::table::{PAGES, filled};
use crate::world::World;

/// Fails unless the answer says all that a browser needs to be told.
#[track_caller]
fn check(what: &str, answer: &Answer) {
    let status = answer.status;
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what} {status}");
    // The address of a page behind a link is a secret.
    let secret = ["/track/", "/unsubscribe/"].iter().any(|path| what.starts_with(path));
    let told = if secret { "no-referrer" } else { "same-origin" };
    assert_eq!(answer.header("referrer-policy"), told, "{what} {status}");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{what} {status}");
    assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{what} {status}");
    assert_eq!(answer.header("strict-transport-security"), "max-age=31536000; includeSubDomains", "{what} {status}");
    assert_eq!(answer.nonce().len(), 32, "{what} {status}");
    let policy = answer.header(header::CONTENT_SECURITY_POLICY);
    for rule in
        ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]
    {
        assert!(policy.contains(rule), "{what} {status}: {policy}");
    }
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{what}: {policy}");
    if !answer.body.is_empty() {
        let kind = answer.header(header::CONTENT_TYPE);
        assert!(!kind.is_empty(), "{what} {status} does not say what it is");
        assert!(!kind.starts_with("text/") || kind.contains("charset=utf-8"), "{what} {status}: {kind}");
    }
}

/// Also fails if somebody on the way may keep it.
#[track_caller]
fn check_private(what: &str, answer: &Answer) {
    check(what, answer);
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store", "{what} {}", answer.status);
}

#[tokio::test]
async fn every_page_says_what_a_browser_must_know() {
    for portal in portals().await {
        let facts = World::new(&portal).await.facts().await;
        let mut nonces = BTreeSet::new();
        let mut asked = 0;
        for name in ["nobody", "mei", "gu"] {
            let mut browser = portal.browser(name).await;
            // The stream of an open page does not end.
            for (_, page) in PAGES.into_iter().filter(|(_, page)| *page != "/live") {
                let answer = browser.get(&filled(page, &facts)).await;
                check_private(page, &answer);
                let scripts = answer.body.matches("<script").count();
                let signed = answer.body.matches(&format!("nonce=\"{}\"", answer.nonce())).count();
                assert!(signed >= scripts, "{page} has a script without the nonce: {}", answer.body);
                nonces.insert(answer.nonce().to_owned());
                asked += 1;
            }
        }
        assert_eq!(nonces.len(), asked, "a nonce was given twice");
    }
}

#[tokio::test]
async fn so_does_every_other_answer() {
    for portal in portals().await {
        let (mut nobody, mut mei) = (portal.nobody(), portal.browser("mei").await);
        let calls = [
            (StatusCode::OK, "/api/orders/list", vec![]),
            (StatusCode::NOT_FOUND, "/api/orders/find", vec![("no", "S26-999999")]),
            (StatusCode::UNPROCESSABLE_ENTITY, "/api/complaints/file", vec![]),
            (StatusCode::NOT_FOUND, "/api/no/such/call", vec![]),
        ];
        for (status, call, fields) in calls {
            let answer = mei.call(call, &fields).await;
            assert_eq!(answer.status, status, "{call}: {answer:?}");
            check_private(call, &answer);
        }
        let unknown = nobody.call("/api/orders/list", &[]).await;
        assert_eq!(unknown.status, StatusCode::UNAUTHORIZED);
        check_private("nobody's call", &unknown);
        let crossing = nobody.send(ask(Method::POST, "/api/people/sign_in"), Body::empty()).await;
        assert_eq!(crossing.status, StatusCode::FORBIDDEN);
        check_private("a crossing", &crossing);
        let huge = mei.call("/api/orders/check", &[("form[text]", &"1".repeat(5 << 20))]).await;
        assert_eq!(huge.status, StatusCode::PAYLOAD_TOO_LARGE);
        check_private("a huge call", &huge);
        let live = mei.open(ask(Method::GET, "/live"), Body::empty()).await;
        assert_eq!(live.headers()[header::CACHE_CONTROL], "no-cache", "an event stream is never stored");
        let icon = nobody.get("/favicon.svg").await;
        assert_eq!(icon.status, StatusCode::OK);
        check("a file", &icon);
    }
}

#[tokio::test]
async fn a_house_without_its_database_answers_with_codes_alone() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        portal.house.db.db().close().await;
        for page in ["/", "/orders", "/readyz"] {
            let answer = mei.get(page).await;
            assert!(answer.status.is_server_error(), "{page}: {}", answer.status);
            assert_eq!(answer.body, "", "{page}");
            check_private(page, &answer);
        }
        let fields = [("email", "a@b.example"), ("password", "x")];
        let answer = portal.nobody().call("/api/people/sign_in", &fields).await;
        assert!(answer.status.is_server_error(), "{answer:?}");
        // The closed set of refusals has no place for the database's own words.
        serde_json::from_str::<kernel::Refusal>(&answer.body).unwrap();
        check_private("a call", &answer);
    }
}
