//! What became of a round: what was refused, with the reasons and a way to try again, and what was done.

use kernel::Uuid;
use kernel::shapes::{RoundAct, RoundItem, RoundOutcome, RoundPage, RoundRow};
use leptos::prelude::*;

use super::BEGIN;
use crate::calls::reshaping::batch_value;
use crate::draft::{Draft, Refused};
use crate::islands::desk::batch_link;
use crate::parts::{Badge, Button, ButtonKind, Count, Notice, Panel, Stat, Stats, Table, Td, Th, Tone, grouped};
use crate::words::{batching as b, count, desk as d, fill, rounds as w, t};

/// The report. Its heading takes the focus, so that whoever waited for it is there.
#[component]
pub(super) fn Report(page: RoundPage, draft: Draft) -> impl IntoView {
    let RoundPage { head, lines, items, .. } = page;
    let (refused, done): (Vec<_>, Vec<_>) =
        items.into_iter().partition(|item| matches!(item.outcome, RoundOutcome::Refused { .. }));
    let notice = match head.refused {
        0 => view! { <Notice kind=Tone::Good>{count(w::ALL_DONE_ONE, w::ALL_DONE, head.done)}</Notice> },
        n => {
            let words = fill(w::SOME_REFUSED, &[("done", &grouped(head.done)), ("refused", &grouped(n))]);
            view! { <Notice kind=Tone::Warn>{words}</Notice> }
        }
    };
    let tone = if head.refused > 0 { Tone::Warn } else { Tone::Neutral };
    let (n_done, n_refused) = (head.done, head.refused);
    view! {
        <h2 class="round-report" tabindex="-1" autofocus data-round-report>{t(w::REPORT)}</h2>
        {notice}
        <Refused draft />
        <Stats>
            <Stat label=t(w::DONE)><Count n=n_done /></Stat>
            <Stat label=t(w::REFUSED) tone><Count n=n_refused /></Stat>
            <Stat label=t(w::LINES)><Count n=lines /></Stat>
        </Stats>
        {(!refused.is_empty()).then(|| view! { <NotDone head=head.clone() items=refused /> })}
        {(!done.is_empty()).then(|| {
            view! { <Panel title=t(w::DONE_LIST) flush=true>{done_table(head.act, done)}</Panel> }
        })}
    }
}

/// What was refused: a form that begins another round with what is ticked.
#[component]
fn NotDone(head: RoundRow, items: Vec<RoundItem>) -> impl IntoView {
    let some = items.iter().any(|item| matches!(item.outcome, RoundOutcome::Refused { again: Some(_), .. }));
    let again = some.then(|| {
        view! {
            <div class="act-bar">
                <Button kind=ButtonKind::Primary>{t(w::AGAIN)}</Button>
                <p class="beside">{t(w::AGAIN_HINT)}</p>
            </div>
        }
    });
    let act = head.act;
    let rows = items.into_iter().map(|item| refused_row(act, item)).collect_view();
    view! {
        <form class="stack" method="post" action=BEGIN>
            <input type="hidden" name="id" value=Uuid::now_v7().to_string() />
            <input type="hidden" name="act" value=act.code() />
            <input type="hidden" name="day" value=head.day />
            <input type="hidden" name="note" value=head.note />
            {again}
            <Panel title=t(w::REFUSED_LIST) flush=true>
                <Table close=true caption=t(w::REFUSED_LIST)>
                    <thead>
                        <tr>
                            <Th><span class="sr">{t(d::CHOSEN)}</span></Th>
                            <Th>{t(d::BATCH)}</Th>
                            <Th>{t(d::STAGE)}</Th>
                            <Th>{t(w::WHY)}</Th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </Table>
            </Panel>
        </form>
    }
}

fn refused_row(act: RoundAct, item: RoundItem) -> impl IntoView {
    let RoundOutcome::Refused { why, again } = item.outcome else { return ().into_any() };
    let tick = again.map(|version| {
        let name = fill(b::TICK_BATCH, &[("no", &item.no)]);
        let value = batch_value(&item.no, version);
        view! {
            <label class="tick">
                <input type="checkbox" name="batches[]" value=value checked=true aria-label=name />
            </label>
        }
    });
    view! {
        <tr>
            <Td>{tick}</Td>
            <Td key=true>{batch_link(item.no)}</Td>
            <Td label=t(d::STAGE)>{item.stage}</Td>
            <Td label=t(w::WHY)>{w::reason(act, &why)}</Td>
        </tr>
    }
    .into_any()
}

fn done_table(act: RoundAct, items: Vec<RoundItem>) -> impl IntoView {
    let row = move |item: RoundItem| {
        let into = match (item.outcome, act) {
            (RoundOutcome::Done { into: Some(no) }, _) => batch_link(no).into_any(),
            (_, RoundAct::Forward) => view! { <Badge tone=Tone::Good>{t(w::DELIVERED)}</Badge> }.into_any(),
            _ => view! { <span class="beside">{t(w::UNCHANGED)}</span> }.into_any(),
        };
        view! {
            <tr>
                <Td key=true>{batch_link(item.no)}</Td>
                <Td label=t(d::STAGE)>{item.stage}</Td>
                <Td label=t(d::LINES) num=true><Count n=item.lines /></Td>
                <Td label=t(d::COPIES) num=true><Count n=item.copies /></Td>
                <Td label=t(w::INTO)>{into}</Td>
            </tr>
        }
    };
    view! {
        <Table close=true caption=t(w::DONE_LIST)>
            <thead>
                <tr>
                    <Th>{t(d::BATCH)}</Th>
                    <Th>{t(d::STAGE)}</Th>
                    <Th num=true>{t(d::LINES)}</Th>
                    <Th num=true>{t(d::COPIES)}</Th>
                    <Th>{t(w::INTO)}</Th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </Table>
    }
}
