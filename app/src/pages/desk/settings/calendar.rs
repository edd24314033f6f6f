//! `/desk/settings/calendar?year=`: the days of a year on which the house does other than the weekday says, as twelve small
//! months and as a list; supervisors enter a day, paste a year, and take a day out.

use kernel::shapes::{CalendarDay, CalendarYear, DayKind};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::changes::changes;
use super::month::{self, Marks};
use super::{CALENDAR, crumbs, missing, read_only, tabs};
use crate::calls::settings;
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::desk::given;
use crate::pages::frame;
use crate::parts::{
    Actions, Area, Badge, Button, ButtonKind, Choice, Columns, Day, Empty, Field, Fields, LinkButton, NavItem, Notice,
    Page, Panel, Table, Tabs, Td, Th, Tone, day, instant_of,
};
use crate::words::{fill, lang, settings as w, t};

const SET_DAY: &str = "/api/settings/set_day";
const REMOVE_DAY: &str = "/api/settings/remove_day";
const SET_YEAR: &str = "/api/settings/set_year";

/// The page.
#[component]
pub fn Calendar() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let number = |name: &str| given(&query, name).and_then(|text| text.parse::<i16>().ok());
    let (year, entered) = (number("year"), number("entered"));
    frame::page(w::CALENDAR, settings::year(year), move |page| draw(page, entered))
}

fn draw(page: CalendarYear, entered: Option<i16>) -> impl IntoView {
    let marks = Marks { days: &page.days, today: page.today };
    let months = month::year(page.year, marks);
    let undone = draft_of(&[REMOVE_DAY]);
    let entered = entered.map(|n| view! { <Notice kind=Tone::Good>{fill(w::ENTERED, &[("n", &n)])}</Notice> });
    // The forms stand below the whole year.
    let ways = page.mine.then(|| {
        view! {
            <LinkButton href="#enter">{t(w::ADD_DAY)}</LinkButton>
            <LinkButton href="#paste">{t(w::PASTE)}</LinkButton>
        }
        .into_any()
    });
    let forms = if page.mine { forms(page.year) } else { ().into_any() };
    let list = list(&page);
    let subject = |change: &kernel::shapes::SettingChange<CalendarDay>| {
        change.became.as_ref().or(change.was.as_ref()).map_or_else(String::new, |entry| day(instant_of(entry.day)))
    };
    let value = |entry: &CalendarDay| format!("{} · {}", w::day_kind(entry.kind), name_of(entry));
    view! {
        <Page title=t(w::CALENDAR) lead=t(w::CALENDAR_LEAD) crumbs=crumbs() nostrip:actions=ways>
            {tabs(CALENDAR)}
            {entered}
            {missing(page.missing.filter(|year| *year != page.year))}
            <Refused draft=undone />
            <Panel title=fill(w::MONTHS_OF, &[("year", &page.year)])>
                {years(page.year)}
                {months}
                <p class="field-hint">{t(w::LEGEND)}</p>
                {read_only(page.mine)}
            </Panel>
            <Columns aside=forms>{list} {changes(page.changes, subject, value)}</Columns>
        </Page>
    }
}

/// The years beside this one.
fn years(here: i16) -> impl IntoView {
    let item = |year: i16| NavItem {
        href: format!("{CALENDAR}?year={year}"),
        label: fill(w::YEAR, &[("year", &year)]),
        current: year == here,
        count: None,
    };
    view! { <Tabs label=t(w::YEARS) items=[here - 1, here, here + 1].into_iter().map(item).collect() /> }
}

fn name_of(entry: &CalendarDay) -> String {
    lang().pick(&entry.name_zh, &entry.name_en).to_owned()
}

/// The days as a list, for who cannot see the months, and for taking one out.
fn list(page: &CalendarYear) -> AnyView {
    let title = fill(w::DAYS_OF, &[("year", &page.year)]);
    if page.days.is_empty() {
        let empty = view! { <Empty title=t(w::NO_DAYS) hint=t(w::NO_DAYS_HINT) /> };
        return view! { <Panel title=title>{empty}</Panel> }.into_any();
    }
    let rows = page.days.iter().map(|entry| row(entry, page.year, page.mine)).collect_view();
    view! {
        <Panel title=title.clone() flush=true>
            <Table close=true caption=title>
                <thead>
                    <tr>
                        <Th>{t(w::DAY)}</Th>
                        <Th>{t(w::DAY_IS)}</Th>
                        <Th>{t(w::NAME)}</Th>
                        <Th><span class="sr">{t(w::REMOVE)}</span></Th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </Panel>
    }
    .into_any()
}

