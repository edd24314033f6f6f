//! `/terms`: the courses and terms of the reader's organisations. A secretary opens it before term begins.

use kernel::shapes::{TermRow, Terms};
use leptos::prelude::*;

use super::Ways;
use crate::calls::terms;
use crate::pages::frame;
use crate::pages::orders::glance::{self, Progress};
use crate::parts::{Badge, Count, CountIfAny, Day, Empty, Notice, Page, Panel, Table, Td, Th, Tone, instant_of};
use crate::words::{count, t, terms as w};

/// The page.
#[component]
pub fn TermList() -> impl IntoView {
    frame::page(w::TITLE, terms::list(), |terms| {
        let body = if terms.rows.is_empty() {
            view! { <Empty title=t(w::NONE) hint=t(w::NONE_HINT) /> }.into_any()
        } else {
            table(terms).into_any()
        };
        view! { <Page title=t(w::TITLE) lead=t(w::LEAD)><Ways />{body}</Page> }
    })
}

fn table(terms: Terms) -> impl IntoView {
    let Terms { rows, more, many_orgs } = terms;
    view! {
        {more.then(|| view! { <Notice>{t(w::MORE)}</Notice> })}
        <Panel flush=true>
            <Table caption=t(w::TITLE) close=true>
                <thead>
                    <tr>
                        <Th>{t(w::COURSE)}</Th>
                        {many_orgs.then(|| view! { <Th>{t(w::CUSTOMER)}</Th> })}
                        <Th>{t(w::NEEDED_BY)}</Th>
                        <Th>{t(w::AT_RISK)}</Th>
                        <Th>{t(w::ARRIVES)}</Th>
                        <Th num=true>{t(w::TITLES)}</Th>
                        <Th>{t(w::COPIES_ARRIVED)}</Th>
                        <Th num=true>{t(w::COPIES_ON_THE_WAY)}</Th>
                        <Th num=true>{t(w::COPIES_WAITING)}</Th>
                        <Th num=true>{t(w::COPIES_GONE)}</Th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|term| row(term, many_orgs)).collect_view()}</tbody>
            </Table>
        </Panel>
    }
}

fn row(term: TermRow, many_orgs: bool) -> impl IntoView {
    let href = format!("/terms/{}", term.order_no);
    let name = course_name(&term.course);
    let risk = risk(&term);
    let TermRow { org, needed_by: day, arrives, titles, arrived, copies, on_the_way, waiting, gone, .. } = term;
    view! {
        <tr>
            <Td key=true><a href=href>{name}</a></Td>
            {many_orgs.then(|| view! { <Td label=t(w::CUSTOMER)>{org}</Td> })}
            <Td label=t(w::NEEDED_BY)>{needed_by(day)}</Td>
            <Td label=t(w::AT_RISK)>{risk}</Td>
            <Td label=t(w::ARRIVES)>{glance::arrives(arrives)}</Td>
            <Td label=t(w::TITLES) num=true><Count n=titles /></Td>
            <Td label=t(w::COPIES_ARRIVED)><Progress part=arrived whole=copies /></Td>
            <Td label=t(w::COPIES_ON_THE_WAY) num=true><CountIfAny n=on_the_way /></Td>
            <Td label=t(w::COPIES_WAITING) num=true><CountIfAny n=waiting /></Td>
            <Td label=t(w::COPIES_GONE) num=true><CountIfAny n=gone /></Td>
        </tr>
    }
}

/// What a course is called; orders that name none have a name as well.
pub(super) fn course_name(course: &str) -> String {
    if course.is_empty() { t(w::NO_COURSE).to_owned() } else { course.to_owned() }
}

pub(super) fn needed_by(day: Option<i64>) -> impl IntoView {
    match day {
        Some(day) => view! { <Day at=instant_of(day) /> }.into_any(),
        None => t(w::OPEN_DAY).into_any(),
    }
}

/// How many lines are at risk; that none is, is worth saying while something is on its way.
pub(super) fn risk(term: &TermRow) -> Option<impl IntoView + use<>> {
    let (tone, words) = match term.at_risk {
        0 if term.needed_by.is_none() || term.arrives.is_none() => return None,
        0 => (Tone::Good, t(w::SAFE).to_owned()),
        n => (Tone::Warn, count(w::TITLES_ONE, w::TITLES_N, n)),
    };
    Some(view! { <Badge tone>{words}</Badge> })
}
