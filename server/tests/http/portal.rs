//! The portal under test: the tiny house of `domain`'s stories behind the router that is served.

use std::sync::Arc;

use axum::Router;
use domain::Conn;
use server::hub::Hub;
use server::{portal, router};

use crate::browser::Browser;
use crate::house::{House, PASSWORD, email, houses};

/// One portal on one database of its own.
pub struct Portal {
    pub house: House,
    pub router: Router,
    hub: Arc<Hub>,
}

/// A portal on every engine that can be tested here.
pub async fn portals() -> Vec<Portal> {
    houses().await.into_iter().map(Portal::new).collect()
}

impl Portal {
    fn new(house: House) -> Self {
        let doors = app::door::House::new(house.db.db());
        let hub = Arc::new(Hub::default());
        // Icons stand for the files of a built site.
        let site = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../public"));
        let leptos = portal::leptos_options(site);
        let router = router::build(portal::Portal { house: doors, hub: hub.clone(), leptos, behind_proxy: false });
        Self { house, router, hub }
    }

    /// Who tells open pages what moves.
    pub fn hub(&self) -> Arc<Hub> {
        self.hub.clone()
    }

    /// Starts telling open pages what moves, until the test ends.
    pub fn tell(&self) {
        tokio::spawn(self.hub.clone().run(self.house.db.db()));
    }

    /// A browser in which nobody is signed in.
    pub fn nobody(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser in which somebody of the house has signed in, through the front door.
    pub async fn browser(&self, name: &str) -> Browser {
        let mut browser = self.nobody();
        if name != "nobody" {
            let answer = browser.call("/api/people/sign_in", &[("email", &email(name)), ("password", PASSWORD)]).await;
            assert!(answer.status.is_success(), "{name} cannot sign in: {answer:?}");
        }
        browser
    }

    /// How many rows all tables hold that a call can write into: the same before and after means that nothing was done.
    pub async fn rows(&self) -> Vec<i64> {
        let mut conn = self.house.db.read().await.unwrap();
        count(&mut conn).await.unwrap()
    }
}

/// Every change writes its audit row in its own transaction; sessions, drafts and tries are counted beside them.
async fn count(conn: &mut Conn) -> domain::Result<Vec<i64>> {
    let (audit,) = store::sql!(fetch_one as (i64,), conn, "select count(*) from audit")?;
    let (sessions,) = store::sql!(fetch_one as (i64,), conn, "select count(*) from sessions")?;
    let (flashes,) = store::sql!(fetch_one as (i64,), conn, "select count(*) from flashes")?;
    let (throttles,) = store::sql!(fetch_one as (i64,), conn, "select count(*) from throttles")?;
    Ok(vec![audit, sessions, flashes, throttles])
}
