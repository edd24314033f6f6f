//! The parcels of a batch: their tracking numbers, typed in their rows or pasted as a list, and what has come.

use kernel::FaultCode;
use kernel::shapes::{PackedBatch, ParcelRow};
use leptos::prelude::*;

use crate::calls::packing::row_field;
use crate::draft::{Draft, Refused};
use crate::pages::parcels::{ParcelBadge, content, link, tracking};
use crate::parts::{
    Actions, Area, Button, ButtonKind, Glyph, Labelled, Panel, Sign, Table, Td, Th, control_id, described_by,
};
use crate::words::{fill, parcels as w, refusals, t};

pub(super) const SEND: &str = "/api/parcels/send";
pub(super) const SEND_LIST: &str = "/api/parcels/send_list";
pub(super) const DELIVERED: &str = "/api/parcels/delivered";
pub(super) const UNPACK: &str = "/api/parcels/unpack";

/// Carriers that are offered; any other can be typed.
const CARRIERS: [&str; 6] = ["顺丰速运", "EMS", "京东物流", "德邦快递", "中通快递", "圆通速递"];

/// Every parcel of the batch, and what can be done with the ticked ones.
#[component]
pub(super) fn Packed(page: PackedBatch, acts: bool, draft: Draft) -> impl IntoView {
    if page.parcels.is_empty() {
        return view! { <Panel title=t(w::PARCELS)><p>{t(w::NO_PARCEL)}</p></Panel> }.into_any();
    }
    let acts = acts && page.parcels.iter().any(|(row, _)| row.delivered_at.is_none());
    let rows = page.parcels.into_iter().map(|(row, version)| parcel(row, version, acts, &draft)).collect_view();
    let table = view! {
        <Table close=true caption=t(w::PARCELS)>
            <thead>
                <tr>
                    {acts.then(|| view! { <Th><span class="sr">{t(w::CHOSEN)}</span></Th> })}
                    <Th>{t(w::NO)}</Th>
                    <Th>{t(w::CUSTOMER)}</Th>
                    <Th>{t(w::CONTENT)}</Th>
                    <Th>{t(w::TRACKING)}</Th>
                    <Th>{t(w::STATE)}</Th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    };
    if !acts {
        return view! { <Panel title=t(w::PARCELS) flush=true>{table}</Panel> }.into_any();
    }
    let (no, chosen) = (page.no, draft.fault("parcels"));
    view! {
        <Panel title=t(w::PARCELS)>
            <Refused draft=draft.clone() />
            <form class="packed stack" method="post" action=SEND>
                <input type="hidden" name="no" value=no />
                {table}
                {chosen.map(|fault| view! { <p class="field-fault"><Glyph sign=Sign::Bad />{fault}</p> })}
                <p class="field-hint">{t(w::TICKED_HINT)}</p>
                <Carrier form="ticked" draft=draft />
                <Actions>
                    <Button kind=ButtonKind::Primary>{t(w::SEND)}</Button>
                    <Button formaction=DELIVERED>{t(w::DELIVERED)}</Button>
                    <Button kind=ButtonKind::Danger formaction=UNPACK>{t(w::UNPACK)}</Button>
                </Actions>
            </form>
        </Panel>
    }
    .into_any()
}

fn parcel(row: ParcelRow, version: i64, acts: bool, draft: &Draft) -> impl IntoView + use<> {
    let open = row.delivered_at.is_none();
    let ticked = draft.ticked(&row_field(&row.no, "ticked"));
    let label = fill(w::TICK, &[("no", &row.no)]);
    let tick = (acts && open).then(|| {
        view! {
            <label class="tick">
                <input type="checkbox" name=row_field(&row.no, "ticked") value="true" checked=ticked aria-label=label />
            </label>
            <input type="hidden" name=row_field(&row.no, "version") value=version.to_string() />
        }
    });
    let number = match acts && open && row.sent_at.is_none() {
        true => number(&row.no, draft).into_any(),
        false => tracking(&row.carrier, &row.tracking).into_any(),
    };
    let (name, org, content) = (link(&row.no), row.org.clone(), content(&row));
    view! {
        <tr>
            {acts.then(|| view! { <Td>{tick}</Td> })}
            <Td key=true label=t(w::NO)>{name}</Td>
            <Td label=t(w::CUSTOMER)>{org}</Td>
            <Td label=t(w::CONTENT)>{content}</Td>
            <Td label=t(w::TRACKING)>{number}</Td>
            <Td label=t(w::STATE)><ParcelBadge row=row /></Td>
        </tr>
    }
}

