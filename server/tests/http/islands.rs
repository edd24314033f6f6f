//! What a page loads: the WebAssembly of its islands and nothing else; and what an open page is told.

use http::StatusCode;
use kernel::shapes::Redrawn;

use crate::portal::portals;
use crate::table::{PAGES, filled};
use crate::world::World;

/// The islands of the desks; all others are for customers.
const DESKS: [&str; 2] = ["BatchBoard", "TicketReply"];

#[tokio::test]
async fn a_page_loads_script_for_its_islands_alone() {
    for portal in portals().await {
        let facts = World::new(&portal).await.facts().await;
        let mut living = 0;
        for name in ["nobody", "mei", "lin", "gu"] {
            let mut browser = portal.browser(name).await;
            for (_, page) in PAGES.into_iter().filter(|(route, _)| !route.is_empty()) {
                let body = browser.get(&filled(page, &facts)).await.body;
                let islands: Vec<&str> = body.split("data-component=\"").skip(1).collect();
                let scripts = body.matches("rel=\"modulepreload\"").count();
                assert_eq!(scripts, usize::from(!islands.is_empty()), "{name} {page}: {} islands", islands.len());
                let of_desks = islands.iter().any(|island| DESKS.iter().any(|desk| island.starts_with(desk)));
                assert_eq!(body.contains("portolan-desks"), of_desks, "{name} {page}");
                living += scripts;
            }
        }
        assert!(living > 5, "{living} pages with islands");
    }
}

#[tokio::test]
async fn an_open_order_is_drawn_again_only_when_it_moved() {
    for portal in portals().await {
        let order = World::new(&portal).await.facts().await["order"].clone();
        let mut mei = portal.browser("mei").await;
        let first = mei.call("/api/orders/redrawn", &[("no", &order)]).await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.body);
        let redrawn: Option<Redrawn> = serde_json::from_str(&first.body).unwrap();
        let redrawn = redrawn.unwrap();
        assert!(redrawn.html.contains("order-lines") && redrawn.html.contains("data-changed"), "{}", redrawn.html);
        let again = mei.call("/api/orders/redrawn", &[("no", &order), ("seen", &redrawn.seen)]).await;
        assert_eq!(again.body, "null");
        let page = mei.get(&format!("/orders/{order}")).await.body;
        assert!(page.contains(&redrawn.seen), "the page carries the mark {:?}", redrawn.seen);
        assert!(!page.contains("data-changed"), "nothing is new on a page that was just asked for");
    }
}
