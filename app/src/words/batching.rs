//! Words of the desks' work on batches: cut-offs, dividing and joining, holding back, expected days, receiving, papers.

use kernel::shapes::Verdict;

use super::{Word, t};

// Cut-offs -----------------------------------------------------------------------------------------------------------

pub(crate) const CUTOFF: Word = Word("截单", "Cut-off");
pub(crate) const CLOSES_IN: Word = Word("{span}后截单", "closes in {span}");
pub(crate) const MISSED_BY: Word = Word("已过截单 {span}", "{span} past cut-off");
pub(crate) const NO_CALENDAR: Word = Word("未设截单周期", "no calendar");
pub(crate) const CALENDAR: Word = Word("截单日历", "Cut-off calendar");
pub(crate) const NEXT_CUTOFF: Word = Word("下次截单", "Next cut-off");
pub(crate) const EVERY: Word = Word("每 {n} 天一次", "every {n} days");
pub(crate) const RHYTHM_DAYS: Word = Word("周期（天）", "Days from cut-off to cut-off");
pub(crate) const ANCHOR: Word = Word("起算日", "Counted from");
pub(crate) const ANCHOR_HINT: Word = Word(
    "任意一个截单日。遇休息日顺延到下一个工作日 18:00。",
    "Any day of a cut-off. One on a day of rest is put off to the next working day, 18:00.",
);
pub(crate) const SET_CALENDAR: Word = Word("保存截单日历", "Save the calendar");
pub(crate) const FIND_OPEN: Word = Word("筛选待成批的订单行", "Narrow down what waits");
pub(crate) const COUNTRY: Word = Word("国别", "Country");
pub(crate) const CURRENCY: Word = Word("币种", "Currency");
pub(crate) const ALL: Word = Word("全部", "All");
pub(crate) const NARROW: Word = Word("筛选", "Narrow down");
pub(crate) const SHOW_ALL: Word = Word("显示全部", "Show all");
pub(crate) const NONE_FITS: Word = Word("没有符合条件的出版社", "No publisher fits");
pub(crate) const NONE_FITS_HINT: Word = Word("换一个条件，或显示全部。", "Try other words, or show all that waits.");
pub(crate) const RUSH: Word = Word("全部加急立即采购", "Buy everything urgent now");
pub(crate) const RUSH_HINT: Word =
    Word("加急不等截单：每家出版社一批。", "What is urgent waits for no cut-off: one batch for each publisher.");

/// For who orders: what the same list costs when it is bought at once.
pub(crate) const URGENT_TOTAL: Word = Word("加急订购的金额", "As an urgent order");

// Several batches together -------------------------------------------------------------------------------------------

pub(crate) const TICK_BATCH: Word = Word("选择批次 {no}", "Choose batch {no}");
pub(crate) const TOGETHER: Word = Word("勾选的批次合并转出", "Move the ticked batches on together");
pub(crate) const TOGETHER_HINT: Word = Word(
    "勾选的批次会汇成下一环节的一个批次，每批可单独撤销。",
    "The ticked batches become one batch of the next stage; each can be taken back by itself.",
);
pub(crate) const HELD: Word = Word("暂停：{reason}", "Held back: {reason}");
pub(crate) const EXPECTED: Word = Word("预计转出", "Should go on by");

// Dividing, joining, holding -----------------------------------------------------------------------------------------

pub(crate) const PART: Word = Word("拆分、并批与暂停", "Divide, join, hold back");
pub(crate) const PART_LEAD: Word = Word(
    "填写册数，再选择要做的事；都不填则指整批。",
    "Fill in copies, then choose what happens to them. With nothing filled in, the whole batch is meant.",
);
pub(crate) const PART_COPIES: Word = Word("取几册", "How many");
pub(crate) const SPLIT: Word = Word("拆为单独一批", "Make a batch of its own");
pub(crate) const SPLIT_HINT: Word =
    Word("填写的册数留在本环节，成为新的一批。", "The copies stay in this stage, in a batch of their own.");
