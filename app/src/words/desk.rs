//! Words of the desks: the day, batches, tickets.

use super::{Word, t};

// The day ------------------------------------------------------------------------------------------------------------

pub(crate) const DAY: Word = Word("今日工作", "Today");
pub(crate) const ALL_DESKS: Word = Word("全部科室", "All desks");
pub(crate) const LATE_BATCHES: Word = Word("超过常规天数的批次", "Batches beyond the usual days");
pub(crate) const LATEST_SHOWN: Word = Word("最久的 {n} 批，查看全部批次", "The {n} oldest; see all batches");
pub(crate) const OPEN_LINES: Word = Word("待成批的订单行", "Lines waiting for a batch");
pub(crate) const WAITING_NOTE: Word =
    Word("共 {copies} 册，其中加急 {urgent} 行", "{copies} copies, {urgent} urgent lines");
pub(crate) const OPEN_TICKETS: Word = Word("待答复的工单", "Tickets to answer");
pub(crate) const NONE_OVERDUE: Word = Word("都没有逾期", "none is overdue");
pub(crate) const OVERDUE_ONE: Word = Word("其中 {n} 件已逾期", "{n} of them is overdue");
pub(crate) const OVERDUE_MANY: Word = Word("其中 {n} 件已逾期", "{n} of them are overdue");
pub(crate) const LOADS: Word = Word("各环节在手批次", "What stands at each stage");
pub(crate) const BEYOND_USUAL: Word = Word("超期", "Beyond usual");
pub(crate) const MONTH_AGO: Word = Word("一个月前的册数", "Copies a month ago");
pub(crate) const HALF_YEAR: Word = Word("近半年", "Last half year");
pub(crate) const HALF_YEAR_IS: Word = Word(
    "「{stage}」近半年的册数，最少 {least}，最多 {most}。",
    "Copies at {stage} over the last half year: {least} at least, {most} at most.",
);

// Clock --------------------------------------------------------------------------------------------------------------

pub(crate) const TODAY: Word = Word("不到一天", "less than a day");
pub(crate) const ONE_DAY: Word = Word("{n} 天", "{n} day");
pub(crate) const DAYS: Word = Word("{n} 天", "{n} days");
pub(crate) const ONE_HOUR: Word = Word("{n} 小时", "{n} hour");
pub(crate) const HOURS: Word = Word("{n} 小时", "{n} hours");
pub(crate) const ONE_MINUTE: Word = Word("{n} 分钟", "{n} minute");
pub(crate) const MINUTES: Word = Word("{n} 分钟", "{n} minutes");
pub(crate) const USUALLY_ONE: Word = Word("常规 {n} 天", "usually {n} day");
pub(crate) const USUALLY: Word = Word("常规 {n} 天", "usually {n} days");
pub(crate) const BEYOND_ONE: Word = Word("超期 {n} 天", "{n} day beyond usual");
pub(crate) const BEYOND: Word = Word("超期 {n} 天", "{n} days beyond usual");
pub(crate) const DUE_IN: Word = Word("{span}内答复", "due in {span}");
pub(crate) const OVERDUE_BY: Word = Word("已逾期 {span}", "overdue by {span}");
pub(crate) const PASSED: Word = Word("已过期", "passed");

// Batches ------------------------------------------------------------------------------------------------------------

pub(crate) const BATCHES: Word = Word("批次", "Batches");
pub(crate) const BATCH: Word = Word("批次", "Batch");
pub(crate) const BATCH_NO: Word = Word("批次 {no}", "Batch {no}");
pub(crate) const STAGES: Word = Word("按环节查看", "By stage");
pub(crate) const ALL_STAGES: Word = Word("全部", "All");
pub(crate) const UNDER_WAY: Word = Word("在途批次", "Batches under way");
pub(crate) const PRESSING_SHOWN: Word =
    Word("这里是最紧的 {n} 家出版社。", "These are the {n} publishers that press most.");
