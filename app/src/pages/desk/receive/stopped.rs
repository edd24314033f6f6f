//! Why a batch cannot be counted now, and what to do about it: copies that are held back can be released here.

use kernel::shapes::{ReceiptPage, ReceiptStop};
use leptos::prelude::*;

use crate::draft::{Refused, draft_of};
use crate::parts::{Actions, Button, ButtonKind, Empty, Field, Fields, LinkButton, Notice, Panel, Tone};
use crate::words::{batching as b, fill, t};

const RELEASE: &str = "/api/batches/release";

/// What stands in the place of the scanner's field.
pub(super) fn stopped(page: &ReceiptPage, stop: &ReceiptStop) -> AnyView {
    let here = format!("/desk/batches/{}", page.head.no);
    let back = (here.clone(), t(b::BACK_TO).into());
    match stop {
        ReceiptStop::OtherDesk(desk) => {
            let title = fill(b::STOP_DESK, &[("desk", desk)]);
            view! { <Empty title=title hint=t(b::STOP_DESK_HINT) action=back /> }.into_any()
        }
        ReceiptStop::Gone => view! { <Empty title=t(b::STOP_GONE) hint=t(b::STOP_GONE_HINT) action=back /> }.into_any(),
        ReceiptStop::Held(reason) => release(page, reason, here),
    }
}

fn release(page: &ReceiptPage, reason: &str, here: String) -> AnyView {
    let draft = draft_of(&[RELEASE]);
    let title = fill(b::IS_HELD, &[("reason", &reason)]);
    let (no, version) = (page.head.no.clone(), page.version.to_string());
    view! {
        <Notice kind=Tone::Warn title=title>{t(b::STOP_HELD_HINT)}</Notice>
        <Refused draft=draft.clone() />
        <Panel title=t(b::RELEASE_RECEIVE)>
            <form class="stack" method="post" action=RELEASE>
                <input type="hidden" name="no" value=no />
                <input type="hidden" name="version" value=version />
                <input type="hidden" name="receive" value="true" />
                <Fields>
                    <Field
                        name="note"
                        label=t(b::RELEASE_NOTE)
                        value=draft.value("note")
                        fault=draft.fault("note")
                        maxlength=500
                        required=true
                    />
                </Fields>
                <Actions>
                    <Button kind=ButtonKind::Primary>{t(b::RELEASE_RECEIVE)}</Button>
                    <LinkButton href=format!("{here}/part")>{t(b::RELEASE_SOME)}</LinkButton>
                </Actions>
            </form>
        </Panel>
    }
    .into_any()
}
