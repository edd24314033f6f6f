//! A correspondence: who wrote what when, which letters are the reader's own, which are internal notes of the house.
//! It shows what it is given: that a customer never gets an internal note is the matter of the query, not of this part.

use leptos::prelude::*;

use super::{Glyph, Sign, When};
use crate::words::{self, parts as w};

/// Whose voice a message is, seen from the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The reader's own.
    Mine,
    /// The other side's.
    Theirs,
    /// A note among staff.
    Internal,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Who wrote it.
    pub author: String,
    /// In which role or for whom: a desk, an organisation.
    pub role: Option<String>,
    /// When, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// The text; line breaks are kept.
    pub body: String,
    /// Whose voice it is.
    pub voice: Voice,
}

/// Messages as an ordered list of letters.
#[component]
pub fn Thread(messages: Vec<Message>) -> impl IntoView {
    view! { <ol class="thread">{messages.into_iter().map(letter).collect_view()}</ol> }
}

fn letter(message: Message) -> impl IntoView {
    let (code, mark) = match message.voice {
        Voice::Mine => ("mine", Some(view! { <span class="letter-mark">{words::t(w::YOU)}</span> }.into_any())),
        Voice::Theirs => ("theirs", None),
        Voice::Internal => ("internal", Some(internal_mark().into_any())),
    };
    view! {
        <li class="letter" data-voice=code>
            <p class="letter-head">
                <strong class="letter-author">{message.author}</strong>
                {message.role.map(|role| view! { <span class="letter-role">{role}</span> })}
                {mark}
                <When at=message.at />
            </p>
            <p class="letter-body">{message.body}</p>
        </li>
    }
}

fn internal_mark() -> impl IntoView {
    view! {
        <span class="letter-mark">
            <Glyph sign=Sign::Lock />
            {words::t(w::INTERNAL)}
        </span>
    }
}
