//! What a page tells its reader outright: notices, and empty states that say what to do next.

use leptos::prelude::*;

use super::{ButtonKind, Glyph, LinkButton, MaybeText, Sign, Text, Tone, badge::spoken};

/// A notice. Warnings and faults interrupt a screen reader (`alert`), everything else waits its turn (`status`).
#[component]
pub fn Notice(
    #[prop(default = Tone::Info)] kind: Tone,
    #[prop(optional, into)] title: MaybeText,
    children: Children,
) -> impl IntoView {
    let (role, sign) = match kind {
        Tone::Neutral | Tone::Info | Tone::Route => ("status", Sign::Info),
        Tone::Good => ("status", Sign::Good),
        Tone::Warn => ("alert", Sign::Warn),
        Tone::Bad => ("alert", Sign::Bad),
    };
    view! {
        <div class="notice" data-tone=kind.code() role=role>
            <Glyph sign=sign />
            <div class="notice-words">
                <span class="sr">{spoken(kind)}</span>
                {title.0.map(|title| view! { <p class="notice-title">{title}</p> })}
                {children()}
            </div>
        </div>
    }
}

/// Nothing to show, and what to do about it.
#[component]
pub fn Empty(
    #[prop(into)] title: Text,
    #[prop(into)] hint: Text,
    /// Where the next step is and what it is called.
    #[prop(optional)]
    action: Option<(String, Text)>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <svg class="empty-chart" viewBox="0 0 160 72" aria-hidden="true" focusable="false">
                <path class="empty-rhumb" d="M80 36 0 4M80 36 0 68M80 36 40 0M80 36 40 72M80 36V0M80 36v36M80 36 120 0M80 36l40 36M80 36l80-32M80 36l80 32M0 36h160"></path>
                <path class="empty-rose" d="M80 12 85 31 104 36 85 41 80 60 75 41 56 36 75 31z"></path>
            </svg>
            <p class="empty-title">{title}</p>
            <p class="empty-hint">{hint}</p>
            {action.map(|(href, label)| {
                view! {
                    <p class="empty-action">
                        <LinkButton href=href kind=ButtonKind::Primary>{label}</LinkButton>
                    </p>
                }
            })}
        </div>
    }
}