pub(crate) const SHOW_PUBLISHERS: Word = Word("列出全部 {n} 家", "Show all {n}");
pub(crate) const OLDEST_SHOWN: Word = Word("这里是停留最久的 {n} 批。", "These are the {n} that have stood longest.");
pub(crate) const SHOW_BATCHES: Word = Word("列出 {n} 批", "Show {n}");
pub(crate) const NO_BATCH: Word = Word("这里没有批次", "No batch stands here");
pub(crate) const NO_BATCH_HINT: Word =
    Word("上一环节移交之后，批次会出现在这里。", "Batches appear here when the stage before hands them on.");
pub(crate) const NO_OPEN: Word = Word("没有待成批的订单行", "No line is waiting");
pub(crate) const NO_OPEN_HINT: Word = Word(
    "新订单到达后，会按出版社归在这里，等待成批采购。",
    "New orders appear here by publisher, to be bought in batches.",
);
pub(crate) const NONE_WAITS: Word = Word("该出版社没有待成批的订单行", "No line of this publisher is waiting");
pub(crate) const NONE_WAITS_HINT: Word =
    Word("可能已被成批或取消。请回到批次页查看。", "They may be in a batch by now, or cancelled. Look at the batches.");
pub(crate) const OPEN_LEAD: Word = Word(
    "{lines} 行、{copies} 册待成批。勾选要一起采购的行。",
    "{lines} lines, {copies} copies are waiting. Tick what is to be bought together.",
);
pub(crate) const GATHER: Word = Word("全部成批", "Make a batch");
pub(crate) const GATHER_OF: Word = Word("全部成批：{publisher}", "Make a batch: {publisher}");
pub(crate) const CHOOSE: Word = Word("选择订单行", "Choose lines");
pub(crate) const LOOK: Word = Word("查看", "Look");
pub(crate) const CHOOSE_OF: Word = Word("选择订单行：{publisher}", "Choose lines: {publisher}");
pub(crate) const LOOK_AT: Word = Word("查看：{publisher}", "Look: {publisher}");
pub(crate) const GATHER_TICKED: Word = Word("把勾选的行成批", "Make a batch of the ticked lines");
pub(crate) const GATHER_ALL: Word = Word("全部 {n} 行成批", "Make a batch of all {n} lines");
pub(crate) const TICK_SOME: Word =
    Word("没有勾选任何行。请先勾选，或选择全部成批。", "No line was ticked. Tick some, or make a batch of all.");

// One batch ----------------------------------------------------------------------------------------------------------

pub(crate) const NOT_YOURS: Word =
    Word("这一批由其他科室经手，您可以查看和打印。", "Another desk holds this batch; you can read and print it.");
pub(crate) const CONTENT: Word = Word("批内明细", "What is in it");
pub(crate) const BATCH_EMPTY: Word = Word("这一批已全部转出", "Everything has left this batch");
pub(crate) const BATCH_EMPTY_HINT: Word =
    Word("去向见上方的后续批次和下方的经手记录。", "See the batches it went into above, and its history below.");
