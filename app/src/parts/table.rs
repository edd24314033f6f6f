//! Tables that stay readable with 500 rows (the head stays in view) and on a phone (each row becomes a card whose cells
//! carry their label from `data-label`), and the pager below a list.

use leptos::prelude::*;

use super::{Glyph, MaybeText, Sign, Text};
use crate::words::{self, parts as w};

/// A table with its scrolling region. The children are `<thead>` and `<tbody>` made of [`Th`] and [`Td`]; the caption is
/// read aloud only (the panel around it shows the title). `close` sets the cards of a phone in running lines, each label
/// before its value: for long lists of short values.
#[component]
pub fn Table(#[prop(into)] caption: Text, #[prop(optional)] close: bool, children: Children) -> impl IntoView {
    let name = caption.clone();
    view! {
        <div class=if close { "sheet sheet-close" } else { "sheet" } role="region" aria-label=name tabindex="0">
            <table>
                <caption class="sr">{caption}</caption>
                {children()}
            </table>
        </div>
    }
}

/// A column's head; `num` for columns of figures.
#[component]
pub fn Th(#[prop(optional)] num: bool, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    view! { <th scope="col" class:num=num>{children.map(|children| children())}</th> }
}

/// A cell. `label` repeats the column's head for the phone; `num` sets figures; `key` makes it the head of its row.
#[component]
pub fn Td(
    #[prop(optional, into)] label: MaybeText,
    #[prop(optional)] num: bool,
    #[prop(optional)] key: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let children = children.map(|children| children());
    if key {
        view! { <th scope="row" class:num=num data-label=label.0>{children}</th> }.into_any()
    } else {
        view! { <td class:num=num data-label=label.0>{children}</td> }.into_any()
    }
}

/// To the neighbouring pages of a list; says nothing when there are none. `note` stands between the two.
#[component]
pub fn Pager(
    #[prop(optional_no_strip)] previous: Option<String>,
    #[prop(optional_no_strip)] next: Option<String>,
    #[prop(optional, into)] note: MaybeText,
) -> impl IntoView {
    if previous.is_none() && next.is_none() && note.0.is_none() {
        return None;
    }
    let back = previous.map(|href| {
        view! {
            <a class="button" data-kind="plain" rel="prev" href=href>
                <Glyph sign=Sign::Previous />
                {words::t(w::PREVIOUS)}
            </a>
        }
    });
    let on = next.map(|href| {
        view! {
            <a class="button" data-kind="plain" rel="next" href=href>
                {words::t(w::NEXT)}
                <Glyph sign=Sign::Next />
            </a>
        }
    });
    Some(view! {
        <nav class="pager" aria-label=words::t(w::PAGES)>
            <span class="pager-back">{back}</span>
            <span class="pager-note">{note.0}</span>
            <span class="pager-on">{on}</span>
        </nav>
    })
}
