//! `/desk/batches?stage=&more=`: what waits for a batch, by publisher, and the batches under way, oldest first, of one stage when
//! one is chosen; the first of each until all are asked for. Many can be ticked and seen to in one round; those of one stage can
//! go on together.

use kernel::shapes::{BatchRow, DeskWork, Me, RoundAct};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::clock::{Standing, Stay};
use super::rounds::BEGIN;
use super::waiting::{Asked, RUSH, Waiting};
use super::{GATHER, acts_for, batch_link, given, who};
use crate::calls::{batches, reshaping};
use crate::draft::{Draft, Refused, draft_of};
use crate::pages::{frame, reader};
use crate::parts::{
    Actions, Badge, Button, ButtonKind, Check, Choice, Count, Day, Empty, Field, Fields, LinkButton, NavItem, Page,
    Panel, Table, Tabs, Td, Th, Tone, grouped,
};
use crate::words::{Word, batching as b, desk as w, extras, fill, rounds as r, t};

/// Where several batches go on into one.
const TOGETHER: &str = "/api/batches/together";

/// The page.
#[component]
pub fn BatchBoard() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let (stage, asked) = (given(&query, "stage"), Asked::read(&query));
    let more = given(&query, "more").unwrap_or_default();
    let (chosen, wanted) = (stage.clone(), asked.clone());
    let call = async move {
        let work = batches::work(stage.clone(), wanted.publisher, wanted.country, wanted.currency, more).await?;
        match stage {
            Some(code) if !work.stages.iter().any(|stage| stage.code == code) => Err(Refusal::NotFound),
            _ => Ok((work, who().await?)),
        }
    };
    frame::page(w::BATCHES, call, move |(work, me)| draw(work, &me, (chosen, asked)))
}

fn draw(work: DeskWork, me: &Me, (chosen, asked): (Option<String>, Asked)) -> impl IntoView + use<> {
    let tabs = tabs(&work, chosen.as_deref());
    // The first stage's desk buys: its people make batches of what waits.
    let buys = work.stages.first().is_some_and(|stage| acts_for(me, &stage.desk));
    let own = work.stages.iter().filter(|stage| acts_for(me, &stage.desk)).map(|stage| stage.code.clone()).collect();
    let open = chosen.is_none().then(|| {
        view! { <Waiting groups=work.open all=work.publishers asked buys draft=draft_of(&[GATHER, RUSH]) /> }
    });
    let shown = i64::try_from(work.batches.len()).unwrap_or(i64::MAX);
    let (rows, rest) = (work.batches, rest((work.all, shown), chosen.as_deref()));
    let ways = view! {
        <LinkButton href="/desk/rounds">{t(r::ROUNDS)}</LinkButton>
        <LinkButton href="/desk/extras">{t(extras::TITLE)}</LinkButton>
    };
    view! {
        <Page title=t(w::BATCHES) actions=ways.into_any()>
            <Tabs label=t(w::STAGES) items=tabs />
            {open}
            <UnderWay rows staged=chosen.is_none() own draft=draft_of(&[TOGETHER, BEGIN]) />
            {rest}
        </Page>
    }
}