pub(crate) const CAME_FROM: Word = Word("来自批次", "Came from");
pub(crate) const WENT_INTO: Word = Word("转入批次", "Went into");
pub(crate) const MOVE_ONE: Word = Word("全部 {n} 册转入「{stage}」", "Move {n} copy on to {stage}");
pub(crate) const MOVE_ALL: Word = Word("全部 {n} 册转入「{stage}」", "Move all {n} copies on to {stage}");
pub(crate) const MOVE_PART: Word = Word("{lines}、{copies}转入「{stage}」", "Move {copies} of {lines} on to {stage}");
pub(crate) const PART_HINT: Word = Word(
    "只转一部分时，在「转出」一栏填写各行册数；都不填则整批转出。",
    "To move a part, fill in copies under “Go on”; with nothing filled in, the whole batch moves.",
);
pub(crate) const KEYS: Word = Word("表内按键", "Keys in the list");
pub(crate) const KEY_ROWS: Word = Word("上下移动", "walk the rows");
pub(crate) const KEY_TICK: Word = Word("勾选", "tick");
pub(crate) const KEY_ALL: Word = Word("全选", "tick all");
pub(crate) const KEY_MOVE: Word = Word("到转出按钮", "to the button");
pub(crate) const KEY_OUT: Word = Word("取出", "take out");
pub(crate) const GO_ON: Word = Word("转出", "Go on");
pub(crate) const PART_OF: Word = Word("转出册数：{title}（{order}）", "Copies that go on: {title} ({order})");
pub(crate) const TICK_LINE: Word = Word("选择：{title}（{order}）", "Choose: {title} ({order})");
pub(crate) const TAKE_OUT: Word = Word("取出", "Take out");
pub(crate) const TAKE_OUT_OF: Word = Word("取出：{title}（{order}）", "Take out: {title} ({order})");
pub(crate) const OUT_COPIES: Word = Word("取出册数（最多 {n}）", "Copies to take out (at most {n})");
pub(crate) const REASON: Word = Word("原因", "Reason");
pub(crate) const CHOOSE_ONE: Word = Word("请选择", "Please choose");
pub(crate) const REASON_TO: Word = Word("{reason} → {stage}", "{reason} → {stage}");
pub(crate) const NOTE: Word = Word("备注", "Note");
pub(crate) const TAKE_OUT_NOW: Word = Word("取出", "Take out");
pub(crate) const CANCEL: Word = Word("不取了", "Leave it");
pub(crate) const TOOK_OUT_ONE: Word = Word("已取出 {n} 册。", "{n} copy was taken out.");
pub(crate) const TOOK_OUT: Word = Word("已取出 {n} 册。", "{n} copies were taken out.");
pub(crate) const AT_THE_END: Word = Word("已送达客户。", "Delivered: the copies are with the customers.");
pub(crate) const CHANGED_BY: Word =
    Word("{who}刚刚更改了这一批，下面已是最新内容。", "{who} has just changed this batch. You see its present state.");
pub(crate) const CHANGED_WHILE: Word = Word(
    "{who}刚刚更改了这一批。您填写的内容还在，请重新读取后再转出。",
    "{who} has just changed this batch. What you typed is kept; read it again before you go on.",
);
pub(crate) const READ_AGAIN: Word = Word("重新读取", "Read again");
pub(crate) const HANDED_OVER: Word = Word("移交人", "Handed over by");
pub(crate) const TAKEN_OVER: Word = Word("接收人", "Received by");
pub(crate) const DATE: Word = Word("日期", "Date");

// History ------------------------------------------------------------------------------------------------------------

