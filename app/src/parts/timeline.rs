//! What happened, step by step: a dated list, newest or oldest first as the page hands it over.

use leptos::prelude::*;

use super::{Tone, When};

/// One step of a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// What happened.
    pub what: String,
    /// Who did it or where it happened.
    pub who: Option<String>,
    /// A reason or remark.
    pub note: Option<String>,
    /// How it wants to be read.
    pub tone: Tone,
}

/// A history as an ordered list.
#[component]
pub fn Timeline(steps: Vec<Step>) -> impl IntoView {
    view! { <ol class="timeline">{steps.into_iter().map(step).collect_view()}</ol> }
}

fn step(step: Step) -> impl IntoView {
    view! {
        <li class="step" data-tone=step.tone.code()>
            <span class="step-when"><When at=step.at /></span>
            <div class="step-words">
                <p class="step-what">{step.what}</p>
                {step.who.map(|who| view! { <p class="step-who">{who}</p> })}
                {step.note.map(|note| view! { <p class="step-note">{note}</p> })}
            </div>
        </li>
    }
}
