//! `/desk/settings`: the house's own rows at a glance, and what their pages have in common: the tabs, the list of changes, and
//! how a share of a price is written. Every desk reads them; only supervisors are offered to change something.

pub mod calendar;
mod changes;
pub mod customers;
mod month;
pub mod surcharges;
pub mod waits;

use kernel::shapes::SettingsHead;
use leptos::prelude::*;

use crate::calls::settings;
use crate::pages::frame;
use crate::parts::{Crumb, LinkButton, NavItem, Notice, Page, Panel, Table, Tabs, Td, Th, Tone, day, instant_of};
use crate::words::{Word, count, fill, settings as w, t};

const CALENDAR: &str = "/desk/settings/calendar";
const SURCHARGES: &str = "/desk/settings/surcharges";
const CUSTOMERS: &str = "/desk/settings/customers";
const WAITS: &str = "/desk/settings/waits";

/// The pages of settings.
const PAGES: [(&str, Word); 4] =
    [(CALENDAR, w::CALENDAR), (SURCHARGES, w::SURCHARGE), (CUSTOMERS, w::CONTRACTS), (WAITS, w::WAITS)];

/// The page.
#[component]
pub fn Overview() -> impl IntoView {
    frame::page(w::TITLE, settings::overview(), draw)
}

fn draw(head: SettingsHead) -> impl IntoView {
    let row = |(href, name): (&'static str, Word), now: String| {
        view! {
            <tr>
                <Td key=true><a href=href>{t(name)}</a></Td>
                <Td label=t(w::NOW)>{now}</Td>
            </tr>
        }
    };
    let [calendar, surcharge, contracts, waits] = PAGES;
    view! {
        <Page title=t(w::TITLE) lead=t(w::LEAD)>
            {missing(head.missing)}
            <Panel flush=true>
                <Table close=true caption=t(w::TITLE)>
                    <thead>
                        <tr>
                            <Th>{t(w::SETTING)}</Th>
                            <Th>{t(w::NOW)}</Th>
                        </tr>
                    </thead>
                    <tbody>
                        {row(calendar, count(w::CALENDAR_NOW_ONE, w::CALENDAR_NOW, head.days_ahead))}
                        {row(surcharge, surcharge_now(&head))}
                        {row(contracts, fill(w::CONTRACTS_NOW, &[("n", &head.ranked)]))}
                        {row(waits, waits_now(&head))}
                    </tbody>
                </Table>
            </Panel>
        </Page>
    }
}

fn surcharge_now(head: &SettingsHead) -> String {
    let now = percent(head.basis_points);
    match head.coming {
        None => fill(w::SURCHARGE_NOW, &[("percent", &now)]),
        Some(step) => fill(
            w::SURCHARGE_THEN,
            &[("percent", &now), ("day", &day(instant_of(step.from_day))), ("coming", &percent(step.basis_points))],
        ),
    }
}

fn waits_now(head: &SettingsHead) -> String {
    let one = |row: &kernel::shapes::WaitRow| {
        format!("{}{}{}", w::wait(&row.code), t(Word("：", ": ")), fill(w::WAITS_NOW, &[("days", &row.days)]))
    };
    head.waits.iter().map(one).collect::<Vec<_>>().join(t(Word("；", "; ")))
}

/// Says that the coming year is not in the calendar.
fn missing(year: Option<i16>) -> Option<AnyView> {
    let year = year?;
    let title = fill(w::MISSING, &[("year", &year)]);
    Some(
        view! {
            <Notice kind=Tone::Warn title=title>
                <p>{t(w::MISSING_HINT)}</p>
                <LinkButton href=format!("{CALENDAR}?year={year}#paste")>
                    {fill(w::MISSING_ACT, &[("year", &year)])}
                </LinkButton>
            </Notice>
        }
        .into_any(),
    )
}

/// The way from one page of settings to the others.
fn tabs(here: &'static str) -> impl IntoView {
    let item = |(href, name): (&'static str, Word)| NavItem {
        href: href.to_owned(),
        label: t(name).to_owned(),
        current: href == here,
        count: None,
    };
    view! { <Tabs label=t(w::WHICH) items=PAGES.into_iter().map(item).collect() /> }
}

fn crumbs() -> Vec<Crumb> {
    vec![Crumb { href: "/desk/settings".to_owned(), label: t(w::TITLE).to_owned() }]
}

/// A hint for who may only read.
fn read_only(mine: bool) -> Option<AnyView> {
    (!mine).then(|| view! { <p class="beside">{t(w::READ_ONLY)}</p> }.into_any())
}

/// Basis points as a percentage: `12%`, `12.5%`.
fn percent(basis_points: i64) -> String {
    let (whole, part) = (basis_points / 100, basis_points % 100);
    let part = format!("{part:02}");
    match part.trim_end_matches('0') {
        "" => format!("{whole}%"),
        part => format!("{whole}.{part}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_share_is_written_without_idle_noughts() {
        assert_eq!([1_200, 1_250, 1_205, 5, 0].map(percent), ["12%", "12.5%", "12.05%", "0.05%", "0%"]);
    }
}
