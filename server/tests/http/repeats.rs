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
            async move { mei.submit("/orders/new", "/api/orders/place", &fields).await }
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
