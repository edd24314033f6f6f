//! A new order: a list is pasted, checked line by line, completed and sent. Without script it is a plain form with two
//! buttons, "check" and "place", and the server draws the checklist. With WebAssembly the same form has the checklist drawn
//! again while one types, and sends without leaving the page, so that nothing typed can be lost on the way.

mod details;
mod entry;
mod sheet;
mod typed;

use details::details;
use entry::Entry;
use kernel::shapes::{Checked, CustomerRow};
use kernel::{Lang, Refusal};
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::html::Div;
use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlFormElement};
use serde::{Deserialize, Serialize};
use typed::{take_over, typed_so_far};

use super::wire::Wire;
use crate::calls::orders::OrderForm;
use crate::parts::{Actions, Area, Button, ButtonKind, Check, Columns, Notice, Panel, Tone};
use crate::words::{orders as w, refusals, t};

/// Where the form goes to be checked, without script.
const CHECK: &str = "/api/orders/check";

/// How the form begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begin {
    /// Language of the page.
    pub lang: Lang,
    /// What stands in the form; its id was made before the page was first shown.
    pub form: OrderForm,
    /// Whom the reader may order for.
    pub customers: Vec<CustomerRow>,
    /// Courses that were named before.
    pub courses: Vec<String>,
    /// What the house made of the list, without the lines: the page has drawn them, so they are not shipped twice.
    pub checked: Checked,
    /// Why the form was refused just now.
    pub refusal: Option<Refusal>,
}

/// The form of a new order. `children` is what the house has drawn of the lines.
#[island]
pub(crate) fn OrderEntry(
    /// How it begins.
    begin: Wire<Begin>,
    children: Children,
) -> impl IntoView {
    let Wire(Begin { lang, form, customers, courses, checked, refusal }) = begin;
    provide_context(lang);
    let id = form.id.to_string();
    let found = typed_so_far();
    let entry = Entry::new(form, checked, refusal);
    // What was typed before the script arrived wins over what the page was drawn with.
    Effect::new(move |_| {
        take_over(entry, &found);
        ask_again_on_return(entry);
    });
    entry.check_while_typing();
    view! {
        <form class="order-entry" method="post" action="/api/orders/place" on:submit=move |event| submit(entry, &event)>
            <input type="hidden" name="form[id]" value=id />
            {move || refused(entry)}
            <Columns aside=details(entry, customers, courses).into_any()>
                <Panel title=t(w::LIST)>{list(entry)}</Panel>
            </Columns>
            <Panel title=t(w::CHECKED) flush=true>{understood(entry, children)}</Panel>
            <div class="order-total">{end(entry)}</div>
        </form>
    }
}

/// Why it was refused as a whole, and where to go when it was sent before.
fn refused(entry: Entry) -> Option<impl IntoView> {
    let refusal = entry.refusal.get()?;
    let ways = (refusal == Refusal::AlteredRepeat).then(|| {
        view! {
            <p><a href="/orders">{t(w::SEE_ORDERS)}</a> " · " <a href="/orders/new">{t(w::START_NEW)}</a></p>
        }
    });
    Some(view! { <Notice kind=Tone::Bad>{refusals::sentence(&refusal)} {ways}</Notice> })
}

fn list(entry: Entry) -> impl IntoView {
    view! {
        <Area
            name="form[text]"
            label=t(w::TEXT)
            hint=t(w::TEXT_HINT)
            rows=11
            mono=true
            required=true
            placeholder="9780262033848 2\n978-0-19-953556-9, 5".to_owned()
            value=entry.text
            fault=entry.fault("text")
            on:input=move |event| {
                entry.text.set(event_target_value(&event));
                entry.mended("text");
            }
        />
        <Actions><Button formaction=CHECK>{t(w::CHECK)}</Button></Actions>
    }
}

/// What the house has drawn of the list. A press on a title that may have been meant puts it into its line.
fn understood(entry: Entry, children: Children) -> impl IntoView {
    let said = move || match (entry.too_long().is_some(), entry.checking.get()) {
        // Of a list that is too long its own field speaks.
        (true, _) => String::new(),
        (false, true) => t(w::CHECKING).to_owned(),
        (false, false) => entry.checked.with(|checked| checked.said.clone()),
    };
    let rows = NodeRef::<Div>::new();
    Effect::new(move |drawn: Option<()>| {
        entry.checked.with(|checked| {
            // The first time the page has drawn them.
            if let (Some(rows), Some(())) = (rows.get_untracked(), drawn) {
                rows.set_inner_html(&checked.rows);
            }
        });
    });
    let take = move |event: MouseEvent| {
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let button = pressed.and_then(|pressed| pressed.closest("button").ok().flatten());
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlButtonElement>().ok()) {
            entry.take(button.name().parse().unwrap_or_default(), &button.value());
        }
    };
    view! {
        <p class="check-summary" role="status" inner_html=said></p>
        <div class="check-rows" node_ref=rows on:click=take>{children()}</div>
    }
}

/// What it costs, whether the rest may go without the lines in question, and the button that the page is for.
fn end(entry: Entry) -> impl IntoView {
    let asked = Memo::new(move |_| entry.rest.get_untracked() || entry.checked.with(|checked| checked.questions > 0));
    let rest = move || {
        asked.get().then(|| {
            let checked = entry.rest.get_untracked();
            let tick = move |event| entry.rest.set(event_target_checked(&event));
            view! { <Check name="form[rest]" label=t(w::PLACE_REST) checked=checked on:change=tick /> }
        })
    };
    let label = move || match (entry.sending.get(), entry.refusal.get()) {
        (true, _) => t(w::SENDING),
        (false, Some(Refusal::Unreachable | Refusal::Busy | Refusal::Broken { .. })) => t(w::TRY_AGAIN),
        _ => t(w::PLACE),
    };
    view! {
        <div class="order-costs" inner_html=move || entry.checked.with(|checked| checked.sums.clone())></div>
        {rest}
        <Actions><Button kind=ButtonKind::Primary disabled=entry.sending>{label}</Button></Actions>
    }
}

/// With a script both buttons stay on the page.
fn submit(entry: Entry, event: &SubmitEvent) {
    event.prevent_default();
    let pressed = event.submitter().and_then(|button| button.get_attribute("formaction"));
    if pressed.as_deref() == Some(CHECK) {
        return entry.check_now();
    }
    let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
    entry.place(move |result| match result {
        Ok(no) => {
            // A browser that does not follow leaves the form as it is; a repeat finds the same order.
            let _ = window().location().set_href(&format!("/orders/{no}"));
        }
        Err(Refusal::SignIn) => {
            // Sent plainly, the form leads through the door and back here, with all that was typed.
            let _ = form.map(|form| form.submit());
        }
        Err(_) => show_fault(),
    });
}

/// A browser that keeps whole pages gives this one back as it stood when the order had been sent; the house says what became
/// of it.
fn ask_again_on_return(entry: Entry) {
    window_event_listener_untyped("pageshow", move |_| {
        if entry.sending.get_untracked() {
            let _ = window().location().reload();
        }
    });
}

/// Brings the reader to the first thing to mend, once it is drawn.
fn show_fault() {
    set_timeout(
        || {
            let first = document().query_selector(".order-entry :is([aria-invalid], .notice a)").ok().flatten();
            if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
                let _ = first.focus();
            }
        },
        std::time::Duration::from_millis(50),
    );
}
