//! Requests that come from another site, with the visitor's cookies: none is carried out, whatever it looks like.

use axum::body::Body;
use http::{Method, StatusCode, header};

use crate::browser::{ORIGIN, ask, form};
use crate::portal::portals;
use crate::table::{calls, filled};
use crate::world::World;

const SITES: [Option<&str>; 3] = [Some("cross-site"), Some("same-site"), None];
const ORIGINS: [Option<&str>; 3] = [Some("https://evil.example"), Some("null"), None];
const TYPES: [&str; 6] = [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "application/json",
    "TEXT/PLAIN",
    "",
];

/// Whose cookies the other site would like to use for a call.
fn victim(call: &str) -> &'static str {
    let staff = ["/api/batches/", "/api/tickets/", "/api/desks/"].iter().any(|noun| call.starts_with(noun));
    if staff { "gu" } else { "mei" }
}

#[tokio::test]
async fn nothing_from_another_site_is_carried_out() {
    for portal in portals().await {
        let facts = World::new(&portal).await.facts().await;
        let mut victims = [("mei", portal.browser("mei").await), ("gu", portal.browser("gu").await)];
        let before = portal.rows().await;
        for (address, fields) in calls() {
            let (_, browser) = victims.iter_mut().find(|(name, _)| *name == victim(address)).unwrap();
            for (site, origin, kind) in product() {
                let mut request = ask(Method::POST, address).header(header::ACCEPT, "text/html");
                for (name, value) in [("sec-fetch-site", site), ("origin", origin), ("content-type", Some(kind))] {
                    if let Some(value) = value {
                        request = request.header(name, value);
                    }
                }
                let answer = browser.send(request, Body::from(filled(fields, &facts))).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{address} {site:?} {origin:?} {kind:?}");
            }
        }
        assert_eq!(portal.rows().await, before, "something was written");
        // The same fields from an own page are taken: the matrix refused them for where they came from.
        let reply = calls().find(|(address, _)| *address == "/api/complaints/reply").unwrap();
        let answer = victims[0].1.call_with(reply.0, filled(reply.1, &facts)).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        assert_ne!(portal.rows().await, before);
    }
}

fn product() -> impl Iterator<Item = (Option<&'static str>, Option<&'static str>, &'static str)> {
    SITES.into_iter().flat_map(|site| {
        ORIGINS.into_iter().flat_map(move |origin| TYPES.into_iter().map(move |kind| (site, origin, kind)))
    })
}

#[tokio::test]
async fn no_link_and_no_other_method_changes_anything() {
    for portal in portals().await {
        let facts = World::new(&portal).await.facts().await;
        let mut victims = [("mei", portal.browser("mei").await), ("gu", portal.browser("gu").await)];
        let before = portal.rows().await;
        for (address, fields) in calls() {
            let (_, browser) = victims.iter_mut().find(|(name, _)| *name == victim(address)).unwrap();
            let fields = filled(fields, &facts);
            for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE, Method::OPTIONS] {
                let path = format!("{address}?{fields}");
                let request = ask(method.clone(), &path).header(header::ORIGIN, ORIGIN);
                let answer = browser.send(request, Body::from(fields.clone())).await;
                assert!(answer.status.is_client_error(), "{method} {address}: {}", answer.status);
            }
        }
        assert_eq!(portal.rows().await, before, "something was written");
    }
}

#[tokio::test]
async fn own_forms_are_taken_from_browsers_old_and_new() {
    for portal in portals().await {
        let world = World::new(&portal).await;
        let mut mei = portal.browser("mei").await;
        let told = [(None, Some(ORIGIN)), (Some("same-origin"), None), (Some("same-origin"), Some(ORIGIN))];
        for (site, origin) in told {
            let mut request = ask(Method::POST, "/api/complaints/file")
                .header(header::ACCEPT, "text/html")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            for (name, value) in [("sec-fetch-site", site), ("origin", origin)] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
            let fields =
                [("order_no", world.order.as_str()), ("kind", "question"), ("subject", "When?"), ("body", "Well?")];
            let answer = mei.send(request, form(&fields)).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{answer:?}");
            assert!(answer.location().starts_with("/complaints/"), "{}", answer.location());
        }
    }
}
