//! Taking copies of one line out of the batch, with a reason that says where they go.

use std::collections::HashMap;

use kernel::Uuid;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{FormData, HtmlFormElement};

use super::board::{Board, TAKE_OUT};
use super::keys;
use crate::islands::desk::reason_options;
use crate::parts::{Actions, Button, ButtonKind, Choice, Field, Fields, Notice, Tone, control_id};
use crate::words::refusals::{fault, sentence};
use crate::words::{desk as w, fill, t};

/// What a person types here.
const FIELDS: [&str; 3] = ["copies", "reason", "note"];

/// The form, below the row of its line.
#[component]
pub(super) fn TakeOut(board: Board, slice: Uuid, copies: i64, place: usize) -> impl IntoView {
    let typed = move |name: &str| board.out_form.with_untracked(|form| form.typed.get(name).cloned());
    let wrong = move |name: &'static str| {
        Signal::derive(move || board.out_form.with(|form| form.refusal.as_ref()?.faults()?.of(name).map(fault)))
    };
    let refused = move || {
        let said = board.out_form.with(|form| form.refusal.as_ref().map(sentence))?;
        Some(view! { <Notice kind=Tone::Bad>{said}</Notice> })
    };
    let (no, version, reasons) =
        board.page.with_untracked(|page| (page.head.no.clone(), page.version, reason_options(&page.reasons)));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(form) = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok()) {
            board.take_out(slice, read(&form));
        }
    };
    let cancel = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        board.open_out(None);
        keys::focus(&keys::out_id(place));
    };
    let form: NodeRef<html::Form> = NodeRef::new();
    // A form that came with the page leaves the focus where it is.
    if board.awake.get_untracked() {
        focus_first(form);
    }
    view! {
        <form method="post" action=TAKE_OUT node_ref=form on:submit=submit>
            <input type="hidden" name="no" value=no />
            <input type="hidden" name="version" value=version.to_string() />
            <input type="hidden" name="slice" value=slice.to_string() />
            {refused}
            <Fields>
                <Field
                    name="copies"
                    form="out"
                    kind="number"
                    label=fill(w::OUT_COPIES, &[("n", &copies)])
                    value=typed("copies").unwrap_or_else(|| "1".to_owned())
                    fault=wrong("copies")
                    min="1"
                    max=copies.to_string()
                    inputmode="numeric"
                    required=true
                />
                <Choice
                    name="reason"
                    form="out"
                    label=t(w::REASON)
                    options=reasons
                    value=typed("reason")
                    fault=wrong("reason")
                    required=true
                />
                <Field name="note" form="out" label=t(w::NOTE) value=typed("note") fault=wrong("note") maxlength=500 />
            </Fields>
            <Actions>
                <Button kind=ButtonKind::Danger disabled=board.busy>{t(w::TAKE_OUT_NOW)}</Button>
                <a class="button" data-kind="quiet" href="?" on:click=cancel>{t(w::CANCEL)}</a>
            </Actions>
        </form>
    }
}

/// What the form holds.
fn read(form: &HtmlFormElement) -> HashMap<String, String> {
    let Ok(data) = FormData::new_with_form(form) else { return HashMap::new() };
    FIELDS.iter().filter_map(|name| Some(((*name).to_owned(), data.get(name).as_string()?))).collect()
}

/// The first field gets the focus when the form appears on the page.
fn focus_first(form: NodeRef<html::Form>) {
    let first = control_id("out", "copies");
    Effect::new(move || {
        if form.get().is_some() {
            keys::focus(&first);
        }
    });
}
