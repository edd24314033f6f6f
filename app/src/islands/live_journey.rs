//! The lines of one order, live. The page hands over what it has drawn as static children; the island listens, and when
//! copies of this order moved it reads the lines again and draws them in the same place, says aloud what moved, and marks
//! it. Nothing but the number of steps of each line is shipped twice, and an order at rest costs no drawing at all.

pub mod journey;
pub mod line;
#[cfg(all(test, feature = "ssr"))]
mod tests;
pub mod way;
pub mod whereabouts;

use std::collections::HashMap;

use journey::{Journey, Look};
use kernel::shapes::{LineRow, Lines};
use kernel::{Lang, Refusal, Uuid};
use leptos::prelude::*;

use super::live;
use crate::calls::orders;
use crate::parts::grouped;
use crate::words::{fill, orders as w, t};

/// The lines as they are now, and what moved.
#[derive(Clone)]
struct News {
    lines: Lines,
    /// The lines that moved.
    changed: Vec<Uuid>,
    /// Stages that copies came to, and how many.
    arrivals: Vec<(String, i64)>,
    /// Positions of the lines that the reader had unfolded.
    unfolded: Vec<i64>,
}

/// How many steps of each line the reader has seen. Steps are only ever added, so a line that moved has more.
type Seen = HashMap<Uuid, usize>;

/// Keeps the lines of an order true while its page is open. `children` is the [`Journey`] that the server has drawn.
#[island]
pub(crate) fn LiveJourney(
    /// Language of the page.
    lang: Lang,
    /// How the lines are shown.
    look: Look,
    /// The order.
    order: Uuid,
    /// Number of steps of each line as the page shows it.
    seen: Vec<(Uuid, usize)>,
    children: Children,
) -> impl IntoView {
    provide_context(lang);
    let drawn = NodeRef::<leptos::html::Div>::new();
    let news = RwSignal::new(None::<News>);
    let seen = StoredValue::new(Seen::from_iter(seen));
    let no = look.no.clone();
    live::listen(&["order.moved"], Some(order), move || {
        let no = no.clone();
        async move {
            let lines = orders::lines(no).await?;
            if let Some(moved) = seen.with_value(|seen| compare(seen, lines)) {
                seen.set_value(moved.lines.iter().map(|line| (line.id, line.steps.len())).collect());
                // What the server has drawn gives way to what is drawn here, once.
                if let Some(drawn) = drawn.get_untracked() {
                    drawn.set_inner_html("");
                }
                news.set(Some(moved));
            }
            Ok::<(), Refusal>(())
        }
    });
    let redrawn = move || {
        news.get().map(|News { lines, changed, unfolded, .. }| {
            let (look, now) = (look.clone(), present());
            view! { <Journey look=look lines=lines changed=changed unfolded=unfolded tried=None now=now /> }
        })
    };
    view! {
        <p class="journey-news" role="status">
            {move || news.with(|news| news.as_ref().map(|news| sentence(&news.arrivals)))}
        </p>
        <div class="journey" node_ref=drawn>{children()}</div>
        {redrawn}
    }
}

/// What moved since the reader looked; `None` when nothing did.
fn compare(seen: &Seen, lines: Lines) -> Option<News> {
    let fresh = |line: &LineRow| line.steps.len().saturating_sub(seen.get(&line.id).copied().unwrap_or(0));
    let mut arrivals: Vec<(String, i64)> = Vec::new();
    for step in lines.iter().flat_map(|line| line.steps.iter().rev().take(fresh(line))) {
        match arrivals.iter_mut().find(|(to, _)| *to == step.to) {
            Some((_, copies)) => *copies += step.copies,
            None => arrivals.push((step.to.clone(), step.copies)),
        }
    }
    let changed: Vec<Uuid> = lines.iter().filter(|line| fresh(line) > 0).map(|line| line.id).collect();
    let unfolded = lines.iter().map(|line| line.position).filter(|position| is_unfolded(*position)).collect();
    (!changed.is_empty()).then_some(News { lines, changed, arrivals, unfolded })
}

/// What moved, in one sentence: how many copies came to which stage.
fn sentence(arrivals: &[(String, i64)]) -> String {
    let each = |(to, copies): &(String, i64)| fill(w::MOVED_TO, &[("n", &grouped(*copies)), ("to", to)]);
    let what: Vec<String> = arrivals.iter().map(each).collect();
    fill(w::JUST_MOVED, &[("what", &what.join(t(w::AND)))])
}

/// Whether the reader has unfolded the steps of a line.
#[cfg(feature = "hydrate")]
fn is_unfolded(position: i64) -> bool {
    let summary = document().get_element_by_id(&line::steps_id(position));
    summary.and_then(|summary| summary.parent_element()).is_some_and(|details| details.has_attribute("open"))
}

/// On the server nothing is unfolded by hand.
#[cfg(not(feature = "hydrate"))]
fn is_unfolded(_position: i64) -> bool {
    false
}

/// The present, milliseconds of UTC since 1970: of the request on the server, of the clock in the browser.
pub fn present() -> i64 {
    #[cfg(feature = "hydrate")]
    {
        leptos::web_sys::js_sys::Date::now() as i64
    }
    #[cfg(not(feature = "hydrate"))]
    {
        crate::door::visitor().now
    }
}
