//! What holds a whole batch, wherever it is shown: beside a line, on a complaint, behind a link.

use kernel::shapes::{CauseNote, LineRow};
use leptos::prelude::*;

use crate::parts::{Notice, Tone};
use crate::words::{causes as w, fill, lang, t};

/// A cause that lasts, with what the desk says of it.
#[component]
pub fn Held(note: CauseNote) -> impl IntoView {
    let title = fill(w::HELD_UP, &[("kind", &t(w::cause_kind(&note.kind)))]);
    view! { <Notice kind=Tone::Warn title=title><p>{w::cause_text(&note, lang())}</p></Notice> }
}

/// What holds lines of an order, each cause once, before somebody asks about them. Nothing when nothing does.
#[component]
pub fn HeldFirst(
    /// The lines that the question may be about.
    lines: Vec<LineRow>,
) -> impl IntoView {
    let mut causes: Vec<(CauseNote, Vec<String>)> = Vec::new();
    for line in lines {
        let Some(note) = line.cause else { continue };
        let words = fill(w::HELD_LINES, &[("n", &line.position), ("title", &line.title)]);
        match causes.iter_mut().find(|(known, _)| *known == note) {
            Some((_, lines)) => lines.push(words),
            None => causes.push((note, vec![words])),
        }
    }
    causes
        .into_iter()
        .map(|(note, lines)| {
            let title = fill(w::HELD_UP, &[("kind", &t(w::cause_kind(&note.kind)))]);
            view! {
                <Notice kind=Tone::Warn title=title>
                    <p>{w::cause_text(&note, lang())}</p>
                    <ul>{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                    <p>{t(w::HELD_FIRST)}</p>
                </Notice>
            }
        })
        .collect_view()
}