fn row(entry: &CalendarDay, year: i16, mine: bool) -> impl IntoView + use<> {
    let at = instant_of(entry.day);
    let name = name_of(entry);
    let place = usize::try_from((entry.day + 3).rem_euclid(7)).unwrap_or_default();
    let weekday = w::WEEK.get(place).map(|name| fill(w::WEEKDAY, &[("day", &t(*name))]));
    let kind = w::day_kind(entry.kind);
    let tone = match entry.kind {
        DayKind::Rest => Tone::Good,
        DayKind::Work => Tone::Warn,
    };
    let remove = mine.then(|| {
        let label = fill(w::REMOVE_DAY, &[("day", &day(at)), ("name", &name)]);
        view! {
            <form method="post" action=REMOVE_DAY>
                <input type="hidden" name="day" value=entry.day.to_string() />
                <input type="hidden" name="year" value=year.to_string() />
                <Button kind=ButtonKind::Quiet label=label>{t(w::REMOVE)}</Button>
            </form>
        }
    });
    view! {
        <tr>
            <Td key=true><Day at=at /> " " <span class="beside">{weekday}</span></Td>
            <Td label=t(w::DAY_IS)><Badge tone=tone>{kind}</Badge></Td>
            <Td label=t(w::NAME)>{name}</Td>
            <Td><div class="row-acts">{remove}</div></Td>
        </tr>
    }
}

/// Entering a day, and a year as a whole.
fn forms(year: i16) -> AnyView {
    let (one, all) = (draft_of(&[SET_DAY]), draft_of(&[SET_YEAR]));
    let kinds = DayKind::ALL.map(|kind| (kind.code().to_owned(), w::day_kind(kind).to_owned())).to_vec();
    let [day, kind, zh, en] = ["day", "kind", "name_zh", "name_en"].map(|name| (one.value(name), one.fault(name)));
    view! {
        <Panel title=t(w::ADD_DAY) id="enter">
            <Refused draft=one />
            <form class="stack" method="post" action=SET_DAY>
                <p class="field-hint">{t(w::ADD_HINT)}</p>
                <Fields>
                    <Field name="day" kind="date" label=t(w::DAY) value=day.0 fault=day.1 required=true />
                    <Choice name="kind" label=t(w::DAY_IS) options=kinds value=kind.0 fault=kind.1 />
                    <Field name="name_zh" label=t(w::NAME_ZH) value=zh.0 fault=zh.1 maxlength=40 required=true />
                    <Field name="name_en" label=t(w::NAME_EN) value=en.0 fault=en.1 maxlength=40 required=true />
                </Fields>
                <Actions>
                    <Button>{t(w::ADD)}</Button>
                </Actions>
            </form>
        </Panel>
        {paste(year, all)}
    }
    .into_any()
}

fn paste(year: i16, draft: Draft) -> impl IntoView {
    let text = draft.value("text");
    let unread = text.as_deref().filter(|_| draft.refusal.is_some()).map(|text| domain::calendar::unread(year, text));
    let unread = unread.filter(|lines| !lines.is_empty());
    // Which lines are in question is said here, better than by their number.
    let fault = draft.fault("text").filter(|_| unread.is_none());
    let refused = draft.clone();
    let lines = unread.map(|lines| {
        let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! {
            <Notice kind=Tone::Bad title=t(w::UNREAD)>
                <ul>{lines}</ul>
            </Notice>
        }
        .into_any()
    });
    let notice = lines.unwrap_or_else(|| view! { <Refused draft=refused /> }.into_any());
    view! {
        <Panel title=t(w::PASTE) id="paste">
            {notice}
            <form class="stack" method="post" action=SET_YEAR>
                <input type="hidden" name="year" value=year.to_string() />
                <Area
                    name="text"
                    label=fill(w::PASTE_TEXT, &[("year", &year)])
                    hint=t(w::PASTE_HINT)
                    value=text
                    fault=fault
                    rows=8
                    required=true
                    maxlength=10_000
                />
                <Actions>
                    <Button>{t(w::PASTE_NOW)}</Button>
                </Actions>
            </form>
        </Panel>
    }
}
