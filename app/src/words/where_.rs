//! Words of the search for copies.

use super::Word;

pub(crate) const TITLE: Word = Word("书在哪里", "Where is my book?");
pub(crate) const LEAD: Word = Word(
    "手头有什么号码就输入什么：书号、订单号、您自己的参考号或批次号。",
    "Type whatever number you have at hand: an ISBN, an order, your own reference or a batch.",
);
pub(crate) const NUMBER: Word = Word("书号、订单号、参考号或批次号", "ISBN, order, reference or batch");
pub(crate) const FIND: Word = Word("查找", "Find");
pub(crate) const WHAT: Word = Word("可以输入", "What you can type");
pub(crate) const BY_ISBN: Word = Word(
    "书号，如 {example}：贵单位订过的所有这种书",
    "An ISBN, like {example}: every copy of the book that you ever ordered",
);
pub(crate) const BY_ORDER: Word =
    Word("订单号，如 {example}：这份订单的每一行", "An order number, like {example}: each line of that order");
pub(crate) const BY_REF: Word =
    Word("下单时填写的参考号，写法要一致", "Your own reference, just as you wrote it on the order");
pub(crate) const BY_BATCH: Word =
    Word("批次号，如 {example}：经过这一批的册", "A batch number, like {example}: the copies that went through it");
pub(crate) const FOUND_ONE: Word = Word("找到 {n} 行", "{n} line found");
pub(crate) const FOUND: Word = Word("找到 {n} 行", "{n} lines found");
pub(crate) const MORE: Word = Word(
    "只显示最近订购的 {n} 行。输入订单号或您的参考号，可以缩小范围。",
    "Only the {n} newest lines are shown. Type an order number or your own reference to narrow it down.",
);
pub(crate) const NOTHING: Word = Word("没有找到「{q}」", "Nothing found for “{q}”");
pub(crate) const NOTHING_HINT: Word = Word(
    "请核对号码：书号应有 10 位或 13 位；参考号要与下单时写的完全一致。书名请到「书目」里查。",
    "Check the number: an ISBN has 10 or 13 digits, a reference must be written as on the order. To search by title, use the catalogue.",
);
pub(crate) const TO_BOOKS: Word = Word("到书目里查", "Search the catalogue");
pub(crate) const OPEN_BATCH: Word = Word("打开批次 {no}", "Open batch {no}");