pub(crate) const HISTORY: Word = Word("经手记录", "History");
pub(crate) const ACT: Word = Word("事项", "What");
pub(crate) const AT: Word = Word("时间", "When");
pub(crate) const BY: Word = Word("经手人", "Who");
pub(crate) const WHY: Word = Word("原因与备注", "Reason and note");
pub(crate) const GATHERED_ONE: Word = Word("成批 {n} 册", "{n} copy gathered");
pub(crate) const GATHERED: Word = Word("成批 {n} 册", "{n} copies gathered");
pub(crate) const CAME_ONE: Word = Word("转入 {n} 册", "{n} copy came in");
pub(crate) const CAME: Word = Word("转入 {n} 册", "{n} copies came in");
pub(crate) const WENT_ONE: Word = Word("转出 {n} 册", "{n} copy went on");
pub(crate) const WENT: Word = Word("转出 {n} 册", "{n} copies went on");
pub(crate) const DELIVERED_ONE: Word = Word("送达 {n} 册", "{n} copy delivered");
pub(crate) const DELIVERED: Word = Word("送达 {n} 册", "{n} copies delivered");
pub(crate) const OUT_ONE: Word = Word("取出 {n} 册", "{n} copy taken out");
pub(crate) const OUT: Word = Word("取出 {n} 册", "{n} copies taken out");
pub(crate) const CANCELLED_ONE: Word = Word("客户取消 {n} 册", "{n} copy cancelled by the customer");
pub(crate) const CANCELLED: Word = Word("客户取消 {n} 册", "{n} copies cancelled by the customer");
pub(crate) const BACK_HERE_ONE: Word = Word("撤回 {n} 册至本批", "{n} copy brought back here");
pub(crate) const BACK_HERE: Word = Word("撤回 {n} 册至本批", "{n} copies brought back here");
pub(crate) const BACK_THERE_ONE: Word = Word("撤回 {n} 册", "{n} copy sent back");
pub(crate) const BACK_THERE: Word = Word("撤回 {n} 册", "{n} copies sent back");
pub(crate) const SPLIT_HERE_ONE: Word = Word("拆入 {n} 册", "{n} copy split off to here");
pub(crate) const SPLIT_HERE: Word = Word("拆入 {n} 册", "{n} copies split off to here");
pub(crate) const SPLIT_ONE: Word = Word("拆出 {n} 册", "{n} copy split off");
pub(crate) const SPLIT: Word = Word("拆出 {n} 册", "{n} copies split off");
pub(crate) const JOINED_HERE_ONE: Word = Word("并入 {n} 册", "{n} copy joined this batch");
pub(crate) const JOINED_HERE: Word = Word("并入 {n} 册", "{n} copies joined this batch");
pub(crate) const JOINED_ONE: Word = Word("并出 {n} 册", "{n} copy joined another batch");
pub(crate) const JOINED: Word = Word("并出 {n} 册", "{n} copies joined another batch");
pub(crate) const HELD_ONE: Word = Word("暂停 {n} 册", "{n} copy held back");
pub(crate) const HELD: Word = Word("暂停 {n} 册", "{n} copies held back");
pub(crate) const RELEASED_ONE: Word = Word("解除暂停 {n} 册", "{n} copy released");
pub(crate) const RELEASED: Word = Word("解除暂停 {n} 册", "{n} copies released");
pub(crate) const UNDONE: Word = Word("已撤销", "taken back");
pub(crate) const UNDO: Word = Word("撤销…", "Take back…");
pub(crate) const UNDO_REASON: Word = Word("撤销原因", "Why it is taken back");
pub(crate) const UNDO_NOW: Word = Word("撤销", "Take back");
pub(crate) const UNDO_OF: Word = Word("撤销：{what}", "Take back: {what}");

// Columns and counts -------------------------------------------------------------------------------------------------

pub(crate) const DESK: Word = Word("科室", "Desk");
pub(crate) const STAGE: Word = Word("环节", "Stage");
pub(crate) const COPIES: Word = Word("册数", "Copies");
pub(crate) const LINES: Word = Word("行数", "Lines");
pub(crate) const PUBLISHER: Word = Word("出版社", "Publisher");
pub(crate) const SEVERAL: Word = Word("多家出版社", "several publishers");
pub(crate) const URGENT_LINES: Word = Word("加急行", "Urgent");
pub(crate) const URGENT: Word = Word("加急", "urgent");
pub(crate) const OLDEST: Word = Word("最早等待", "Oldest since");
pub(crate) const FIRST_NEEDED: Word = Word("最早到货日", "First needed by");
pub(crate) const NEEDED_BY: Word = Word("最晚到货日", "Needed by");
pub(crate) const WAITS_SINCE: Word = Word("等待自", "Waits since");
pub(crate) const HERE_SINCE: Word = Word("到达本环节", "Here since");
pub(crate) const STANDING: Word = Word("已停留", "Stands for");
pub(crate) const ACTS: Word = Word("操作", "Acts");
pub(crate) const CHOSEN: Word = Word("选择", "Chosen");
pub(crate) const BOOK: Word = Word("图书", "Book");
pub(crate) const ORDER: Word = Word("订单", "Order");
pub(crate) const CUSTOMER: Word = Word("客户", "Customer");
pub(crate) const SUM: Word = Word("合计", "Sum");
pub(crate) const ONE_COPY: Word = Word("{n} 册", "{n} copy");
pub(crate) const N_COPIES: Word = Word("{n} 册", "{n} copies");
pub(crate) const ONE_LINE: Word = Word("{n} 行", "{n} line");
pub(crate) const N_LINES: Word = Word("{n} 行", "{n} lines");

