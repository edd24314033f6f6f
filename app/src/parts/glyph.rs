//! The mark of the house (a compass rose) and the few signs that accompany words. All of them are decoration: hidden from
//! screen readers, drawn in the colour of the text around them, because the words beside them say the same.

use leptos::prelude::*;

/// A sign of the sign set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A lens.
    Search,
    /// A letter i in a ring.
    Info,
    /// A tick in a ring.
    Good,
    /// A triangle with an exclamation mark.
    Warn,
    /// A cross in an octagon.
    Bad,
    /// An arrow back.
    Previous,
    /// An arrow on.
    Next,
    /// Three lines: the menu.
    Menu,
    /// A person.
    Person,
    /// A padlock.
    Lock,
    /// An arrow that leaves the line.
    Exit,
    /// A bell.
    Bell,
}

impl Sign {
    /// The strokes in a box of 16 × 16.
    const fn strokes(self) -> &'static str {
        match self {
            Self::Bell => {
                "M3 11.5h10c-1-1-1.5-2-1.5-4.5a3.5 3.5 0 0 0-7 0c0 2.5-.5 3.5-1.5 4.5M6.7 13.6a1.4 1.4 0 0 0 2.6 0M8 2v1.4"
            }
            Self::Search => "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.3 10.3 14 14",
            Self::Info => "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M8 7.2v4.3M8 4.4v.9",
            Self::Good => "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13M5 8.3l2.1 2.2L11.2 6",
            Self::Warn => "M8 1.8 15 14H1zM8 6.3v3.6M8 11.6v.8",
            Self::Bad => "M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3zM5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6",
            Self::Previous => "M14 8H2.5M7 3.5 2.5 8 7 12.5",
            Self::Next => "M2 8h11.5M9 3.5 13.5 8 9 12.5",
            Self::Menu => "M2 4h12M2 8h12M2 12h12",
            Self::Person => "M8 2a2.8 2.8 0 1 1 0 5.6A2.8 2.8 0 0 1 8 2M2.5 14c.4-3 2.6-4.4 5.5-4.4s5.1 1.4 5.5 4.4",
            Self::Lock => "M3.5 7h9v7h-9zM5.5 7V4.800a2.5 2.5 0 0 1 5 0V7",
            Self::Exit => "M1.5 4.500H8c2 0 2.5 1 2.5 3V13M7.5 10.200l3 3 3-3",
        }
    }
}

/// One sign, as tall as the text.
#[component]
pub fn Glyph(sign: Sign) -> impl IntoView {
    view! {
        <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=sign.strokes()></path>
        </svg>
    }
}

/// The compass rose: eight winds, each point half ink and half paper, the north in the signal colour.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
            <circle class="mark-ring" cx="32" cy="32" r="21"></circle>
            <path class="mark-minor" d="M32 32 24.5 28.9 14.3 14.3zM32 32 28.9 24.5 14.3 14.3zM32 32 35.1 24.5 49.7 14.3zM32 32 39.5 28.9 49.7 14.3zM32 32 39.5 35.1 49.7 49.7zM32 32 35.1 39.5 49.7 49.7zM32 32 28.9 39.5 14.3 49.7zM32 32 24.5 35.1 14.3 49.7z"></path>
            <path class="mark-dark" d="M32 32 37.3 26.7 62 32zM32 32 37.3 37.3 32 62zM32 32 26.7 37.3 2 32z"></path>
            <path class="mark-light" d="M32 32 37.3 37.3 62 32zM32 32 26.7 37.3 32 62zM32 32 26.7 26.7 2 32z"></path>
            <path class="mark-north" d="M32 32 26.7 26.7 32 1zM32 32 37.3 26.7 32 1z"></path>
        </svg>
    }
}
