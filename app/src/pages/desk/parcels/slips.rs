//! `/desk/batches/{no}/slips`: the packing slip of each parcel of a batch, made to be printed and put into the box.

use kernel::shapes::{ParcelLine, Slip};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::crumbs;
use crate::calls::packing;
use crate::pages::frame;
use crate::pages::parcels::{content, tracking};
use crate::parts::{Count, Crumb, Empty, Page, Panel, Table, Td, Th};
use crate::words::{desk as d, fill, parcels as w, t};

/// The page.
#[component]
pub fn Slips() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    let asked = packing::slips(no.clone());
    frame::page(w::SLIPS, asked, move |slips| draw(&no, slips))
}

fn draw(no: &str, slips: Vec<Slip>) -> impl IntoView + use<> {
    let mut crumbs = crumbs(no);
    let packing = format!("/desk/batches/{no}/parcels");
    crumbs.push(Crumb { href: packing.clone(), label: t(w::PACK).to_owned() });
    let empty = slips.is_empty().then(|| {
        let back = (packing, t(w::RETURN_TO_PACKING).into());
        view! { <Empty title=t(w::NO_PARCEL) hint=t(w::PACK_LEAD) action=back /> }
    });
    view! {
        <Page title=format!("{} · {no}", t(w::SLIPS)) lead=t(w::SLIPS_LEAD) crumbs>
            {empty}
            {slips.into_iter().map(slip).collect_view()}
        </Page>
    }
}

fn slip(slip: Slip) -> impl IntoView {
    let title = fill(w::SLIP_OF, &[("no", &slip.row.no), ("org", &slip.row.org)]);
    let carried = tracking(&slip.row.carrier, &slip.row.tracking).map(|carried| view! { " · " {carried} });
    let row = |line: ParcelLine| {
        view! {
            <tr>
                <Td><span class="tick-off"></span></Td>
                <Td key=true>{line.title} " " <span class="book-by">{line.isbn}</span></Td>
                <Td label=t(w::ORDER)>{line.order_no} " " <span class="book-by">{line.own_ref}</span></Td>
                <Td label=t(w::COPIES) num=true><Count n=line.copies /></Td>
            </tr>
        }
    };
    view! {
        <div class="slip">
            <Panel title=title>
                <p>{slip.city} " · " {content(&slip.row)} {carried}</p>
                <Table close=true caption=fill(w::PARCEL_NO, &[("no", &slip.row.no)])>
                    <thead>
                        <tr>
                            <Th><span class="sr">{t(d::CHOSEN)}</span></Th>
                            <Th>{t(w::BOOK)}</Th>
                            <Th>{t(w::ORDER)}</Th>
                            <Th num=true>{t(w::COPIES)}</Th>
                        </tr>
                    </thead>
                    <tbody>{slip.lines.into_iter().map(row).collect_view()}</tbody>
                </Table>
                <p class="slip-signed">{t(w::SIGNED)}</p>
            </Panel>
        </div>
    }
}
