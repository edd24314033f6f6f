//! What was done with the batch, newest first, and taking an act back.

use kernel::shapes::MoveRow;
use leptos::prelude::*;

use super::board::Board;
use crate::draft::Draft;
use crate::islands::desk::batch_link;
use crate::parts::{Area, Badge, Button, ButtonKind, Fold, Panel, Table, Td, Th, When};
use crate::words::{count, desk as w, fill, t};

/// Where an act is taken back.
pub(super) const UNDO: &str = "/api/batches/undo";

/// The history.
#[component]
pub(super) fn History(board: Board, draft: Draft) -> impl IntoView {
    let draft = if draft.call == UNDO { draft } else { Draft::default() };
    let acts = move || {
        let (no, moves) = board.page.with(|page| (page.head.no.clone(), page.moves.clone()));
        moves.into_iter().map(|act| row(act, &no, &draft)).collect_view()
    };
    view! {
        <div class="board-history">
            <Panel title=t(w::HISTORY) flush=true>
                <Table close=true caption=t(w::HISTORY)>
                    <thead>
                        <tr>
                            <Th>{t(w::ACT)}</Th>
                            <Th>{t(w::AT)}</Th>
                            <Th>{t(w::BY)}</Th>
                            <Th>{t(w::WHY)}</Th>
                            <Th><span class="sr">{t(w::ACTS)}</span></Th>
                        </tr>
                    </thead>
                    <tbody>{acts}</tbody>
                </Table>
            </Panel>
        </div>
    }
}

fn row(act: MoveRow, no: &str, draft: &Draft) -> impl IntoView + use<> {
    let other = other_batch(&act, no).map(|other| {
        view! { " " {batch_link(other)} }
    });
    let undone = act.undone.then(|| view! { " " <Badge>{t(w::UNDONE)}</Badge> });
    let why = [act.reason.clone(), Some(act.note.clone())].into_iter().flatten().filter(|part| !part.is_empty());
    let why = Some(why.collect::<Vec<_>>().join(" · ")).filter(|why| !why.is_empty());
    let (what, undo) = (what(&act, no), act.undoable.then(|| undo(&act, no, draft)));
    view! {
        <tr>
            <Td key=true>{what} {other} {undone}</Td>
            <Td label=t(w::AT)><When at=act.at /></Td>
            <Td label=t(w::BY)>{act.by}</Td>
            <Td label=t(w::WHY)>{why}</Td>
            <Td>{undo}</Td>
        </tr>
    }
}

/// The act, seen from this batch.
fn what(act: &MoveRow, no: &str) -> String {
    let came = act.to.as_deref() == Some(no);
    let (one, many) = match (act.kind.as_str(), came) {
        ("batch", _) => (w::GATHERED_ONE, w::GATHERED),
        ("forward", true) => (w::CAME_ONE, w::CAME),
        ("forward", false) => (w::WENT_ONE, w::WENT),
        ("deliver", _) => (w::DELIVERED_ONE, w::DELIVERED),
        ("split", true) => (w::SPLIT_HERE_ONE, w::SPLIT_HERE),
        ("split", false) => (w::SPLIT_ONE, w::SPLIT),
        ("merge", true) => (w::JOINED_HERE_ONE, w::JOINED_HERE),
        ("merge", false) => (w::JOINED_ONE, w::JOINED),
        ("hold", _) => (w::HELD_ONE, w::HELD),
        ("release", _) => (w::RELEASED_ONE, w::RELEASED),
        ("take_out", _) => (w::OUT_ONE, w::OUT),
        ("cancel", _) => (w::CANCELLED_ONE, w::CANCELLED),
        (_, true) => (w::BACK_HERE_ONE, w::BACK_HERE),
        (_, false) => (w::BACK_THERE_ONE, w::BACK_THERE),
    };
    count(one, many, act.copies)
}

/// The batch at the other end of the act.
fn other_batch(act: &MoveRow, no: &str) -> Option<String> {
    [&act.from, &act.to].into_iter().flatten().find(|other| *other != no).cloned()
}

fn undo(act: &MoveRow, no: &str, draft: &Draft) -> impl IntoView + use<> {
    let id = act.id.to_string();
    let refused = draft.value("act").as_deref() == Some(id.as_str());
    let (typed, fault) = if refused { (draft.value("note"), draft.fault("note")) } else { (None, None) };
    let name = fill(w::UNDO_OF, &[("what", &what(act, no))]);
    view! {
        <Fold summary=t(w::UNDO) open=refused>
            <form method="post" action=UNDO>
                <input type="hidden" name="act" value=id.clone() />
                <Area
                    name="note"
                    form=format!("undo-{id}")
                    label=t(w::UNDO_REASON)
                    value=typed
                    fault=fault
                    rows=2
                    maxlength=500
                    required=true
                />
                <Button kind=ButtonKind::Danger label=name>{t(w::UNDO_NOW)}</Button>
            </form>
        </Fold>
    }
}
