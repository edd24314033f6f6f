//! The language that a person chooses follows the person, not only the browser.

use axum::body::Body;
use domain::people;
use http::{Method, header};
use kernel::Lang;

use crate::browser::{Browser, ask};
use crate::portal::{Portal, portals};

/// Follows a link, coming from `site` as browsers name it.
async fn follow(browser: &mut Browser, link: &str, site: &str, purpose: Option<&str>) {
    let mut request = ask(Method::GET, link).header(header::ACCEPT, "text/html").header("sec-fetch-site", site);
    if let Some(purpose) = purpose {
        request = request.header("sec-purpose", purpose);
    }
    assert!(browser.send(request, Body::empty()).await.status.is_success());
}

async fn account_lang(portal: &Portal, name: &str) -> Lang {
    let mut conn = portal.house.db.read().await.unwrap();
    people::me(&mut conn, &portal.house.scope(name)).await.unwrap().lang
}

#[tokio::test]
async fn a_language_that_was_chosen_here_greets_the_person_elsewhere() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        assert!(mei.get("/orders").await.body.contains("lang=\"zh-CN\""));
        follow(&mut mei, "/orders?lang=en", "same-origin", None).await;
        assert_eq!(account_lang(&portal, "mei").await, Lang::En);
        let elsewhere = portal.browser("mei").await.get("/orders").await;
        assert!(elsewhere.body.contains("<html lang=\"en\""), "{}", elsewhere.body);
        // Once more is no change.
        let before = portal.rows().await;
        follow(&mut mei, "/orders?lang=en", "same-origin", None).await;
        assert_eq!(portal.rows().await, before);
    }
}

#[tokio::test]
async fn a_link_from_elsewhere_and_a_browser_that_reads_ahead_choose_nothing_for_the_person() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        for (site, purpose) in [("cross-site", None), ("none", None), ("same-origin", Some("prefetch"))] {
            follow(&mut mei, "/orders?lang=en", site, purpose).await;
            assert_eq!(account_lang(&portal, "mei").await, Lang::Zh, "{site} {purpose:?}");
        }
        assert!(mei.get("/orders").await.body.contains("<html lang=\"en\""), "this browser keeps to it");
    }
}
