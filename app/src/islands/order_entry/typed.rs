//! What stands in the form at the moment when the script wakes: a person may have typed before it arrived, and a browser
//! puts back what was typed when it restores a page. None of that may be lost.

use super::entry::Entry;

/// Values of the controls; `None` where there is no such control.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    for_org: Option<String>,
    text: Option<String>,
    own_ref: Option<String>,
    needed_by: Option<String>,
    course: Option<String>,
    note: Option<String>,
    urgent: Option<bool>,
    rest: Option<bool>,
}

/// Reads the controls. Must be called before the form is brought to life, which sets them to what the page was drawn with.
#[cfg(feature = "hydrate")]
pub fn typed_so_far() -> Typed {
    use leptos::leptos_dom::helpers::{document, get_property};
    let property = |name: &str, property: &str| {
        let control = document().get_element_by_id(&crate::parts::control_id("", &format!("form[{name}]")))?;
        get_property(&control, property).ok()
    };
    let text = |name| property(name, "value").and_then(|value| value.as_string());
    let ticked = |name| property(name, "checked").and_then(|value| value.as_bool());
    Typed {
        for_org: text("for_org"),
        text: text("text"),
        own_ref: text("own_ref"),
        needed_by: text("needed_by"),
        course: text("course"),
        note: text("note"),
        urgent: ticked("urgent"),
        rest: ticked("rest"),
    }
}

/// On the server nothing was typed yet.
#[cfg(not(feature = "hydrate"))]
pub fn typed_so_far() -> Typed {
    Typed::default()
}

/// Puts it into the state.
pub fn take_over(entry: Entry, typed: &Typed) {
    use leptos::prelude::{GetUntracked, RwSignal, Set};
    let texts: [(RwSignal<String>, &Option<String>); 6] = [
        (entry.for_org, &typed.for_org),
        (entry.text, &typed.text),
        (entry.own_ref, &typed.own_ref),
        (entry.needed_by, &typed.needed_by),
        (entry.course, &typed.course),
        (entry.note, &typed.note),
    ];
    for (signal, value) in texts {
        if let Some(value) = value.as_ref().filter(|value| **value != signal.get_untracked()) {
            signal.set(value.clone());
        }
    }
    for (signal, value) in [(entry.urgent, typed.urgent), (entry.rest, typed.rest)] {
        if let Some(value) = value.filter(|value| *value != signal.get_untracked()) {
            signal.set(value);
        }
    }
}
