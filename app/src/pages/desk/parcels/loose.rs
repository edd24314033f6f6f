//! What of a batch is in no parcel: by customer, everything at once or line by line for one of them.

use kernel::Uuid;
use kernel::shapes::{LooseCustomer, LooseLine, PackedBatch};
use leptos::prelude::*;

use super::copies;
use crate::calls::batches::part_name;
use crate::draft::{Draft, Refused};
use crate::islands::desk::order_link;
use crate::parts::{Actions, BookName, Button, ButtonKind, Count, Panel, Table, Td, Th};
use crate::words::{desk as d, fill, parcels as w, t};

pub(super) const PACK: &str = "/api/parcels/pack";
pub(super) const PACK_REST: &str = "/api/parcels/pack_rest";

/// The customers; of the one that was chosen, its lines.
#[component]
pub(super) fn Loose(
    page: PackedBatch,
    acts: bool,
    #[prop(optional_no_strip)] customer: Option<Uuid>,
    draft: Draft,
) -> impl IntoView {
    if page.loose.is_empty() {
        return view! { <Panel title=t(w::LOOSE)><p>{t(w::ALL_PACKED)}</p></Panel> }.into_any();
    }
    let picked = customer.and_then(|id| page.loose.iter().find(|of| of.org_id == id)).filter(|_| acts).cloned();
    let part = picked.map(|of| view! { <Part no=page.no.clone() version=page.version of draft=draft.clone() /> });
    let refused = part.is_none().then(|| view! { <Refused draft /> });
    let rest = acts.then(|| rest(&page));
    let rows = page.loose.iter().map(|of| row(&page.no, of, acts)).collect_view();
    view! {
        <Panel title=t(w::LOOSE) id="loose">
            {refused}
            {rest}
            <Table close=true caption=t(w::LOOSE)>
                <thead>
                    <tr>
                        <Th>{t(w::CUSTOMER)}</Th>
                        <Th num=true>{t(d::LINES)}</Th>
                        <Th num=true>{t(w::COPIES)}</Th>
                        {acts.then(|| view! { <Th><span class="sr">{t(d::ACTS)}</span></Th> })}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </Table>
        </Panel>
        {part}
    }
    .into_any()
}

/// One parcel for each customer, in one act.
fn rest(page: &PackedBatch) -> impl IntoView + use<> {
    let (no, version) = (page.no.clone(), page.version.to_string());
    view! {
        <form method="post" action=PACK_REST>
            <input type="hidden" name="no" value=no />
            <input type="hidden" name="version" value=version />
            <Actions><Button kind=ButtonKind::Primary>{t(w::PACK_REST)}</Button></Actions>
        </form>
    }
}

fn row(no: &str, of: &LooseCustomer, acts: bool) -> impl IntoView + use<> {
    let lines = i64::try_from(of.lines.len()).unwrap_or(i64::MAX);
    let label = fill(w::PICK_OF, &[("org", &of.org)]);
    let href = format!("/desk/batches/{no}/parcels?customer={}#part", of.org_id);
    let pick = acts.then(|| {
        view! { <Td><a class="button" data-kind="plain" href=href aria-label=label>{t(w::PICK)}</a></Td> }
    });
    let (org, copies) = (of.org.clone(), copies(of));
    view! {
        <tr>
            <Td key=true label=t(w::CUSTOMER)>{org}</Td>
            <Td label=t(d::LINES) num=true><Count n=lines /></Td>
            <Td label=t(w::COPIES) num=true><Count n=copies /></Td>
            {pick}
        </tr>
    }
}

/// One customer's lines: all of them are filled in, the desk lowers what does not fit into this parcel.
#[component]
fn Part(no: String, version: i64, of: LooseCustomer, draft: Draft) -> impl IntoView {
    let rows = of.lines.into_iter().map(|line| part_row(line, &draft)).collect_view();
    view! {
        <Panel title=fill(w::PICK_OF, &[("org", &of.org)]) id="part">
            <p class="beside">{t(w::PICK_HINT)}</p>
            <Refused draft=draft.clone() />
            <form class="stack" method="post" action=PACK>
                <input type="hidden" name="no" value=no />
                <input type="hidden" name="version" value=version.to_string() />
                <Table close=true caption=t(w::PICK)>
                    <thead>
                        <tr>
                            <Th>{t(w::BOOK)}</Th>
                            <Th>{t(w::ORDER)}</Th>
                            <Th num=true>{t(w::LOOSE_COPIES)}</Th>
                            <Th num=true>{t(w::PART_COPIES)}</Th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </Table>
                <Actions><Button kind=ButtonKind::Primary>{t(w::PACK_PART)}</Button></Actions>
            </form>
        </Panel>
    }
}

fn part_row(line: LooseLine, draft: &Draft) -> impl IntoView + use<> {
    let field = format!("part[{}]", part_name(line.slice_id));
    let value = draft.value(&field).unwrap_or_else(|| line.copies.to_string());
    let name = fill(w::PART_FOR, &[("title", &line.title), ("order", &line.order_no)]);
    view! {
        <tr>
            <Td key=true><BookName title=line.title href=format!("/books/{}", line.isbn) by=line.isbn.clone() /></Td>
            <Td label=t(w::ORDER)>{order_link(line.order_no)}</Td>
            <Td label=t(w::LOOSE_COPIES) num=true><Count n=line.copies /></Td>
            <Td label=t(w::PART_COPIES) num=true>
                <input
                    class="control board-part"
                    type="number"
                    name=field
                    value=value
                    min="1"
                    max=line.copies.to_string()
                    inputmode="numeric"
                    aria-label=name
                />
            </Td>
        </tr>
    }
}
