//! The way of one line in days: the usual pace above, the real one below, and from today on the range in which it arrives.
//! Drawn as SVG on the server, readable in black and white; the page says the same facts in words beside it.

use leptos::prelude::*;

/// What is drawn, in days since the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FanChart {
    /// The usual days of each stage, in order.
    pub usual: Vec<i64>,
    /// The real days of the stages so far, the present one last.
    pub real: Vec<i64>,
    /// The range: first day, as likely before as after, last day.
    pub range: (i64, i64, i64),
    /// The customer's deadline.
    pub needed: Option<i64>,
    /// What the picture says, in words.
    pub label: String,
    /// What the upper bar is, and the lower one.
    pub rows: (&'static str, &'static str),
    /// What the upright lines are: today, and the deadline.
    pub keys: (&'static str, &'static str),
}

/// Units of the drawing from edge to edge; it is stretched to the room that it has.
const WIDTH: i64 = 1_000;

/// The picture.
#[component]
pub fn Fan(chart: FanChart) -> impl IntoView {
    let today: i64 = chart.real.iter().sum();
    let (low, mid, high) = chart.range;
    let last = [today + 1, high, chart.usual.iter().sum(), chart.needed.unwrap_or_default()].into_iter().max();
    // A little air behind the last mark.
    let scale = Scale(last.unwrap_or(1).max(1) * 51 / 50 + 1);
    let needed = chart.needed.map(|day| {
        let x = scale.at(day);
        view! { <line class="fan-needed" x1=x x2=x y1="0" y2="64" /> }
    });
    let (x, wide) = (scale.at(low.max(today)), scale.wide(low.max(today), high));
    view! {
        <figure class="fan">
            <div class="fan-rows" aria-hidden="true"><span>{chart.rows.0}</span><span>{chart.rows.1}</span></div>
            <svg viewBox="0 0 1000 64" preserveAspectRatio="none" role="img" aria-label=chart.label>
                {bars(&scale, &chart.usual, "fan-usual", 6)}
                {bars(&scale, &chart.real, "fan-real", 38)}
                <line class="fan-ahead" x1=scale.at(today) x2=x y1="48" y2="48" />
                <rect class="fan-range" x=x width=wide y="36" height="24" />
                <line class="fan-mid" x1=scale.at(mid.max(today)) x2=scale.at(mid.max(today)) y1="36" y2="60" />
                <line class="fan-today" x1=scale.at(today) x2=scale.at(today) y1="30" y2="64" />
                {needed}
            </svg>
            <figcaption class="fan-keys" aria-hidden="true">
                <span data-key="today">{chart.keys.0}</span>
                {chart.needed.map(|_| view! { <span data-key="needed">{chart.keys.1}</span> })}
            </figcaption>
        </figure>
    }
}

struct Scale(i64);

impl Scale {
    fn at(&self, day: i64) -> i64 {
        (day.max(0) * WIDTH / self.0).min(WIDTH)
    }

    fn wide(&self, from: i64, to: i64) -> i64 {
        (self.at(to) - self.at(from)).max(6)
    }
}

/// Stages one after the other; neighbours are told apart by a gap.
fn bars(scale: &Scale, stays: &[i64], class: &'static str, y: i64) -> impl IntoView + use<> {
    let mut from = 0;
    let bars = stays.iter().map(|days| {
        let (x, wide) = (scale.at(from), (scale.at(from + days) - scale.at(from) - 2).max(1));
        from += days;
        view! { <rect class=class x=x width=wide y=y height="20" /> }
    });
    bars.collect_view()
}
