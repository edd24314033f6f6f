//! How long something stands and when something is due, in words. Knows instants (milliseconds of UTC since 1970) and
//! days; nothing of what stands or is due.

use leptos::prelude::*;

use crate::islands::live_journey::way;
use crate::pages::reader::DAY_MS;
use crate::parts::{Badge, Day, Tone};
use crate::words::{count, desk as w, fill, t};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// How long something stands somewhere, against the days that it usually does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Whole days so far.
    pub days: i64,
    /// Days that are usual there.
    pub usual: i64,
    /// Begun days beyond the usual ones; 0 within them.
    pub beyond: i64,
}

impl Stay {
    /// Since an instant until another.
    pub const fn new(since: i64, usual: i64, now: i64) -> Self {
        let stood = now.saturating_sub(since);
        let over = stood.saturating_sub(usual.saturating_mul(DAY_MS));
        let days = if stood > 0 { stood / DAY_MS } else { 0 };
        let beyond = if over > 0 { (over - 1) / DAY_MS + 1 } else { 0 };
        Self { days, usual, beyond }
    }

    /// Whether it wants somebody's eye.
    pub const fn tone(self) -> Tone {
        if self.beyond > 0 { Tone::Warn } else { Tone::Neutral }
    }

    /// `12 days`, `today`.
    pub fn so_far(self) -> String {
        if self.days == 0 { t(w::TODAY).to_owned() } else { count(w::ONE_DAY, w::DAYS, self.days) }
    }

    /// What is usual, or how far beyond it is.
    pub fn against_usual(self) -> String {
        match self.beyond {
            0 => count(w::USUALLY_ONE, w::USUALLY, self.usual),
            beyond => count(w::BEYOND_ONE, w::BEYOND, beyond),
        }
    }
}

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
    let Some(day) = day else { return view! { <span class="beside">"—"</span> }.into_any() };
    let passed = way::is_after(now, day).then(|| view! { " " <Badge tone=Tone::Bad>{t(w::PASSED)}</Badge> });
    view! { <Day at=way::instant_of(day) /> {passed} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stay_counts_whole_days_and_begun_days_beyond() {
        let stay = |hours: i64| Stay::new(0, 3, hours * HOUR_MS);
        assert_eq!(stay(5), Stay { days: 0, usual: 3, beyond: 0 });
        assert_eq!(stay(72), Stay { days: 3, usual: 3, beyond: 0 });
        assert_eq!(stay(73), Stay { days: 3, usual: 3, beyond: 1 });
        assert_eq!(stay(97), Stay { days: 4, usual: 3, beyond: 2 });
        assert_eq!(Stay::new(DAY_MS, 3, 0).days, 0);
    }

    #[test]
    fn what_is_due_is_said_in_its_largest_unit() {
        Owner::new().with(|| {
            provide_context(kernel::Lang::En);
            assert_eq!(due(90 * MINUTE_MS, 0), ("due in 1 hour".to_owned(), Tone::Warn));
            assert_eq!(due(3 * DAY_MS, 0), ("due in 3 days".to_owned(), Tone::Neutral));
            assert_eq!(due(0, 30 * HOUR_MS), ("overdue by 30 hours".to_owned(), Tone::Bad));
            assert_eq!(due(0, 10), ("overdue by 1 minute".to_owned(), Tone::Bad));
        });
    }
}
