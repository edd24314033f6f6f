//! Tells the reader of a complaint that the conversation went on while the page was open. Nothing on the page moves by
//! itself, so nothing that is being written is lost; without WebAssembly the page is simply read again.

use kernel::Lang;
use leptos::prelude::*;

use super::live;
use super::wire::Wire;
use crate::calls::complaints;
use crate::parts::{Notice, Tone};
use crate::words::{complaints as w, t};

/// A notice as soon as the complaint is newer than the page; nothing before.
#[island]
pub(crate) fn ComplaintNews(
    /// Number of the complaint.
    no: String,
    /// The version that the page was made from.
    version: Wire<i64>,
    /// Language of the page.
    lang: Wire<Lang>,
) -> impl IntoView {
    let (Wire(version), Wire(lang)) = (version, lang);
    provide_context(lang);
    let (state, set_state) = signal(None::<String>);
    let href = format!("/complaints/{no}");
    live::listen(&["complaint.changed"], None, move || {
        let news = complaints::news(no.clone(), version);
        async move {
            if let Some(state) = news.await? {
                set_state.set(Some(state));
            }
            Ok(())
        }
    });
    move || {
        let state = state.get()?;
        let what = if state == "answered" { w::NEWS_ANSWER } else { w::NEWS };
        let href = href.clone();
        Some(view! { <Notice kind=Tone::Info>{t(what)} " " <a href=href>{t(w::NEWS_SHOW)}</a></Notice> })
    }
}
