//! Money and counts as people read them: RMB from fen, thousands grouped, in figures of equal width.

use kernel::money;
use leptos::prelude::*;

/// RMB from fen: `¥1,234.50`, `−¥12.00`.
#[must_use]
pub fn yuan(fen: i64) -> String {
    money::yuan(fen)
}

/// A count with its thousands grouped: `12,345`.
#[must_use]
pub fn grouped(n: i64) -> String {
    let sign = if n < 0 { "−" } else { "" };
    format!("{sign}{}", money::grouped(n.unsigned_abs()))
}

/// An amount in fen, as RMB.
#[component]
pub fn Money(fen: i64) -> impl IntoView {
    view! { <span class="money">{yuan(fen)}</span> }
}

/// A count, grouped.
#[component]
pub fn Count(n: i64) -> impl IntoView {
    view! { <span class="count">{grouped(n)}</span> }
}

/// A count that is worth reading only when there are some.
#[component]
pub fn CountIfAny(n: i64) -> impl IntoView {
    if n == 0 { view! { <Nothing /> }.into_any() } else { view! { <Count n /> }.into_any() }
}

/// What there is none of: set faint, and left out of the cards of a phone.
#[component]
pub fn Nothing() -> impl IntoView {
    view! { <span class="none">"–"</span> }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn a_count_is_grouped_with_its_sign() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(1_234_567), "1,234,567");
        assert_eq!(grouped(-1000), "−1,000");
    }
}
