//! What the reader can do with a complaint now: forms, each with the version that the page was made from.

use kernel::Refusal;
use kernel::shapes::Offers;
use leptos::prelude::*;

use crate::draft::{Draft, Refused, draft_of};
use crate::parts::{Actions, Area, Button, ButtonKind, Panel};
use crate::words::{complaints as w, t};

const REPLY: &str = "/api/complaints/reply";
const CLOSE: &str = "/api/complaints/close";
const REOPEN: &str = "/api/complaints/reopen";
const ESCALATE: &str = "/api/complaints/escalate";

/// The forms that `offers` allows. When the house has answered, closing comes first.
#[component]
pub(super) fn Acts(no: String, version: i64, state: String, offers: Offers) -> impl IntoView {
    let draft = draft_of(&[REPLY, CLOSE, REOPEN, ESCALATE]);
    // What two forms did wrong is said once, at the top, unless it belongs beside the text.
    let said = draft.refusal.clone().filter(|refusal| !matches!(refusal, Refusal::Invalid(_)));
    let refused = said.map(|refusal| view! { <Refused draft=Draft { refusal: Some(refusal), ..Draft::default() } /> });
    let key = Key { no, version };
    let answered = state == "answered";
    let close = offers.close.then(|| close(&key, answered));
    let write = offers.reply.then(|| letter(&key, &draft, (REPLY, "reply"), (w::REPLY, w::REPLY_SEND), !answered));
    let (first, second) = if answered { (close, write) } else { (write, close) };
    view! {
        {refused}
        {first}
        {second}
        {offers.escalate.then(|| escalate(&key))}
        {offers.reopen.then(|| letter(&key, &draft, (REOPEN, "reopen"), (w::REOPEN_BODY, w::REOPEN), true))}
    }
}

/// Which complaint, as the reader saw it.
struct Key {
    no: String,
    version: i64,
}

impl Key {
    fn fields(&self) -> AnyView {
        view! {
            <input type="hidden" name="no" value=self.no.clone() />
            <input type="hidden" name="version" value=self.version.to_string() />
        }
        .into_any()
    }
}

fn letter(
    key: &Key,
    draft: &Draft,
    (action, form): (&'static str, &'static str),
    (title, send): (crate::words::Word, crate::words::Word),
    main: bool,
) -> AnyView {
    let own = if draft.call == action { draft.clone() } else { Draft::default() };
    let kind = if main { ButtonKind::Primary } else { ButtonKind::Plain };
    let fields = key.fields();
    view! {
        <Panel>
            <form method="post" action=action>
                {fields}
                <Area
                    name="body"
                    form=form
                    label=t(title)
                    value=own.value("body")
                    fault=own.fault("body")
                    rows=4
                    maxlength=4000
                    required=true
                />
                <Actions>
                    <Button kind>{t(send)}</Button>
                </Actions>
            </form>
        </Panel>
    }
    .into_any()
}

fn close(key: &Key, main: bool) -> AnyView {
    let kind = if main { ButtonKind::Primary } else { ButtonKind::Plain };
    view! {
        <form method="post" action=CLOSE>
            {key.fields()}
            <Actions>
                <Button kind>{t(w::CLOSE)}</Button>
                <span class="field-hint">{t(w::CLOSE_NOTE)}</span>
            </Actions>
        </form>
    }
    .into_any()
}

fn escalate(key: &Key) -> AnyView {
    view! {
        <form method="post" action=ESCALATE>
            {key.fields()}
            <Actions>
                <Button>{t(w::ESCALATE)}</Button>
                <span class="field-hint">{t(w::ESCALATE_NOTE)}</span>
            </Actions>
        </form>
    }
    .into_any()
}
