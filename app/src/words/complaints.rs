//! Words of complaints, as customers read them; kinds and steps are the same for the desks.

use super::{Word, fill, t};

pub(crate) const COMPLAINTS: Word = Word("投诉与咨询", "Complaints and questions");
pub(crate) const COMPLAINTS_LEAD: Word = Word(
    "从订单中的任一行都可以提出；持有该书的科室在两个工作日内答复。",
    "Raise one from any line of an order. The desk that holds the book answers within two working days.",
);
pub(crate) const FILE: Word = Word("提出投诉或咨询", "Report or ask something");
pub(crate) const FILTER: Word = Word("按状态筛选", "By state");
pub(crate) const ALL: Word = Word("全部", "All");
pub(crate) const NONE: Word = Word("没有投诉或咨询", "Nothing reported");
pub(crate) const NONE_HINT: Word = Word(
    "书迟迟不到、破损、发错或数量不符，都可以从订单的那一行提出，不必打电话。",
    "A book that is late, damaged, wrong or missing: report it from its line in the order, without a phone call.",
);
pub(crate) const NONE_OF_STATE: Word = Word("这一状态下没有内容", "Nothing in this state");
pub(crate) const NONE_OF_STATE_HINT: Word =
    Word("其他状态的投诉与咨询在「全部」中。", "You find the others under “All”.");

pub(crate) const NO: Word = Word("编号", "Number");
pub(crate) const SUBJECT: Word = Word("主题", "Subject");
pub(crate) const KIND: Word = Word("类别", "Kind");
pub(crate) const ORDER: Word = Word("订单", "Order");
pub(crate) const CUSTOMER: Word = Word("客户", "Customer");
pub(crate) const STATE: Word = Word("状态", "State");
pub(crate) const FILED: Word = Word("提出时间", "Reported");
pub(crate) const BOOK: Word = Word("图书", "Book");
pub(crate) const WHOLE_ORDER: Word = Word("整份订单", "the whole order");

pub(crate) const NEW: Word = Word("提出投诉或咨询", "Report or ask something");
pub(crate) const NEW_LEAD: Word = Word(
    "现在持有这些书的科室会收到它，最迟在两个工作日内答复；逾期未复会自动升级。",
    "It goes to the desk that holds these copies now, which answers within two working days; if it does not, the matter goes up by itself.",
);
pub(crate) const LINE: Word = Word("哪一种书", "Which book");
pub(crate) const LINE_OPTION: Word = Word("第 {n} 行：{title}（{copies} 册）", "Line {n}: {title} ({copies})");
pub(crate) const WHICH_KIND: Word = Word("是什么问题", "What is it about");
pub(crate) const CHOOSE_KIND: Word = Word("请选择", "Please choose");
pub(crate) const SUBJECT_HINT: Word =
    Word("一句话，例如：两册封面破损", "One line, for instance: two copies came with torn covers");
pub(crate) const BODY: Word = Word("具体情况", "What happened");
pub(crate) const BODY_HINT: Word = Word(
    "写明册数和您希望的处理：补书、退换、退款或只要一个答复。",
    "Say how many copies, and what you would like: another copy, an exchange, the money back, or just an answer.",
);
pub(crate) const SEND: Word = Word("提交", "Send");

pub(crate) const PICK_ORDER: Word = Word("关于哪一份订单？", "Which order is it about?");
pub(crate) const PICK_ORDER_LEAD: Word = Word(
    "选一份订单，或填写订单号；下一步再选是哪一种书。",
    "Choose an order or give its number; the book comes next.",
);
pub(crate) const ORDER_NO: Word = Word("订单号", "Order number");
pub(crate) const GO_ON: Word = Word("下一步", "Go on");
pub(crate) const RECENT_ORDERS: Word = Word("最近的订单", "Latest orders");
pub(crate) const OWN_REF: Word = Word("您的参考号", "Your reference");
pub(crate) const PLACED: Word = Word("下单日期", "Placed");
pub(crate) const COPIES: Word = Word("册数", "Copies");
pub(crate) const NO_ORDERS: Word = Word("还没有订单", "No orders yet");
pub(crate) const NO_ORDERS_HINT: Word = Word("投诉与咨询都从一份订单开始。", "Every report starts from an order.");
pub(crate) const VIEWERS_ONLY_LOOK: Word = Word(
    "您的权限是查看，不能提出投诉；请贵单位的采购人员提出。",
    "Your role is to look, so you cannot report anything yourself. Ask a buyer of your organisation.",
);

