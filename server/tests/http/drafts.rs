//! Forms without script: refused, they come back as they were typed, with the fault beside its field.

use http::{StatusCode, header};
use kernel::Uuid;

use crate::browser::{Browser, form, own};
use crate::house::{PASSWORD, email};
use crate::portal::{Portal, portals};
use crate::world::World;

/// Everything that is kept of refused forms.
async fn kept(portal: &Portal) -> String {
    let mut conn = portal.house.db.read().await.unwrap();
    let rows = async { store::sql!(fetch_all as (String,), &mut conn, "select body from flashes") }.await.unwrap();
    rows.into_iter().map(|(body,)| body).collect()
}

#[tokio::test]
async fn a_refused_order_comes_back_as_it_was_typed() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        let id = Uuid::now_v7().to_string();
        let typed = [
            ("form[id]", id.as_str()),
            ("form[text]", "9780262033848 3\n9780262033849 2"),
            ("form[own_ref]", "PKU-2026-17"),
            ("form[needed_by]", "yesterday"),
            ("form[note]", "两本要精装"),
        ];
        let address = format!("/orders/new?id={id}");
        let answer = mei.submit(&address, "/api/orders/place", &typed).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, address.as_str()));
        let page = mei.get(&address).await;
        for value in ["9780262033849 2", "PKU-2026-17", "yesterday", "两本要精装", id.as_str()] {
            assert!(page.body.contains(value), "{value} is lost");
        }
        assert!(fault_beside(&page.body, "form[needed_by]"), "{}", page.body);
        assert!(fault_beside(&page.body, "form[text]"));
        assert!(!fault_beside(&page.body, "form[own_ref]"));
        // Who comes back without the address finds the way to it; another list begins empty.
        assert_eq!(mei.get("/orders/new").await.location(), address);
        let other = mei.get(&format!("/orders/new?id={}", Uuid::now_v7())).await;
        assert!(!other.body.contains("PKU-2026-17"));
        // Only this browser has it.
        let other = portal.browser("mei").await.get(&address).await;
        assert!(!other.body.contains("PKU-2026-17"));
    }
}

/// Whether the control of a field is marked as wrong and points to the sentence that says why.
fn fault_beside(page: &str, field: &str) -> bool {
    let at = page.find(&format!("name=\"{field}\"")).unwrap_or_else(|| panic!("no field {field}"));
    let start = page[..at].rfind('<').unwrap();
    let tag = &page[start..start + page[start..].find('>').unwrap()];
    let described = tag.split_once("aria-describedby=\"").and_then(|(_, rest)| rest.split(['"', ' ']).next());
    let told = described.is_some_and(|id| id.ends_with("-fault") && page.contains(&format!("id=\"{id}\"")));
    assert_eq!(tag.contains("aria-invalid=\"true\""), told, "{tag}");
    told
}

#[tokio::test]
async fn a_refused_complaint_comes_back_and_is_gone_once_it_was_taken() {
    for portal in portals().await {
        let world = World::new(&portal).await;
        let mut mei = portal.browser("mei").await;
        let page = format!("/complaints/new?order={}", world.order);
        let fields =
            [("order_no", world.order.as_str()), ("kind", "late"), ("subject", ""), ("body", "Two months now.")];
        let answer = mei.submit(&page, "/api/complaints/file", &fields).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, page.as_str()));
        let shown = mei.get(&page).await;
        assert!(shown.body.contains("Two months now.") && fault_beside(&shown.body, "subject"));
        let fields =
            [("order_no", world.order.as_str()), ("kind", "late"), ("subject", "Late"), ("body", "Two months now.")];
        let answer = mei.submit(&page, "/api/complaints/file", &fields).await;
        assert!(answer.location().starts_with("/complaints/"), "{answer:?}");
        assert!(!mei.get(&page).await.body.contains("Two months now."));
    }
}

#[tokio::test]
async fn two_pages_of_one_browser_keep_what_was_typed_in_each() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        let pages = ["PKU-left", "PKU-right"].map(|own_ref| (own_ref, Uuid::now_v7().to_string()));
        for (own_ref, id) in &pages {
            let typed = [("form[id]", id.as_str()), ("form[text]", "9780262033849"), ("form[own_ref]", *own_ref)];
            mei.submit(&format!("/orders/new?id={id}"), "/api/orders/place", &typed).await;
        }
        for (own_ref, id) in &pages {
            let page = mei.get(&format!("/orders/new?id={id}")).await;
            assert!(page.body.contains(own_ref), "{own_ref} is lost");
            assert_eq!(page.body.matches("PKU-").count(), page.body.matches(own_ref).count());
        }
    }
}

#[tokio::test]
async fn a_session_that_ended_while_somebody_typed_loses_nothing() {
    for portal in portals().await {
        let world = World::new(&portal).await;
        let mut mei = portal.browser("mei").await;
        mei.call("/api/people/sign_out", &[]).await;
        let page = format!("/complaints/new?order={}", world.order);
        let fields =
            [("order_no", world.order.as_str()), ("kind", "late"), ("subject", "Late"), ("body", "Two months now.")];
        let before = portal.rows().await[0];
        let sent = mei.submit(&page, "/api/complaints/file", &fields).await;
        let door = format!("/login?next={}", app::addresses::encoded(&page));
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, door.as_str()));
        assert_eq!(portal.rows().await[0], before, "nothing was done for nobody");
        // A password that is mistyped on the way costs nothing either.
        let (email, wrong) = (email("mei"), "not her password");
        let refused = mei.submit(&door, "/api/people/sign_in", &[("email", &email), ("password", wrong)]).await;
        assert_eq!(refused.location(), door);
        let fields = [("email", &*email), ("password", PASSWORD), ("next", &*page)];
        assert_eq!(mei.submit(&door, "/api/people/sign_in", &fields).await.location(), page);
        let shown = mei.get(&page).await;
        assert!(shown.body.contains("Two months now.") && shown.body.contains("登录已经过期"), "{}", shown.body);
    }
}

