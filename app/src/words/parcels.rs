//! Words of parcels: what is in each and where it is, how it is confirmed, and how the desk packs and sends.

use kernel::shapes::{ClosedBy, ParcelState};

use super::{Word, fill, t};

pub(crate) const TITLE: Word = Word("包裹与验收", "Parcels");
pub(crate) const LEAD: Word = Word(
    "每个包裹里有哪些书、走到哪里，这里都看得见。书到后请逐行验收，破损、缺少的写在那一行上。",
    "What is in each parcel and where it is. When one has come, confirm it line by line; what is damaged or missing is said on its line.",
);
pub(crate) const WAITING: Word = Word("待您验收", "Waiting for your confirmation");
pub(crate) const WAITING_HOUSE: Word = Word("待客户验收", "Waiting to be confirmed");
pub(crate) const COMING: Word = Word("发货途中", "On the way to you");
pub(crate) const COMING_HOUSE: Word = Word("发货途中", "On the way");
pub(crate) const CLOSED: Word = Word("已经办结", "Done with");
pub(crate) const NONE: Word = Word("还没有包裹", "No parcels yet");
pub(crate) const NONE_HINT: Word = Word(
    "书一发出，这里就列出包裹里有什么、运单号是多少，收到后在这里验收。",
    "Once books are sent, this page lists what is in each parcel and its tracking number. You confirm it here when it has come.",
);
pub(crate) const NONE_LEFT: Word = Word("没有更早的包裹了", "No earlier parcels");
pub(crate) const NEWEST: Word = Word("回到最新", "Back to the newest");
pub(crate) const TO_ORDERS: Word = Word("看订单", "See the orders");

pub(crate) const NO: Word = Word("包裹号", "Parcel");
pub(crate) const PARCEL_NO: Word = Word("包裹 {no}", "Parcel {no}");
pub(crate) const CUSTOMER: Word = Word("客户", "Customer");
pub(crate) const CONTENT: Word = Word("内容", "Content");
pub(crate) const CONTENT_OF: Word = Word("{lines} 种 {copies}", "{lines} titles, {copies}");
pub(crate) const CONTENT_OF_ONE: Word = Word("{lines} 种 {copies}", "{lines} title, {copies}");
pub(crate) const CARRIER: Word = Word("承运公司", "Carrier");
pub(crate) const TRACKING: Word = Word("运单号", "Tracking number");
pub(crate) const NO_TRACKING: Word = Word("没有运单号", "none");
pub(crate) const STATE: Word = Word("状态", "State");
pub(crate) const PACKED_AT: Word = Word("打包", "Packed");
pub(crate) const SENT_AT: Word = Word("寄出", "Sent");
pub(crate) const DELIVERED_AT: Word = Word("送达", "Delivered");
pub(crate) const ASKED_AT: Word = Word("提醒验收", "Reminded");
pub(crate) const CLOSED_AT: Word = Word("办结", "Closed");
pub(crate) const BATCH: Word = Word("发货批次", "Batch");
pub(crate) const CONFIRM_IT: Word = Word("去验收", "Confirm");
pub(crate) const CONFIRM_NO: Word = Word("去验收：包裹 {no}", "Confirm parcel {no}");
pub(crate) const REFUSED_OF_ONE: Word = Word("拒收 {n} 册", "{n} copy refused");
pub(crate) const REFUSED_OF: Word = Word("拒收 {n} 册", "{n} copies refused");

// One parcel ---------------------------------------------------------------------------------------------------------

pub(crate) const BOOK: Word = Word("图书", "Book");
pub(crate) const ORDER: Word = Word("订单", "Order");
pub(crate) const COPIES: Word = Word("册数", "Copies");
pub(crate) const ABOUT: Word = Word("关于这个包裹", "About this parcel");
pub(crate) const CONTENTS: Word = Word("里面的书", "What is in it");
pub(crate) const PACKED_ON: Word = Word("{day}打包，尚未寄出", "packed {day}, not sent yet");
pub(crate) const SENT_ON: Word = Word("{day}寄出", "sent {day}");
pub(crate) const DELIVERED_ON: Word = Word("{day}送达", "delivered {day}");
pub(crate) const JUST_MOVED: Word =
    Word("这个包裹刚刚有变动，下面已是最新情况。", "This parcel has just moved; you see its new state.");
