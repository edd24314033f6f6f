//! Words of the search for copies.

use super::Word;

pub(crate) const TITLE: Word = Word("书在哪里", "Where is my book?");
pub(crate) const LEAD: Word = Word(
    "手头有什么就输入什么：书号、书名里的词、订单号、您自己的参考号、包裹号或运单号、结算单号、批次号。",
    "Type whatever you have at hand: an ISBN, words of a title, an order, your own reference, a parcel or its tracking number, an invoice, a batch.",
);
pub(crate) const NUMBER: Word = Word("书号、书名、订单号或其他号码", "ISBN, title, order or any other number");
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
pub(crate) const BY_WORDS: Word = Word(
    "书名或作者里的词，如「{example}」：贵单位订过的书，在途的排在前面",
    "Words of a title or its authors, like “{example}”: books that you ordered, those on their way first",
);
pub(crate) const SOME_WORDS: Word = Word("算法", "introduction algorithms");
pub(crate) const BY_PARCEL: Word = Word(
    "包裹号，如 {example}，或快递公司的运单号：包裹里的每种书",
    "A parcel, like {example}, or the carrier’s tracking number: each book in it",
);
pub(crate) const BY_INVOICE: Word = Word(
    "结算单号，如 {example}，或税务发票号码：上面的每种书",
    "An invoice, like {example}, or its number at the tax office: each book on it",
);
pub(crate) const BY_BATCH: Word =
    Word("批次号，如 {example}：经过这一批的册", "A batch number, like {example}: the copies that went through it");
pub(crate) const FOUND_ONE: Word = Word("找到 {n} 行", "{n} line found");
pub(crate) const FOUND: Word = Word("找到 {n} 行", "{n} lines found");
pub(crate) const MORE: Word = Word(
    "只显示最近订购的 {n} 行。输入订单号或您的参考号，可以缩小范围。",
    "Only the {n} newest lines are shown. Type an order number or your own reference to narrow it down.",
);
pub(crate) const SHOW_MORE: Word = Word("多列一些", "Show more");
pub(crate) const NOTHING: Word = Word("没有找到「{q}」", "Nothing found for “{q}”");
pub(crate) const NOTHING_HINT: Word = Word(
    "请核对号码：书号应有 10 位或 13 位，参考号要与下单时写的完全一致。按书名只能查到订过的书，其余的请到「书目」里查。",
    "Check the number: an ISBN has 10 or 13 digits, a reference must be written as on the order. Words find only what was ordered; for all other books use the catalogue.",
);
pub(crate) const OTHER_TITLES: Word = Word("其他相符的书", "Other books with these words");
pub(crate) const FURTHER: Word = Word("另有 {n} 种书相符", "{n} more with these words");
pub(crate) const OTHERS_ONE: Word = Word(
    "还有 {n} 种订过的书相符，点书名看它在哪里：",
    "{n} more book that was ordered has these words. Open it to see where it is:",
);
pub(crate) const OTHERS: Word = Word(
    "还有 {n} 种订过的书相符，点书名看它在哪里：",
    "{n} more books that were ordered have these words. Open one to see where it is:",
);
pub(crate) const OTHERS_MORE: Word = Word(
    "相符的书很多，这里先列出 {n} 种。多输入一个词，可以缩小范围。",
    "Many books have these words; {n} more are listed. Type another word to narrow it down.",
);
pub(crate) const LAST_ORDERED: Word = Word("最近一次订购：{day}", "Last ordered {day}");
pub(crate) const EXPECTED: Word = Word("还有未到的册", "Copies still to come");
pub(crate) const TO_BOOKS: Word = Word("到书目里查", "Search the catalogue");
pub(crate) const OPEN_BATCH: Word = Word("打开批次 {no}", "Open batch {no}");