/// The way to the batches that are not shown, if there are any.
fn rest((all, shown): (i64, i64), stage: Option<&str>) -> Option<impl IntoView + use<>> {
    let words = fill(w::OLDEST_SHOWN, &[("n", &grouped(shown))]);
    let link = fill(w::SHOW_BATCHES, &[("n", &grouped(all))]);
    let stage = stage.map(|code| format!("stage={code}&")).unwrap_or_default();
    let href = format!("/desk/batches?{stage}more=batches");
    (shown < all).then(|| view! { <p>{words} " " <a href=href>{link}</a></p> })
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

/// The batches; with boxes in the rows of those that the reader may move, and one form for what is to be done with them.
#[component]
fn UnderWay(
    rows: Vec<BatchRow>,
    /// Whether all stages are shown.
    staged: bool,
    /// Codes of the stages whose batches the reader may move.
    own: Vec<String>,
    draft: Draft,
) -> impl IntoView {
    if rows.is_empty() {
        let empty = view! { <Empty title=t(w::NO_BATCH) hint=t(w::NO_BATCH_HINT) /> };
        return view! { <Panel title=t(w::UNDER_WAY)>{empty}</Panel> }.into_any();
    }
    let movable: Vec<String> = rows
        .iter()
        .filter(|row| own.contains(&row.stage))
        .map(|row| reshaping::batch_value(&row.no, row.version))
        .collect();
    if movable.is_empty() {
        let table = batch_table(w::UNDER_WAY, rows, staged);
        return view! { <Panel title=t(w::UNDER_WAY) flush=true>{table}</Panel> }.into_any();
    }
    let ticked: Vec<String> =
        draft.fields.iter().filter(|(name, _)| name == "batches[]").map(|(_, value)| value.clone()).collect();
    let boxes = Boxes { own, ticked };
    view! {
        <Refused draft=draft.clone() />
        <form class="stack" method="post" action=BEGIN>
            <WithMany movable staged draft />
            <Panel title=t(w::UNDER_WAY) flush=true>{table(w::UNDER_WAY, rows, staged, Some(&boxes))}</Panel>
        </form>
    }
    .into_any()
}

/// What is to be done with the ticked batches: each by itself, or (those of one stage) together into one.
#[component]
fn WithMany(movable: Vec<String>, staged: bool, draft: Draft) -> impl IntoView {
    let n = movable.len();
    let nothing = std::iter::once((String::new(), t(w::CHOOSE_ONE).to_owned()));
    let acts = RoundAct::ALL.into_iter().map(|act| (act.code().to_owned(), t(r::act(act)).to_owned()));
    let acts: Vec<_> = nothing.chain(acts).collect();
    let together = (!staged && n > 1).then(|| {
        view! {
            <Button formaction=TOGETHER>{t(b::TOGETHER)}</Button>
            <p class="beside">{t(b::TOGETHER_HINT)}</p>
        }
    });
    let [act, day, note] = ["act", "day", "note"].map(|name| (draft.value(name), draft.fault(name)));
    view! {
        <Panel title=t(r::BEGIN)>
            <input type="hidden" name="id" value=Uuid::now_v7().to_string() />
            <input type="hidden" name="shown" value=movable.join(" ") />
            <Check
                name="all"
                form="round"
                label=fill(r::ALL_SHOWN, &[("n", &n)])
                checked=draft.ticked("all")
                fault=draft.fault("batches")
            />
            <Fields>
                <Choice name="act" form="round" label=t(r::WHAT) options=acts value=act.0 fault=act.1 />
                <Field name="day" form="round" kind="date" label=t(r::DAY) hint=t(r::DAY_HINT) value=day.0 fault=day.1 />
                <Field
                    name="note"
                    form="round"
                    label=t(r::NOTE)
                    hint=t(r::NOTE_HINT)
                    value=note.0
                    fault=note.1
                    maxlength=500
                />
            </Fields>
            <Actions>
                <Button kind=ButtonKind::Primary>{t(r::GO)}</Button>
                <p class="beside">{t(r::BEGIN_HINT)}</p>
            </Actions>
            {together.map(|together| view! { <Actions>{together}</Actions> })}
        </Panel>
    }
}

/// Which rows have a box, and which boxes are ticked.
struct Boxes {
    /// Codes of the stages whose batches have one.
    own: Vec<String>,
    ticked: Vec<String>,
}

/// Batches in rows, with how long each has stood against what is usual; `staged` names the stage in every row.
pub(super) fn batch_table(caption: Word, rows: Vec<BatchRow>, staged: bool) -> impl IntoView {
    table(caption, rows, staged, None)
}

/// The same, with boxes in the rows that have one.
fn table(caption: Word, rows: Vec<BatchRow>, staged: bool, boxes: Option<&Boxes>) -> impl IntoView + use<> {
    let now = reader::now();
    let rows = rows.into_iter().map(|batch| {
        let tick = boxes.map(|boxes| tick(&batch, boxes));
        row(batch, staged, tick, now)
    });
    let (rows, ticks) = (rows.collect_view(), boxes.is_some());
    view! {
        <Table close=true caption=t(caption)>
            <thead>
                <tr>
                    {ticks.then(|| view! { <Th><span class="sr">{t(w::CHOSEN)}</span></Th> })}
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

/// A box; none for a batch that another desk moves.
fn tick(batch: &BatchRow, boxes: &Boxes) -> AnyView {
    if !boxes.own.contains(&batch.stage) {
        return view! { <Td /> }.into_any();
    }
    let (value, name) = (reshaping::batch_value(&batch.no, batch.version), fill(b::TICK_BATCH, &[("no", &batch.no)]));
    let checked = boxes.ticked.contains(&value);
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
