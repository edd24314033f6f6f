//! What belongs to an order besides its list: for whom, under which number, until when, for which course, how urgent, and a
//! note.

use kernel::shapes::CustomerRow;
use leptos::prelude::*;

use super::entry::Entry;
use crate::parts::{Area, Check, Choice, Field, Panel};
use crate::words::{orders as w, t};

/// Id of the courses that were named before.
const COURSES: &str = "courses";

/// The fields beside the list.
pub fn details(entry: Entry, customers: Vec<CustomerRow>, courses: Vec<String>) -> impl IntoView {
    let customer = (customers.len() > 1).then(|| choice(entry, customers));
    view! {
        <Panel title=t(w::DETAILS)>
            {customer}
            <Field
                name="form[own_ref]"
                label=t(w::OWN_REF)
                hint=t(w::OWN_REF_HINT)
                maxlength=60
                autocomplete="off".to_owned()
                value=entry.own_ref
                fault=entry.fault("own_ref")
                on:input=move |event| {
                    entry.own_ref.set(event_target_value(&event));
                    entry.mended("own_ref");
                }
            />
            <Field
                name="form[needed_by]"
                kind="date"
                label=t(w::NEEDED_BY)
                hint=t(w::NEEDED_HINT)
                value=entry.needed_by
                fault=entry.fault("needed_by")
                on:input=move |event| {
                    entry.needed_by.set(event_target_value(&event));
                    entry.mended("needed_by");
                }
            />
            <Field
                name="form[course]"
                label=t(w::COURSE)
                hint=t(w::COURSE_HINT)
                maxlength=80
                autocomplete="off".to_owned()
                list=COURSES.to_owned()
                value=entry.course
                fault=entry.fault("course")
                on:input=move |event| {
                    entry.course.set(event_target_value(&event));
                    entry.mended("course");
                }
            />
            <datalist id=COURSES>{courses.into_iter().map(|course| view! { <option value=course></option> }).collect_view()}</datalist>
            <Check
                name="form[urgent]"
                label=t(w::URGENT_LABEL)
                checked=entry.urgent.get_untracked()
                on:change=move |event| entry.urgent.set(event_target_checked(&event))
            />
            <Area
                name="form[note]"
                label=t(w::NOTE_LABEL)
                rows=3
                maxlength=1000
                value=entry.note
                fault=entry.fault("note")
                on:input=move |event| {
                    entry.note.set(event_target_value(&event));
                    entry.mended("note");
                }
            />
        </Panel>
    }
}

fn choice(entry: Entry, customers: Vec<CustomerRow>) -> impl IntoView {
    let options: Vec<(String, String)> = customers.into_iter().map(|row| (row.id.to_string(), row.name)).collect();
    view! {
        <Choice
            name="form[for_org]"
            label=t(w::FOR_WHOM)
            options=options
            value=entry.for_org.get_untracked()
            fault=entry.fault("for_org")
            on:change=move |event| {
                entry.for_org.set(event_target_value(&event));
                entry.mended("for_org");
            }
        />
    }
}
