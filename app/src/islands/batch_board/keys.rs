//! Keys inside a board: rows are walked, ticked, taken out and moved on without a mouse. They work only while the focus is
//! inside the board and not in a text, so that no key of a screen reader or of a form is taken away (WCAG 2.1.4).

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement};

use super::board::Board;
use super::forward::BUTTON;

/// The id of the box of a row.
pub(super) fn box_id(row: usize) -> String {
    format!("tick-{row}")
}

/// The id of the link that takes copies of a row out.
pub(super) fn out_id(row: usize) -> String {
    format!("out-{row}")
}

/// Does what a key asks for.
pub(super) fn pressed(event: &KeyboardEvent, board: Board) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() || !board.awake.get_untracked() {
        return;
    }
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    if !untrack(|| board.may_move()) || is_text(&target) {
        return;
    }
    let done = match event.key().as_str() {
        "j" | "ArrowDown" => focus(&box_id(row_of(&target).map_or(0, |row| row + 1))),
        "k" | "ArrowUp" => row_of(&target).and_then(|row| row.checked_sub(1)).is_some_and(|row| focus(&box_id(row))),
        "a" => {
            board.tick_all();
            true
        }
        "m" => focus(BUTTON),
        "t" => row_of(&target).is_some_and(|row| press(&out_id(row))),
        _ => false,
    };
    if done {
        event.prevent_default();
    }
}

/// Whether keys belong to the element itself: a text, a number, a choice.
fn is_text(element: &Element) -> bool {
    match element.dyn_ref::<HtmlInputElement>() {
        Some(input) => input.type_() != "checkbox",
        None => matches!(element.tag_name().as_str(), "TEXTAREA" | "SELECT"),
    }
}

/// The place of the row that an element stands in, from 0.
fn row_of(element: &Element) -> Option<usize> {
    let row = element.closest("[data-row]").ok().flatten()?;
    row.get_attribute("data-row")?.parse().ok()
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id).and_then(|element| element.dyn_into().ok())
}

/// Puts the focus on an element; whether there is one.
pub(super) fn focus(id: &str) -> bool {
    element(id).is_some_and(|element| element.focus().is_ok())
}

fn press(id: &str) -> bool {
    let element = element(id);
    if let Some(element) = &element {
        element.click();
    }
    element.is_some()
}
