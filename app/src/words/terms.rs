//! Words of courses and terms: their list, their boards, what is done about a line, and what is ordered instead of it.

use kernel::shapes::Kin;

use super::Word;

pub(crate) const NAV: Word = Word("课程与交期", "Courses and deadlines");
pub(crate) const TITLE: Word = Word("课程与学期", "Courses and terms");
pub(crate) const LEAD: Word = Word(
    "开课之前，这门课的书都能到齐吗？按课程和最晚到货日汇总；点课程名看每一种书，来不及的可以当场处理。",
    "Will all books of a course be here when it starts? By course and by the day they are needed. Open one to see each book, and act on those that will not.",
);
pub(crate) const NONE: Word = Word("还没有课程", "No courses yet");
pub(crate) const NONE_HINT: Word = Word(
    "下单时写明课程或最晚到货日，这里就会按课程汇总。",
    "Name the course or the day you need the books by when you order, and they are gathered here.",
);
pub(crate) const MORE: Word =
    Word("只汇总最近要用的订单。", "Only the orders that are needed soonest are gathered here.");
pub(crate) const COURSE: Word = Word("课程或学期", "Course or term");
pub(crate) const NO_COURSE: Word = Word("未写课程的订单", "Orders without a course");
pub(crate) const BY_DAY: Word = Word("{day}前要的书", "Needed by {day}");
pub(crate) const CUSTOMER: Word = Word("客户", "Customer");
pub(crate) const NEEDED_BY: Word = Word("最晚到货日", "Needed by");
pub(crate) const OPEN_DAY: Word = Word("未定", "no day");
pub(crate) const TITLES: Word = Word("品种", "Titles");
pub(crate) const COPIES: Word = Word("册数", "Copies");
pub(crate) const TITLES_ONE: Word = Word("{n} 种", "{n} title");
pub(crate) const TITLES_N: Word = Word("{n} 种", "{n} titles");
pub(crate) const PROGRESS: Word = Word("已到", "Arrived");
pub(crate) const OF_COPIES: Word = Word("{part} / {copies}", "{part} of {copies}");
pub(crate) const WAITING: Word = Word("待成批", "Waiting");
pub(crate) const ON_THE_WAY: Word = Word("在途", "On the way");
pub(crate) const GONE: Word = Word("不再供应", "Will not come");
// Columns of copies
pub(crate) const COPIES_ARRIVED: Word = Word("已到（册）", "Copies arrived");
pub(crate) const COPIES_WAITING: Word = Word("待成批（册）", "Copies waiting");
pub(crate) const COPIES_ON_THE_WAY: Word = Word("在途（册）", "Copies on the way");
pub(crate) const COPIES_GONE: Word = Word("不再供应（册）", "Copies that will not come");
pub(crate) const AT_RISK: Word = Word("可能赶不上", "At risk");
pub(crate) const ARRIVES: Word = Word("最晚的一种预计", "The last one arrives");
pub(crate) const ALL_HERE: Word = Word("最晚的一种预计{range}到货", "the last one arrives {range}");
pub(crate) const SAFE: Word = Word("都能赶上", "All in time");

// The board of one term
pub(crate) const ALL_LINES: Word = Word("全部 {n} 种", "All {n} titles");
pub(crate) const RISKY_LINES: Word = Word("可能赶不上的 {n} 种", "{n} at risk");
pub(crate) const WHICH_LINES: Word = Word("列出哪些", "Which lines");
pub(crate) const LINES: Word = Word("每一种书", "Book by book");
pub(crate) const NO_RISK: Word = Word("没有赶不上的品种", "Nothing is in danger");
pub(crate) const NO_RISK_HINT: Word = Word("目前每一种都有把握按时到。", "Each title is expected in time.");
pub(crate) const FIRST_LINES: Word = Word("只列出最危险的 {n} 种。", "Only the {n} most endangered titles are listed.");
pub(crate) const BOOK: Word = Word("书目", "Book");
pub(crate) const CHANCE: Word = Word("赶不上的可能", "Chance of missing it");
pub(crate) const PERCENT: Word = Word("{n}%", "{n}%");
pub(crate) const HARDLY: Word = Word("不到 1%", "under 1%");
pub(crate) const NOW_AT: Word = Word("现在在哪里", "Where now");
pub(crate) const PLACE: Word = Word("{place} {copies}", "{place}: {copies}");
pub(crate) const HELD: Word = Word("（{why}）", "({why})");
pub(crate) const LINE_ARRIVES: Word = Word("预计到货", "Arrives");
pub(crate) const ACTS: Word = Word("可以怎么办", "What you can do");
pub(crate) const ORDER_LINE: Word = Word("{no} 第 {line} 行", "{no}, line {line}");
pub(crate) const URGENT: Word = Word("加急", "Urgent");
pub(crate) const INSTEAD_OF: Word = Word("替代", "Instead of");
pub(crate) const INSTEAD: Word = Word("已由此替代：", "Replaced by");
pub(crate) const CHOSEN: Word = Word("勾选", "Chosen");
pub(crate) const TICK: Word = Word("勾选《{title}》（{order}）", "Choose “{title}” of {order}");
pub(crate) const SEE_TERM: Word = Word("这门课的书都能按时到吗？", "Will all books of this course be in time?");
pub(crate) const SEE_TERM_SHORT: Word = Word("看这一天要的全部", "All books for that day");

