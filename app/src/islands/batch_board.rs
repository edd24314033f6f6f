//! A batch at a desk: its lines, what can be done with them, and its history. Everything here is links and forms that work
//! without script; with WebAssembly the same view counts what is chosen, walks by keys, takes copies out in place and
//! notices when somebody else changes the batch, without touching what was typed.

mod board;
mod forward;
mod history;
mod keys;
mod lines;
mod take_out;

use kernel::shapes::BatchPage;
use kernel::{Lang, Uuid};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use self::board::{Board, News, TAKE_OUT};
use self::forward::{FORWARD, Forward};
use self::history::{History, UNDO};
use self::lines::Lines;
use super::desk::{Stay, batch_link};
use super::live;
use super::wire::Wire;
use crate::draft::{Draft, Refused};
use crate::parts::{Button, Count, Day, Empty, Notice, Panel, Stat, Stats, Tone};
use crate::words::{batching as b, desk as w, fill, t};

/// The calls whose refused forms belong on the page of a batch.
pub const CALLS: [&str; 3] = [FORWARD, TAKE_OUT, UNDO];

/// How the board opens, besides the batch itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begin {
    /// The slice whose copies are about to be taken out: `?out=` in the address.
    pub out: Option<Uuid>,
    /// A form of this page that was refused just now.
    pub draft: Draft,
    /// The instant of the request, milliseconds of UTC since 1970.
    pub now: i64,
}

/// The board of one batch.
#[island]
pub(crate) fn BatchBoard(
    /// The batch.
    page: Wire<BatchPage>,
    /// How it opens.
    begin: Wire<Begin>,
    /// Language of the page.
    lang: Lang,
) -> impl IntoView {
    provide_context(lang);
    let (Wire(page), Wire(begin)) = (page, begin);
    let board = Board::new(page, &begin);
    live::listen(&["batch.changed"], None, move || board.look_again());
    Effect::new(move || board.awake.set(true));
    let refused =
        [FORWARD, UNDO].contains(&begin.draft.call.as_str()).then(|| view! { <Refused draft=begin.draft.clone() /> });
    let now = begin.now;
    view! {
        <div class="board" on:keydown=move |key| keys::pressed(&key, board)>
            <NewsOf board />
            {refused}
            {move || board.may_move().then(|| view! { <Forward board /> })}
            {move || board.is_foreign().then(|| view! { <p class="beside">{t(w::NOT_YOURS)}</p> })}
            <Numbers board now />
            <Content board />
            <History board draft=begin.draft />
            <Signatures />
        </div>
    }
}

/// What has happened to the batch since it was read, or to the last thing that was asked for.
#[component]
fn NewsOf(board: Board) -> impl IntoView {
    let news = move || match board.news.get()? {
        News::Changed { by } => Some(view! { <Notice>{fill(w::CHANGED_BY, &[("who", &by)])}</Notice> }.into_any()),
        News::Waiting { by } => {
            let again = view! {
                <Button submits=false on:click=move |_| board.take_what_waits()>{t(w::READ_AGAIN)}</Button>
            };
            Some(
                view! { <Notice kind=Tone::Warn title=fill(w::CHANGED_WHILE, &[("who", &by)])>{again}</Notice> }
                    .into_any(),
            )
        }
        News::TakenOut { copies } => Some(
            view! { <Notice kind=Tone::Good>{crate::words::count(w::TOOK_OUT_ONE, w::TOOK_OUT, copies)}</Notice> }
                .into_any(),
        ),
        News::Delivered => Some(view! { <Notice kind=Tone::Good>{t(w::AT_THE_END)}</Notice> }.into_any()),
        News::Refused(refusal) => {
            let sentence = crate::words::refusals::sentence(&refusal);
            Some(view! { <Notice kind=Tone::Bad>{sentence}</Notice> }.into_any())
        }
    };
    view! { <div aria-live="polite">{news}</div> }
}

/// The batch in numbers, and its neighbours on the way.
#[component]
fn Numbers(board: Board, now: i64) -> impl IntoView {
    move || {
        let (head, from, into) = board.page.with(|page| (page.head.clone(), page.from.clone(), page.into.clone()));
        let stay = Stay::new(head.created_at, head.usual_days, now);
        let standing = (head.copies > 0).then(|| {
            view! { <Stat label=t(w::STANDING) tone=stay.tone() note=stay.against_usual()>{stay.so_far()}</Stat> }
        });
        let expected = head.expected_at.filter(|_| head.copies > 0);
        let expected = expected.map(|at| view! { <Stat label=t(b::EXPECTED)><Day at=at /></Stat> });
        let from = (!from.is_empty()).then(|| neighbours(w::CAME_FROM, from));
        let into = (!into.is_empty()).then(|| neighbours(w::WENT_INTO, into));
        view! {
            <Stats>
                <Stat label=t(w::LINES)><Count n=head.lines /></Stat>
                <Stat label=t(w::COPIES)><Count n=head.copies /></Stat>
                <Stat label=t(w::HERE_SINCE)><Day at=head.created_at /></Stat>
                {standing}
                {expected}
            </Stats>
            {from}
            {into}
        }
    }
}

fn neighbours(label: crate::words::Word, numbers: Vec<String>) -> impl IntoView {
    let link = |no: String| view! { {batch_link(no)} " " };
    view! {
        <p class="neighbours">
            <span class="beside">{t(label)}</span>
            " "
            {numbers.into_iter().map(link).collect_view()}
        </p>
    }
}

/// The lines, or where they went.
#[component]
fn Content(board: Board) -> impl IntoView {
    let empty = Memo::new(move |_| board.page.with(|page| page.lines.is_empty()));
    move || {
        if empty.get() {
            view! { <Panel title=t(w::CONTENT)><Empty title=t(w::BATCH_EMPTY) hint=t(w::BATCH_EMPTY_HINT) /></Panel> }
                .into_any()
        } else {
            view! { <Panel title=t(w::CONTENT) flush=true><Lines board /></Panel> }.into_any()
        }
    }
}

/// On paper only: who handed the batch over and who took it.
#[component]
fn Signatures() -> impl IntoView {
    view! {
        <dl class="signatures" aria-hidden="true">
            <dt>{t(w::HANDED_OVER)}</dt>
            <dd></dd>
            <dt>{t(w::TAKEN_OVER)}</dt>
            <dd></dd>
            <dt>{t(w::DATE)}</dt>
            <dd></dd>
        </dl>
    }
}