pub(crate) const MOVED_MEANWHILE: Word = Word(
    "这个包裹刚刚有变动。您填写的内容还在，提交时会请您再核对一遍。",
    "This parcel has just moved. What you have filled in is kept; you will be asked to look again when you send it.",
);
pub(crate) const ACCEPT: Word = Word("验收", "Confirm what came");
pub(crate) const ACCEPT_LEAD: Word = Word(
    "都完好就直接按「确认验收」。有破损、缺少或发错的，在那一行填写拒收册数、选原因；还没清点的一行，完好和拒收都填 0，以后再验收。",
    "If everything is in order, just press “Confirm”. Where copies are damaged, missing or wrong, say how many you refuse and why. For a line that you have not counted yet put 0 in both fields; it stays open.",
);
pub(crate) const NOT_YET: Word = Word(
    "系统里还没有送达的记录。书如果已经到了，可以直接验收。",
    "The carrier has not reported it delivered. If it has come, you can confirm it all the same.",
);
pub(crate) const NOT_SENT: Word = Word(
    "已打包，还没有寄出。寄出后在这里验收。",
    "Packed, but not sent yet. You can confirm it here once it has been sent.",
);
pub(crate) const WILL_CLOSE: Word = Word(
    "{day}之前没有验收完，包裹会自动办结，里面的书视为收到；之后仍可从订单的那一行提出问题。",
    "If it is not confirmed by {day}, the parcel closes by itself and its books count as received. You can still report a problem from the line of the order.",
);
pub(crate) const ACCEPTED: Word = Word("完好", "In order");
pub(crate) const ACCEPTED_REST: Word = Word("其余全部", "all others");
pub(crate) const REFUSED: Word = Word("拒收", "Refused");
pub(crate) const REASON: Word = Word("原因", "Reason");
pub(crate) const CHOOSE: Word = Word("请选择", "Please choose");
pub(crate) const NOTE: Word = Word("说明", "Note");
pub(crate) const ACCEPTED_OF: Word = Word("完好册数：{title}（{order}）", "Copies in order: {title} ({order})");
pub(crate) const REFUSED_FOR: Word = Word("拒收册数：{title}（{order}）", "Copies refused: {title} ({order})");
pub(crate) const REASON_FOR: Word = Word("拒收原因：{title}（{order}）", "Reason: {title} ({order})");
pub(crate) const NOTE_FOR: Word = Word("说明：{title}（{order}）", "Note: {title} ({order})");
pub(crate) const ACCEPT_NOW: Word = Word("确认验收", "Confirm");
pub(crate) const ACCEPT_HINT: Word = Word(
    "拒收的册会随验收自动提交一件投诉，由持有该书的科室答复。",
    "For copies that you refuse a complaint is filed at once; the desk in charge answers it.",
);
pub(crate) const ONLY_BUYERS: Word =
    Word("验收由贵单位的采购人员完成。", "A buyer of your organisation confirms what came.");
pub(crate) const OPEN: Word = Word("未验收", "Open");
pub(crate) const SAID: Word = Word("验收记录", "What was confirmed");
pub(crate) const WHEN: Word = Word("时间", "When");
pub(crate) const BY: Word = Word("验收人", "By");
pub(crate) const COMPLAINT: Word = Word("投诉", "Complaint");
pub(crate) const CLOSED_BY_CUSTOMER: Word = Word("{day}全部验收完毕。", "Everything was confirmed by {day}.");
pub(crate) const CLOSED_BY_HOUSE: Word =
    Word("{day}由本社办结，说明：{note}", "Closed by the house on {day}. Note: {note}");
pub(crate) const CLOSED_BY_TIME: Word = Word(
    "逾期没有验收，{day}自动办结。书有问题仍可从订单的那一行提出。",
    "It was not confirmed in time and closed by itself on {day}. You can still report a problem from the line of the order.",
);
pub(crate) const CLOSE: Word = Word("由本社办结", "Close it for the customer");
pub(crate) const CLOSE_NOTE: Word = Word("为什么由本社办结", "Why the house closes it");
pub(crate) const CLOSE_NOW: Word = Word("办结", "Close it");

// On the pages of orders, and at the start -----------------------------------------------------------------------------

pub(crate) const IN_PARCEL: Word = Word("{copies}在包裹 {no}", "{copies} in parcel {no}");
pub(crate) const WAIT_FOR_YOU_ONE: Word = Word("有 {n} 个包裹等您验收", "{n} parcel waits for your confirmation");
pub(crate) const WAIT_FOR_YOU: Word = Word("有 {n} 个包裹等您验收", "{n} parcels wait for your confirmation");

// The desk -------------------------------------------------------------------------------------------------------------

pub(crate) const PACK: Word = Word("打包与寄送", "Pack and send");
pub(crate) const PACK_LEAD: Word = Word(
    "一个客户一个包裹；寄出时登记承运公司和运单号，客户随即看得到。",
    "One parcel for each customer. Give carrier and tracking number when it is sent; the customer sees them at once.",
);
pub(crate) const NOT_HERE: Word = Word("这一批不在打包的环节", "Nothing is packed at this stage");
pub(crate) const NOT_HERE_HINT: Word = Word(
    "打包在最后一个环节进行，由持有该批的科室办理。",
    "Parcels are packed at the last stage of the way, by the desk that holds the batch.",
);
pub(crate) const HELD_BACK: Word =
    Word("本批已暂停，先解除暂停再打包。", "This batch is held back. Release it before packing.");
pub(crate) const PACKED_COPIES: Word = Word("已打包", "Packed");
pub(crate) const LOOSE_COPIES: Word = Word("未打包", "Not packed");
pub(crate) const PARCELS: Word = Word("包裹", "Parcels");
pub(crate) const LOOSE: Word = Word("未打包", "Not packed yet");
pub(crate) const ALL_PACKED: Word = Word("都已打包。", "Everything is packed.");
pub(crate) const PACK_REST: Word =
    Word("其余全部打包，每个客户一个包裹", "Pack all of it, one parcel for each customer");
