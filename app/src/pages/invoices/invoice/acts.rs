//! What the order desk writes down on an invoice: that it was paid, that this was a mistake, the tax office's number.

use kernel::shapes::InvoicePage;
use leptos::prelude::*;

use crate::draft::{Draft, Refused, draft_of};
use crate::pages::reader::today;
use crate::parts::{Actions, Button, ButtonKind, Field, Panel, typed_day};
use crate::words::{invoices as w, t};

const PAY: &str = "/api/invoices/pay";
const UNDO: &str = "/api/invoices/undo_payment";
const TAX: &str = "/api/invoices/set_tax_no";

/// The forms that fit the invoice as it is.
pub(super) fn acts(page: &InvoicePage) -> impl IntoView + use<> {
    let draft = draft_of(&[PAY, UNDO, TAX]);
    let of = |call: &str| if draft.call == call { draft.clone() } else { Draft::default() };
    let money = match page.row.paid_day {
        None => pay(page, of(PAY)).into_any(),
        Some(_) => undo(page, of(UNDO)).into_any(),
    };
    view! { {money} {tax(page, of(TAX))} }
}

/// What every form says of the invoice that the page showed.
fn hidden(page: &InvoicePage) -> impl IntoView + use<> {
    let (no, version) = (page.row.no.clone(), page.version.to_string());
    view! {
        <input type="hidden" name="no" value=no />
        <input type="hidden" name="version" value=version />
    }
}

fn pay(page: &InvoicePage, draft: Draft) -> impl IntoView + use<> {
    let (hidden, today) = (hidden(page), typed_day(today()).unwrap_or_default());
    let day = draft.value("day").unwrap_or_else(|| today.clone());
    view! {
        <Panel title=t(w::PAY)>
            <Refused draft=draft.clone() />
            <form class="stack" method="post" action=PAY>
                {hidden}
                <Field
                    name="day"
                    form="pay"
                    kind="date"
                    label=t(w::PAID_ON)
                    value=day
                    fault=draft.fault("day")
                    max=today
                    required=true
                />
                <Field
                    name="reference"
                    form="pay"
                    label=t(w::REFERENCE)
                    hint=t(w::REFERENCE_HINT)
                    value=draft.value("reference")
                    fault=draft.fault("reference")
                    maxlength=60
                    required=true
                />
                <Actions><Button kind=ButtonKind::Primary>{t(w::PAY_NOW)}</Button></Actions>
            </form>
        </Panel>
    }
}

fn undo(page: &InvoicePage, draft: Draft) -> impl IntoView + use<> {
    let hidden = hidden(page);
    view! {
        <Panel title=t(w::UNDO)>
            <Refused draft=draft.clone() />
            <form class="stack" method="post" action=UNDO>
                {hidden}
                <Field
                    name="note"
                    form="undo"
                    label=t(w::UNDO_NOTE)
                    hint=t(w::UNDO_HINT)
                    value=draft.value("note")
                    fault=draft.fault("note")
                    maxlength=500
                    required=true
                />
                <Actions><Button>{t(w::UNDO_NOW)}</Button></Actions>
            </form>
        </Panel>
    }
}

fn tax(page: &InvoicePage, draft: Draft) -> impl IntoView + use<> {
    let hidden = hidden(page);
    let typed = draft.value("tax_no").unwrap_or_else(|| page.row.tax_no.clone());
    view! {
        <Panel title=t(w::TAX)>
            <Refused draft=draft.clone() />
            <form class="stack" method="post" action=TAX>
                {hidden}
                <Field
                    name="tax_no"
                    form="tax"
                    label=t(w::TAX_NO)
                    value=typed
                    fault=draft.fault("tax_no")
                    maxlength=40
                />
                <Actions><Button>{t(w::TAX_SAVE)}</Button></Actions>
            </form>
        </Panel>
    }
}