pub(crate) const TURN_HOUSE: Word = Word("等待{desk}答复。", "{desk} has it.");
pub(crate) const TURN_HOUSE_DUE: Word = Word(
    "{desk}将在 {due} 前答复；逾期未复会自动升级。",
    "{desk}: an answer is promised by {due}. If none comes, the matter goes up by itself.",
);
pub(crate) const TURN_LATE: Word = Word(
    "{desk}本应在 {due} 前答复，现已逾期，主管已收到提醒。",
    "{desk}: an answer was promised by {due} and is late. The supervisors have been told.",
);
pub(crate) const TURN_YOU: Word = Word("已答复，请您看看是否解决。", "The house has answered. Does that settle it?");
pub(crate) const TURN_NOBODY: Word = Word("已结案。", "This is closed.");
pub(crate) const NEWS: Word =
    Word("您打开这一页之后，又有新进展。", "Something happened here after you opened this page.");
pub(crate) const NEWS_ANSWER: Word = Word("本社刚刚答复了您。", "The house has just answered.");
pub(crate) const NEWS_SHOW: Word = Word("查看最新内容", "Show what is new");
pub(crate) const FACTS: Word = Word("概要", "In short");
pub(crate) const DESK: Word = Word("承办科室", "Desk");
pub(crate) const FILED_BY: Word = Word("提出人", "Reported by");
pub(crate) const DUE: Word = Word("承诺答复时间", "Answer promised by");
pub(crate) const ESCALATED_TIMES: Word = Word("升级次数", "Escalated");
pub(crate) const TIMES: Word = Word("{n} 次", "{n} times");
pub(crate) const ONCE: Word = Word("{n} 次", "once");
pub(crate) const THREAD: Word = Word("往来", "Conversation");
pub(crate) const THE_HOUSE: Word = Word("本社", "the house");

pub(crate) const REPLY: Word = Word("补充或回复", "Write to the house");
pub(crate) const REPLY_SEND: Word = Word("发送", "Send");
pub(crate) const CLOSE: Word = Word("已解决，结案", "Settled: close it");
pub(crate) const CLOSE_NOTE: Word = Word("结案后 30 天内仍可重新提出。", "You can open it again within 30 days.");
pub(crate) const ESCALATE: Word = Word("请上级处理", "Ask for somebody above the desk");
pub(crate) const ESCALATE_NOTE: Word = Word(
    "主管会看到，承办科室须在一个工作日内处理。每天可请求一次。",
    "Supervisors see it, and the desk has one working day to act. Once a day.",
);
pub(crate) const REOPEN: Word = Word("重新提出", "Open it again");
pub(crate) const REOPEN_BODY: Word = Word("为什么没有解决", "What is still wrong");

/// The name of a kind of complaint.
pub(crate) fn kind(code: &str) -> &'static str {
    t(match code {
        "late" => Word("迟到", "Late"),
        "damaged" => Word("破损", "Damaged"),
        "wrong" => Word("发错书", "Wrong book"),
        "short" => Word("数量不足", "Copies missing"),
        "question" => Word("咨询", "Question"),
        _ => Word("其他", "Something else"),
    })
}

/// The name of a state, seen from the customer.
pub(crate) fn state(code: &str) -> &'static str {
    t(match code {
        "open" => Word("处理中", "With the house"),
        "answered" => Word("已答复", "Answered"),
        _ => Word("已结案", "Closed"),
    })
}

/// What happened to a complaint, in words: `by` is empty when time itself did it.
pub(crate) fn step(code: &str, by: &str) -> String {
    let (word, by_itself) = match code {
        "closed" => (Word("{by}结案", "{by} closed it"), Word("已结案", "Closed")),
        "reopened" => (Word("{by}重新提出", "{by} opened it again"), Word("重新提出", "Opened again")),
        "escalated" => (
            Word("{by}请上级处理", "{by} asked for somebody above the desk"),
            Word("逾期未复，已自动升级", "Not answered in time, so it went up by itself"),
        ),
        _ => (
            Word("转交其他科室（{by}）", "{by} handed it to another desk"),
            Word("转交其他科室", "Handed to another desk"),
        ),
    };
    if by.is_empty() { t(by_itself).to_owned() } else { fill(word, &[("by", &by)]) }
}
