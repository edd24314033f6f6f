//! Complaints as the customer files and follows them.

pub mod complaint;
pub mod list;
pub mod new;

use crate::parts::Tone;

/// How a state wants to be read by a customer: an answer waits for the eye.
pub fn tone(state: &str) -> Tone {
    match state {
        "open" => Tone::Route,
        "answered" => Tone::Warn,
        _ => Tone::Neutral,
    }
}