// Tickets ------------------------------------------------------------------------------------------------------------

pub(crate) const TICKETS: Word = Word("工单", "Tickets");
pub(crate) const TICKET: Word = Word("工单", "Ticket");
pub(crate) const BY_STATE: Word = Word("按状态", "By state");
pub(crate) const NOT_CLOSED: Word = Word("未结案", "Not closed");
pub(crate) const PRESSING_FIRST: Word = Word("最紧急的在前", "Most pressing first");
pub(crate) const NO_TICKET: Word = Word("这里没有工单", "No ticket here");
pub(crate) const NO_TICKET_HINT: Word = Word(
    "没有客户在等待答复。也可以换一个科室或状态查看。",
    "Nobody is waiting for an answer. Try another desk or state.",
);
pub(crate) const SUBJECT: Word = Word("主题", "Subject");
pub(crate) const DUE: Word = Word("时限", "Due");
pub(crate) const KIND: Word = Word("类别", "Kind");
pub(crate) const FILED: Word = Word("提出时间", "Filed");
pub(crate) const FILED_BY: Word = Word("提出人", "Filed by");
pub(crate) const TICKET_NO: Word = Word("工单 {no}", "Ticket {no}");
pub(crate) const FACTS: Word = Word("概要", "In short");
pub(crate) const STATE: Word = Word("状态", "State");
pub(crate) const ESCALATED: Word = Word("已升级", "Escalated");
pub(crate) const TIMES: Word = Word("{n} 次", "×{n}");
pub(crate) const OWN_REF: Word = Word("客户参考号", "Their reference");
pub(crate) const ABOUT: Word = Word("所涉图书与去向", "The book, and where its copies are");
pub(crate) const THREAD: Word = Word("往来", "Conversation");
pub(crate) const REPLY: Word = Word("答复与备注", "Answer or note");
pub(crate) const REPLY_TEXT: Word = Word("内容", "Text");
pub(crate) const REPLY_HINT: Word =
    Word("Ctrl+Enter 发送。内部备注客户看不到。", "Ctrl+Enter sends. The customer never sees an internal note.");
pub(crate) const ANSWER: Word = Word("答复客户", "Answer the customer");
pub(crate) const WRITE_NOTE: Word = Word("写内部备注", "Write an internal note");
pub(crate) const NOTE_ONLY: Word = Word(
    "这件工单现在不由您答复，您可以写内部备注。",
    "It is not yours to answer at this moment; you can write an internal note.",
);
pub(crate) const MEANWHILE: Word = Word(
    "您书写期间，{who}有了新内容（见上方往来）。您写的内容还在，请看过再发送。",
    "While you were writing, {who} added something (see above). Your text is kept; read theirs before you send it.",
);
pub(crate) const OUR_HOUSE: Word = Word("本社", "the house");
pub(crate) const STEP: Word = Word("进展", "Progress");
pub(crate) const HAND_OVER: Word = Word("转交其他科室", "Hand over to another desk");
pub(crate) const TO_DESK: Word = Word("转交给", "To");
pub(crate) const TAKE_BACK: Word = Word("收回客户退书", "Take copies back");
pub(crate) const BACK_COPIES: Word = Word("收回册数（最多 {n}）", "Copies that came back (at most {n})");
pub(crate) const ESCALATED_TIMES: Word = Word("已升级 {n} 次", "escalated ×{n}");

/// The state of a ticket as the house sees it.
pub(crate) fn ticket_state(code: &str) -> &'static str {
    match code {
        "open" => t(Word("待答复", "To answer")),
        "answered" => t(Word("待客户", "With the customer")),
        _ => t(Word("已结案", "Closed")),
    }
}
