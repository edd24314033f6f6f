//! Words of causes that hold a whole batch up: what kinds there are, what customers read of them, and the desk's page.

use kernel::Lang;
use kernel::shapes::CauseNote;

use super::{Word, fill_in};

const KIND_CUSTOMS: Word = Word("海关查验", "customs inspection");
const KIND_REPRINT: Word = Word("出版社重印", "a reprint at the publisher");
const KIND_REVIEW: Word = Word("内容审核", "a review of contents");
const KIND_OTHER: Word = Word("其他原因", "another cause");

/// What a kind of cause is called.
pub(crate) fn cause_kind(code: &str) -> Word {
    match code {
        "customs" => KIND_CUSTOMS,
        "reprint" => KIND_REPRINT,
        "review" => KIND_REVIEW,
        _ => KIND_OTHER,
    }
}

const CAUSE_DAYS: Word = Word("预计多等约 {n} 天。", "Expect about {n} more days.");
const CAUSE_ONE_DAY: Word = Word("预计多等约 1 天。", "Expect about one more day.");

/// What a desk says of a cause, with the days that it costs.
pub(crate) fn cause_text(note: &CauseNote, lang: Lang) -> String {
    let days = match note.extra_days {
        0 => return note.text.clone(),
        1 => CAUSE_ONE_DAY.of(lang).to_owned(),
        n => fill_in(lang, CAUSE_DAYS, &[("n", &n)]),
    };
    match lang {
        Lang::Zh => format!("{}{days}", note.text),
        Lang::En => format!("{} {days}", note.text),
    }
}

pub(crate) const HELD_UP: Word = Word("这批书受阻：{kind}", "Held up: {kind}");
pub(crate) const HELD_FIRST: Word = Word(
    "发送之前请看：本社已知情况，正在处理。如您的问题与此有关，不必再发。",
    "Before you send: the house knows of this and is dealing with it. If it answers your question, there is no need to write.",
);
pub(crate) const HELD_LINES: Word = Word("第 {n} 行《{title}》", "Line {n}, “{title}”");
pub(crate) const CAUSES: Word = Word("整批受阻", "What holds the batch");
pub(crate) const CAUSE_LEAD: Word = Word(
    "发布一次，批次内每位客户收到一条通知；解除时再各收一条。询问的客户先看到它。",
    "Posted once, each customer in the batch is told once, and once again when it is over. Who asks reads it first.",
);
pub(crate) const CAUSE_KIND: Word = Word("原因", "Cause");
pub(crate) const CHOOSE: Word = Word("请选择", "Choose one");
pub(crate) const CAUSE_ZH: Word = Word("告诉中文读者", "For Chinese readers");
pub(crate) const CAUSE_EN: Word = Word("告诉英文读者", "For English readers");
pub(crate) const EXTRA_DAYS: Word = Word("预计多等几天", "Extra days expected");
pub(crate) const EXTRA_DAYS_HINT: Word = Word("说不准就留空。", "Leave empty when nobody can say.");
pub(crate) const NEW_CAUSE: Word = Word("告诉客户", "What the customers are told");
pub(crate) const POST_CAUSE: Word = Word("发布并通知客户", "Post and tell the customers");
pub(crate) const CLOSE_CAUSE: Word = Word("解除并通知客户", "It is over: tell the customers");
pub(crate) const CAUSE_TOUCHES: Word =
    Word("涉及 {lines} 种、{customers} 家客户", "{lines} titles of {customers} customers");
pub(crate) const CAUSE_SINCE: Word = Word("{when}，{who}", "{when}, {who}");
pub(crate) const CAUSE_OVER: Word = Word("已于 {when} 解除", "Over since {when}");
pub(crate) const HAS_CAUSE: Word =
    Word("这个批次已有未解除的原因，请先解除。", "This batch has an open cause already; close that one first.");
pub(crate) const NO_COPIES: Word = Word("批次里已没有图书。", "There are no copies left in the batch.");
