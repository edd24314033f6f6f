//! A year's days of rest as people paste them: the notice of the State Council, or a day a line. Pure.
//!
//! ```text
//! 二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
//! 2026-10-01 rest 国庆节 National Day
//! ```

use jiff::civil::Date;
use kernel::shapes::{CalendarDay, DayKind};

use super::{changes_the_day, date_of};
use crate::days;

/// The holidays by law (全国年节及纪念日放假办法) and what they are called in English.
const HOLIDAYS: [(&str, &str); 7] = [
    ("元旦", "New Year"),
    ("春节", "Spring Festival"),
    ("清明节", "Qingming"),
    ("劳动节", "Labour Day"),
    ("端午节", "Dragon Boat Festival"),
    ("中秋节", "Mid-Autumn Festival"),
    ("国庆节", "National Day"),
];
/// No holiday is longer, in days; what is was misread.
const LONGEST: i64 = 15;

/// The days that each line names, or the line itself when it names none. Lines of the notice that are only sentences around
/// the list are passed over.
pub(super) fn read(year: i16, text: &str) -> Vec<Result<Vec<CalendarDay>, String>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.filter(|line| line.contains(|c: char| c.is_ascii_digit())).filter_map(|line| one(year, line)).collect()
}

/// The lines of a pasted list that name no day.
pub fn unread(year: i16, text: &str) -> Vec<String> {
    read(year, text).into_iter().filter_map(Result::err).collect()
}

/// What a line says; nothing for a sentence of the notice without a day (its heading, its date).
fn one(year: i16, line: &str) -> Option<Result<Vec<CalendarDay>, String>> {
    let days = match line.split_once(['：', ':']) {
        Some((name, rest)) if rest.contains('月') => paragraph(year, holiday(name), rest),
        _ if line.contains('年') => return None,
        _ => plain(line).map(|day| vec![day]),
    };
    Some(days.filter(|days| !days.is_empty()).ok_or_else(|| line.to_owned()))
}

/// The name of a holiday without its number: `二、春节` is `春节`; `国庆节、中秋节` stays whole.
fn holiday(name: &str) -> &str {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    match name.trim().split_once('、') {
        Some((number, rest)) if number.chars().all(numeral) => rest.trim(),
        _ => name.trim(),
    }
}

/// What a holiday is called in English; one that is not in the law keeps its Chinese name.
fn english(name: &str) -> String {
    let one = |name: &str| HOLIDAYS.iter().find(|(zh, _)| *zh == name).map_or(name, |(_, en)| *en).to_owned();
    name.split('、').map(one).collect::<Vec<_>>().join(", ")
}

/// `1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。`
fn paragraph(year: i16, name: &str, text: &str) -> Option<Vec<CalendarDay>> {
    let text = without_brackets(text);
    let mut days = Vec::new();
    let mut rest = text.as_str();
    while let Some((dates, kind, after)) = next_verb(rest) {
        let is_date = |part: &&str| part.contains('日') && part.contains(|c: char| c.is_ascii_digit());
        for part in dates.split(['、', '，', ',', '。', '；']).filter(is_date) {
            let (first, last) = range(year, part)?;
            let named = (first..=last).filter(|day| changes_the_day(*day, kind)).map(|day| entry(day, kind, name));
            days.extend(named);
        }
        rest = after;
    }
    Some(days)
}

/// What stands before the next verb, what the verb makes of those days, and what stands behind it.
fn next_verb(text: &str) -> Option<(&str, DayKind, &str)> {
    let verbs = [("放假", DayKind::Rest), ("上班", DayKind::Work)];
    let found = verbs.into_iter().filter_map(|(verb, kind)| text.find(verb).map(|at| (at, verb, kind)));
    let (at, verb, kind) = found.min_by_key(|(at, ..)| *at)?;
    Some((&text[..at], kind, &text[at + verb.len()..]))
}

fn entry(day: i64, kind: DayKind, name: &str) -> CalendarDay {
    let (name_zh, name_en) = match kind {
        DayKind::Rest => (name.to_owned(), english(name)),
        DayKind::Work => (format!("{name}调休"), format!("Worked for {}", english(name))),
    };
    CalendarDay { day, kind, name_zh, name_en }
}

/// `2月15日至23日`, `9月30日至10月7日`, `2月14日`: the first and the last day.
fn range(year: i16, text: &str) -> Option<(i64, i64)> {
    let (from, to) = text.split_once('至').unwrap_or((text, ""));
    let first = written(year, None, from)?;
    let last = if to.is_empty() { first } else { written(first.year(), Some(first.month()), to)? };
    let (first, last) = (days::number(first), days::number(last));
    (first..=first + LONGEST).contains(&last).then_some((first, last))
}

