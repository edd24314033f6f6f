//! What people type is text. Markup in any field comes back as the characters that were typed.

use http::StatusCode;
use kernel::Uuid;

use crate::answer::Answer;
use crate::browser::Browser;
use crate::portal::{Portal, portals};

/// Ends an attribute, a text area, a script, and begins a script.
const EVIL: &str = "\"'></textarea></script><script>alert(7)</script><img src=x onerror=alert(7)>";

/// Fails if what was typed is markup on the page, or (where it should be seen) is not there at all.
#[track_caller]
fn harmless(what: &str, page: &Answer, shown: bool) {
    assert!(page.status.is_success(), "{what}: {}", page.status);
    let body = &page.body;
    assert!(!body.contains("<script>alert(7)") && !body.contains("<img src=x"), "{what}: {body}");
    assert!(!body.contains("</textarea></script>"), "{what}: {body}");
    assert!(!shown || body.contains("alert(7)"), "{what} does not show what was typed");
}

async fn order(mei: &mut Browser) -> String {
    let id = Uuid::now_v7().to_string();
    let text = format!("9780262033848 1\n{EVIL}");
    let fields = [
        ("form[id]", id.as_str()),
        ("form[text]", &text),
        ("form[own_ref]", &EVIL[..60]),
        ("form[needed_by]", EVIL),
        ("form[note]", EVIL),
    ];
    let page = format!("/orders/new?id={id}");
    let refused = mei.submit(&page, "/api/orders/place", &fields).await;
    assert_eq!(refused.location(), page);
    harmless("a refused order", &mei.get(&page).await, true);
    let fields = [
        fields[0],
        fields[1],
        ("form[own_ref]", "<script>alert(7)</script>"),
        ("form[note]", EVIL),
        ("form[rest]", "true"),
    ];
    let placed = mei.submit(&page, "/api/orders/place", &fields).await;
    assert_eq!(placed.status, StatusCode::SEE_OTHER);
    let page = placed.location().to_owned();
    assert!(page.starts_with("/orders/S"), "{page}");
    harmless("an order", &mei.get(&page).await, true);
    harmless("the list of orders", &mei.get("/orders").await, true);
    page.trim_start_matches("/orders/").to_owned()
}

async fn complaint(mei: &mut Browser, order: &str) -> String {
    let page = format!("/complaints/new?order={order}");
    let fields = [("order_no", order), ("kind", EVIL), ("subject", EVIL), ("body", EVIL)];
    assert_eq!(mei.submit(&page, "/api/complaints/file", &fields).await.location(), page);
    harmless("a refused complaint", &mei.get(&page).await, true);
    let fields = [("order_no", order), ("kind", "other"), ("subject", EVIL), ("body", EVIL)];
    let filed = mei.submit(&page, "/api/complaints/file", &fields).await.location().to_owned();
    harmless("a complaint", &mei.get(&filed).await, true);
    harmless("the list of complaints", &mei.get("/complaints").await, true);
    filed.trim_start_matches("/complaints/").to_owned()
}

async fn houses_side(portal: &Portal, order: &str, complaint: &str) {
    let mut gu = portal.browser("gu").await;
    harmless("a ticket", &gu.get(&format!("/desk/tickets/{complaint}")).await, true);
    harmless("the list of tickets", &gu.get("/desk/tickets").await, true);
    harmless("the desk", &gu.get("/desk").await, false);
    harmless("an order at the house", &gu.get(&format!("/orders/{order}")).await, true);
}

#[tokio::test]
async fn markup_in_every_field_stays_text() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        let order = order(&mut mei).await;
        let complaint = complaint(&mut mei, &order).await;
        houses_side(&portal, &order, &complaint).await;
        harmless("an order with a complaint", &mei.get(&format!("/orders/{order}")).await, true);
        harmless("the start page", &mei.get("/").await, false);
    }
}

#[tokio::test]
async fn markup_in_every_address_stays_text() {
    let evil: String = serde_urlencoded::to_string([("q", EVIL)]).unwrap().split_off(2);
    for portal in portals().await {
        for name in ["nobody", "mei", "gu"] {
            let mut browser = portal.browser(name).await;
            let queries = [
                "/books?q=",
                "/books?catalogue=",
                "/books?after=",
                "/where?q=",
                "/orders?after=",
                "/orders?customer=",
                "/orders/new?isbn=",
                "/orders/new?for=",
                "/orders/new?id=",
                "/orders/new?id=0198c0de-0000-7000-8000-000000000000&isbn=",
                "/orders/new?id=0198c0de-0000-7000-8000-000000000000&for=",
                "/complaints?state=",
                "/complaints/new?order=",
                "/login?next=",
                "/desk/tickets?desk=",
                "/desk/tickets?state=",
                "/desk/batches?stage=",
                "/?lang=",
            ];
            for query in queries {
                let page = browser.get(&format!("{query}{evil}")).await;
                assert!(!page.status.is_server_error(), "{name} {query}: {}", page.status);
                let body = &page.body;
                assert!(!body.contains("<script>alert(7)") && !body.contains("<img src=x"), "{name} {query}: {body}");
            }
            for path in [
                "/orders/",
                "/books/",
                "/catalogues/",
                "/complaints/",
                "/desk/tickets/",
                "/desk/batches/",
                "/api/",
                "/",
            ] {
                let path = format!("{path}{}", evil.replace('+', "%20"));
                let page = browser.get(&path).await;
                assert!(!page.status.is_server_error(), "{name} {path}: {}", page.status);
                assert!(!page.body.contains("<script>alert(7)"), "{name} {path}: {}", page.body);
            }
        }
    }
}
