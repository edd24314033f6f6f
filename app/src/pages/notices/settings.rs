//! `/notices/settings`: what is sent by mail, how soon, and not in which hours.

use kernel::shapes::{NoticeSettings, Pace, Topic};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::calls::notices;
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::frame;
use crate::parts::{Actions, Button, ButtonKind, Choice, Crumb, Fields, Notice, Page, Panel, Tone};
use crate::words::{fill, notices as w, t};

const SET: &str = "/api/notices/set";

/// The page.
#[component]
pub fn Settings() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let (saved, sending) = (query.get("saved").is_some(), query.get("sending").is_some());
    frame::page(w::SETTINGS, notices::settings(), move |settings| {
        let draft = draft_of(&[SET]);
        let crumbs = vec![Crumb { href: "/notices".to_owned(), label: t(w::NOTICES).to_owned() }];
        let saved = saved && draft.refusal.is_none();
        view! {
            <Page title=t(w::SETTINGS) lead=t(w::SETTINGS_LEAD) crumbs>
                {saved.then(|| view! { <Notice kind=Tone::Good>{t(w::SAVED)}</Notice> })}
                {sending.then(|| view! { <Notice kind=Tone::Good>{t(w::SENDING)}</Notice> })}
                <Form settings draft />
                <Panel title=t(w::SEND_NOW)>
                    <p class="field-hint">{t(w::SEND_NOW_HINT)}</p>
                    <form method="post" action="/api/notices/send_now">
                        <Actions>
                            <Button>{t(w::SEND_NOW)}</Button>
                        </Actions>
                    </form>
                </Panel>
            </Page>
        }
    })
}

#[component]
fn Form(settings: NoticeSettings, draft: Draft) -> impl IntoView {
    let pace = |(topic, pace): &(Topic, Pace)| {
        let name = format!("form[{}]", topic.code());
        let value = draft.value(&name).unwrap_or_else(|| pace.code().to_owned());
        view! { <Choice name=name label=t(w::topic(*topic)) options=pace_options() value=value fault=draft.fault(topic.code()) /> }
    };
    let hour = |field: &str, label, hour: i64| {
        let name = format!("form[{field}]");
        let value = draft.value(&name).unwrap_or_else(|| hour.to_string());
        view! { <Choice name=name label=t(label) options=hour_options() value=value fault=draft.fault(field) /> }
    };
    let paces = settings.paces.iter().map(pace).collect_view();
    let hours = [("quiet_from", w::QUIET_FROM, settings.quiet_from), ("quiet_to", w::QUIET_TO, settings.quiet_to)];
    let hours = hours.into_iter().map(|(field, label, at)| hour(field, label, at)).collect_view();
    view! {
        <form class="notice-settings" method="post" action=SET>
            <Refused draft=draft.clone() />
            <Panel title=t(w::BY_MAIL)>
                <p class="field-hint">{fill(w::SENT_TO, &[("email", &settings.email)])}</p>
                <Fields>{paces}</Fields>
            </Panel>
            <Panel title=t(w::QUIET)>
                <p class="field-hint">{t(w::QUIET_HINT)}</p>
                <Fields>{hours}</Fields>
            </Panel>
            <Actions>
                <Button kind=ButtonKind::Primary>{t(w::SAVE)}</Button>
            </Actions>
        </form>
    }
}

fn pace_options() -> Vec<(String, String)> {
    Pace::ALL.into_iter().map(|pace| (pace.code().to_owned(), t(w::pace(pace)).to_owned())).collect()
}

fn hour_options() -> Vec<(String, String)> {
    (0..24).map(|hour: i64| (hour.to_string(), fill(w::HOUR, &[("n", &format!("{hour:02}"))]))).collect()
}
