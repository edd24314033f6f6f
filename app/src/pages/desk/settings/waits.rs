//! `/desk/settings/waits`: how many days the house waits before it does something by itself.

use kernel::shapes::{SettingChange, WaitRow, Waits};
use leptos::prelude::*;

use super::changes::changes;
use super::{WAITS, crumbs, read_only, tabs};
use crate::calls::settings;
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::frame;
use crate::parts::{Actions, Button, Field, Page, Panel, Stat, Stats};
use crate::words::{fill, settings as w, t};

const SET: &str = "/api/settings/set_wait";

/// The page.
#[component]
pub fn WaitSettings() -> impl IntoView {
    frame::page(w::WAITS, settings::waits(), draw)
}

fn draw(page: Waits) -> impl IntoView {
    let draft = draft_of(&[SET]);
    let days = |days: &i64| fill(w::WAITS_NOW, &[("days", days)]);
    let rows = if page.mine {
        let forms = page.rows.iter().map(|row| form(row, &draft)).collect_view();
        view! { <div class="waits">{forms}</div> }.into_any()
    } else {
        let stat = |row: &WaitRow| {
            let now = days(&row.days);
            view! { <Stat label=w::wait(&row.code).to_owned()>{now}</Stat> }
        };
        let stats = page.rows.iter().map(stat).collect_view();
        view! { <Stats>{stats}</Stats> }.into_any()
    };
    let subject = |change: &SettingChange<i64>| w::wait(&change.subject).to_owned();
    view! {
        <Page title=t(w::WAITS) lead=t(w::WAITS_LEAD) crumbs=crumbs()>
            {tabs(WAITS)}
            {read_only(page.mine)}
            <Refused draft />
            {rows}
            {changes(page.changes, subject, days)}
        </Page>
    }
}

fn form(row: &WaitRow, draft: &Draft) -> impl IntoView + use<> {
    let typed_here = draft.value("code").is_some_and(|code| code == row.code);
    let typed = draft.value("days").filter(|_| typed_here);
    let fault = draft.fault("days").filter(|_| typed_here);
    let (code, version) = (row.code.clone(), row.version.to_string());
    let value = typed.unwrap_or_else(|| row.days.to_string());
    let what = w::wait(&row.code).to_owned();
    let save = fill(w::SAVE_WAIT, &[("what", &what)]);
    view! {
        <Panel title=what>
            <form class="setting-row" method="post" action=SET>
                <input type="hidden" name="code" value=code.clone() />
                <input type="hidden" name="version" value=version />
                <Field
                    name="days"
                    form=code
                    kind="number"
                    label=t(w::DAYS)
                    value=value
                    fault=fault
                    min="1"
                    max="180"
                    required=true
                />
                <Actions>
                    <Button label=save>{t(w::SAVE)}</Button>
                </Actions>
            </form>
        </Panel>
    }
}
