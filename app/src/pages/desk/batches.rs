//! `/desk/batches?stage=`: what waits for a batch, by publisher, and the batches under way, oldest first; of one stage when
//! one is chosen, and then several can go on together.

use kernel::Refusal;
use kernel::shapes::{BatchRow, DeskWork, Me};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::clock::{Standing, Stay};
use super::waiting::{Asked, RUSH, Waiting};
use super::{GATHER, acts_for, batch_link, given, who};
use crate::calls::{batches, reshaping};
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::{frame, reader};
use crate::parts::{Badge, Button, ButtonKind, Count, Day, Empty, NavItem, Page, Panel, Table, Tabs, Td, Th, Tone};
use crate::words::{Word, batching as b, desk as w, fill, t};

/// Where several batches go on into one.
const TOGETHER: &str = "/api/batches/together";

/// The page.
#[component]
pub fn BatchBoard() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let (stage, asked) = (given(&query, "stage"), Asked::read(&query));
    let (chosen, wanted) = (stage.clone(), asked.clone());
    let call = async move {
        let work = batches::work(stage.clone(), wanted.publisher, wanted.country, wanted.currency).await?;
        match stage {
            Some(code) if !work.stages.iter().any(|stage| stage.code == code) => Err(Refusal::NotFound),
            _ => Ok((work, who().await?)),
        }
    };
    frame::page(w::BATCHES, call, |(work, me)| draw(work, &me, (chosen, asked)))
}

fn draw(work: DeskWork, me: &Me, (chosen, asked): (Option<String>, Asked)) -> impl IntoView + use<> {
    let tabs = tabs(&work, chosen.as_deref());
    // The first stage's desk buys: its people make batches of what waits.
    let buys = work.stages.first().is_some_and(|stage| acts_for(me, &stage.desk));
    let here = chosen.as_ref().and_then(|code| work.stages.iter().find(|stage| stage.code == *code));
    let moves = here.is_some_and(|stage| acts_for(me, &stage.desk));
    let open =
        chosen.is_none().then(|| view! { <Waiting groups=work.open asked buys draft=draft_of(&[GATHER, RUSH]) /> });
    view! {
        <Page title=t(w::BATCHES)>
            <Tabs label=t(w::STAGES) items=tabs />
            {open}
            <UnderWay rows=work.batches staged=chosen.is_none() moves draft=draft_of(&[TOGETHER]) />
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

/// The batches; with boxes where several of one stage can go on together.
#[component]
fn UnderWay(rows: Vec<BatchRow>, staged: bool, moves: bool, draft: Draft) -> impl IntoView {
    if rows.is_empty() {
        let empty = view! { <Empty title=t(w::NO_BATCH) hint=t(w::NO_BATCH_HINT) /> };
        return view! { <Panel title=t(w::UNDER_WAY)>{empty}</Panel> }.into_any();
    }
    let free = rows.iter().filter(|row| row.held.is_none()).count();
    if !moves || free < 2 {
        let table = batch_table(w::UNDER_WAY, rows, staged);
        return view! { <Panel title=t(w::UNDER_WAY) flush=true>{table}</Panel> }.into_any();
    }
    let ticked: Vec<String> =
        draft.fields.iter().filter(|(name, _)| name == "batches[]").map(|(_, value)| value.clone()).collect();
    view! {
        <Refused draft />
        <form class="stack" method="post" action=TOGETHER>
            <div class="act-bar">
                <Button kind=ButtonKind::Primary>{t(b::TOGETHER)}</Button>
                <p class="beside">{t(b::TOGETHER_HINT)}</p>
            </div>
            <Panel title=t(w::UNDER_WAY) flush=true>{table(w::UNDER_WAY, rows, staged, Some(&ticked))}</Panel>
        </form>
    }
    .into_any()
}

/// Batches in rows, with how long each has stood against what is usual; `staged` names the stage in every row.
pub(super) fn batch_table(caption: Word, rows: Vec<BatchRow>, staged: bool) -> impl IntoView {
    table(caption, rows, staged, None)
}

/// The same, with a box in each row when `ticked` says which are ticked.
fn table(caption: Word, rows: Vec<BatchRow>, staged: bool, ticked: Option<&[String]>) -> impl IntoView + use<> {
    let now = reader::now();
    let boxes = ticked.is_some();
    let rows = rows.into_iter().map(|batch| {
        let value = reshaping::batch_value(&batch.no, batch.version);
        let tick = ticked.map(|ticked| tick(&batch, ticked.contains(&value), value));
        row(batch, staged, tick, now)
    });
    let rows = rows.collect_view();
    view! {
        <Table caption=t(caption)>
            <thead>
                <tr>
                    {boxes.then(|| view! { <Th><span class="sr">{t(w::CHOSEN)}</span></Th> })}
                    <Th>{t(w::BATCH)}</Th>
                    {staged.then(|| view! { <Th>{t(w::STAGE)}</Th> })}
                    <Th>{t(w::PUBLISHER)}</Th>
                    <Th num=true>{t(w::LINES)}</Th>
                    <Th num=true>{t(w::COPIES)}</Th>
                    <Th>{t(w::HERE_SINCE)}</Th>
                    <Th>{t(w::STANDING)}</Th>
                    <Th>{t(b::EXPECTED)}</Th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </Table>
    }
}

/// A box; a batch that holds its copies back has none.
fn tick(batch: &BatchRow, checked: bool, value: String) -> AnyView {
    if batch.held.is_some() {
        return view! { <Td /> }.into_any();
    }
    let name = fill(b::TICK_BATCH, &[("no", &batch.no)]);
    view! {
        <Td>
            <label class="tick">
                <input type="checkbox" name="batches[]" value=value checked=checked aria-label=name />
            </label>
        </Td>
    }
    .into_any()
}

fn row(batch: BatchRow, staged: bool, tick: Option<AnyView>, now: i64) -> impl IntoView {
    let held = batch.held.map(|reason| {
        view! { " " <Badge tone=Tone::Warn>{fill(b::HELD, &[("reason", &reason)])}</Badge> }
    });
    view! {
        <tr>
            {tick}
            <Td key=true>
                {batch_link(batch.no)} {held}
            </Td>
            {staged.then(|| view! { <Td label=t(w::STAGE)>{batch.stage_name}</Td> })}
            <Td label=t(w::PUBLISHER)>{batch.publisher.unwrap_or_else(|| t(w::SEVERAL).to_owned())}</Td>
            <Td label=t(w::LINES) num=true><Count n=batch.lines /></Td>
            <Td label=t(w::COPIES) num=true><Count n=batch.copies /></Td>
            <Td label=t(w::HERE_SINCE)><Day at=batch.created_at /></Td>
            <Td label=t(w::STANDING)><Standing stay=Stay::new(batch.created_at, batch.usual_days, now) /></Td>
            <Td label=t(b::EXPECTED)>{batch.expected_at.map(|at| view! { <Day at=at /> })}</Td>
        </tr>
    }
}