// Acts on a line
pub(crate) const HURRY: Word = Word("加急 +{money}", "Urgent +{money}");
pub(crate) const HURRY_SOONER: Word = Word("加急 +{money}，约早 {n} 天", "Urgent +{money}, about {n} days sooner");
pub(crate) const PART: Word = Word("先发已到的", "Send what is ready");
pub(crate) const SUBSTITUTE: Word = Word("改订别的", "Order another");
pub(crate) const ASK: Word = Word("问经办人", "Ask the desk");
pub(crate) const OF_TITLE: Word = Word("{act}：《{title}》", "{act}: {title}");
// Acts on several
pub(crate) const TICKED: Word = Word("对勾选的：", "With those chosen:");
pub(crate) const HURRY_ALL: Word = Word("加急", "Order urgently");
pub(crate) const PART_ALL: Word = Word("请先发已到的", "Ask for what is ready");
pub(crate) const ASK_ALL: Word = Word("问经办人", "Ask the desk");
pub(crate) const CANCEL_ALL: Word = Word("取消未采购的", "Cancel what was not bought");
pub(crate) const TICK_SOME: Word = Word("请先勾选要处理的书。", "Choose the books first.");

// What became of it
pub(crate) const HURRIED_ONE: Word = Word("1 行已转为加急，加价 {money}。", "1 line is urgent now, for {money} more.");
pub(crate) const HURRIED: Word =
    Word("{n} 行已转为加急，加价 {money}。", "{n} lines are urgent now, for {money} more.");
pub(crate) const HURRIED_NONE: Word =
    Word("这些行已经是加急，没有再加价。", "They were urgent already; nothing was added.");
pub(crate) const ASKED_ONE: Word =
    Word("已向经办的科室提出 1 个问题，答复会通知您。", "1 question is with the desk; you will be told of the answer.");
pub(crate) const ASKED: Word = Word(
    "已向经办的科室提出 {n} 个问题，答复会通知您。",
    "{n} questions are with the desks; you will be told of the answers.",
);
pub(crate) const CANCELLED_ONE: Word =
    Word("已取消 1 册，额度已退还。", "1 copy was cancelled and its credit is free again.");
pub(crate) const CANCELLED: Word =
    Word("已取消 {n} 册，额度已退还。", "{n} copies were cancelled and their credit is free again.");
pub(crate) const ORDERED_INSTEAD: Word = Word("已改订，新订单号：", "Ordered instead, as order");

// What is written to the desk
pub(crate) const PART_SUBJECT: Word = Word("请先发已到的部分", "Please send what is ready");
pub(crate) const PART_BODY: Word = Word(
    "这一行已经到的部分请先发来，不必等其余部分到齐。其余部分到了再发。",
    "Please send the copies of this line that are ready, without waiting for the rest. The rest may follow.",
);
pub(crate) const ASK_SUBJECT: Word = Word("能否赶上最晚到货日？", "Can this still be in time?");
pub(crate) const ASK_BODY: Word = Word(
    "这一行可能赶不上我们的最晚到货日。现在卡在哪里，还有什么办法可以快一些？",
    "This line may miss the day we need it by. What holds it up, and what can still be done?",
);

// Something else instead
pub(crate) const INSTEAD_TITLE: Word = Word("改订别的", "Order another instead");
pub(crate) const INSTEAD_LEAD: Word = Word(
    "一次完成：取消还能取消的册数，为同一门课、同一天、同一参考号改订您选的一种。",
    "One act: cancels the copies that can still be cancelled, and orders the one you choose for the same course, day and reference.",
);
pub(crate) const ABOUT: Word = Word("要替换的这一行", "The line to replace");
pub(crate) const PRICE: Word = Word("单价", "Price of a copy");
pub(crate) const OUTSTANDING: Word = Word("还没到的", "Not here yet");
pub(crate) const CANCELLABLE: Word = Word("其中还能取消的", "Of these, can be cancelled");
pub(crate) const BOUGHT_WARN: Word = Word(
    "有 {n} 册已经采购，不能自行取消，照样会来。要停订请问经办人。",
    "{n} were bought already: you cannot cancel them, and they will come all the same. Ask the desk if they shall be stopped.",
);
pub(crate) const HOW_MANY: Word = Word("改订册数", "Copies to order instead");
pub(crate) const CHOICES: Word = Word("可以改订的", "What you can order");
pub(crate) const NO_CHOICES: Word = Word("没有找到相近的书", "Nothing akin was found");
pub(crate) const NO_CHOICES_HINT: Word =
    Word("可以在书目里查找，另下一份订单。", "Search the catalogue and place another order.");
pub(crate) const ORDINARY: Word = Word("随批次", "With the batch");
pub(crate) const BY_URGENT: Word = Word("加急", "Urgently");
pub(crate) const CHOOSE: Word = Word("改订，每册 {money}", "Order at {money}");
pub(crate) const CHOOSE_URGENT: Word = Word("加急改订，每册 {money}", "Order urgently at {money}");
pub(crate) const IN_TIME: Word = Word("九成能赶上", "in time 9 in 10");
pub(crate) const NOT_IN_TIME: Word = Word("没有九成把握", "less sure than 9 in 10");
pub(crate) const ALL_COME: Word = Word("这一行没有还没到的册数了。", "No copies of this line are still to come.");
const SAME: Word = Word("同一版，另订", "This edition, anew");
const EDITION: Word = Word("同一著作的其他版本", "Another edition");
const SUBJECT: Word = Word("同类书", "Same subject");

/// How a title is akin to the one that comes too late.
pub(crate) const fn kin(kin: Kin) -> Word {
    match kin {
        Kin::Same => SAME,
        Kin::Edition => EDITION,
        Kin::Subject => SUBJECT,
    }
}
