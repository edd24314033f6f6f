//! Words of the work list: what wants to be done today, what came in, what has gone silent.

use kernel::shapes::Urgency;

use super::Word;

pub(crate) const WORK: Word = Word("今天要办", "To be done today");
pub(crate) const NO_WORK: Word = Word("今天要办的都办完了", "Nothing waits for you today");
pub(crate) const NO_WORK_HINT: Word = Word("没有到期的工单、批次和截单。", "No ticket, batch or cut-off is due.");
pub(crate) const THINGS_ONE: Word = Word("{n} 项", "{n} thing");
pub(crate) const THINGS: Word = Word("{n} 项", "{n} things");
pub(crate) const BY_DESK: Word = Word("按科室查看", "By desk");
pub(crate) const DONE_TODAY: Word = Word("今日已办", "Done for today");
pub(crate) const DONE_TODAY_OF: Word = Word("今日已办：{what}", "Done for today: {what}");
pub(crate) const LOOKED: Word = Word("一周后再提醒", "Remind in a week");
pub(crate) const LOOKED_OF: Word = Word("一周后再提醒：{what}", "Remind in a week: {what}");
pub(crate) const PUT_OFF_ONE: Word = Word("已办或暂缓 {n} 项", "{n} put off");
pub(crate) const PUT_OFF: Word = Word("已办或暂缓 {n} 项", "{n} put off");
pub(crate) const TAKE_UP: Word = Word("重新列出", "Take up again");
pub(crate) const TAKE_UP_OF: Word = Word("重新列出：{what}", "Take up again: {what}");
pub(crate) const DO_TICKET: Word = Word("答复工单：{subject}", "Answer: {subject}");
pub(crate) const DO_TICKET_NOTE: Word = Word("{org}，工单 {no}", "{org}, ticket {no}");
pub(crate) const MINE: Word = Word("您答复过", "you wrote in it");
pub(crate) const DO_BATCH: Word = Word("转出批次 {no}", "Move on {no}");
pub(crate) const DO_BATCH_LATE: Word = Word("{stage}，{copies}，应于 {day}转出", "{stage}, {copies}, due {day}");
pub(crate) const DO_BATCH_TODAY: Word = Word("{stage}，{copies}，今天应转出", "{stage}, {copies}, due today");
pub(crate) const DO_HELD: Word = Word("查看暂停的批次 {no}", "Look at {no}, held back");
pub(crate) const DO_HELD_NOTE: Word =
    Word("{stage}，{copies}，{reason}，自 {day}", "{stage}, {copies}, {reason}, since {day}");
pub(crate) const DO_CUTOFF: Word = Word("成批采购：{publisher}", "Buy from {publisher}");
pub(crate) const DO_CUTOFF_NOTE: Word = Word("{lines}、{copies}待成批", "{lines}, {copies}");
pub(crate) const DO_CUTOFF_URGENT: Word = Word("加急 {n} 行", "{n} urgent");
pub(crate) const DO_URGENT_ONE: Word = Word("采购加急的 {n} 行", "Buy {n} urgent line");
pub(crate) const DO_URGENT: Word = Word("采购加急的 {n} 行", "Buy {n} urgent lines");
pub(crate) const DO_URGENT_NOTE: Word = Word("加急不等截单", "what is urgent waits for no cut-off");
pub(crate) const DO_RECEIPT: Word = Word("收完批次 {no}", "Finish receiving {no}");
pub(crate) const DO_RECEIPT_NOTE: Word = Word("{stage}，{who}于 {when} 开始", "{stage}, begun by {who}, {when}");
pub(crate) const DO_SILENT_ONE: Word = Word("查看久无动静的 {n} 行", "Look at {n} line gone silent");
pub(crate) const DO_SILENT: Word = Word("查看久无动静的 {n} 行", "Look at {n} lines gone silent");
pub(crate) const DO_SILENT_NOTE: Word = Word("停留得比 95% 的订单行都久", "there for longer than 19 lines in 20");
pub(crate) const DO_RISK_ONE: Word = Word("查看很可能误期的 {n} 行", "Look at {n} line likely to be late");
pub(crate) const DO_RISK: Word = Word("查看很可能误期的 {n} 行", "Look at {n} lines likely to be late");
pub(crate) const DO_RISK_NOTE: Word =
    Word("赶不上客户最晚到货日的可能在三成以上", "30 % or more likely to miss the customer’s day");
