//! What came to a desk's stages since the house closed last.

use kernel::shapes::CameIn;
use leptos::prelude::*;

use crate::parts::{Fact, Facts, Panel, when};
use crate::words::{count, desk as d, fill, t, worklist as w};

/// The panel.
#[component]
pub(super) fn Came(
    /// What came, and when the house closed last.
    came: (Vec<CameIn>, i64),
    /// Whether all desks are looked at.
    of_all: bool,
) -> impl IntoView {
    let (rows, closed_at) = came;
    let title = if of_all { w::CAME_ALL } else { w::CAME };
    let since = fill(w::CAME_SINCE, &[("when", &when(closed_at))]);
    let body = if rows.is_empty() {
        view! { <p>{t(w::CAME_NONE)}</p> }.into_any()
    } else {
        view! { <Facts>{rows.into_iter().map(fact).collect_view()}</Facts> }.into_any()
    };
    view! {
        <Panel title=t(title)>
            <p class="beside">{since}</p>
            {body}
        </Panel>
    }
}

fn fact(row: CameIn) -> impl IntoView {
    let (one, many) = match row.singly {
        true => (w::CAME_LINES_ONE, w::CAME_LINES),
        false => (w::CAME_BATCHES_ONE, w::CAME_BATCHES),
    };
    let copies = count(d::ONE_COPY, d::N_COPIES, row.copies);
    let words = count(one, many, row.count).replace("{copies}", &copies);
    let href = if row.singly { "/desk/batches#open".to_owned() } else { format!("/desk/batches?stage={}", row.stage) };
    view! { <Fact label=row.name><a href=href>{words}</a></Fact> }
}
