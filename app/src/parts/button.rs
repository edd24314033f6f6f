//! Buttons that submit and links that look like buttons. One primary button to a page: it is what the page is for.

use leptos::prelude::*;

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// What the page is for.
    Primary,
    /// Everything else.
    #[default]
    Plain,
    /// Cannot be taken back lightly.
    Danger,
    /// Inside rows and texts: looks like a link until pointed at.
    Quiet,
}

impl ButtonKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Plain => "plain",
            Self::Danger => "danger",
            Self::Quiet => "quiet",
        }
    }
}

/// A button; submits its form unless `submits=false`. `name` and `value` tell several submit buttons apart,
/// `formaction` sends the same form elsewhere. Events (`on:click`) given to the component reach the button.
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(default = true)] submits: bool,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional, into)] formaction: Option<String>,
    #[prop(optional, into)] label: Option<String>,
    #[prop(optional, into)] disabled: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class="button"
            data-kind=kind.code()
            type=if submits { "submit" } else { "button" }
            name=name
            value=value
            formaction=formaction
            aria-label=label
            disabled=disabled
        >
            {children()}
        </button>
    }
}

/// A link with the weight of a button: it goes somewhere, it changes nothing.
#[component]
pub fn LinkButton(#[prop(into)] href: String, #[prop(optional)] kind: ButtonKind, children: Children) -> impl IntoView {
    view! {
        <a class="button" data-kind=kind.code() href=href>
            {children()}
        </a>
    }
}