pub(crate) const JOIN: Word = Word("加入已有的批次", "Join a batch that is there");
pub(crate) const INTO: Word = Word("批次", "Batch");
pub(crate) const JOIN_NOW: Word = Word("并入（同环节）", "Join, in this stage");
pub(crate) const AHEAD_NOW: Word = Word("转入（下一环节）", "Move on into it");
pub(crate) const HOLD: Word = Word("暂停", "Hold back");
pub(crate) const HOLD_HINT: Word = Word(
    "册数留在本环节的单独一批里，客户看得到原因。",
    "The copies wait in a batch of their own in this stage. Their customers read the reason.",
);
pub(crate) const HOLD_NOW: Word = Word("暂停", "Hold back");
pub(crate) const IS_HELD: Word = Word("本批已暂停：{reason}", "This batch holds its copies back: {reason}");
pub(crate) const IS_HELD_HINT: Word = Word("解除暂停之后才能转出。", "Its copies go on once they are released.");
pub(crate) const RELEASE: Word = Word("解除暂停", "Release");
pub(crate) const RELEASE_NOTE: Word = Word("解除的原因", "Why they go on");
pub(crate) const RELEASE_INTO: Word = Word("并入批次（不选则另成一批）", "Join a batch (or one of their own)");
pub(crate) const OWN_BATCH: Word = Word("单独成批", "A batch of their own");
pub(crate) const EXPECT: Word = Word("预计转出日期", "Expected day");
pub(crate) const EXPECT_DAY: Word = Word("新的日期", "Another day");
pub(crate) const EXPECT_NOTE: Word = Word("为什么改", "Why it changed");
pub(crate) const EXPECT_NOW: Word = Word("更改日期", "Change the day");
pub(crate) const EXPECT_USUAL: Word = Word("按本环节常规天数", "by the usual days of this stage");
pub(crate) const BACK_TO: Word = Word("返回批次", "Back to the batch");

// The same, as customers read it in the steps of a line ----------------------------------------------------------------

pub(crate) const HELD_STEP: Word = Word("{copies}在「{stage}」暂停", "{copies} held back at {stage}");
pub(crate) const RELEASED_STEP: Word = Word("{copies}在「{stage}」解除暂停", "{copies} released at {stage}");

// The vocabulary of reasons -----------------------------------------------------------------------------------------

pub(crate) const REASONS: Word = Word("原因代码表", "Reasons and their codes");
pub(crate) const REASONS_LEAD: Word = Word(
    "每个原因对册数的处理，以及与出版社往来时使用的行业代码。",
    "What each reason does to the copies, and the codes of the trade with which publishers are told.",
);
pub(crate) const EFFECT: Word = Word("处理", "What it does");
pub(crate) const ONIX65: Word = Word("ONIX 代码表 65", "ONIX list 65");
pub(crate) const ONIX54: Word = Word("订单回执（ONIX 54）", "Order response (ONIX 54)");
pub(crate) const EDIFACT4221: Word = Word("EDIFACT 4221", "EDIFACT 4221");

/// What a reason does to the copies.
pub(crate) fn effect(code: &str) -> &'static str {
    t(match code {
        "again" => Word("重新采购", "bought again"),
        "exit" => Word("退出流程", "off the way"),
        "hold" => Word("原地暂停", "held back where they are"),
        _ => Word("仅作记录", "only said"),
    })
}

// Receiving ----------------------------------------------------------------------------------------------------------

pub(crate) const RECEIVE: Word = Word("扫码收货", "Receive by scanner");
pub(crate) const RECEIVE_NO: Word = Word("收货：{no}", "Receiving {no}");
pub(crate) const SCAN: Word = Word("扫描或输入 ISBN", "Scan or type ISBNs");
pub(crate) const SCAN_HINT: Word = Word(
    "扫码枪扫一下就是一册；一次也可以粘贴多行，ISBN 后面可写册数。",
    "One scan is one copy. Several lines at once are fine; a number behind an ISBN is copies.",
);
pub(crate) const AS_SOUND: Word = Word("完好", "Sound");
pub(crate) const AS_DAMAGED: Word = Word("破损", "Damaged");
pub(crate) const STATE: Word = Word("品相", "They are");
pub(crate) const COUNT_IN: Word = Word("计入", "Count");
pub(crate) const COUNT_BACK_OF: Word =
    Word("−1 {state}：从计数中退回《{title}》", "−1 {state}: take one {title} out of the count");