/// `2025年12月31日`, `2月15日`, and after a month that was named `23日`.
fn written(year: i16, month: Option<i8>, text: &str) -> Option<Date> {
    let text = text.trim();
    let (year, text) = match text.split_once('年') {
        Some((year, rest)) => (year.trim().parse().ok()?, rest),
        None => (year, text),
    };
    let (month, text) = match text.split_once('月') {
        Some((month, rest)) => (month.trim().parse().ok()?, rest),
        None => (month?, text),
    };
    let day = text.trim().strip_suffix('日')?.trim().parse().ok()?;
    Date::new(year, month, day).ok()
}

/// Brackets hold weekdays and days of the moon, which follow from the date.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// `2026-10-01 rest 国庆节 National Day`.
fn plain(line: &str) -> Option<CalendarDay> {
    let mut words = line.split([' ', '\t', ',', '，']).filter(|word| !word.is_empty());
    let day = days::typed(words.next()?)?;
    let kind = match words.next()? {
        "rest" | "休" | "放假" => DayKind::Rest,
        "work" | "班" | "上班" => DayKind::Work,
        _ => return None,
    };
    let name_zh = words.next()?.to_owned();
    let rest = words.collect::<Vec<_>>().join(" ");
    let name_en = if rest.is_empty() { english(&name_zh) } else { rest };
    (date_of(day).is_some() && changes_the_day(day, kind)).then_some(CalendarDay { day, kind, name_zh, name_en })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// 国务院办公厅关于2026年部分节假日安排的通知, 4 November 2025.
    const NOTICE: &str = "国务院办公厅关于2026年部分节假日安排的通知
        经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
        一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
        二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
        三、清明节：4月4日（周六）至6日（周一）放假，共3天。
        四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
        五、端午节：6月19日（周五）至21日（周日）放假，共3天。
        六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
        七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
        节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。
        2025年11月4日";

    fn all(year: i16, text: &str) -> Vec<CalendarDay> {
        read(year, text).into_iter().flat_map(|line| line.unwrap_or_else(|line| panic!("{line}"))).collect()
    }

    #[test]
    fn the_notice_of_a_year_is_read_whole() {
        let days = all(2026, NOTICE);
        let of = |kind| days.iter().filter(|day| day.kind == kind).count();
        assert_eq!((of(DayKind::Rest), of(DayKind::Work)), (19, 6));
        let spring = days.iter().find(|day| day.day == days::number(date(2026, 2, 23))).expect("a Monday of rest");
        assert_eq!((spring.name_zh.as_str(), spring.name_en.as_str()), ("春节", "Spring Festival"));
        let worked = days.iter().find(|day| day.day == days::number(date(2026, 9, 20))).expect("a worked Sunday");
        assert_eq!((worked.name_zh.as_str(), worked.name_en.as_str()), ("国庆节调休", "Worked for National Day"));
        assert!(days.iter().all(|day| changes_the_day(day.day, day.kind)), "weekends are free without an entry");
        assert!(unread(2026, NOTICE).is_empty());
    }

    #[test]
    fn a_holiday_may_begin_in_the_year_before_and_two_may_be_one() {
        let text = "一、元旦：2027年12月31日至2028年1月2日放假。\n七、国庆节、中秋节：9月30日至10月6日放假调休。";
        let days = all(2028, text);
        assert_eq!(days[0].day, days::number(date(2027, 12, 31)));
        let last = days.last().expect("days");
        assert_eq!(
            (last.day, last.name_en.as_str()),
            (days::number(date(2028, 10, 6)), "National Day, Mid-Autumn Festival")
        );
    }

    #[test]
    fn a_day_a_line_is_read_and_what_is_no_day_is_named() {
        let days = all(2027, "2027-02-08 rest 春节\n2027-02-20,work,春节调休,Worked for Spring Festival");
        assert_eq!(days[0].name_en, "Spring Festival");
        assert_eq!((days[1].kind, days[1].name_en.as_str()), (DayKind::Work, "Worked for Spring Festival"));
        for line in [
            "2027-02-30 rest 春节",
            "2027-02-06 rest 春节",
            "2027-02-08",
            "春节：2月32日放假",
            "春节：2月8日至1月3日放假",
        ] {
            assert_eq!(unread(2027, line), [line], "{line}");
        }
        assert!(read(2027, "nothing in it").is_empty());
    }
}
