//! Words of ranges that a desk promises by hand.

use super::Word;

pub(crate) const TITLE: Word = Word("由科室承诺到货日期", "Promise a date by hand");
pub(crate) const LEAD: Word = Word(
    "您比推算更清楚时，在这里直接告诉客户日期和缘由；承诺有效期间，客户看到的是您的日期，推算的日期仍在旁边。",
    "When you know better than the calculation, tell the customer the days and why. While it holds they see yours; what is worked out stays beside it.",
);
pub(crate) const GIVE: Word = Word("承诺并告知客户", "Promise it and tell the customers");
pub(crate) const GIVE_TITLE: Word = Word("新的到货日期", "The new days");
pub(crate) const FROM: Word = Word("最早", "First day");
pub(crate) const UNTIL: Word = Word("最晚", "Last day");
pub(crate) const NOTE: Word = Word("缘由（客户会看到原话）", "Why (the customer reads it as it is)");
pub(crate) const NOTE_HINT: Word = Word(
    "例如：出版社来信，重印本 12 月 3 日出库。",
    "For example: the publisher writes that the reprint ships on 3 December.",
);
pub(crate) const STAGE: Word = Word("有效到离开哪个环节", "Holds until the copies have left");
pub(crate) const HOLDS: Word = Word("最迟有效到", "And until this day at the latest");
pub(crate) const HOLDS_HINT: Word = Word("留空即承诺的最晚一天。", "Leave empty for the last day promised.");
pub(crate) const TAKE_BACK: Word = Word("撤回承诺", "Take the promise back");
pub(crate) const TAKE_BACK_NOTE: Word =
    Word("撤回的缘由（客户会看到）", "Why it is taken back (the customer reads it)");
pub(crate) const DONE: Word =
    Word("已记下；日期变动明显的客户会收到通知。", "Done. Customers whose dates moved noticeably are told.");
pub(crate) const NOT_YOURS: Word = Word(
    "图书现在由别的科室经手，由该科室或主管承诺。",
    "Another desk holds these books; it or a supervisor promises.",
);
pub(crate) const BEHIND: Word = Word(
    "另有 {n} 行还有图书在后面，日期不取决于这一批，不在其列。",
    "{n} more lines have copies behind this batch; their date does not hang on it, so they are left out.",
);
pub(crate) const NOTHING: Word = Word("没有可以承诺的订单行", "There is nothing to promise for");
pub(crate) const NOTHING_HINT: Word = Word(
    "这一批的图书都还有册数在后面，或日期正在推算。",
    "All its lines have copies behind this batch, or their dates are still being worked out.",
);
pub(crate) const LINES: Word = Word("涉及的订单行", "The lines");
pub(crate) const LINES_MORE: Word =
    Word("另有 {n} 行未列出，承诺同样适用。", "{n} more lines are not listed; the promise covers them too.");
pub(crate) const LINE: Word = Word("订单行", "Line");
pub(crate) const LINE_OF: Word = Word("{no} 第 {line} 行", "{no}, line {line}");
pub(crate) const BOOK: Word = Word("图书", "Book");
pub(crate) const NEEDED: Word = Word("最晚到货日", "Needed by");
pub(crate) const SHOWN: Word = Word("客户看到", "The customer sees");
pub(crate) const MODEL: Word = Word("推算", "Worked out");
pub(crate) const ONE_LINE: Word = Word("只改这一行", "This line alone");

// On the order's page
pub(crate) const PROMISED_BY: Word = Word("{desk}于{day}承诺", "promised by the {desk} on {day}");
pub(crate) const BECAUSE: Word = Word("缘由：{note}", "Because: {note}");
pub(crate) const HOLDS_FOR_THE_HOUSE: Word = Word(
    "有效到离开“{stage}”环节，最迟到{day}；推算为{model}。",
    "Holds until the copies have left {stage}, until {day} at the latest; worked out: {model}.",
);