pub(crate) const DO_PARCELS_ONE: Word = Word("查看客户未确认收货的 {n} 件包裹", "Look at {n} parcel not confirmed");
pub(crate) const DO_PARCELS: Word = Word("查看客户未确认收货的 {n} 件包裹", "Look at {n} parcels not confirmed");
pub(crate) const DO_PARCELS_NOTE: Word = Word("最早的一件于 {day}催过", "first asked about on {day}");
pub(crate) const DO_MAIL_ONE: Word = Word("处理没有送出的 {n} 条消息", "See to {n} message not sent");
pub(crate) const DO_MAIL: Word = Word("处理没有送出的 {n} 条消息", "See to {n} messages not sent");
pub(crate) const DO_ROUND_ONE: Word = Word("查看批量处理中未能处理的 {n} 批", "Look at {n} batch your round left");
pub(crate) const DO_ROUND: Word = Word("查看批量处理中未能处理的 {n} 批", "Look at {n} batches your round left");
pub(crate) const DO_ROUND_NOTE: Word = Word("{when} 结束", "ended {when}");
pub(crate) const AT_LEAST: Word = Word("{n} 以上", "{n} or more");
pub(crate) const MORE_TICKETS_ONE: Word = Word("还有 {n} 件工单到期", "{n} more ticket is due");
pub(crate) const MORE_TICKETS: Word = Word("还有 {n} 件工单到期", "{n} more tickets are due");
pub(crate) const MORE_BATCHES_ONE: Word = Word("还有 {n} 批该转出", "{n} more batch should go on");
pub(crate) const MORE_BATCHES: Word = Word("还有 {n} 批该转出", "{n} more batches should go on");
pub(crate) const MORE_HELD_ONE: Word = Word("还有 {n} 批长期暂停", "{n} more batch has been held back for long");
pub(crate) const MORE_HELD: Word = Word("还有 {n} 批长期暂停", "{n} more batches have been held back for long");
pub(crate) const MORE_CUTOFFS_ONE: Word = Word("还有 {n} 家出版社临近截单", "{n} more publisher is near its cut-off");
pub(crate) const MORE_CUTOFFS: Word = Word("还有 {n} 家出版社临近截单", "{n} more publishers are near their cut-off");
pub(crate) const MORE_RECEIPTS_ONE: Word = Word("还有 {n} 批没有收完", "{n} more receipt is not finished");
pub(crate) const MORE_RECEIPTS: Word = Word("还有 {n} 批没有收完", "{n} more receipts are not finished");
pub(crate) const CAME: Word = Word("新到本科室", "What came in");
pub(crate) const CAME_ALL: Word = Word("各科新到", "What came in");
pub(crate) const CAME_SINCE: Word = Word("自 {when} 下班以来", "since the house closed, {when}");
pub(crate) const CAME_NONE: Word = Word("没有新到的批次和订单行。", "No batch and no line has come in.");
pub(crate) const CAME_BATCHES_ONE: Word = Word("{n} 批，{copies}", "{n} batch, {copies}");
pub(crate) const CAME_BATCHES: Word = Word("{n} 批，{copies}", "{n} batches, {copies}");
pub(crate) const CAME_LINES_ONE: Word = Word("{n} 行，{copies}", "{n} line, {copies}");
pub(crate) const CAME_LINES: Word = Word("{n} 行，{copies}", "{n} lines, {copies}");
pub(crate) const SILENT: Word = Word("久无动静的订单行", "Lines that have gone silent");
pub(crate) const SILENT_LEAD: Word = Word(
    "在现在的环节停留得比 95% 的订单行都久。客户在订单页上也看得到。",
    "They have stood where they are longer than 19 lines in 20 do. Their customers read it on the order’s page.",
);
pub(crate) const SILENT_NONE: Word = Word("没有久无动静的订单行", "No line has gone silent");
pub(crate) const SILENT_NONE_HINT: Word = Word("每一行都在常见的时间之内。", "Every line is within the usual time.");
pub(crate) const SILENT_SINCE: Word = Word("标记日期", "Flagged on");
pub(crate) const SILENT_MORE: Word = Word("只列最久的 {n} 行。", "The {n} longest are shown.");

/// How soon something wants to be done.
pub(crate) const fn urgency(urgency: Urgency) -> Word {
    match urgency {
        Urgency::Late => Word("已逾期", "Late"),
        Urgency::Today => Word("今天", "Today"),
        Urgency::Soon => Word("近日", "Soon"),
        Urgency::Look => Word("留意", "Look"),
    }
}
