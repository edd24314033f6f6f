//! Words of the report on how promises were kept.

use super::Word;

pub(crate) const TITLE: Word = Word("到货承诺兑现情况", "Promises kept");
pub(crate) const LEAD: Word = Word(
    "{range}到货的订单行，与当初告知客户的到货日期对照。",
    "Lines that arrived {range}, beside the dates that their customers were told.",
);
pub(crate) const EMPTY: Word = Word("还没有可以对照的到货", "Nothing to compare yet");
pub(crate) const EMPTY_HINT: Word = Word(
    "告知过日期的订单行到货之后，会在这里与当初的承诺对照。",
    "Once lines arrive that had a date, they are compared here with what was promised.",
);
pub(crate) const NONE_LATELY: Word = Word("近九十天没有到货", "Nothing arrived in the last ninety days");
pub(crate) const NONE_LATELY_HINT: Word =
    Word("更早的到货见上面的按月数字。", "Earlier arrivals are in the table by month.");

// The whole house
pub(crate) const ARRIVED: Word = Word("到货的订单行", "Lines arrived");
pub(crate) const IN_TIME: Word = Word("首次承诺准时", "In time by the first promise");
pub(crate) const IN_TIME_NOTE: Word =
    Word("{n} 行不晚于首次告知的最后一天", "{n} lines by the last day that was told first");
pub(crate) const LAST_HELD: Word = Word("最后承诺兑现", "Last promise held");
pub(crate) const LAST_HELD_NOTE: Word =
    Word("{n} 行落在最后一次告知的日期之内", "{n} lines within the days that were told last");
pub(crate) const PERCENT: Word = Word("{n}%", "{n}%");

// By month
pub(crate) const MONTHS: Word = Word("按月", "Month by month");
pub(crate) const MONTH: Word = Word("月份", "Month");
pub(crate) const MONTH_OF: Word = Word("{year}年{month}月", "{month} {year}");
pub(crate) const LINES: Word = Word("到货行数", "Lines");
pub(crate) const SHARE: Word = Word("准时占比", "Share in time");
pub(crate) const SHARE_IS: Word = Word("{n} 行中准时 {part} 行", "{part} of {n} lines in time");

// By who promised
pub(crate) const AUTHORS: Word = Word("谁承诺的", "Who promised");
pub(crate) const AUTHOR: Word = Word("承诺来自", "Promised by");
pub(crate) const BY_HAND: Word = Word("科室", "A desk");
pub(crate) const BESIDE: Word = Word("同样这些行，当时的推算", "The same lines as worked out then");
pub(crate) const WORKED_OUT: Word = Word("其余的行，推算", "All others, worked out");
pub(crate) const AUTHORS_NOTE: Word = Word(
    "科室承诺过的行按科室最后的承诺算准时，其余按最后一次推算；撤回的承诺不算。",
    "Lines that a desk promised are in time by what the desk said last, all others by what was worked out last. Promises that were taken back do not count.",
);

// By publisher
pub(crate) const PUBLISHERS: Word = Word("按出版社，最不准时的在前", "By publisher, the worst first");
pub(crate) const PUBLISHER: Word = Word("出版社", "Publisher");
pub(crate) const LATE_BY: Word = Word("迟到行平均晚到", "Late ones, on average");
pub(crate) const NEVER_LATE: Word = Word("没有迟到", "none late");

// By stage
pub(crate) const STAGES: Word = Word("迟到的订单行耽误在哪里", "Where late lines lost their days");
pub(crate) const STAGES_NOTE: Word = Word(
    "停留天数为平均值；准时行指同期准时到货的订单行。",
    "Average days of stay; “in time” are the lines that arrived in time in the same period.",
);
pub(crate) const NO_LATE: Word = Word("近九十天没有迟到的行", "No line was late in the last ninety days");
pub(crate) const NO_LATE_HINT: Word =
    Word("每一行都不晚于首次告知的最后一天。", "Every line came by the last day that was told first.");
pub(crate) const STAGE: Word = Word("环节", "Stage");
pub(crate) const DESK: Word = Word("科室", "Desk");
pub(crate) const LATE_LINES: Word = Word("迟到的行", "Late lines");
pub(crate) const USUAL_DAYS: Word = Word("准时行停留", "Stay when in time");
pub(crate) const LATE_DAYS: Word = Word("迟到行停留", "Stay when late");
pub(crate) const LOST: Word = Word("平均每行耽误", "Lost per line");
pub(crate) const LOST_SHARE: Word = Word("占耽误总天数", "Share of all lost days");
pub(crate) const LOST_IS: Word = Word("占全部耽误天数的 {n}%", "{n}% of all lost days");
pub(crate) const DAYS: Word = Word("{n} 天", "{n} days");
