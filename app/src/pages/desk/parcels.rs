//! `/desk/batches/{no}/parcels`: what of a batch is packed and what is not, packing, and giving the parcels away: tracking
//! numbers typed or pasted, and what the carrier says has come.

mod loose;
mod packed;
pub mod slips;

use kernel::Uuid;
use kernel::shapes::{LooseCustomer, PackedBatch};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::key;
use crate::calls::packing;
use crate::draft::draft_of;
use crate::pages::frame;
use crate::parts::{Count, Crumb, Empty, LinkButton, Notice, Page, Stat, Stats, Tone};
use crate::words::{batching as b, count, desk as d, fill, parcels as w, t};
use loose::{Loose, PACK, PACK_REST};
use packed::{DELIVERED, Packed, Paste, SEND, SEND_LIST, UNPACK};

/// The page.
#[component]
pub fn Parcels() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    let customer = key(&use_query_map().get_untracked(), "customer");
    frame::page(w::PACK, async move { packing::of_batch(no).await }, move |page| draw(page, customer))
}

/// The way to a page about a batch.
fn crumbs(no: &str) -> Vec<Crumb> {
    vec![
        Crumb { href: "/desk/batches".to_owned(), label: t(d::BATCHES).to_owned() },
        Crumb { href: format!("/desk/batches/{no}"), label: fill(d::BATCH_NO, &[("no", &no)]) },
    ]
}

fn draw(page: PackedBatch, customer: Option<Uuid>) -> AnyView {
    let (title, crumbs) = (format!("{} · {}", t(w::PACK), page.no), crumbs(&page.no));
    if !page.packs && page.parcels.is_empty() {
        let back = (format!("/desk/batches/{}", page.no), t(b::BACK_TO).into());
        let empty = view! { <Empty title=t(w::NOT_HERE) hint=t(w::NOT_HERE_HINT) action=back /> };
        return view! { <Page title=title crumbs>{empty}</Page> }.into_any();
    }
    let slips = (!page.parcels.is_empty()).then(|| {
        view! { <LinkButton href=format!("/desk/batches/{}/slips", page.no)>{t(w::SLIPS)}</LinkButton> }.into_any()
    });
    let held = page.held.then(|| view! { <Notice kind=Tone::Warn>{t(w::HELD_BACK)}</Notice> });
    let acts = page.mine && page.packs;
    let unsent = page.parcels.iter().any(|(row, _)| row.sent_at.is_none() && row.delivered_at.is_none());
    let paste = (acts && unsent).then(|| view! { <Paste no=page.no.clone() draft=draft_of(&[SEND_LIST]) /> });
    view! {
        <Page title=title lead=t(w::PACK_LEAD) crumbs actions=slips.unwrap_or_else(|| ().into_any())>
            {held}
            <Sums page=page.clone() />
            <Loose page=page.clone() acts=acts && !page.held customer draft=draft_of(&[PACK, PACK_REST]) />
            <Packed page acts draft=draft_of(&[SEND, DELIVERED, UNPACK]) />
            {paste}
        </Page>
    }
    .into_any()
}

#[component]
fn Sums(page: PackedBatch) -> impl IntoView {
    let loose: i64 = page.loose.iter().map(copies).sum();
    let packed: i64 = page.parcels.iter().map(|(row, _)| row.copies).sum();
    let parcels = i64::try_from(page.parcels.len()).unwrap_or(i64::MAX);
    let tone = if loose > 0 { Tone::Warn } else { Tone::Good };
    view! {
        <Stats>
            <Stat label=t(w::LOOSE_COPIES) tone=tone>{count(d::ONE_COPY, d::N_COPIES, loose)}</Stat>
            <Stat label=t(w::PACKED_COPIES)>{count(d::ONE_COPY, d::N_COPIES, packed)}</Stat>
            <Stat label=t(w::PARCELS)><Count n=parcels /></Stat>
        </Stats>
    }
}

/// Copies of a customer that are in no parcel.
fn copies(of: &LooseCustomer) -> i64 {
    of.lines.iter().map(|line| line.copies).sum()
}