pub(crate) const PICK: Word = Word("挑几册", "Pack a part");
pub(crate) const PICK_OF: Word = Word("挑几册：{org}", "Pack a part: {org}");
pub(crate) const PICK_HINT: Word = Word(
    "填写这个包裹里放几册，不填的留在后面。",
    "Fill in how many copies go into this parcel. What is left empty stays.",
);
pub(crate) const PART_COPIES: Word = Word("放几册", "How many");
pub(crate) const PART_FOR: Word = Word("放进包裹的册数：{title}（{order}）", "Copies to pack: {title} ({order})");
pub(crate) const PACK_PART: Word = Word("打成一个包裹", "Pack these");
pub(crate) const NO_PARCEL: Word = Word("这一批还没有包裹。", "No parcel has been packed yet.");
pub(crate) const TICK: Word = Word("选择包裹 {no}", "Choose parcel {no}");
pub(crate) const CHOSEN: Word = Word("选择", "Chosen");
pub(crate) const TRACKING_OF: Word = Word("运单号：包裹 {no}", "Tracking number of parcel {no}");
pub(crate) const TICKED_HINT: Word = Word(
    "寄出：填写承运公司，运单号写在各个包裹那一行。拆包只限没有寄出的。",
    "To send: give the carrier here and each tracking number in its row. Only what was not sent can be unpacked.",
);
/// Offered beside the carriers: who fetches a parcel has it sent that way, and can confirm it.
pub(crate) const FETCHED: Word = Word("客户自提", "Fetched by the customer");
pub(crate) const SEND: Word = Word("登记寄出", "Sent");
pub(crate) const DELIVERED: Word = Word("登记送达", "Delivered");
pub(crate) const UNPACK: Word = Word("拆包", "Unpack");
pub(crate) const PASTE: Word = Word("粘贴运单号", "Paste tracking numbers");
pub(crate) const PASTE_HINT: Word = Word(
    "一行一个：包裹号、运单号，中间用逗号、空格或制表符隔开。粘贴的包裹都登记为寄出。",
    "One parcel a line: its number, then the tracking number, with a comma, a blank or a tab in between. All of them are marked as sent.",
);
pub(crate) const PASTE_LIST: Word = Word("包裹号和运单号", "Parcels and tracking numbers");
pub(crate) const LINE_FAULT: Word = Word("「{line}」：{fault}", "“{line}”: {fault}");
pub(crate) const NONE_TO_SEND: Word =
    Word("没有这个包裹，或者已经送达。", "There is no such parcel, or it has been delivered.");
pub(crate) const NAMED_TWICE: Word = Word("同一个包裹写了两次。", "The same parcel is named twice.");
pub(crate) const PASTE_NOW: Word = Word("全部登记寄出", "All sent");
pub(crate) const SLIPS: Word = Word("装箱单", "Packing slips");
pub(crate) const SLIPS_LEAD: Word = Word(
    "每个包裹一张，随书放进箱里。打印时每张另起一页。",
    "One for each parcel, to go into the box. On paper each begins a page.",
);
pub(crate) const SLIP_OF: Word = Word("装箱单 · {no} · {org}", "Packing slip · {no} · {org}");
pub(crate) const SIGNED: Word =
    Word("打包人 ____________  日期 ____________", "Packed by ____________  Date ____________");
pub(crate) const RETURN_TO_PACKING: Word = Word("回到打包", "Back to packing");

const PACKED: Word = Word("已打包", "Packed");
const SENT: Word = Word("运输中", "With the carrier");
const ARRIVED: Word = Word("待验收", "To be confirmed");
const CONFIRMED: Word = Word("已验收", "Confirmed");
const BY_HOUSE: Word = Word("本社办结", "Closed by the house");
const BY_TIME: Word = Word("自动办结", "Closed by itself");

/// How far a parcel is; of a closed one, how it was closed.
pub(crate) fn state(state: ParcelState, closed_by: Option<ClosedBy>) -> &'static str {
    t(match (state, closed_by) {
        (ParcelState::Packed, _) => PACKED,
        (ParcelState::Sent, _) => SENT,
        (ParcelState::Delivered, _) => ARRIVED,
        (ParcelState::Closed, Some(ClosedBy::House)) => BY_HOUSE,
        (ParcelState::Closed, Some(ClosedBy::Time)) => BY_TIME,
        (ParcelState::Closed, _) => CONFIRMED,
    })
}

/// How a parcel was closed, in a sentence; `day` is when.
pub(crate) fn closed(by: ClosedBy, day: &str, note: &str) -> String {
    match by {
        ClosedBy::Customer => fill(CLOSED_BY_CUSTOMER, &[("day", &day)]),
        ClosedBy::House => fill(CLOSED_BY_HOUSE, &[("day", &day), ("note", &note)]),
        ClosedBy::Time => fill(CLOSED_BY_TIME, &[("day", &day)]),
    }
}
