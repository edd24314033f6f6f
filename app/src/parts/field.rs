//! Form controls with everything that belongs to them: label, hint, required mark, and the fault beside the control,
//! wired so that a screen reader hears hint and fault with the control. They know no rule about any value.
//!
//! `fault` and `value` may be plain (`Option<String>`, `&str`) on a page or signals inside an island.

use leptos::prelude::*;

use super::{Glyph, MaybeText, Sign, Text};
use crate::words::{self, parts as w};

/// The id of the control called `name`; `form` tells equal names in two forms of one page apart.
#[must_use]
pub fn control_id(form: &str, name: &str) -> String {
    if form.is_empty() { format!("f-{name}") } else { format!("{form}-{name}") }
}

/// What `aria-describedby` of the control `id` must say: its hint and its fault, as far as they exist.
#[must_use]
pub fn described_by(id: &str, hint: bool, fault: bool) -> Option<String> {
    match (hint, fault) {
        (false, false) => None,
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-fault")),
        (true, true) => Some(format!("{id}-fault {id}-hint")),
    }
}

/// Label, hint and fault around a control of your own (the children), whose id must be `id`
/// and whose `aria-describedby` comes from [`described_by`].
#[component]
pub fn Labelled(
    #[prop(into)] id: String,
    #[prop(into)] label: Text,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] fault: MaybeProp<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] wide: bool,
    children: Children,
) -> impl IntoView {
    let (hint_id, fault_id) = (format!("{id}-hint"), format!("{id}-fault"));
    view! {
        <div class="field" class:field-wide=wide>
            <label class="field-label" for=id>
                {label}
                {required.then(|| view! { <span class="field-required">" " {words::t(w::REQUIRED)}</span> })}
            </label>
            {children()}
            <Fault id=fault_id fault=fault />
            {hint.0.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
        </div>
    }
}

/// What is wrong with a control, said beside it; nothing when nothing is wrong.
#[component]
fn Fault(id: String, fault: MaybeProp<String>) -> impl IntoView {
    move || {
        let id = id.clone();
        fault.get().map(|fault| {
            view! {
                <p class="field-fault" id=id>
                    <Glyph sign=Sign::Bad />
                    <span class="sr">{words::t(w::FAULT)}</span>
                    {fault}
                </p>
            }
        })
    }
}

/// The state that a control shows to assistive technology: `aria-invalid` only while there is a fault.
fn invalid(fault: MaybeProp<String>) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync {
    move || fault.with(|fault| fault.is_some().then_some("true"))
}

/// `aria-describedby` that follows the fault.
fn described(
    id: &str,
    hint: bool,
    fault: MaybeProp<String>,
) -> impl Fn() -> Option<String> + Clone + Send + Sync + use<> {
    let id = id.to_owned();
    move || described_by(&id, hint, fault.with(Option::is_some))
}

/// A one-line control. `kind` is the HTML type: `text` (default), `number`, `date`, `password`, `search`, `email`, `tel`.
#[component]
pub fn Field(
    #[prop(into)] name: String,
    #[prop(into)] label: Text,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional, into)] value: MaybeProp<String>,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] fault: MaybeProp<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] wide: bool,
    #[prop(optional, into)] form: String,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional, into)] autocomplete: Option<String>,
    #[prop(optional, into)] inputmode: Option<String>,
    #[prop(optional, into)] min: Option<String>,
    #[prop(optional, into)] max: Option<String>,
    #[prop(optional)] maxlength: Option<u32>,
    /// Id of a `<datalist>` with what may be meant.
    #[prop(optional, into)]
    list: Option<String>,
    #[prop(optional)] autofocus: bool,
) -> impl IntoView {
    let id = control_id(&form, &name);
    let describedby = described(&id, hint.0.is_some(), fault);
    view! {
        <Labelled id=id.clone() label=label hint=hint fault=fault required=required wide=wide>
            <input
                class="control"
                type=kind
                id=id
                name=name
                value=value.get_untracked()
                prop:value=move || value.get()
                required=required
                placeholder=placeholder
                autocomplete=autocomplete
                inputmode=inputmode
                min=min
                max=max
                maxlength=maxlength.map(|n| n.to_string())
                list=list
                autofocus=autofocus
                aria-invalid=invalid(fault)
                aria-describedby=describedby
            />
        </Labelled>
    }
}

/// A control of several lines. Inside an island `value` may be a signal: the text follows it.
#[component]
pub fn Area(
    #[prop(into)] name: String,
    #[prop(into)] label: Text,
    #[prop(optional, into)] value: MaybeProp<String>,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] fault: MaybeProp<String>,
    #[prop(optional)] required: bool,
    #[prop(default = 5)] rows: u32,
    #[prop(optional)] mono: bool,
    #[prop(optional, into)] form: String,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional)] maxlength: Option<u32>,
) -> impl IntoView {
    let id = control_id(&form, &name);
    let describedby = described(&id, hint.0.is_some(), fault);
    view! {
        <Labelled id=id.clone() label=label hint=hint fault=fault required=required wide=true>
            <textarea
                class="control"
                class:mono=mono
                id=id
                name=name
                rows=rows.to_string()
                required=required
                placeholder=placeholder
                maxlength=maxlength.map(|n| n.to_string())
                aria-invalid=invalid(fault)
                aria-describedby=describedby
                prop:value=move || value.get()
                inner_html=raw_text(&value.get_untracked().unwrap_or_default())
            ></textarea>
        </Labelled>
    }
}

/// Text made safe as the content of a `<textarea>`. The framework writes children of that element as they are (in 0.8 it
/// escapes none of `textarea`, `noscript`, `script`, `style`), and a browser drops the first line break inside it.
fn raw_text(text: &str) -> String {
    let first = if text.starts_with(['\n', '\r']) { "\n" } else { "" };
    format!("{first}{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

/// One of several: `options` are pairs of value and words, `value` the chosen one.
#[component]
pub fn Choice(
    #[prop(into)] name: String,
    #[prop(into)] label: Text,
    #[prop(into)] options: Vec<(String, String)>,
    #[prop(optional, into)] value: MaybeProp<String>,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] fault: MaybeProp<String>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] form: String,
) -> impl IntoView {
    let id = control_id(&form, &name);
    let describedby = described(&id, hint.0.is_some(), fault);
    let option = move |(code, words): (String, String)| {
        let same = code.clone();
        let chosen = move || value.with(|value| value.as_deref() == Some(same.as_str()));
        view! { <option value=code selected=chosen>{words}</option> }
    };
    view! {
        <Labelled id=id.clone() label=label hint=hint fault=fault required=required>
            <select
                class="control"
                id=id
                name=name
                required=required
                aria-invalid=invalid(fault)
                aria-describedby=describedby
            >
                {options.into_iter().map(option).collect_view()}
            </select>
        </Labelled>
    }
}

/// A box to tick; the label stands behind it and is part of the target. Sends `value` (default `true`) when ticked.
#[component]
pub fn Check(
    #[prop(into)] name: String,
    #[prop(into)] label: Text,
    #[prop(default = "true".into(), into)] value: String,
    #[prop(optional)] checked: bool,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] fault: MaybeProp<String>,
    #[prop(optional, into)] form: String,
) -> impl IntoView {
    let id = control_id(&form, &name);
    let describedby = described(&id, hint.0.is_some(), fault);
    let (hint_id, fault_id, label_for) = (format!("{id}-hint"), format!("{id}-fault"), id.clone());
    view! {
        <div class="field field-check">
            <label class="check" for=label_for>
                <input
                    type="checkbox"
                    id=id
                    name=name
                    value=value
                    checked=checked
                    aria-invalid=invalid(fault)
                    aria-describedby=describedby
                />
                <span>{label}</span>
            </label>
            <Fault id=fault_id fault=fault />
            {hint.0.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
        </div>
    }
}