/// The field for the carrier's number of a parcel that was not sent.
fn number(no: &str, draft: &Draft) -> impl IntoView + use<> {
    let name = row_field(no, "tracking");
    let (id, fault) = (format!("tracking-{no}"), draft.fault(&name).or_else(|| draft.fault(&row_field(no, "no"))));
    let describedby = described_by(&id, false, fault.is_some());
    let invalid = fault.as_ref().map(|_| "true");
    view! {
        <input
            class="control mono"
            type="text"
            maxlength="40"
            autocomplete="off"
            id=id.clone()
            name=name.clone()
            value=draft.value(&name)
            aria-label=fill(w::TRACKING_OF, &[("no", &no)])
            aria-invalid=invalid
            aria-describedby=describedby
        />
        {fault.map(|fault| view! { <p class="field-fault" id=format!("{id}-fault")><Glyph sign=Sign::Bad />{fault}</p> })}
    }
}

/// Who carries them: any name, the usual ones are offered.
#[component]
fn Carrier(form: &'static str, draft: Draft) -> impl IntoView {
    let (id, list) = (control_id(form, "carrier"), format!("{form}-carriers"));
    let fault = draft.fault("carrier");
    let describedby = described_by(&id, false, fault.is_some());
    let invalid = fault.as_ref().map(|_| "true");
    view! {
        <Labelled id=id.clone() label=t(w::CARRIER) fault=fault>
            <input
                class="control"
                type="text"
                maxlength="40"
                id=id
                name="carrier"
                value=draft.value("carrier")
                list=list.clone()
                aria-invalid=invalid
                aria-describedby=describedby
            />
            <datalist id=list>
                {CARRIERS.into_iter().chain([t(w::FETCHED)]).map(|name| view! { <option value=name></option> }).collect_view()}
            </datalist>
        </Labelled>
    }
}

/// Tracking numbers of many parcels, as the carrier's system gives them out.
#[component]
pub(super) fn Paste(no: String, draft: Draft) -> impl IntoView {
    let value = draft.value("list").unwrap_or_default();
    let fault = faults(&draft, &value).or_else(|| draft.fault("parcels"));
    view! {
        <Panel title=t(w::PASTE)>
            <Refused draft=draft.clone() />
            <form class="packed stack" method="post" action=SEND_LIST>
                <input type="hidden" name="no" value=no />
                <Area
                    name="list"
                    form="paste"
                    label=t(w::PASTE_LIST)
                    hint=t(w::PASTE_HINT)
                    value=value
                    fault=fault
                    rows=6
                    mono=true
                    required=true
                    placeholder="B26-000001, SF1234567890123"
                />
                <Carrier form="paste" draft=draft />
                <Actions><Button>{t(w::PASTE_NOW)}</Button></Actions>
            </form>
        </Panel>
    }
}

/// What is wrong with each line of the list.
fn faults(draft: &Draft, list: &str) -> Option<String> {
    let faults = draft.refusal.as_ref()?.faults()?;
    let lines: Vec<&str> = list.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let said = faults.0.iter().filter_map(|fault| {
        let place: usize = fault.field.split('.').nth(1)?.parse().ok()?;
        let said = match fault.code {
            FaultCode::UnknownChoice => t(w::NONE_TO_SEND).to_owned(),
            FaultCode::Taken => t(w::NAMED_TWICE).to_owned(),
            ref code => refusals::fault(code),
        };
        Some(fill(w::LINE_FAULT, &[("line", lines.get(place)?), ("fault", &said)]))
    });
    Some(said.collect::<Vec<_>>().join(" ")).filter(|said| !said.is_empty())
}
