//! The form that confirms a parcel. Nothing filled in means that everything in it is in order, so the usual case is one
//! button; what is refused is said beside its line.

use kernel::shapes::{ParcelLine, ParcelPage};
use leptos::prelude::*;

use super::named;
use crate::calls::parcels::line_field;
use crate::draft::{Draft, Refused};
use crate::parts::{Actions, Button, ButtonKind, Count, Glyph, Panel, Sign, Table, Td, Th, described_by};
use crate::words::{Word, fill, parcels as w, t};

/// Where it is sent.
pub(super) const ACCEPT: &str = "/api/parcels/accept";

/// The form.
#[component]
pub(super) fn Accept(page: ParcelPage, draft: Draft) -> impl IntoView {
    // A refused send keeps its id: what arrived of it is not said twice.
    let id = draft.value("id").unwrap_or_else(|| domain::scope::new_id().to_string());
    let (no, version, reasons) = (page.row.no, page.version.to_string(), page.reasons);
    let rows = page.lines.into_iter().map(|line| row(line, &reasons, &draft)).collect_view();
    let nothing = draft.fault("lines");
    view! {
        <Panel title=t(w::ACCEPT)>
            <p class="beside">{t(w::ACCEPT_LEAD)}</p>
            <Refused draft=draft.clone() />
            <form class="accept stack" method="post" action=ACCEPT>
                <input type="hidden" name="no" value=no />
                <input type="hidden" name="version" value=version />
                <input type="hidden" name="id" value=id />
                <Table caption=t(w::CONTENTS)>
                    <thead>
                        <tr>
                            <Th>{t(w::BOOK)}</Th>
                            <Th>{t(w::ORDER)}</Th>
                            <Th num=true>{t(w::OPEN)}</Th>
                            <Th num=true>{t(w::ACCEPTED)}</Th>
                            <Th num=true>{t(w::REFUSED)}</Th>
                            <Th>{t(w::REASON)}</Th>
                            <Th>{t(w::NOTE)}</Th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </Table>
                {nothing.map(|fault| view! { <p class="field-fault"><Glyph sign=Sign::Bad />{fault}</p> })}
                <p class="field-hint">{t(w::ACCEPT_HINT)}</p>
                <Actions><Button kind=ButtonKind::Primary>{t(w::ACCEPT_NOW)}</Button></Actions>
            </form>
        </Panel>
    }
}

/// One line: nothing to fill in when all of its copies were confirmed before.
fn row(line: ParcelLine, reasons: &[(String, String)], draft: &Draft) -> AnyView {
    let (unsaid, name) = (line.unsaid(), named(&line));
    if unsaid == 0 {
        return view! {
            <tr>
                {name}
                <Td label=t(w::OPEN) num=true><Count n=0 /></Td>
                <Td label=t(w::ACCEPTED) num=true><Count n=line.accepted /></Td>
                <Td label=t(w::REFUSED) num=true><Count n=line.refused /></Td>
                <Td /> <Td />
            </tr>
        }
        .into_any();
    }
    let cell = Cell { line: &line, draft };
    let accepted = cell.number("accepted", w::ACCEPTED_OF, t(w::ACCEPTED_REST));
    let refused = cell.number("refused", w::REFUSED_FOR, "0");
    let (open, reason, note) = (cell.name("unsaid"), cell.reason(reasons), cell.note());
    view! {
        <tr>
            {name}
            <Td label=t(w::OPEN) num=true>
                <Count n=unsaid />
                <input type="hidden" name=open value=unsaid.to_string() />
            </Td>
            <Td label=t(w::ACCEPTED) num=true>{accepted}</Td>
            <Td label=t(w::REFUSED) num=true>{refused}</Td>
            <Td label=t(w::REASON)>{reason}</Td>
            <Td label=t(w::NOTE)>{note}</Td>
        </tr>
    }
    .into_any()
}

/// The controls of one line.
struct Cell<'a> {
    line: &'a ParcelLine,
    draft: &'a Draft,
}

impl Cell<'_> {
    /// The name of a field.
    fn name(&self, field: &str) -> String {
        line_field(self.line.line_id, field)
    }

    fn id(&self, field: &str) -> String {
        format!("{field}-{}", self.line.line_id)
    }

    fn label(&self, word: Word) -> String {
        fill(word, &[("title", &self.line.title), ("order", &self.line.order_no)])
    }

    /// What was typed, and what is wrong with it.
    fn tried(&self, field: &str) -> (Option<String>, Option<String>) {
        let name = self.name(field);
        (self.draft.value(&name), self.draft.fault(&name))
    }

    fn number(&self, field: &'static str, label: Word, placeholder: &'static str) -> impl IntoView + use<> {
        let (value, fault) = self.tried(field);
        let (id, label, most) = (self.id(field), self.label(label), self.line.unsaid().to_string());
        let describedby = described_by(&id, false, fault.is_some());
        let (name, invalid) = (self.name(field), fault.as_ref().map(|_| "true"));
        view! {
            <input
                class="control accept-number"
                type="number"
                inputmode="numeric"
                min="0"
                max=most
                id=id.clone()
                name=name
                value=value
                placeholder=placeholder
                aria-label=label
                aria-invalid=invalid
                aria-describedby=describedby
            />
            {said(id, fault)}
        }
    }

    fn reason(&self, reasons: &[(String, String)]) -> impl IntoView + use<> {
        let (value, fault) = self.tried("reason");
        let (id, label) = (self.id("reason"), self.label(w::REASON_FOR));
        let describedby = described_by(&id, false, fault.is_some());
        let (name, invalid) = (self.name("reason"), fault.as_ref().map(|_| "true"));
        let option = |(code, name): &(String, String)| {
            let chosen = value.as_ref() == Some(code);
            view! { <option value=code.clone() selected=chosen>{name.clone()}</option> }
        };
        let options = reasons.iter().map(option).collect_view();
        view! {
            <select
                class="control"
                id=id.clone()
                name=name
                aria-label=label
                aria-invalid=invalid
                aria-describedby=describedby
            >
                <option value="">{t(w::CHOOSE)}</option>
                {options}
            </select>
            {said(id, fault)}
        }
    }

    fn note(&self) -> impl IntoView + use<> {
        let (value, fault) = self.tried("note");
        let (id, label) = (self.id("note"), self.label(w::NOTE_FOR));
        let describedby = described_by(&id, false, fault.is_some());
        let (name, invalid) = (self.name("note"), fault.as_ref().map(|_| "true"));
        view! {
            <input
                class="control"
                type="text"
                maxlength="500"
                id=id.clone()
                name=name
                value=value
                aria-label=label
                aria-invalid=invalid
                aria-describedby=describedby
            />
            {said(id, fault)}
        }
    }
}

/// The fault beside its control.
fn said(id: String, fault: Option<String>) -> Option<impl IntoView> {
    fault.map(|fault| {
        view! { <p class="field-fault" id=format!("{id}-fault")><Glyph sign=Sign::Bad />{fault}</p> }
    })
}
