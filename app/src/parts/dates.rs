//! Instants (milliseconds since 1970, UTC) as dates in the form of the reader's language.
//!
//! Everybody reads the house's clock, Asia/Shanghai. China keeps one time without summer time since 1991, so a fixed
//! +08:00 is the whole truth and no time-zone table has to be shipped to the browser.

use jiff::{Timestamp, civil::DateTime, tz::Offset};
use kernel::Lang;
pub use kernel::days::{DAY_MS, today as day_of};
use leptos::prelude::*;

use crate::words::lang;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The house's clock at an instant; `None` outside the years −9999 to 9999.
fn local(ms: i64) -> Option<DateTime> {
    Timestamp::from_millisecond(ms).ok().map(|at| Offset::constant(8).to_datetime(at))
}

fn month(at: DateTime) -> &'static str {
    usize::try_from(at.month()).ok().and_then(|m| MONTHS.get(m - 1)).copied().unwrap_or_default()
}

fn day_in(lang: Lang, at: DateTime) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", at.year(), at.month(), at.day()),
        Lang::En => format!("{} {} {}", at.day(), month(at), at.year()),
    }
}

fn when_in(lang: Lang, at: DateTime) -> String {
    let comma = lang.pick("", ",");
    format!("{}{comma} {:02}:{:02}", day_in(lang, at), at.hour(), at.minute())
}

fn days_in(lang: Lang, from: DateTime, to: DateTime) -> String {
    let (same_year, same_month) = (from.year() == to.year(), from.month() == to.month());
    match lang {
        _ if from.date() == to.date() => day_in(lang, from),
        Lang::Zh if same_year && same_month => {
            format!("{}年{}月{}–{}日", from.year(), from.month(), from.day(), to.day())
        }
        Lang::Zh if same_year => format!("{}至{}月{}日", day_in(lang, from), to.month(), to.day()),
        Lang::Zh => format!("{}至{}", day_in(lang, from), day_in(lang, to)),
        Lang::En if same_year && same_month => format!("{}–{}", from.day(), day_in(lang, to)),
        Lang::En if same_year => format!("{} {} – {}", from.day(), month(from), day_in(lang, to)),
        Lang::En => format!("{} – {}", day_in(lang, from), day_in(lang, to)),
    }
}

/// An instant within a day of the house's calendar (days since 1970): eight in the morning in Beijing.
#[must_use]
pub const fn instant_of(day: i64) -> i64 {
    day * DAY_MS
}

/// A day as a date field takes it: `2026-11-21`.
#[must_use]
pub fn typed_day(day: i64) -> Option<String> {
    let span = jiff::Span::new().try_days(day).ok()?;
    jiff::civil::date(1970, 1, 1).checked_add(span).ok().map(|date| date.to_string())
}

/// The day of an instant: `2026年11月21日`, `21 Nov 2026`; a dash when there is no such day.
#[must_use]
pub fn day(ms: i64) -> String {
    local(ms).map_or_else(|| "—".to_owned(), |at| day_in(lang(), at))
}

/// Day and time of an instant: `2026年11月21日 09:30`, `21 Nov 2026, 09:30`.
#[must_use]
pub fn when(ms: i64) -> String {
    local(ms).map_or_else(|| "—".to_owned(), |at| when_in(lang(), at))
}

/// The days from one instant to another, said as shortly as is clear: `2026年11月21–25日`, `21–25 Nov 2026`.
#[must_use]
pub fn between(from: i64, to: i64) -> String {
    between_in(lang(), from, to)
}

/// As [`between`], in a language that is not that of a page: for letters.
#[must_use]
pub fn between_in(lang: Lang, from: i64, to: i64) -> String {
    match (local(from), local(to)) {
        (Some(from), Some(to)) => days_in(lang, from, to),
        _ => "—".to_owned(),
    }
}

/// [`day`] as a `<time>`.
#[component]
pub fn Day(at: i64) -> impl IntoView {
    let machine = local(at).map(|at| at.date().to_string());
    view! { <time class="time" datetime=machine>{day(at)}</time> }
}

/// [`when`] as a `<time>`.
#[component]
pub fn When(at: i64) -> impl IntoView {
    let machine = local(at).map(|at| format!("{}T{:02}:{:02}+08:00", at.date(), at.hour(), at.minute()));
    view! { <time class="time" datetime=machine>{when(at)}</time> }
}

/// [`between`] for narrow cells: where it has to break, it breaks between its two days and nowhere else.
#[component]
pub fn Between(from: i64, to: i64) -> impl IntoView {
    let days = between(from, to);
    let cut = ["至", " – "].iter().find_map(|sign| days.find(sign).map(|at| at + sign.len()));
    match cut.and_then(|cut| days.split_at_checked(cut)) {
        Some((first, second)) => {
            let (first, second) = (first.to_owned(), second.to_owned());
            view! { <span class="range"><span class="time">{first}</span><wbr /><span class="time">{second}</span></span> }
                .into_any()
        }
        None => view! { <span class="range time">{days}</span> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    #[test]
    fn an_instant_is_read_on_the_clock_of_the_house() {
        // 2026-11-20 18:30 UTC is already the 21st in Beijing.
        assert_eq!(local(1_795_199_400_000), Some(at("2026-11-21T02:30")));
        assert_eq!(local(i64::MAX), None);
    }

    #[test]
    fn a_day_is_written_in_both_languages() {
        assert_eq!(day_in(Lang::Zh, at("2026-11-21")), "2026年11月21日");
        assert_eq!(day_in(Lang::En, at("2026-11-21")), "21 Nov 2026");
        assert_eq!(when_in(Lang::Zh, at("2026-01-02T09:05")), "2026年1月2日 09:05");
        assert_eq!(when_in(Lang::En, at("2026-01-02T09:05")), "2 Jan 2026, 09:05");
    }

    #[test]
    fn an_interval_repeats_nothing() {
        let cases = [
            ("2026-11-21", "2026-11-21", "2026年11月21日", "21 Nov 2026"),
            ("2026-11-21", "2026-11-25", "2026年11月21–25日", "21–25 Nov 2026"),
            ("2026-11-21", "2026-12-03", "2026年11月21日至12月3日", "21 Nov – 3 Dec 2026"),
            ("2026-11-21", "2027-01-05", "2026年11月21日至2027年1月5日", "21 Nov 2026 – 5 Jan 2027"),
        ];
        for (from, to, zh, en) in cases {
            assert_eq!(days_in(Lang::Zh, at(from), at(to)), zh);
            assert_eq!(days_in(Lang::En, at(from), at(to)), en);
        }
    }
}
