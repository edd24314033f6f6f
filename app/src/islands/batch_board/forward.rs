//! The main act of a board: everything, or what is chosen, goes on to the next stage.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::board::Board;
use crate::parts::{Button, ButtonKind, grouped};
use crate::words::{count, desk as w, fill, t};

/// Where a batch is moved on.
pub(super) const FORWARD: &str = "/api/batches/forward";
/// The id of the form: the numbers in the rows belong to it.
pub(super) const FORM: &str = "forward";
/// The id of the button that the keys lead to.
pub(super) const BUTTON: &str = "forward-go";

/// The form with its one button, which says how much goes where.
#[component]
pub(super) fn Forward(board: Board) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        board.forward();
    };
    let no = move || board.page.with(|page| page.head.no.clone());
    let version = move || board.page.with(|page| page.version.to_string());
    view! {
        <form id=FORM class="act-bar" method="post" action=FORWARD on:submit=submit>
            <input type="hidden" name="no" value=no />
            <input type="hidden" name="version" value=version />
            <Button
                kind=ButtonKind::Primary
                disabled=Signal::derive(move || board.busy.get() || board.chosen().wrong)
                attr:id=BUTTON
            >
                {move || what_goes(board)}
            </Button>
            {move || match board.awake.get() {
                false => view! { <p class="beside">{t(w::PART_HINT)}</p> }.into_any(),
                true => view! { <KeyHint /> }.into_any(),
            }}
        </form>
    }
}

/// What the button does, in words: `Move 12 copies of 3 lines on to Customs`.
fn what_goes(board: Board) -> String {
    let chosen = board.chosen();
    board.page.with(|page| {
        let stage = page.next_stage.clone().unwrap_or_default();
        if chosen.copies == 0 {
            let all = if page.head.copies == 1 { w::MOVE_ONE } else { w::MOVE_ALL };
            return fill(all, &[("n", &grouped(page.head.copies)), ("stage", &stage)]);
        }
        let copies = count(w::ONE_COPY, w::N_COPIES, chosen.copies);
        let lines = count(w::ONE_LINE, w::N_LINES, chosen.lines);
        fill(w::MOVE_PART, &[("copies", &copies), ("lines", &lines), ("stage", &stage)])
    })
}

/// Which keys do what inside the board.
#[component]
fn KeyHint() -> impl IntoView {
    let keys = [
        (&["J", "K"][..], w::KEY_ROWS),
        (&["␣"], w::KEY_TICK),
        (&["A"], w::KEY_ALL),
        (&["M"], w::KEY_MOVE),
        (&["T"], w::KEY_OUT),
    ];
    let hint = |(keys, what): (&'static [&'static str], _)| {
        let caps = keys.iter().map(|key| view! { <kbd>{*key}</kbd> }).collect_view();
        view! { <li>{caps} " " {t(what)}</li> }
    };
    view! { <ul class="key-hints" aria-label=t(w::KEYS)>{keys.into_iter().map(hint).collect_view()}</ul> }
}
