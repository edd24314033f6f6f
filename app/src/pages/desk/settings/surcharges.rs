//! `/desk/settings/surcharges`: what urgent orders cost on top, now, before and from a coming day on.

use kernel::shapes::{SettingChange, SurchargeStep, Surcharges};
use leptos::prelude::*;

use super::changes::changes;
use super::{SURCHARGES, crumbs, percent, read_only, tabs};
use crate::calls::settings;
use crate::draft::{Refused, draft_of};
use crate::pages::frame;
use crate::parts::{
    Actions, Badge, Button, ButtonKind, Field, Fields, Page, Panel, Stat, Stats, Table, Td, Th, Tone, day, instant_of,
};
use crate::words::{fill, settings as w, t};

const SET: &str = "/api/settings/set_surcharge";
const DROP: &str = "/api/settings/drop_surcharge";

/// The page.
#[component]
pub fn SurchargeSettings() -> impl IntoView {
    frame::page(w::SURCHARGE, settings::surcharges(), draw)
}

fn draw(page: Surcharges) -> impl IntoView {
    let form = page.mine.then(|| form(&page));
    let hint = read_only(page.mine);
    let now = percent(page.basis_points);
    let subject = |change: &SettingChange<i64>| change.subject.parse().map_or_else(|_| change.subject.clone(), from);
    let steps = steps(&page);
    view! {
        <Page title=t(w::SURCHARGE) lead=t(w::SURCHARGE_LEAD) crumbs=crumbs()>
            {tabs(SURCHARGES)}
            <Refused draft=draft_of(&[DROP]) />
            <Stats>
                <Stat label=t(w::SURCHARGE_TODAY)>{now}</Stat>
            </Stats>
            {hint}
            {form}
            {steps}
            {changes(page.changes, subject, |basis_points| percent(*basis_points))}
        </Page>
    }
}

/// The first day of a step, in words.
fn from(from_day: i64) -> String {
    if from_day == 0 { t(w::ALWAYS).to_owned() } else { day(instant_of(from_day)) }
}

fn steps(page: &Surcharges) -> impl IntoView + use<> {
    let in_force = page.steps.iter().find(|step| step.from_day <= page.today).map(|step| step.from_day);
    let rows = page.steps.iter().map(|step| row(*step, in_force, page)).collect_view();
    view! {
        <Panel title=t(w::STEPS) flush=true>
            <Table close=true caption=t(w::STEPS)>
                <thead>
                    <tr>
                        <Th>{t(w::FROM)}</Th>
                        <Th num=true>{t(w::PERCENT)}</Th>
                        <Th>{t(w::STATE)}</Th>
                        <Th><span class="sr">{t(w::DROP)}</span></Th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </Panel>
    }
}

fn row(step: SurchargeStep, in_force: Option<i64>, page: &Surcharges) -> impl IntoView + use<> {
    let coming = step.from_day > page.today;
    let (tone, state) = match (coming, in_force == Some(step.from_day)) {
        (true, _) => (Tone::Info, w::COMING),
        (_, true) => (Tone::Good, w::IN_FORCE),
        _ => (Tone::Neutral, w::OVER),
    };
    let share = percent(step.basis_points);
    let drop = (coming && page.mine).then(|| {
        let label = fill(w::DROP_STEP, &[("day", &from(step.from_day)), ("percent", &share)]);
        view! {
            <form method="post" action=DROP>
                <input type="hidden" name="day" value=step.from_day.to_string() />
                <Button kind=ButtonKind::Quiet label=label>{t(w::DROP)}</Button>
            </form>
        }
    });
    view! {
        <tr>
            <Td key=true>{from(step.from_day)}</Td>
            <Td label=t(w::PERCENT) num=true>{share}</Td>
            <Td label=t(w::STATE)><Badge tone=tone>{t(state)}</Badge></Td>
            <Td><div class="row-acts">{drop}</div></Td>
        </tr>
    }
}

fn form(page: &Surcharges) -> impl IntoView + use<> {
    let draft = draft_of(&[SET]);
    let version = page.version.to_string();
    let [share, from] = ["percent", "from"].map(|name| (draft.value(name), draft.fault(name)));
    view! {
        <Panel title=t(w::SET_SURCHARGE)>
            <Refused draft />
            <form class="stack" method="post" action=SET>
                <input type="hidden" name="version" value=version />
                <Fields>
                    <Field
                        name="percent"
                        label=t(w::PERCENT)
                        hint=t(w::PERCENT_HINT)
                        value=share.0
                        fault=share.1
                        inputmode="decimal"
                        maxlength=8
                        required=true
                    />
                    <Field name="from" kind="date" label=t(w::FROM_DAY) value=from.0 fault=from.1 required=true />
                </Fields>
                <Actions>
                    <Button kind=ButtonKind::Primary>{t(w::SAVE)}</Button>
                </Actions>
            </form>
        </Panel>
    }
}
