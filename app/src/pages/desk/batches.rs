//! `/desk/batches?stage=`: what waits for a batch, by publisher, and the batches under way, oldest first; of one stage when
//! one is chosen.

use kernel::Refusal;
use kernel::shapes::{BatchRow, DeskWork, Me, OpenGroup};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::clock::{Deadline, Standing, Stay};
use super::{GATHER, acts_for, batch_link, given, who};
use crate::calls::batches;
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::{frame, reader};
use crate::parts::{Badge, Button, ButtonKind, Count, Day, Empty, NavItem, Page, Panel, Table, Tabs, Td, Th, Tone};
use crate::words::{Word, desk as w, fill, t};

/// The page.
#[component]
pub fn BatchBoard() -> impl IntoView {
    let stage = given(&use_query_map().get_untracked(), "stage");
    let chosen = stage.clone();
    let call = async move {
        let work = batches::work(stage.clone()).await?;
        match stage {
            Some(code) if !work.stages.iter().any(|stage| stage.code == code) => Err(Refusal::NotFound),
            _ => Ok((work, who().await?)),
        }
    };
    frame::page(w::BATCHES, call, |(work, me)| draw(work, &me, chosen))
}

fn draw(work: DeskWork, me: &Me, chosen: Option<String>) -> impl IntoView + use<> {
    let tabs = tabs(&work, chosen.as_deref());
    // The first stage's desk buys: its people make batches of what waits.
    let buys = work.stages.first().is_some_and(|stage| acts_for(me, &stage.desk));
    let draft = draft_of(&[GATHER]);
    let open = chosen.is_none().then(|| view! { <OpenGroups groups=work.open buys draft /> });
    let batches = match work.batches.is_empty() {
        true => view! { <Empty title=t(w::NO_BATCH) hint=t(w::NO_BATCH_HINT) /> }.into_any(),
        false => batch_table(w::UNDER_WAY, work.batches, chosen.is_none()).into_any(),
    };
    view! {
        <Page title=t(w::BATCHES)>
            <Tabs label=t(w::STAGES) items=tabs />
            {open}
            <Panel title=t(w::UNDER_WAY) flush=true>{batches}</Panel>
        </Page>
    }
}

fn tabs(work: &DeskWork, chosen: Option<&str>) -> Vec<NavItem> {
    let all = NavItem {
        href: "/desk/batches".to_owned(),
        label: t(w::ALL_STAGES).to_owned(),
        current: chosen.is_none(),
        count: None,
    };
    let stages = work.stages.iter().map(|stage| NavItem {
        href: format!("/desk/batches?stage={}", stage.code),
        label: stage.name.clone(),
        current: chosen == Some(stage.code.as_str()),
        count: Some(stage.batches),
    });
    std::iter::once(all).chain(stages).collect()
}

/// What waits, one publisher in a row.
#[component]
fn OpenGroups(groups: Vec<OpenGroup>, buys: bool, draft: Draft) -> impl IntoView {
    if groups.is_empty() {
        let empty = view! { <Panel title=t(w::OPEN_LINES) id="open"><Empty title=t(w::NO_OPEN) hint=t(w::NO_OPEN_HINT) /></Panel> };
        return empty.into_any();
    }
    let now = reader::now();
    view! {
        <Refused draft />
        <Panel title=t(w::OPEN_LINES) id="open" flush=true>
            <Table caption=t(w::OPEN_LINES)>
                <thead>
                    <tr>
                        <Th>{t(w::PUBLISHER)}</Th>
                        <Th num=true>{t(w::LINES)}</Th>
                        <Th num=true>{t(w::COPIES)}</Th>
                        <Th>{t(w::URGENT_LINES)}</Th>
                        <Th>{t(w::OLDEST)}</Th>
                        <Th>{t(w::FIRST_NEEDED)}</Th>
                        <Th><span class="sr">{t(w::ACTS)}</span></Th>
                    </tr>
                </thead>
                <tbody>{groups.into_iter().map(|group| open_group(group, buys, now)).collect_view()}</tbody>
            </Table>
        </Panel>
    }
    .into_any()
}

fn open_group(group: OpenGroup, buys: bool, now: i64) -> impl IntoView {
    let id = group.publisher_id.to_string();
    let href = format!("/desk/batches/open/{id}");
    let urgent = (group.urgent > 0).then(|| view! { <Badge tone=Tone::Warn><Count n=group.urgent /></Badge> });
    let gather_name = fill(w::GATHER_OF, &[("publisher", &group.publisher)]);
    let (choose, choose_name) = if buys { (w::CHOOSE, w::CHOOSE_OF) } else { (w::LOOK, w::LOOK_AT) };
    let choose_name = fill(choose_name, &[("publisher", &group.publisher)]);
    let choose = view! { <a class="button" data-kind="quiet" href=href.clone() aria-label=choose_name>{t(choose)}</a> };
    let gather = buys.then(|| {
        view! {
            <form method="post" action=GATHER>
                <input type="hidden" name="publisher" value=id />
                <Button kind=ButtonKind::Quiet label=gather_name>{t(w::GATHER)}</Button>
            </form>
        }
    });
    view! {
        <tr>
            <Td key=true>
                <a href=href>{group.publisher}</a>
                " "
                <span class="beside">{group.country} " · " {group.currency}</span>
            </Td>
            <Td label=t(w::LINES) num=true><Count n=group.lines /></Td>
            <Td label=t(w::COPIES) num=true><Count n=group.copies /></Td>
            <Td label=t(w::URGENT_LINES)>{urgent}</Td>
            <Td label=t(w::OLDEST)>
                <Day at=group.oldest />
                " "
                <span class="beside">{Stay::new(group.oldest, 0, now).so_far()}</span>
            </Td>
            <Td label=t(w::FIRST_NEEDED)><Deadline day=group.needed_by now /></Td>
            <Td>
                <div class="row-acts">
                    {gather} {choose}
                </div>
            </Td>
        </tr>
    }
}

/// Batches in rows, with how long each has stood against what is usual; `staged` names the stage in every row.
pub(super) fn batch_table(caption: Word, rows: Vec<BatchRow>, staged: bool) -> impl IntoView {
    let now = reader::now();
    let row = move |batch: BatchRow| {
        view! {
            <tr>
                <Td key=true>
                    {batch_link(batch.no)}
                </Td>
                {staged.then(|| view! { <Td label=t(w::STAGE)>{batch.stage_name}</Td> })}
                <Td label=t(w::PUBLISHER)>{batch.publisher.unwrap_or_else(|| t(w::SEVERAL).to_owned())}</Td>
                <Td label=t(w::LINES) num=true><Count n=batch.lines /></Td>
                <Td label=t(w::COPIES) num=true><Count n=batch.copies /></Td>
                <Td label=t(w::HERE_SINCE)><Day at=batch.created_at /></Td>
                <Td label=t(w::STANDING)><Standing stay=Stay::new(batch.created_at, batch.usual_days, now) /></Td>
            </tr>
        }
    };
    view! {
        <Table caption=t(caption)>
            <thead>
                <tr>
                    <Th>{t(w::BATCH)}</Th>
                    {staged.then(|| view! { <Th>{t(w::STAGE)}</Th> })}
                    <Th>{t(w::PUBLISHER)}</Th>
                    <Th num=true>{t(w::LINES)}</Th>
                    <Th num=true>{t(w::COPIES)}</Th>
                    <Th>{t(w::HERE_SINCE)}</Th>
                    <Th>{t(w::STANDING)}</Th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
        </Table>
    }
}
