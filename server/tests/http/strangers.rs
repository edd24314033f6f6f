//! A foreign thing is an absent thing: same status, same bytes. Otherwise numbers could be counted from outside.

use std::collections::BTreeMap;

use kernel::Uuid;

use crate::portal::portals;
use crate::table::{CALLS, PAGES, filled};
use crate::world::{World, place};

/// Facts that are things of somebody; the others are versions and the like.
const THINGS: [&str; 10] = [
    "order",
    "partner_order",
    "line_waiting",
    "line_delivered",
    "batch",
    "act",
    "complaint",
    "session",
    "nanjing",
    "round",
];

/// A key or a number of the same form that nothing has.
fn absent(real: &str) -> String {
    match real.rsplit_once('-') {
        _ if real.parse::<Uuid>().is_ok() => Uuid::now_v7().to_string(),
        Some((series, digits)) => format!("{series}-{}", "9".repeat(digits.len())),
        None => panic!("{real} is neither a key nor a number"),
    }
}

/// The things that a template names, each replaced by an absent one: real value, absent value, facts.
fn changed<'f>(
    template: &'f str,
    facts: &'f BTreeMap<&'static str, String>,
) -> impl Iterator<Item = (String, String, BTreeMap<&'static str, String>)> + 'f {
    THINGS.iter().filter(move |thing| template.contains(&format!("{{{thing}}}"))).map(move |thing| {
        let (real, absent) = (facts[thing].clone(), absent(&facts[thing]));
        let mut facts = facts.clone();
        facts.insert(thing, absent.clone());
        (real, absent, facts)
    })
}

#[tokio::test]
async fn a_foreign_thing_looks_like_an_absent_one() {
    for portal in portals().await {
        let mut world = World::new(&portal).await;
        let facts = world.facts().await;
        let mut compared = 0;
        for name in ["mei", "tang", "lin", "sun"] {
            let mut browser = portal.browser(name).await;
            for (_, page) in PAGES {
                for (real, absent, others) in changed(page, &facts) {
                    let foreign = browser.get(&filled(page, &facts)).await;
                    if !foreign.status.is_success() {
                        let absent = browser.get(&filled(page, &others)).await.without(&absent);
                        assert_eq!(foreign.without(&real), absent, "{name} at {page}");
                        compared += 1;
                    }
                }
            }
            // Mei's own things change under her hands; what is foreign to her are the pages above.
            for (address, fields) in CALLS.into_iter().filter(|_| name != "mei") {
                for (real, absent, others) in changed(fields, &facts) {
                    let foreign = browser.call_with(address, filled(fields, &facts)).await;
                    if !foreign.status.is_success() {
                        let absent = browser.call_with(address, filled(fields, &others)).await.without(&absent);
                        assert_eq!(foreign.without(&real), absent, "{name} calls {address}");
                        compared += 1;
                    }
                }
            }
        }
        assert!(compared > 50, "only {compared} comparisons");
    }
}

#[tokio::test]
async fn a_search_for_a_foreign_number_finds_nothing() {
    for portal in portals().await {
        let mut world = World::new(&portal).await;
        let facts = world.facts().await;
        let mut tang = portal.browser("tang").await;
        for thing in ["order", "partner_order", "batch"] {
            let (real, absent) = (facts[thing].as_str(), absent(&facts[thing]));
            let foreign = tang.get(&format!("/where?q={real}")).await.without(real);
            assert_eq!(foreign, tang.get(&format!("/where?q={absent}")).await.without(&absent), "{thing}");
        }
    }
}

#[tokio::test]
async fn a_foreign_thing_inside_an_own_form_is_absent_too() {
    for portal in portals().await {
        let world = World::new(&portal).await;
        let mut tang = portal.browser("tang").await;
        let own = place(&mut tang, "9780134685991 1", "").await;
        let mut file = async |line: Uuid| {
            let line = line.to_string();
            let fields =
                [("order_no", own.as_str()), ("line", &line), ("kind", "late"), ("subject", "?"), ("body", "?")];
            tang.call("/api/complaints/file", &fields).await
        };
        let (foreign, absent) = (file(world.lines[0]).await, file(Uuid::now_v7()).await);
        assert_eq!(foreign.status, absent.status);
        assert_eq!(foreign.body, absent.body);
        assert!(foreign.status.is_client_error());
    }
}
