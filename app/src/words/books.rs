//! Words of the catalogue: languages, bindings, countries, and the names of the monthly catalogues.

use kernel::Lang;

use super::{Word, fill, lang, t};

pub(crate) const BOOKS: Word = Word("书目", "Books");
pub(crate) const BOOKS_LEAD: Word = Word(
    "按书号、书名、作者或出版社查找，价格为贵单位今日价。",
    "Find titles by ISBN, title, author or publisher. Prices are yours, as of today.",
);
pub(crate) const FIND_LABEL: Word = Word("查找图书", "Find books");
pub(crate) const FIND_FIELD: Word = Word("书号、书名、作者或出版社", "ISBN, title, author or publisher");
pub(crate) const FIND: Word = Word("查找", "Find");
pub(crate) const FOUND: Word = Word("查找结果", "Found");
pub(crate) const MOST_ORDERED: Word = Word("最受欢迎的品种", "Most sought-after titles");
pub(crate) const FIRST_PAGE: Word = Word("回到第一页", "Back to the first page");
pub(crate) const CATALOGUES: Word = Word("新书目录", "Monthly catalogues");
pub(crate) const EARLIER: Word = Word("更早的目录", "Earlier ones");
pub(crate) const TITLES: Word = Word("{n} 种", "{n} titles");
pub(crate) const ONE_TITLE: Word = Word("{n} 种", "{n} title");
pub(crate) const NOT_FOUND: Word = Word("没有找到「{q}」", "Nothing found for “{q}”");
pub(crate) const NOT_FOUND_HINT: Word = Word(
    "可以只留一两个词，换用作者或出版社的原文名，或直接输入 10 位、13 位书号（连字符可有可无）。",
    "Try fewer words, the author's or publisher's name in the original, or the ISBN of 10 or 13 digits, with or without hyphens.",
);
pub(crate) const SHOW_ALL: Word = Word("查看全部书目", "Show all books");
pub(crate) const EMPTY_CATALOGUE: Word = Word("这一期目录里没有书", "No titles in this catalogue");
pub(crate) const EMPTY_CATALOGUE_HINT: Word =
    Word("请核对目录编号，或从书目页选择一期。", "Check the catalogue's code, or choose one on the page of books.");

pub(crate) const NOT_IN_THIS_ONE: Word =
    Word("这一期目录里没有；可以到全部书目中再找。", "Not in this catalogue. It may be among all books.");
pub(crate) const EVERYWHERE: Word = Word("在全部书目中查找", "Search all books");

pub(crate) const ORDER: Word = Word("订购", "Order");
pub(crate) const ORDER_SPOKEN: Word = Word("《{title}》", " “{title}”");
pub(crate) const ORDERED: Word = Word("已订过 {n} 册", "ordered before: {n} copies");
pub(crate) const ORDERED_ONE: Word = Word("已订过 {n} 册", "ordered before: {n} copy");
pub(crate) const ON_REQUEST: Word = Word("价格待询", "price on request");

pub(crate) const PUBLISHER: Word = Word("出版社", "Publisher");
pub(crate) const YEAR: Word = Word("出版年", "Year");
pub(crate) const LANGUAGE: Word = Word("语种", "Language");
pub(crate) const CLASS: Word = Word("中图法分类", "CLC class");
pub(crate) const BINDING: Word = Word("装帧", "Binding");
pub(crate) const ISBN: Word = Word("书号", "ISBN");
pub(crate) const CATALOGUE: Word = Word("新书目录", "Catalogue");
pub(crate) const ABOUT: Word = Word("版本信息", "The edition");

pub(crate) const PRICE: Word = Word("价格", "Price");
pub(crate) const YOUR_PRICE: Word = Word("贵单位价（一册）", "Your price for one copy");
pub(crate) const LIST_PRICE: Word = Word("出版社定价", "Publisher's list price");
pub(crate) const PRICE_NOTE: Word = Word(
    "按今日汇率和贵单位的价格协议折算成人民币；下单时的价格即为最终价格。",
    "Converted to RMB at today's rate under your agreement. The price on the day you order is the one you pay.",
);
pub(crate) const ON_REQUEST_NOTE: Word = Word(
    "出版社尚未报价，暂时不能在线订购；请与您的业务员联系询价。",
    "The publisher has not named a price, so it cannot be ordered online yet. Your contact at the house will ask for one.",
);

pub(crate) const WHEN: Word = Word("多久能到", "How long it takes");
pub(crate) const HALF_WITHIN: Word = Word("半数订单", "Half of all orders");
pub(crate) const MOST_WITHIN: Word = Word("八成订单", "8 of 10 orders");
pub(crate) const DAYS: Word = Word("{n} 天内到货", "arrived within {n} days");
pub(crate) const ONE_DAY: Word = Word("{n} 天内到货", "arrived within {n} day");
pub(crate) const WHEN_UNKNOWN: Word =
    Word("这家出版社的到货还太少，无法估计时间。", "Too few books of this publisher have arrived to say.");

pub(crate) const OWN_ORDERS: Word = Word("本单位订购记录", "Your orders of it");
pub(crate) const OWN_ORDERS_NONE: Word = Word("贵单位还没有订过这本书。", "You have not ordered this title yet.");
pub(crate) const ORDER_NO: Word = Word("订单", "Order");
pub(crate) const COPIES: Word = Word("册数", "Copies");
pub(crate) const WHERE_ARE_THEY: Word = Word("这些书在哪里", "Where are these copies?");

