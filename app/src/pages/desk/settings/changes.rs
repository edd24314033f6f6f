//! Who changed which setting, and what it was before.

use kernel::shapes::SettingChange;
use leptos::prelude::*;

use crate::parts::{Panel, Table, Td, Th, When};
use crate::words::{settings as w, t};

/// The panel. `subject` and `value` put what the audit keeps into the reader's words.
pub(super) fn changes<T>(
    changes: Vec<SettingChange<T>>,
    subject: impl Fn(&SettingChange<T>) -> String,
    value: impl Fn(&T) -> String,
) -> AnyView {
    if changes.is_empty() {
        return view! { <Panel title=t(w::CHANGES)><p class="beside">{t(w::NO_CHANGE)}</p></Panel> }.into_any();
    }
    let side = |side: &Option<T>| side.as_ref().map_or_else(|| t(w::NONE).to_owned(), &value);
    let said = |change: SettingChange<T>| Said {
        at: change.at,
        subject: subject(&change),
        was: side(&change.was),
        became: side(&change.became),
        by: change.by,
    };
    let rows: Vec<Said> = changes.into_iter().map(said).collect();
    let rows = rows.into_iter().map(row).collect_view();
    view! {
        <Panel title=t(w::CHANGES) flush=true>
            <Table close=true caption=t(w::CHANGES)>
                <thead>
                    <tr>
                        <Th>{t(w::CHANGED_AT)}</Th>
                        <Th>{t(w::CHANGED_BY)}</Th>
                        <Th>{t(w::CHANGED_WHAT)}</Th>
                        <Th>{t(w::WAS)}</Th>
                        <Th>{t(w::BECAME)}</Th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </Panel>
    }
    .into_any()
}

/// One change in the reader's words.
struct Said {
    at: i64,
    by: String,
    subject: String,
    was: String,
    became: String,
}

fn row(change: Said) -> impl IntoView {
    view! {
        <tr>
            <Td label=t(w::CHANGED_AT)><When at=change.at /></Td>
            <Td label=t(w::CHANGED_BY)>{change.by}</Td>
            <Td key=true label=t(w::CHANGED_WHAT)>{change.subject}</Td>
            <Td label=t(w::WAS)>{change.was}</Td>
            <Td label=t(w::BECAME)>{change.became}</Td>
        </tr>
    }
}
