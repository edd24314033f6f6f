//! How long something stands and when something is due, in words. Knows instants (milliseconds of UTC since 1970) and
//! days; nothing of what stands or is due.

use leptos::prelude::*;

pub use crate::islands::desk::Stay;
use crate::pages::orders::journey::way;
use crate::parts::{Badge, DAY_MS, Day, Nothing, Tone};
use crate::words::{batching as b, count, desk as w, fill, t};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// A stay: how long so far, and a badge when it is longer than usual.
#[component]
pub fn Standing(
    /// How long.
    stay: Stay,
) -> impl IntoView {
    let usual = match stay.beyond {
        0 => view! { <span class="beside">{stay.against_usual()}</span> }.into_any(),
        _ => view! { <Badge tone=stay.tone()>{stay.against_usual()}</Badge> }.into_any(),
    };
    view! { <span class="time">{stay.so_far()}</span> " " {usual} }
}

/// When something is due, seen from an instant: words and how pressing it is.
pub fn due(at: i64, now: i64) -> (String, Tone) {
    let left = at.saturating_sub(now);
    let span = span(left.saturating_abs());
    match left {
        ..0 => (fill(w::OVERDUE_BY, &[("span", &span)]), Tone::Bad),
        0..DAY_MS => (fill(w::DUE_IN, &[("span", &span)]), Tone::Warn),
        _ => (fill(w::DUE_IN, &[("span", &span)]), Tone::Neutral),
    }
}

/// When a publisher's lines are gathered, seen from an instant: words and how pressing it is.
pub fn closes(at: i64, now: i64) -> (String, Tone) {
    let left = at.saturating_sub(now);
    let span = span(left.saturating_abs());
    match left {
        ..0 => (fill(b::MISSED_BY, &[("span", &span)]), Tone::Bad),
        0..DAY_MS => (fill(b::CLOSES_IN, &[("span", &span)]), Tone::Warn),
        _ => (fill(b::CLOSES_IN, &[("span", &span)]), Tone::Neutral),
    }
}

/// A span in its largest fitting unit: minutes, hours up to two days, days.
fn span(ms: i64) -> String {
    match ms {
        ..HOUR_MS => count(w::ONE_MINUTE, w::MINUTES, (ms / MINUTE_MS).max(1)),
        _ if ms < 2 * DAY_MS => count(w::ONE_HOUR, w::HOURS, ms / HOUR_MS),
        _ => count(w::ONE_DAY, w::DAYS, ms / DAY_MS),
    }
}

/// A customer's deadline (a day counted from 1970-01-01), marked when it has passed; a dash when there is none.
#[component]
pub fn Deadline(
    /// The day.
    day: Option<i64>,
    /// The present, milliseconds of UTC since 1970.
    now: i64,
) -> impl IntoView {
    let Some(day) = day else { return view! { <Nothing /> }.into_any() };
    let passed = way::is_after(now, day).then(|| view! { " " <Badge tone=Tone::Bad>{t(w::PASSED)}</Badge> });
    view! { <Day at=way::instant_of(day) /> {passed} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_is_said_in_its_largest_unit() {
        Owner::new().with(|| {
            provide_context(kernel::Lang::En);
            assert_eq!(due(90 * MINUTE_MS, 0), ("due in 1 hour".to_owned(), Tone::Warn));
            assert_eq!(due(3 * DAY_MS, 0), ("due in 3 days".to_owned(), Tone::Neutral));
            assert_eq!(due(0, 30 * HOUR_MS), ("overdue by 30 hours".to_owned(), Tone::Bad));
            assert_eq!(closes(2 * DAY_MS, 0), ("closes in 2 days".to_owned(), Tone::Neutral));
            assert_eq!(closes(0, 3 * DAY_MS), ("3 days past cut-off".to_owned(), Tone::Bad));
            assert_eq!(due(0, 10), ("overdue by 1 minute".to_owned(), Tone::Bad));
        });
    }
}
