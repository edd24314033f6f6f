//! A number over time, as small as a word: a line of SVG, drawn on the server, readable in black and white. The page says the
//! same in words beside it.

use leptos::prelude::*;

/// Units of the drawing; it is stretched to the room that it has.
const WIDTH: i64 = 200;
const HEIGHT: i64 = 32;

/// The line. `label` says what it shows.
#[component]
pub fn Spark(
    /// The numbers, oldest first; none is below zero.
    numbers: Vec<i64>,
    /// What the line shows, in words.
    label: String,
) -> impl IntoView {
    let most = numbers.iter().copied().max().unwrap_or_default().max(1);
    let last = i64::try_from(numbers.len()).unwrap_or(1) - 1;
    let point = |(place, number): (i64, &i64)| {
        let (x, y) = (place * WIDTH / last.max(1), HEIGHT - 1 - number * (HEIGHT - 2) / most);
        format!("{x},{y}")
    };
    let points: Vec<String> = (0..).zip(&numbers).map(point).collect();
    view! {
        <svg class="spark" viewBox="0 0 200 32" preserveAspectRatio="none" role="img" aria-label=label>
            <line class="spark-ground" x1="0" x2="200" y1="31" y2="31" />
            <polyline class="spark-line" points=points.join(" ") />
        </svg>
    }
}
