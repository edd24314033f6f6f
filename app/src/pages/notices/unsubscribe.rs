//! `/unsubscribe/{key}`: the link at the foot of a letter. Opening it changes nothing, because mail programs open links to
//! look at them; the button does.

use kernel::Refusal;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::calls::notices;
use crate::door;
use crate::pages::bare;
use crate::parts::{Actions, Button, ButtonKind, Empty, Notice, Page, Panel, Tone};
use crate::words::{fill, notices as w, t};

/// The page. Needs no sign-in.
#[component]
pub fn Unsubscribe() -> impl IntoView {
    let key = use_params_map().get_untracked().get("key").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done").is_some();
    let here = format!("/unsubscribe/{key}");
    let asked = notices::key_holder(key.clone());
    bare::page(here, asked, move |answer: Result<String, Refusal>| match answer {
        Err(Refusal::NotFound) => gone().into_any(),
        Err(refusal) => bare::refused(&refusal).into_any(),
        Ok(_) if done => view! {
            <Page title=t(w::UNSUBSCRIBE)>
                <Notice kind=Tone::Good>{t(w::UNSUBSCRIBED)}</Notice>
            </Page>
        }
        .into_any(),
        Ok(email) => view! {
            <Page title=t(w::UNSUBSCRIBE) lead=fill(w::UNSUBSCRIBE_LEAD, &[("email", &email)])>
                <Panel>
                    <form method="post" action="/api/notices/unsubscribe">
                        <input type="hidden" name="key" value=key />
                        <Actions>
                            <Button kind=ButtonKind::Primary>{t(w::UNSUBSCRIBE_YES)}</Button>
                        </Actions>
                    </form>
                </Panel>
            </Page>
        }
        .into_any(),
    })
}

/// A link that does not work any more does not keep anybody from ending letters.
fn gone() -> impl IntoView {
    door::set_status(Refusal::NotFound.status());
    let settings = ("/notices/settings".to_owned(), t(w::SETTINGS).into());
    view! {
        <Page title=t(w::UNSUBSCRIBE)>
            <Empty title=t(w::UNSUBSCRIBE_GONE) hint=t(w::UNSUBSCRIBE_GONE_HINT) action=settings />
        </Page>
    }
}
