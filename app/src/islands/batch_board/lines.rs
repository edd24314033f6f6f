//! The lines of a batch: what goes on of each, and the way out for copies that must not.

use kernel::shapes::BatchLine;
use kernel::{FaultCode, Uuid};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::board::{Board, wish};
use super::forward::FORM;
use super::keys::{box_id, out_id};
use super::take_out::TakeOut;
use crate::calls::batches::part_name;
use crate::islands::desk::order_link;
use crate::parts::{Badge, BookName, Count, Day, Table, Td, Th, Tone, grouped, instant_of};
use crate::words::refusals::fault;
use crate::words::{desk as w, fill, t};

/// The table. Columns for acts are there only for who can act, and never on paper.
#[component]
pub(super) fn Lines(board: Board) -> impl IntoView {
    let acts = untrack(|| board.may_move());
    let rows = move || {
        let lines = board.page.with(|page| page.lines.clone());
        lines.into_iter().enumerate().map(|(place, line)| row(board, place, line, acts)).collect_view()
    };
    let sum = move || board.page.with(|page| grouped(page.lines.iter().map(|line| line.copies).sum()));
    let head = move |class, inner| acts.then(|| view! { <th scope="col" class=class>{inner}</th> });
    let spoken = |word| view! { <span class="sr">{t(word)}</span> }.into_any();
    let foot = move |class| acts.then(|| view! { <td class=class></td> });
    view! {
        <Table close=true caption=t(w::CONTENT)>
            <thead>
                <tr>
                    {head("board-tick", spoken(w::CHOSEN))}
                    <Th>{t(w::BOOK)}</Th>
                    <Th>{t(w::ORDER)}</Th>
                    <Th>{t(w::CUSTOMER)}</Th>
                    <Th>{t(w::NEEDED_BY)}</Th>
                    <Th num=true>{t(w::COPIES)}</Th>
                    {head("board-act num", t(w::GO_ON).into_any())}
                    {head("board-act", spoken(w::ACTS))}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    {foot("board-tick")}
                    <Td key=true>{t(w::SUM)}</Td>
                    <td colspan="3"></td>
                    <Td label=t(w::COPIES) num=true>{sum}</Td>
                    {foot("board-act")}
                    {foot("board-act")}
                </tr>
            </tfoot>
        </Table>
    }
}

fn row(board: Board, place: usize, line: BatchLine, acts: bool) -> impl IntoView {
    let (slice, copies) = (line.slice_id, line.copies);
    let urgent = line.urgent.then(|| view! { " " <Badge tone=Tone::Warn>{t(w::URGENT)}</Badge> });
    let needed_by = line.needed_by.map(|day| view! { <Day at=instant_of(day) /> });
    let named = |word| fill(word, &[("title", &line.title), ("order", &line.order_no)]);
    let tick = acts.then(|| named(w::TICK_LINE)).map(|name| {
        view! { <td class="board-tick"><Tick board slice copies name place /></td> }
    });
    let part = acts.then(|| named(w::PART_OF)).map(|name| {
        view! { <td class="board-act num" data-label=t(w::GO_ON)><Part board line=line.clone() name /></td> }
    });
    let out = acts.then(|| named(w::TAKE_OUT_OF)).map(|name| {
        view! { <td class="board-act"><WayOut board slice name place /></td> }
    });
    let form = move || {
        let open = acts && board.out.get() == Some(slice);
        open.then(|| view! { <tr class="board-out"><td colspan="8"><TakeOut board slice copies place /></td></tr> })
    };
    view! {
        <tr data-row=place.to_string()>
            {tick}
            <Td key=true>
                <BookName title=line.title href=format!("/books/{}", line.isbn) by=line.isbn.clone() />
                {urgent}
            </Td>
            <Td label=t(w::ORDER)>{order_link(line.order_no)}</Td>
            <Td label=t(w::CUSTOMER)>{line.org}</Td>
            <Td label=t(w::NEEDED_BY)>{needed_by}</Td>
            <Td label=t(w::COPIES) num=true><Count n=line.copies /></Td>
            {part}
            {out}
        </tr>
        {form}
    }
}

/// The box that chooses the whole line; there is none without WebAssembly, because the number alone is sent.
#[component]
fn Tick(board: Board, slice: Uuid, copies: i64, name: String, place: usize) -> impl IntoView {
    let ticked = move || board.typed.with(|typed| typed.get(&slice).is_some_and(|text| !text.trim().is_empty()));
    let change = move |event| board.tick(slice, event_target_checked(&event).then_some(copies));
    move || {
        let name = name.clone();
        board.awake.get().then(|| {
            view! {
                <label class="tick">
                    <input type="checkbox" id=box_id(place) aria-label=name prop:checked=ticked on:change=change />
                </label>
            }
        })
    }
}

/// How many copies of the line go on.
#[component]
fn Part(board: Board, line: BatchLine, name: String) -> impl IntoView {
    let (slice, copies) = (line.slice_id, line.copies);
    let text = move || board.typed.with(|typed| typed.get(&slice).cloned().unwrap_or_default());
    let wrong = Memo::new(move |_| board.typed.with(|typed| wish(typed, &line) == Some(Err(()))));
    let said = move || {
        let said = wrong.get().then(|| fault(&FaultCode::OutOfRange { min: 1, max: copies }))?;
        Some(view! { <p class="field-fault">{said}</p> })
    };
    let input = move |event| board.typed.update(|typed| drop(typed.insert(slice, event_target_value(&event))));
    view! {
        <input
            class="control board-part"
            type="number"
            form=FORM
            name=format!("part[{}]", part_name(slice))
            min="1"
            max=copies.to_string()
            inputmode="numeric"
            aria-label=name
            aria-invalid=move || wrong.get().then_some("true")
            value=text()
            prop:value=text
            on:input=input
        />
        {said}
    }
}

/// The way to the form that takes copies out: a link, which works without WebAssembly too.
#[component]
fn WayOut(board: Board, slice: Uuid, name: String, place: usize) -> impl IntoView {
    let id = out_id(place);
    let toggle = move |event: MouseEvent| {
        event.prevent_default();
        board.open_out(Some(slice).filter(|_| board.out.get_untracked() != Some(slice)));
    };
    view! {
        <a
            class="button"
            data-kind="quiet"
            href=format!("?out={slice}#{id}")
            id=id
            aria-label=name
            on:click=toggle
        >
            {t(w::TAKE_OUT)}
        </a>
    }
}