pub(crate) const WANTED: Word = Word("应到", "Ordered");
pub(crate) const CAME: Word = Word("实到", "Came");
pub(crate) const SOUND: Word = Word("完好", "Sound");
pub(crate) const DAMAGED: Word = Word("破损", "Damaged");
pub(crate) const SHORT: Word = Word("短少", "Short");
pub(crate) const OVER: Word = Word("多到", "Over");
pub(crate) const COUNTED: Word = Word("按品种", "By title");
pub(crate) const LAST_SCANS: Word = Word("最近的扫描", "Last scans");
pub(crate) const NO_SCAN: Word = Word(
    "还没有扫描。把光标放在上面的输入框里，开始扫码。",
    "Nothing yet. Put the cursor into the field above and scan.",
);
pub(crate) const TRIAL: Word = Word("试算：谁得到多少", "Trial: who gets how many");
pub(crate) const RULE: Word = Word(
    "规则：先按最晚到货日，再按下单日期，再按合同等级；逐行满足，同等时按行的编号。",
    "The rule: earliest needed-by first, then earliest order, then rank of the contract. Each line is served in full before the next; equal ones go by key.",
);
pub(crate) const ORDERED_ON: Word = Word("下单日期", "Ordered");
pub(crate) const CONTRACT: Word = Word("合同等级", "Contract");
pub(crate) const GETS: Word = Word("分得", "Gets");
pub(crate) const REST: Word = Word("短少的册数", "Copies that did not come");
pub(crate) const REST_AWAIT: Word = Word("暂停，等待补发", "Hold back: the publisher sends them");
pub(crate) const REST_AGAIN: Word = Word("重新采购", "Buy them again");
pub(crate) const FINISH: Word = Word("完成收货并分配", "Finish and share out");
pub(crate) const FINISH_HINT: Word = Word(
    "分得的册数转入「{stage}」，破损的重新采购。每一步都可以单独撤销。",
    "What each line gets moves on to {stage}; damaged copies are bought again. Each step can be taken back by itself.",
);
pub(crate) const STOP_DESK: Word = Word("这一批由{desk}经手", "This batch is with the {desk}");
pub(crate) const STOP_DESK_HINT: Word =
    Word("只有经手的科室和主管可以收货。", "Only the desk that holds it and supervisors can receive it.");
pub(crate) const STOP_GONE: Word = Word("这一批已全部转出", "All copies of this batch have gone on");
pub(crate) const STOP_GONE_HINT: Word = Word(
    "如需重新清点，请先在批次的历史里撤销转出。",
    "To count it again, take the move back in the history of the batch.",
);
pub(crate) const STOP_HELD_HINT: Word = Word(
    "暂停中的册数不能清点。书已到齐时，请先解除暂停，再收货。",
    "Copies that are held back are not counted. When they are here, release them and receive them.",
);
pub(crate) const RELEASE_RECEIVE: Word = Word("解除暂停并收货", "Release and receive");
pub(crate) const RELEASE_SOME: Word = Word("只解除一部分", "Release only some");

pub(crate) const SOUNDS: Word = Word("提示音", "Sounds");
pub(crate) const WAITS_TO_BE_SENT: Word = Word("待发送", "Waiting to be sent");
pub(crate) const UNSENT_ONE: Word = Word("{n} 次扫描待发送", "{n} scan is waiting to be sent");
pub(crate) const UNSENT_MANY: Word = Word("{n} 次扫描待发送", "{n} scans are waiting to be sent");
pub(crate) const UNSENT_HINT: Word = Word(
    "网络不通时扫描保存在本机，可以继续扫；恢复后自动补发，不会重复计数。全部发送之后才能完成收货。",
    "While the net is away scans are kept in this browser: go on scanning. They are sent by themselves later and nothing is counted twice. The count can be finished once all are sent.",
);
pub(crate) const UNSENT_SEEN: Word = Word("知道了", "Seen");
pub(crate) const NOT_COUNTED: Word = Word("没有计入", "Not counted");
pub(crate) const NOT_COUNTED_GONE: Word = Word("批次已转出，没有计入", "The batch has gone on, not counted");

/// What a scan means.
pub(crate) fn verdict(verdict: Verdict) -> &'static str {
    t(match verdict {
        Verdict::Good => Word("对", "Good"),
        Verdict::Over => Word("多出", "One too many"),
        Verdict::Damaged => Word("破损", "Damaged"),
        Verdict::Foreign => Word("不在本批", "Not in this batch"),
        Verdict::Unreadable => Word("不是 ISBN", "Not an ISBN"),
        Verdict::Back => Word("已退回", "Taken back"),
    })
}

// Papers -------------------------------------------------------------------------------------------------------------

pub(crate) const PAPERS: Word = Word("拣货单与装箱单", "Pick list and packing list");
pub(crate) const PICK_LIST: Word = Word("拣货单", "Pick list");
pub(crate) const PACKING_LIST: Word = Word("装箱单", "Packing list");
pub(crate) const PICK_LEAD: Word = Word("按书名排列：每种取多少册。", "By title: how many copies to take of each.");
pub(crate) const PACKING_LEAD: Word = Word("按客户排列：每箱装什么。", "By customer: what goes into each box.");
pub(crate) const WHICH_LIST: Word = Word("选择单据", "Which list");
pub(crate) const FOR_ORDERS: Word = Word("用于", "For");
pub(crate) const DONE: Word = Word("✓", "✓");
