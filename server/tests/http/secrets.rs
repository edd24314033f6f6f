//! Canaries: what somebody must not know is looked for in every byte that this person can get.

use kernel::money;
use kernel::shapes::OrderPage;

use crate::browser::Browser;
use crate::portal::portals;
use crate::table::{CALLS, PAGES, filled};
use crate::world::{NOTE, World, order_of};

/// Calls that only read. The others answer with a number or with nothing.
const READS: [&str; 10] =
    ["/me", "/colleagues", "/customers", "/sessions", "/search", "/find", "/list", "/lines", "/check", "/mine"];

/// Everything that a person can read, with the address beside it.
async fn everything(browser: &mut Browser, world: &mut World, extra: &[String]) -> Vec<(String, String)> {
    let facts = world.facts().await;
    let mut bytes = Vec::new();
    let pages = PAGES.iter().map(|(_, page)| filled(page, &facts)).filter(|page| page != "/live");
    for page in pages.chain(extra.iter().cloned()) {
        for lang in ["zh", "en"] {
            let mark = if page.contains('?') { '&' } else { '?' };
            let address = format!("{page}{mark}lang={lang}");
            bytes.push((address.clone(), browser.get(&address).await.body));
        }
    }
    for (address, fields) in CALLS.into_iter().filter(|(call, _)| READS.iter().any(|read| call.ends_with(read))) {
        for fields in [filled(fields, &facts), filled(fields, &facts).replace(&facts["order"], &facts["partner_order"])]
        {
            bytes.push((format!("{address} {fields}"), browser.call_with(address, fields).await.body));
        }
    }
    bytes
}

/// An amount in every way in which it could be written: fen, yuan, yuan with separators.
fn written(fen: i64) -> Vec<String> {
    vec![fen.to_string(), format!("{}.{:02}", fen / 100, fen % 100), money::yuan(fen)]
}

#[tokio::test]
async fn a_customer_never_sees_what_its_partner_pays() {
    for portal in portals().await {
        let mut world = World::new(&portal).await;
        let lins: OrderPage = order_of(&mut portal.browser("lin").await, &world.partner_order).await;
        let prices = [lins.head.total_fen.unwrap(), lins.lines[0].price_fen.unwrap()];
        let mut sun = portal.browser("sun").await;
        let extra = [format!("/where?q={}", world.partner_order), "/books/9780262035613".to_owned()];
        let mut seen = 0;
        for (address, body) in everything(&mut sun, &mut world, &extra).await {
            seen += usize::from(body.contains(&world.partner_order));
            for price in prices.iter().flat_map(|fen| written(*fen)) {
                assert!(!body.contains(&price), "Sun reads {price} at {address}: {body}");
            }
        }
        assert!(seen > 5, "Sun does see the order itself, {seen} times");
        // Lin and the house do see it: the canary is one that sings.
        for name in ["lin", "gu"] {
            let page = portal.browser(name).await.get(&format!("/orders/{}", world.partner_order)).await;
            assert!(written(prices[0]).iter().any(|price| page.body.contains(price)), "{name}: {}", page.body);
        }
    }
}

#[tokio::test]
async fn an_internal_note_never_leaves_the_house() {
    for portal in portals().await {
        let mut world = World::new(&portal).await;
        for name in ["mei", "chen", "tang", "lin", "sun"] {
            let mut browser = portal.browser(name).await;
            for (address, body) in everything(&mut browser, &mut world, &[]).await {
                assert!(!body.contains(NOTE), "{name} reads the note at {address}");
            }
        }
        let ticket = portal.browser("zhao").await.get(&format!("/desk/tickets/{}", world.complaint)).await;
        assert!(ticket.body.contains(NOTE), "{}", ticket.body);
    }
}