#[tokio::test]
async fn nobody_finds_what_somebody_else_typed() {
    for portal in portals().await {
        let mut browser = portal.browser("mei").await;
        let id = Uuid::now_v7().to_string();
        let typed = [("form[id]", id.as_str()), ("form[text]", "9780262033849"), ("form[own_ref]", "PKU-2026-20")];
        let address = format!("/orders/new?id={id}");
        browser.submit(&address, "/api/orders/place", &typed).await;
        // Her session ends without her: from another browser, or by time.
        let ended = portal.browser("mei").await.call("/api/people/end_other_sessions", &[]).await;
        assert!(ended.status.is_success(), "{ended:?}");
        let enter = async |browser: &mut Browser, name: &str| {
            browser.call("/api/people/sign_in", &[("email", &email(name)), ("password", PASSWORD)]).await
        };
        enter(&mut browser, "chen").await;
        assert!(!browser.get(&address).await.body.contains("PKU-2026-20"));
        assert_ne!(browser.get("/orders/new").await.location(), address);
        enter(&mut browser, "mei").await;
        assert!(browser.get(&address).await.body.contains("PKU-2026-20"), "it is hers");
    }
}

#[tokio::test]
async fn who_signs_out_leaves_nothing_behind() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        let id = Uuid::now_v7().to_string();
        let typed = [("form[id]", id.as_str()), ("form[text]", "9780262033849"), ("form[own_ref]", "PKU-2026-19")];
        mei.submit(&format!("/orders/new?id={id}"), "/api/orders/place", &typed).await;
        assert!(kept(&portal).await.contains("PKU-2026-19"));
        mei.submit("/", "/api/people/sign_out", &[]).await;
        assert_eq!(kept(&portal).await, "");
    }
}

#[tokio::test]
async fn a_stranger_cannot_fill_the_house_with_drafts() {
    for portal in portals().await {
        let list = "9780262033848 1\n".repeat(100_000);
        let sent = portal.nobody().submit("/orders/new", "/api/orders/place", &[("form[text]", &list)]).await;
        assert_eq!(sent.location(), "/login?next=/orders/new");
        assert!(kept(&portal).await.len() < 1_000);
    }
}

#[tokio::test]
async fn a_password_is_never_kept() {
    for portal in portals().await {
        let mut nobody = portal.nobody();
        let wrong = "my-secret-that-is-not-it";
        let fields = [("email", &*email("mei")), ("password", wrong), ("next", "/orders")];
        let answer = nobody.submit("/login?next=/orders", "/api/people/sign_in", &fields).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/login?next=/orders"));
        let page = nobody.get("/login?next=/orders").await;
        assert!(page.body.contains(&email("mei")) && fault_beside(&page.body, "password"));
        assert!(!page.body.contains(wrong));

        let mut mei = portal.browser("mei").await;
        let fields = [("old_password", wrong), ("new_password", "my-secret-short")];
        assert_eq!(mei.submit("/account", "/api/people/change_password", &fields).await.location(), "/account");
        assert!(!mei.get("/account").await.body.contains("my-secret"));
        assert!(!kept(&portal).await.contains("my-secret"));
        assert!(!kept(&portal).await.is_empty());
    }
}

#[tokio::test]
async fn a_form_leads_to_own_pages_only() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        for referer in [
            "https://evil.example/orders",
            "//evil.example",
            "javascript:alert(1)",
            "https://portolan.example//evil.example",
        ] {
            let request = own("/api/orders/place")
                .header(header::ACCEPT, "text/html")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header(header::REFERER, referer);
            let answer = mei.send(request, form(&[("form[text]", "")])).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"), "{referer}");
        }
        for next in
            ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\r\nx: y"]
        {
            let fields = [("email", &*email("chen")), ("password", PASSWORD), ("next", next)];
            let answer = portal.nobody().submit("/login", "/api/people/sign_in", &fields).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"), "{next}");
        }
        let fields = [("email", &*email("chen")), ("password", PASSWORD), ("next", "/orders?lang=en")];
        assert_eq!(
            portal.nobody().submit("/login", "/api/people/sign_in", &fields).await.location(),
            "/orders?lang=en"
        );
    }
}

#[tokio::test]
async fn nothing_in_an_address_is_shown_as_an_error() {
    // What the framework would put into the address of a refused form: {"invalid":[…]} and words of an attacker, encoded.
    let words = ["eyJicm9rZW4iOnsicmVmZXJlbmNlIjoicGF5IHRvIGV2aWwifX0", "pay%20to%20evil"];
    for portal in portals().await {
        let mut nobody = portal.nobody();
        for words in words {
            let page = nobody.get(&format!("/login?__path=%2Fapi%2Fpeople%2Fsign_in&__err={words}")).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(!page.body.contains("pay to evil") && !page.body.contains("aria-invalid"), "{}", page.body);
        }
    }
}

#[tokio::test]
async fn a_list_that_is_much_too_long_is_told_so_beside_it() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        let (id, list) = (Uuid::now_v7().to_string(), "9780262033848 1\n".repeat(100_000));
        let typed = [("form[id]", id.as_str()), ("form[text]", &list), ("form[own_ref]", "PKU-2026-18")];
        let address = format!("/orders/new?id={id}");
        let answer = mei.submit(&address, "/api/orders/place", &typed).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, address.as_str()));
        let page = mei.get(&address).await;
        assert!(page.body.contains("PKU-2026-18") && fault_beside(&page.body, "form[text]"), "{}", page.body);
    }
}
