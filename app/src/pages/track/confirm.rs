//! `/track/confirm/{key}`: the link in the letter that asks whether its reader wants to be told. Opening it changes nothing,
//! because mail programs open links to look at them; the button does.

use kernel::Refusal;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::calls::tracking;
use crate::pages::bare;
use crate::parts::{Actions, Button, ButtonKind, Notice, Page, Panel, Tone};
use crate::words::{fill, t, tracking as w};

/// The page.
#[component]
pub fn Confirm() -> impl IntoView {
    let key = use_params_map().get_untracked().get("key").unwrap_or_default();
    let here = format!("/track/confirm/{key}");
    let asked = tracking::question(key.clone());
    bare::page(here, asked, move |answer: Result<(Option<String>, bool), Refusal>| match answer {
        Err(refusal) => bare::refused(&refusal).into_any(),
        Ok((title, true)) => view! {
            <Page title=t(w::CONFIRM) lead=lead(title)>
                <Notice kind=Tone::Good>{t(w::CONFIRMED)}</Notice>
            </Page>
        }
        .into_any(),
        Ok((title, false)) => view! {
            <Page title=t(w::CONFIRM) lead=lead(title)>
                <Panel>
                    <form method="post" action="/api/tracking/confirm">
                        <input type="hidden" name="key" value=key />
                        <Actions>
                            <Button kind=ButtonKind::Primary>{t(w::CONFIRM_YES)}</Button>
                        </Actions>
                    </form>
                </Panel>
            </Page>
        }
        .into_any(),
    })
}

/// What the reader would be told of.
fn lead(title: Option<String>) -> String {
    title.map_or_else(|| t(w::CONFIRM_ALL_LEAD).to_owned(), |title| fill(w::CONFIRM_LEAD, &[("title", &title)]))
}
