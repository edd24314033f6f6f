//! What the islands of the desks draw just as the pages around them do: links by number, reasons, how long something stands.

use kernel::shapes::ReasonRow;
use leptos::prelude::*;

use crate::parts::{DAY_MS, Tone};
use crate::words::{count, desk as w, fill, t};

/// The number of an order as a link to it.
pub(crate) fn order_link(no: String) -> impl IntoView {
    let href = format!("/orders/{no}");
    view! { <a class="number" href=href>{no}</a> }
}

/// The number of a batch as a link to it.
pub(crate) fn batch_link(no: String) -> impl IntoView {
    let href = format!("/desk/batches/{no}");
    view! { <a class="number" href=href>{no}</a> }
}

/// The reasons to take copies out or back as the options of a choice, each with where its copies go.
pub(crate) fn reason_options(reasons: &[ReasonRow]) -> Vec<(String, String)> {
    let option = |reason: &ReasonRow| {
        let words = fill(w::REASON_TO, &[("reason", &reason.name), ("stage", &reason.to)]);
        (reason.code.clone(), words)
    };
    std::iter::once((String::new(), t(w::CHOOSE_ONE).to_owned())).chain(reasons.iter().map(option)).collect()
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stay_counts_whole_days_and_begun_days_beyond() {
        let stay = |hours: i64| Stay::new(0, 3, hours * 3_600_000);
        assert_eq!(stay(5), Stay { days: 0, usual: 3, beyond: 0 });
        assert_eq!(stay(72), Stay { days: 3, usual: 3, beyond: 0 });
        assert_eq!(stay(73), Stay { days: 3, usual: 3, beyond: 1 });
        assert_eq!(stay(97), Stay { days: 4, usual: 3, beyond: 2 });
        assert_eq!(Stay::new(DAY_MS, 3, 0).days, 0);
    }
}