/// ISO 639-2/B, BCP 47, and the name of each language of the catalogue.
const LANGUAGES: [(&str, &str, Word); 25] = [
    ("ara", "ar", Word("阿拉伯文", "Arabic")),
    ("chi", "zh", Word("中文", "Chinese")),
    ("dan", "da", Word("丹麦文", "Danish")),
    ("dut", "nl", Word("荷兰文", "Dutch")),
    ("eng", "en", Word("英文", "English")),
    ("fil", "fil", Word("菲律宾文", "Filipino")),
    ("fre", "fr", Word("法文", "French")),
    ("ger", "de", Word("德文", "German")),
    ("gre", "el", Word("希腊文", "Greek")),
    ("heb", "he", Word("希伯来文", "Hebrew")),
    ("ind", "id", Word("印度尼西亚文", "Indonesian")),
    ("ita", "it", Word("意大利文", "Italian")),
    ("jpn", "ja", Word("日文", "Japanese")),
    ("kor", "ko", Word("韩文", "Korean")),
    ("lat", "la", Word("拉丁文", "Latin")),
    ("nor", "no", Word("挪威文", "Norwegian")),
    ("per", "fa", Word("波斯文", "Persian")),
    ("pol", "pl", Word("波兰文", "Polish")),
    ("por", "pt", Word("葡萄牙文", "Portuguese")),
    ("rum", "ro", Word("罗马尼亚文", "Romanian")),
    ("rus", "ru", Word("俄文", "Russian")),
    ("spa", "es", Word("西班牙文", "Spanish")),
    ("swe", "sv", Word("瑞典文", "Swedish")),
    ("tam", "ta", Word("泰米尔文", "Tamil")),
    ("tur", "tr", Word("土耳其文", "Turkish")),
];

/// The name of a title's language; the code itself when it is none of the common ones.
pub(crate) fn language(code: &str) -> String {
    match LANGUAGES.iter().find(|(known, ..)| *known == code) {
        Some((_, _, name)) => t(*name).to_owned(),
        None if code == "mul" => t(Word("多语种", "several languages")).to_owned(),
        None => code.to_owned(),
    }
}

/// The BCP 47 tag of a title's language, so that it is read aloud as what it is.
pub(crate) fn language_tag(code: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(known, ..)| *known == code).map(|(_, tag, _)| *tag)
}

/// The name of a binding; nothing for an unknown one.
pub(crate) fn binding(code: &str) -> Option<&'static str> {
    match code {
        "hardback" => Some(t(Word("精装", "hardback"))),
        "paperback" => Some(t(Word("平装", "paperback"))),
        _ => None,
    }
}

/// The name of a monthly catalogue: `S-2026-05` is 社会科学 2026年5月, Social sciences, May 2026.
pub(crate) fn catalogue(code: &str) -> String {
    match code.split_once('-') {
        Some((letter, month)) => fill(
            Word("{series} {month}", "{series}, {month}"),
            &[("series", &series(letter)), ("month", &month_name(month))],
        ),
        None => series(code),
    }
}

/// The name of a series of catalogues; the letter itself when it is none of the six.
pub(crate) fn series(letter: &str) -> String {
    let name = match letter {
        "T" => Word("科学技术", "Science and technology"),
        "S" => Word("社会科学", "Social sciences and humanities"),
        "M" => Word("生物、医学、农业", "Biology, medicine, agriculture"),
        "C" => Word("港台图书", "Taiwan and Hong Kong"),
        "R" => Word("俄文图书", "Russian"),
        "J" => Word("日文图书", "Japanese"),
        other => return other.to_owned(),
    };
    t(name).to_owned()
}

/// `2026-05` as 2026年5月, May 2026; anything else as it is.
pub(crate) fn month_name(month: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts = month.split_once('-').and_then(|(year, month)| Some((year, month.parse::<usize>().ok()?)));
    let named = parts.and_then(|(year, number)| Some((year, number, MONTHS.get(number.checked_sub(1)?)?)));
    match named {
        Some((year, number, name)) => match lang() {
            Lang::Zh => format!("{year}年{number}月"),
            Lang::En => format!("{name} {year}"),
        },
        None => month.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::*;

    fn said(lang: Lang, word: impl FnOnce() -> String) -> String {
        Owner::new().with(|| {
            provide_context(lang);
            word()
        })
    }

    #[test]
    fn a_catalogue_is_called_by_its_series_and_month() {
        assert_eq!(said(Lang::Zh, || catalogue("S-2026-05")), "社会科学 2026年5月");
        assert_eq!(said(Lang::En, || catalogue("R-2024-12")), "Russian, December 2024");
    }

    #[test]
    fn a_strange_code_is_shown_as_it_is() {
        for code in ["X", "X-2026-00", "T-2026-13", "T-", "-", "汉-字", ""] {
            assert!(!said(Lang::En, || catalogue(code)).contains('{'), "{code}");
        }
        assert_eq!(said(Lang::Zh, || month_name("2026-00")), "2026-00");
        assert_eq!(said(Lang::En, || language("xxx")), "xxx");
    }
}
