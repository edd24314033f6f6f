//! `/terms/{no}`: all books that one customer ordered for one course and day, found by any of these orders.

use kernel::shapes::{TermPage, TermRow};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::lines::{Board, Look, done};
use super::list::{course_name, needed_by};
use crate::calls::terms;
use crate::draft::draft_of;
use crate::pages::frame;
use crate::pages::orders::journey::arrival::range;
use crate::pages::orders::journey::whereabouts::copies;
use crate::parts::{Crumb, Empty, NavItem, Page, Stat, Stats, Tabs, Tone, day, grouped, instant_of};
use crate::words::{count, fill, t, terms as w};

/// The page.
#[component]
pub fn TermBoardPage() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    let at_risk = use_query_map().get_untracked().get("risk").is_some();
    let done = done();
    let draft = draft_of(&super::lines::CALLS);
    frame::page(w::TITLE, terms::board(no.clone(), at_risk), move |page| {
        let TermPage { head, rows, more } = page;
        let crumbs = vec![Crumb { href: "/terms".to_owned(), label: t(w::TITLE).to_owned() }];
        let look = Look { board: no.clone(), many_orgs: false, terms: false, draft };
        let body = if rows.is_empty() {
            view! { <Empty title=t(w::NO_RISK) hint=t(w::NO_RISK_HINT) /> }.into_any()
        } else {
            view! { <Board rows look more /> }.into_any()
        };
        view! {
            <Page title=title(&head) lead=lead(&head) crumbs=crumbs>
                {done}
                {sums(&head)}
                {which(&no, &head, at_risk)}
                {body}
            </Page>
        }
    })
}

/// The course; of orders that name none, the day.
fn title(head: &TermRow) -> String {
    match head.needed_by.filter(|_| head.course.is_empty()) {
        Some(at) => fill(w::BY_DAY, &[("day", &day(instant_of(at)))]),
        None => course_name(&head.course),
    }
}

/// Whose it is, and when all of it is here.
fn lead(head: &TermRow) -> String {
    let arrives = head.arrives.map(|(low, high)| fill(w::ALL_HERE, &[("range", &range(low, high))]));
    std::iter::once(head.org.clone()).chain(arrives).collect::<Vec<_>>().join(" · ")
}

fn sums(head: &TermRow) -> impl IntoView + use<> {
    let arrived = fill(w::OF_COPIES, &[("part", &grouped(head.arrived)), ("copies", &copies(head.copies))]);
    let risky = if head.at_risk > 0 { Tone::Warn } else { Tone::Neutral };
    let day = head.needed_by;
    let (way, waiting, gone) = (copies(head.on_the_way), copies(head.waiting), copies(head.gone));
    let risk = count(w::TITLES_ONE, w::TITLES_N, head.at_risk);
    view! {
        <Stats>
            <Stat label=t(w::NEEDED_BY)>{needed_by(day)}</Stat>
            <Stat label=t(w::AT_RISK) tone=risky>{risk}</Stat>
            <Stat label=t(w::PROGRESS)>{arrived}</Stat>
            <Stat label=t(w::ON_THE_WAY)>{way}</Stat>
            <Stat label=t(w::WAITING)>{waiting}</Stat>
            <Stat label=t(w::GONE)>{gone}</Stat>
        </Stats>
    }
}

/// All lines, or those at risk.
fn which(no: &str, head: &TermRow, at_risk: bool) -> impl IntoView + use<> {
    let item = |href: String, words, n: i64, current| NavItem {
        href,
        label: fill(words, &[("n", &grouped(n))]),
        current,
        count: None,
    };
    let items = vec![
        item(format!("/terms/{no}"), w::ALL_LINES, head.titles, !at_risk),
        item(format!("/terms/{no}?risk=1"), w::RISKY_LINES, head.at_risk, at_risk),
    ];
    view! { <Tabs label=t(w::WHICH_LINES) items /> }
}
