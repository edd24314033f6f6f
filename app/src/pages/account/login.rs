//! The door: who cannot get in learns whom to ask, and nothing else.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::addresses::{encoded, is_own_path};
use crate::draft::{Refused, draft_of};
use crate::pages::reader;
use crate::parts::{Actions, Button, ButtonKind, Field, Page, Panel, PlainShell};
use crate::words::{account as w, t};

const SIGN_IN: &str = "/api/people/sign_in";

/// The sign-in page. Who is signed in already goes to the start page.
#[component]
pub fn Login() -> impl IntoView {
    if reader::kind().is_some() {
        reader::send_to("/");
    }
    let next = use_query_map().get_untracked().get("next").filter(|next| is_own_path(next));
    let here = next.as_ref().map_or_else(|| "/login".to_owned(), |next| format!("/login?next={}", encoded(next)));
    view! {
        <PlainShell here>
            <Page title=t(w::SIGN_IN) lead=t(w::SIGN_IN_LEAD)>
                <SignIn next=next.unwrap_or_default() />
            </Page>
        </PlainShell>
    }
}

/// The form, and whom to ask for help. `next` is the own path to go to afterwards.
#[component]
pub fn SignIn(
    /// Empty for the start page.
    #[prop(into)]
    next: String,
) -> impl IntoView {
    let draft = draft_of(&[SIGN_IN]);
    let email = draft.value("email");
    let known = email.is_some();
    view! {
        <Panel>
            <form method="post" action=SIGN_IN>
                <input type="hidden" name="next" value=next />
                <Refused draft=draft.clone() />
                <Field
                    name="email"
                    label=t(w::EMAIL)
                    kind="email"
                    value=email
                    fault=draft.fault("email")
                    autocomplete="username"
                    required=true
                    autofocus=!known
                />
                <Field
                    name="password"
                    label=t(w::PASSWORD)
                    kind="password"
                    fault=draft.fault("password")
                    autocomplete="current-password"
                    required=true
                    autofocus=known
                />
                <Actions>
                    <Button kind=ButtonKind::Primary>{t(w::SIGN_IN)}</Button>
                </Actions>
            </form>
        </Panel>
        <p><strong>{t(w::NO_ENTRY)}</strong> " " {t(w::NO_ENTRY_HELP)}</p>
    }
}
