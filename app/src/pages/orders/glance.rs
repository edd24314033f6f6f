//! What every list says of an order: how much of it is here, when the rest comes, and whether that is soon enough.

use kernel::journey::State;
use kernel::shapes::OrderRow;
use leptos::prelude::*;

use crate::parts::{Badge, Between, Day, Gauge, Tone, grouped, instant_of};
use crate::words::{Word, fill, orders as w, t};

/// How many of all copies have arrived: as a bar, and in figures.
#[component]
pub fn Progress(
    /// Copies that have arrived.
    part: i64,
    /// All copies.
    whole: i64,
) -> impl IntoView {
    let parts: [(&str, &dyn std::fmt::Display); 2] = [("part", &grouped(part)), ("whole", &grouped(whole))];
    let (spoken, short) = (fill(w::ARRIVED_OF, &parts), fill(w::PART_OF, &parts));
    view! {
        <span class="order-arrived">
            <Gauge part=part whole=whole tone=Tone::Good label=spoken />
            <span class="count" aria-hidden="true">{short}</span>
        </span>
    }
}

/// The range in which the last copy arrives, in days since 1970.
pub fn arrives(range: Option<(i64, i64)>) -> Option<impl IntoView> {
    range.map(|(low, high)| view! { <Between from=instant_of(low) to=instant_of(high) /> })
}

/// The day by which an order is needed, and a warning when it may be too late for it. `today` in days since 1970.
pub fn needed_by(order: &OrderRow, today: i64) -> Option<impl IntoView + use<>> {
    let day = order.needed_by?;
    let warning = danger(order, today).map(|(tone, words)| view! { " " <Badge tone=tone>{t(words)}</Badge> });
    Some(view! { <Day at=instant_of(day) /> {warning} })
}

/// What threatens the day by which an order is needed; nothing once all that can come has come.
fn danger(order: &OrderRow, today: i64) -> Option<(Tone, Word)> {
    let day = order.needed_by.filter(|_| !matches!(order.state, State::Arrived | State::Dropped))?;
    match order.arrives {
        _ if day < today => Some((Tone::Bad, w::PAST)),
        Some((low, _)) if low > day => Some((Tone::Bad, w::TOO_LATE)),
        Some((_, high)) if high > day => Some((Tone::Warn, w::MAY_BE_LATE)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(needed_by: Option<i64>, arrives: Option<(i64, i64)>, state: State) -> OrderRow {
        OrderRow {
            no: String::new(),
            org: String::new(),
            own_ref: String::new(),
            course: String::new(),
            placed_at: 0,
            needed_by,
            urgent: false,
            lines: 1,
            copies: 1,
            total_fen: None,
            state,
            arrived: 0,
            arrives,
        }
    }

    #[test]
    fn a_day_is_in_danger_when_the_range_reaches_beyond_it() {
        let said = |needed, arrives, state| danger(&order(needed, arrives, state), 100).map(|(tone, _)| tone);
        let coming = |needed, arrives| said(Some(needed), Some(arrives), State::OnTheWay);
        assert_eq!(coming(120, (110, 120)), None);
        assert_eq!(coming(120, (110, 121)), Some(Tone::Warn));
        assert_eq!(coming(120, (121, 130)), Some(Tone::Bad));
        assert_eq!(coming(99, (100, 110)), Some(Tone::Bad), "the day has gone by");
        assert_eq!(said(Some(99), None, State::PartlyArrived), Some(Tone::Bad));
        assert_eq!(said(Some(120), None, State::Waiting), None, "no date is known yet");
        assert_eq!(said(Some(99), None, State::Arrived), None);
        assert_eq!(said(None, Some((110, 120)), State::OnTheWay), None);
    }
}
