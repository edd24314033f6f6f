//! Words of the page of deadlines, and of the last safe day to order.

use super::Word;

pub(crate) const TITLE: Word = Word("交期预警", "Deadlines");
pub(crate) const LEAD: Word = Word(
    "这些品种可能赶不上最晚到货日，最危险的排在最前面。可能性随每一次流转重新推算。",
    "These lines may miss the day they are needed by, the most endangered first. The chance is worked out anew whenever something moves.",
);
pub(crate) const NONE: Word = Word("没有赶不上的品种", "Nothing is in danger");
pub(crate) const NONE_HINT: Word = Word(
    "下单时填写最晚到货日，这里就会在可能晚到时提前提醒。",
    "Give a date when you order, and this page warns you early when it may be missed.",
);

// The last safe day to order
pub(crate) const BY: Word = Word("要在这一天之前到", "Needed by");
pub(crate) const BY_HINT: Word = Word(
    "例如开学日。告诉您最晚哪一天下单，有九成把握赶上。",
    "Such as the first day of term. We tell you the last day on which to order, to be in time 9 times in 10.",
);
pub(crate) const WHEN_TO_ORDER: Word = Word("最晚哪天下单", "When must I order?");
pub(crate) const SAFE: Word = Word("{day}之前下单，有九成把握。", "Order by {day} to be in time 9 times in 10.");
pub(crate) const SAFE_URGENT: Word = Word("加急可以等到{day}。", "As an urgent order, by {day}.");
pub(crate) const TOO_LATE: Word =
    Word("随批次采购已经没有九成把握了。", "With an ordinary batch it is too late to be that sure.");
pub(crate) const TOO_LATE_URGENT: Word = Word("加急也没有九成把握。", "Even an urgent order cannot be that sure.");
pub(crate) const NO_DAY: Word = Word("请填一个日期。", "Please give a date.");
pub(crate) const TOO_FAR: Word = Word("这一天太远，还推算不了。", "That day is too far ahead to tell.");
