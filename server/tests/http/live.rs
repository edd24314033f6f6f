//! `/live`: an open page hears what moves, and only what its reader may see.

use std::time::Duration;

use axum::body::Body;
use http::{Method, StatusCode, header};
use http_body_util::BodyExt;

use crate::browser::{Browser, ask};
use crate::portal::portals;
use crate::world::{World, order_of, place};

/// The open stream of one page.
pub struct Ear {
    body: Body,
    heard: String,
}

impl Ear {
    pub async fn open(browser: &mut Browser) -> Self {
        let request = ask(Method::GET, "/live").header(header::ACCEPT, "text/event-stream");
        let response = browser.open(request, Body::empty()).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert!(response.headers()[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/event-stream"));
        Self { body: response.into_body(), heard: String::new() }
    }

    /// The next event: its name and its data. `None` at the end of the stream. Beats without an event keep nobody waiting.
    async fn next(&mut self) -> Option<(String, String)> {
        tokio::time::timeout(Duration::from_secs(20), self.listen()).await.expect("something is told")
    }

    async fn listen(&mut self) -> Option<(String, String)> {
        loop {
            if let Some((event, rest)) = self.heard.split_once("\n\n") {
                let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
                let told = (field("event:").trim().to_owned(), field("data:").trim().to_owned());
                self.heard = rest.to_owned();
                if !told.0.is_empty() {
                    return Some(told);
                }
            } else {
                let data = self.body.frame().await?.unwrap().into_data().unwrap();
                self.heard.push_str(std::str::from_utf8(&data).unwrap());
            }
        }
    }

    /// Waits for the beginning of the stream.
    pub async fn hello(&mut self) {
        assert_eq!(self.next().await.unwrap().0, "hello");
    }

    /// Waits until something of this subject is told and answers with all that was told until then.
    pub async fn until(&mut self, subject: &str) -> Vec<String> {
        let mut told = Vec::new();
        loop {
            let (event, data) = self.next().await.expect("the stream goes on");
            assert_eq!(event, "changed");
            told.push(data);
            if told.last().unwrap().contains(subject) {
                return told;
            }
        }
    }
}

#[tokio::test]
async fn an_open_page_hears_that_its_order_moves_and_a_stranger_hears_nothing() {
    for portal in portals().await {
        let mut world = World::new(&portal).await;
        let (mut mei, mut tang) = (portal.browser("mei").await, portal.browser("tang").await);
        let mei_order = order_of(&mut mei, &world.order).await.id.to_string();
        portal.tell();
        let (mut ear, mut foreign_ear) = (Ear::open(&mut mei).await, Ear::open(&mut tang).await);
        ear.hello().await;
        foreign_ear.hello().await;

        world.forward().await;
        let told = ear.until(&mei_order).await;
        assert!(told.last().unwrap().contains("order.moved"), "{told:?}");

        // Events are told in their order: when Tang hears of his own order, Mei's has been passed over.
        let no = place(&mut tang, "9780201633610 1", "").await;
        let own = order_of(&mut tang, &no).await.id.to_string();
        let told = foreign_ear.until(&own).await;
        assert_eq!(told.len(), 1, "Tang heard of something that is not his: {told:?}");
    }
}

#[tokio::test]
async fn a_partner_hears_of_its_customers_and_they_not_of_each_other() {
    for portal in portals().await {
        let (mut lin, mut sun) = (portal.browser("lin").await, portal.browser("sun").await);
        portal.tell();
        let (mut above, mut below) = (Ear::open(&mut lin).await, Ear::open(&mut sun).await);
        above.hello().await;
        below.hello().await;
        let nanjing = place(&mut lin, "9780262033848 1", &portal.house.org("nanjing").to_string()).await;
        let suzhou = place(&mut lin, "9780262033848 1", &portal.house.org("suzhou").to_string()).await;
        let [nanjing, suzhou] = [order_of(&mut lin, &nanjing).await.id, order_of(&mut lin, &suzhou).await.id];
        assert_eq!(above.until(&nanjing.to_string()).await.len(), 1);
        assert_eq!(above.until(&suzhou.to_string()).await.len(), 1);
        assert_eq!(below.until(&suzhou.to_string()).await.len(), 1, "Suzhou heard of Nanjing's order");
    }
}

#[tokio::test]
async fn the_stream_of_a_session_that_ended_ends() {
    for portal in portals().await {
        let mut mei = portal.browser("mei").await;
        let mut ear = Ear::open(&mut mei).await;
        ear.hello().await;
        mei.call("/api/people/sign_out", &[]).await;
        assert_eq!(ear.next().await, None);
        let refused = portal.nobody().get("/live").await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    }
}
