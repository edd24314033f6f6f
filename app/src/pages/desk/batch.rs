//! `/desk/batches/{no}`: one batch. Its board is an island; printed, the page is the paper that goes with the batch.

use kernel::shapes::{BatchPage, ExtraRow};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::key;
use crate::calls::{batches, extras};
use crate::draft::draft_of;
use crate::islands::batch_board::{BatchBoard, Begin, CALLS};
use crate::islands::wire::Wire;
use crate::pages::wake::{Bundle, Wake};
use crate::pages::{frame, reader};
use crate::parts::{ButtonKind, Crumb, LinkButton, Notice, Page, Tone};
use crate::words::{batching as b, causes as cw, desk as w, fill, lang, parcels, promises, t};

/// The page.
#[component]
pub fn Batch() -> impl IntoView {
    let no = use_params_map().get_untracked().get("no").unwrap_or_default();
    let query = use_query_map().get_untracked();
    let out = key(&query, "out");
    frame::page(
        w::BATCH,
        async move { Ok((batches::find(no.clone()).await?, extras::of_batch(no).await?)) },
        move |(page, extras)| {
            let draft = draft_of(&CALLS);
            draw(page, extras, Begin { out, draft, now: reader::now() })
        },
    )
}

fn draw(page: BatchPage, extras: Vec<ExtraRow>, begin: Begin) -> impl IntoView {
    let title = fill(w::BATCH_NO, &[("no", &page.head.no)]);
    let publisher = page.head.publisher.clone().unwrap_or_else(|| t(w::SEVERAL).to_owned());
    let lead = format!("{} · {publisher}", page.head.stage_name);
    let stage = Crumb { href: format!("/desk/batches?stage={}", page.head.stage), label: page.head.stage_name.clone() };
    let crumbs = vec![Crumb { href: "/desk/batches".to_owned(), label: t(w::BATCHES).to_owned() }, stage];
    let held = page.head.held.as_ref().map(|reason| {
        let title = fill(b::IS_HELD, &[("reason", reason)]);
        view! { <Notice kind=Tone::Warn title=title>{t(b::IS_HELD_HINT)}</Notice> }
    });
    let actions = actions(&page);
    let extras = super::extras::panel(&page.head.no, extras);
    view! {
        <Page title=title lead=lead crumbs actions=actions>
            {held}
            <Wake of=Bundle::Desks />
            <BatchBoard page=Wire(page) begin=Wire(begin) lang=lang() />
            {extras}
        </Page>
    }
}

/// Where else a desk goes from here.
fn actions(page: &BatchPage) -> AnyView {
    let here = format!("/desk/batches/{}", page.head.no);
    let works = page.mine && !page.lines.is_empty();
    let receive = (works && page.head.held.is_none())
        .then(|| view! { <LinkButton href=format!("{here}/receive")>{t(b::RECEIVE)}</LinkButton> });
    let part = works.then(|| view! { <LinkButton href=format!("{here}/part")>{t(b::PART)}</LinkButton> });
    let papers = (!page.lines.is_empty())
        .then(|| view! { <LinkButton href=format!("{here}/papers")>{t(b::PAPERS)}</LinkButton> });
    let causes = view! { <LinkButton href=format!("{here}/causes")>{t(cw::CAUSES)}</LinkButton> };
    let promise = (!page.lines.is_empty())
        .then(|| view! { <LinkButton href=format!("{here}/promise")>{t(promises::TITLE)}</LinkButton> });
    let pack = page.packs.then(|| {
        view! { <LinkButton href=format!("{here}/parcels") kind=ButtonKind::Primary>{t(parcels::PACK)}</LinkButton> }
    });
    view! { {pack} {receive} {part} {papers} {promise} {causes} }.into_any()
}
