//! Words of copies that came beyond what was ordered.

use kernel::shapes::ExtraState;

use super::{Word, t};

pub(crate) const TITLE: Word = Word("多到的书", "Copies too many");
pub(crate) const LEAD: Word = Word(
    "收货时比订购多出的册数：分给等待同一种书的订单，留作库存，或退回出版社。",
    "What came beyond what was ordered: given to who waits for the same title, kept, or sent back to the publisher.",
);
pub(crate) const WHICH: Word = Word("按处理结果", "By what became of them");
pub(crate) const NONE: Word = Word("没有这样的书", "There are none");
pub(crate) const NONE_HINT: Word =
    Word("收货时多出的册数会列在这里。", "Copies that a count finds beyond what was ordered are listed here.");
pub(crate) const BOOK: Word = Word("图书", "Book");
pub(crate) const BATCH: Word = Word("随批次到达", "Came with");
pub(crate) const COPIES: Word = Word("册数", "Copies");
pub(crate) const DAMAGED: Word = Word("破损", "damaged");
pub(crate) const STATE: Word = Word("处理", "What became of them");
pub(crate) const FOUND_AT: Word = Word("发现于", "Found");
pub(crate) const ACTS: Word = Word("操作", "Acts");
pub(crate) const NOT_IN_CATALOGUE: Word = Word("书目中没有", "not in the catalogue");
pub(crate) const GIVEN_IN: Word = Word("见批次", "in batch");
pub(crate) const GIVE: Word = Word("分给等待的订单（{n} 册在等）", "Give to who waits ({n} wanted)");
pub(crate) const GIVE_OF: Word = Word("{give}：《{title}》", "{give}: {title}");
pub(crate) const DECIDE: Word = Word("处理", "Decide");
pub(crate) const DECIDE_OF: Word = Word("处理《{title}》", "Decide about {title}");
pub(crate) const NOTE: Word = Word("说明（退回时必填：怎样退的）", "Note (when sent back: how)");
pub(crate) const KEEP: Word = Word("留作库存", "Keep");
pub(crate) const SEND_BACK: Word = Word("退回出版社", "Send back");
pub(crate) const REOPEN: Word = Word("改为待处理", "Decide again");
pub(crate) const REOPEN_OF: Word = Word("改为待处理：《{title}》", "Decide again: {title}");

/// What became of copies too many.
pub(crate) fn state(state: ExtraState) -> &'static str {
    t(match state {
        ExtraState::Found => Word("待处理", "To be decided"),
        ExtraState::Returned => Word("已退回", "Sent back"),
        ExtraState::Kept => Word("留作库存", "Kept"),
        ExtraState::Given => Word("已分给订单", "Given to orders"),
        ExtraState::Recounted => Word("已重新清点", "Counted again"),
    })
}
