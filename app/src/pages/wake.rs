//! What wakes the islands of a page. A page without islands has none of this and loads no script at all.

use std::path::Path;
use std::sync::Arc;

use leptos::prelude::*;

/// Islands that are shipped together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// Those on pages of customers.
    Customers,
    /// Those on pages of the house.
    Desks,
}

/// Loads the islands that stand beside it; once on a page.
#[component]
pub fn Wake(
    /// The bundle that they are in.
    of: Bundle,
) -> impl IntoView {
    let options = use_context::<LeptosOptions>()?;
    Some(view! { <HydrationScripts options=files(options, of) islands=true /> })
}

/// The options under which the framework finds the files of a bundle; `xtask` names them so.
fn files(mut options: LeptosOptions, of: Bundle) -> LeptosOptions {
    if of == Bundle::Desks {
        let hashes = Path::new(&*options.hash_file).with_file_name("hash-desks.txt");
        options.output_name = Arc::from(format!("{}-desks", options.output_name));
        // A site that something else than `xtask` has built may lack the list, and the framework would panic.
        options.hash_files = hashes.exists();
        options.hash_file = Arc::from(hashes.display().to_string());
    }
    options
}
