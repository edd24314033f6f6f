//! Who gets what from every address: one table of statuses, kept as a snapshot. A change of it is a change of rights.

use std::fmt::Write;

use axum::body::Body;
use http::{Method, header};

use crate::browser::ask;
use crate::portal::{Portal, portals};
use crate::table::{PAGES, calls, filled};
use crate::world::World;

/// Mei's order and complaint are looked at by: nobody, herself, her colleague, a viewer of hers, another customer, the
/// partner, the partner's customer, the desk that holds them, another desk, the supervisor.
pub const EVERYBODY: [&str; 10] = ["nobody", "mei", "chen", "bo", "tang", "lin", "sun", "zhao", "wu", "gu"];

/// Statuses of everything for one person: all pages, then all calls.
async fn column(portal: &Portal, name: &str) -> Vec<u16> {
    let mut world = World::new(portal).await;
    let mut browser = portal.browser(name).await;
    let mut statuses = Vec::new();
    let facts = world.facts().await;
    for (_, page) in PAGES {
        let request = ask(Method::GET, &filled(page, &facts)).header(header::ACCEPT, "text/html");
        statuses.push(browser.open(request, Body::empty()).await.status().as_u16());
    }
    for (address, fields) in calls() {
        // Towards the end all sessions of this person are over, which may be those that know the facts.
        let fields = if fields.contains('{') { filled(fields, &world.facts().await) } else { fields.to_owned() };
        statuses.push(browser.call_with(address, fields).await.status.as_u16());
    }
    statuses
}

/// Tells apart the two rows of a call that is made for oneself and for a customer of Lin's.
fn whose(fields: &str) -> &'static str {
    if fields.contains("{nanjing}") { " for Nanjing" } else { "" }
}

fn table(columns: &[Vec<u16>]) -> String {
    let pages = PAGES.iter().map(|(_, address)| format!("GET  {address}"));
    let addresses = pages.chain(calls().map(|(call, fields)| format!("POST {call}{}", whose(fields))));
    let mut text = format!("{:<40}", "");
    for name in EVERYBODY {
        write!(text, "{name:>7}").unwrap();
    }
    for (row, address) in addresses.enumerate() {
        write!(text, "\n{address:<40}").unwrap();
        for column in columns {
            write!(text, "{:>7}", column[row]).unwrap();
        }
    }
    text
}

#[tokio::test]
async fn everybody_at_every_address() {
    let mut columns = Vec::new();
    for name in EVERYBODY {
        let mut engines = Vec::new();
        for portal in portals().await {
            engines.push(column(&portal, name).await);
        }
        assert!(engines.iter().all(|engine| *engine == engines[0]), "{name} has other rights on the other database");
        columns.push(engines.swap_remove(0));
    }
    insta::assert_snapshot!(table(&columns));
}

#[tokio::test]
async fn who_only_looks_is_not_offered_an_order() {
    for portal in portals().await {
        for (name, offered) in [("mei", true), ("lin", true), ("bo", false), ("gu", false)] {
            let page = portal.browser(name).await.get("/where").await;
            assert_eq!(page.body.contains("href=\"/orders/new\""), offered, "{name}: {}", page.body);
        }
    }
}

#[tokio::test]
async fn who_is_not_signed_in_is_sent_to_the_door_and_back() {
    for portal in portals().await {
        let mut nobody = portal.nobody();
        let sent = nobody.get("/orders/S26-000001?lang=en").await;
        assert_eq!(sent.status.as_u16(), 302);
        assert_eq!(sent.location(), "/login?next=/orders/S26-000001%3Flang%3Den");
    }
}
