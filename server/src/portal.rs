//! What every route and layer shares, and what it gives to the pages and calls of `app`.

use std::path::Path;
use std::sync::Arc;

use app::door::House;
use leptos::config::LeptosOptions;
use leptos::nonce::Nonce;
use leptos::prelude::provide_context;

use crate::hub::Hub;

/// What the routes share.
#[derive(Clone)]
pub struct Portal {
    /// Database and shelf.
    pub house: House,
    /// Who listens to what moves.
    pub hub: Arc<Hub>,
    /// Where the built site lies.
    pub leptos: LeptosOptions,
    /// Whether an own proxy says who the browser is.
    pub behind_proxy: bool,
}

impl axum::extract::FromRef<Portal> for LeptosOptions {
    fn from_ref(portal: &Portal) -> Self {
        portal.leptos.clone()
    }
}

/// The options that Leptos needs for the built site in a folder.
pub fn leptos_options(site: &Path) -> LeptosOptions {
    let hashes = site.join("pkg/hash.txt").display().to_string();
    LeptosOptions::builder()
        .output_name("portolan")
        .site_root(site.display().to_string())
        .site_pkg_dir("pkg")
        .hash_files(Path::new(&hashes).exists())
        .hash_file(Arc::<str>::from(hashes))
        .build()
}

/// What calls need, for both doors: pages that are being rendered and browsers that call.
pub fn provide(house: &House) {
    let visitor = app::door::visitor();
    provide_context(house.clone());
    provide_context(visitor.lang);
    provide_context(Nonce::from_value(visitor.nonce));
}
