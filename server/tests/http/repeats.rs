//! The same page sent twice: one order, whoever is impatient.

use futures::future::join_all;
use http::StatusCode;
use kernel::Uuid;
use kernel::shapes::{Orders, Placed};

use crate::portal::portals;

#[tokio::test]
async fn twenty_sends_of_one_page_make_one_order() {
    for portal in portals().await {
        let mei = portal.browser("mei").await;
        let id = Uuid::now_v7().to_string();
        let fields = [("form[id]", id.as_str()), ("form[text]", "9780262033848 3")];
        let sends = (0..20).map(|_| {
            let mut mei = mei.clone();
            let page = format!("/orders/new?id={id}");
            async move { mei.submit(&page, "/api/orders/place", &fields).await }
        });
        let answers = join_all(sends).await;
        for answer in &answers {
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, answers[0].location()));
        }
        assert!(answers[0].location().starts_with("/orders/S"), "{}", answers[0].location());
        let orders: Orders = mei.clone().call("/api/orders/list", &[]).await.json();
        assert_eq!(orders.rows.len(), 1);
    }
}

#[tokio::test]
async fn an_altered_repeat_is_refused_and_a_stranger_with_the_same_key_is_nobodys_echo() {
    for portal in portals().await {
        let (mut mei, mut tang) = (portal.browser("mei").await, portal.browser("tang").await);
        let id = Uuid::now_v7().to_string();
        let fields = [("form[id]", id.as_str()), ("form[text]", "9780262033848 3")];
        let placed: Placed = mei.call("/api/orders/place", &fields).await.json();
        let altered = [("form[id]", id.as_str()), ("form[text]", "9780262033848 4")];
        assert_eq!(mei.call("/api/orders/place", &altered).await.status, StatusCode::CONFLICT);
        let foreign: Placed = tang.call("/api/orders/place", &fields).await.json();
        assert!(!foreign.again && foreign.no != placed.no, "{foreign:?}");
    }
}

/// The id in the address that a new order gets.
fn id_in(address: &str) -> String {
    let (_, id) = address.split_once("/orders/new?id=").unwrap_or_else(|| panic!("{address} has no id"));
    id.split('&').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_new_order_has_its_id_in_its_address() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        let first = mei.get("/orders/new").await.location().to_owned();
        assert_ne!(id_in(&first), id_in(mei.get("/orders/new").await.location()));
        let page = mei.get(&first).await;
        assert!(page.body.contains(&format!("name=\"form[id]\" value=\"{}\"", id_in(&first))), "{}", page.body);
        let asked = mei.get("/orders/new?isbn=9780262033848&for=%22%3E%26x").await.location().to_owned();
        assert!(asked.ends_with("&isbn=9780262033848&for=%22%3E%26x"), "{asked}");
        assert!(mei.get(&asked).await.body.contains("9780262033848 1"));
    }
}

#[tokio::test]
async fn who_comes_back_to_a_list_that_was_sent_is_led_to_its_order() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        let address = mei.get("/orders/new").await.location().to_owned();
        let id = id_in(&address);
        let fields = [("form[id]", id.as_str()), ("form[text]", "9780262033848 3")];
        let order = mei.submit(&address, "/api/orders/place", &fields).await.location().to_owned();
        let back = mei.get(&address).await;
        assert!(back.body.contains(&format!("href=\"{order}\"")) && back.body.contains("href=\"/orders/new\""));
        assert!(!back.body.contains("<textarea"), "nothing that could be sent again: {}", back.body);
        assert_ne!(mei.get("/orders/new").await.location(), address, "a new list has a new id");

        // Altered, it is refused beside what was typed, and the way to a new list leads to another id.
        let altered = [fields[0], ("form[text]", "9780262033848 4"), ("form[own_ref]", "PKU-altered")];
        assert_eq!(mei.submit(&address, "/api/orders/place", &altered).await.location(), address);
        let refused = mei.get(&address).await;
        assert!(refused.body.contains("PKU-altered") && refused.body.contains("内容与这次不同"), "{}", refused.body);
        assert_ne!(mei.get("/orders/new").await.location(), address);
    }
}

#[tokio::test]
async fn a_foreign_id_reveals_nothing() {
    for portal in portals().await {
        let (mut mei, mut tang) = (portal.browser("mei").await, portal.browser("tang").await);
        let (id, absent) = (Uuid::now_v7().to_string(), Uuid::now_v7().to_string());
        let fields = [("form[id]", id.as_str()), ("form[text]", "9780262033848 3")];
        assert!(mei.call("/api/orders/place", &fields).await.status.is_success());
        let foreign = tang.get(&format!("/orders/new?id={id}")).await.without(&id);
        assert_eq!(foreign, tang.get(&format!("/orders/new?id={absent}")).await.without(&absent));
    }
}
