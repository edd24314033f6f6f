//! A small month: a table of weeks in which days of rest and worked weekends stand out by sign and colour.

use jiff::civil::{Date, date};
use kernel::shapes::{CalendarDay, DayKind};
use leptos::prelude::*;

use crate::words::{fill, lang, settings as w, t};

/// The days of a year that are not what their weekday says, and today.
#[derive(Clone, Copy)]
pub(super) struct Marks<'a> {
    pub days: &'a [CalendarDay],
    pub today: i64,
}

/// All months of a year.
pub(super) fn year(year: i16, marks: Marks<'_>) -> AnyView {
    let months = (1..=12).map(|month| one(year, month, marks)).collect_view();
    view! { <div class="months">{months}</div> }.into_any()
}

fn one(year: i16, month: i8, marks: Marks<'_>) -> AnyView {
    let name = usize::try_from(month - 1).ok().and_then(|index| w::MONTHS.get(index));
    let caption = name.map(|name| fill(*name, &[("year", &year)])).unwrap_or_default();
    let heads = w::WEEK.map(|head| view! { <th scope="col">{t(head)}</th> });
    let weeks = weeks(year, month).into_iter().map(|week| {
        let cells =
            week.into_iter().map(|date| date.map_or_else(|| view! { <td></td> }.into_any(), |date| cell(date, marks)));
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <table class="month">
            <caption>{caption}</caption>
            <thead>
                <tr>{heads.collect_view()}</tr>
            </thead>
            <tbody>{weeks.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// The weeks of a month, Monday first; days of other months are empty.
fn weeks(year: i16, month: i8) -> Vec<[Option<Date>; 7]> {
    let Ok(first) = Date::new(year, month, 1) else { return Vec::new() };
    let mut weeks = Vec::with_capacity(6);
    let mut week = [None; 7];
    for number in 1..=first.days_in_month() {
        let Ok(date) = Date::new(year, month, number) else { continue };
        let place = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
        week[place] = Some(date);
        if place == 6 {
            weeks.push(std::mem::take(&mut week));
        }
    }
    if week.iter().any(Option::is_some) {
        weeks.push(week);
    }
    weeks
}

fn cell(date: Date, marks: Marks<'_>) -> AnyView {
    let day = number(date);
    let mark = marks.days.iter().find(|mark| mark.day == day);
    let here = (day == marks.today).then_some("date");
    let kind = mark.map(|mark| mark.kind.code());
    let sign = mark.map(|mark| {
        let sign = match mark.kind {
            DayKind::Rest => w::REST_SIGN,
            DayKind::Work => w::WORK_SIGN,
        };
        let spoken = format!(" {} {}", w::day_kind(mark.kind), lang().pick(&mark.name_zh, &mark.name_en));
        view! {
            <span class="month-sign" aria-hidden="true">{t(sign)}</span>
            <span class="sr">{spoken}</span>
        }
    });
    view! { <td data-kind=kind aria-current=here>{date.day()} {sign}</td> }.into_any()
}

/// Days since 1970.
fn number(day: Date) -> i64 {
    date(1970, 1, 1).until(day).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_stands_under_its_weekday_once() {
        for (year, month) in [(2026, 2), (2026, 3), (2027, 2), (2028, 2)] {
            let weeks = weeks(year, month);
            let days: Vec<i8> = weeks.iter().flatten().flatten().map(|date| date.day()).collect();
            assert!(days.iter().copied().eq(1..=date(year, month, 1).days_in_month()), "{year}-{month}: {days:?}");
            for week in &weeks {
                for (place, day) in (0_i8..).zip(week) {
                    assert!(day.is_none_or(|day| day.weekday().to_monday_zero_offset() == place));
                }
            }
        }
        assert_eq!(number(date(2026, 11, 21)), 20_778);
    }
}
