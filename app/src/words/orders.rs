//! Words of orders: the list, the page of one order, the ways of its copies, the entry of a new one.

use kernel::journey::State;

use super::Word;

// The list
pub(crate) const TITLE: Word = Word("订单", "Orders");
pub(crate) const LIST_LEAD: Word = Word(
    "最近的订单在最前面。点订单号，看每一册走到了哪里。",
    "Newest first. Open an order to see where each copy is.",
);
pub(crate) const NEW: Word = Word("下订单", "Place an order");
pub(crate) const NEWEST: Word = Word("回到最近的订单", "Back to the newest");
pub(crate) const NONE: Word = Word("还没有订单", "No orders yet");
pub(crate) const NONE_BUYER: Word = Word(
    "把书号和册数贴进来，一行一种，马上就能看到书名和人民币价格。",
    "Paste ISBNs and copies, one book a line; titles and prices in RMB appear at once.",
);
pub(crate) const NONE_VIEWER: Word =
    Word("贵单位下了订单之后，会显示在这里。", "The orders of your organisation will be listed here.");
pub(crate) const NO_MORE: Word = Word("没有更早的订单了", "There are no earlier orders");
pub(crate) const NO_MORE_HINT: Word = Word("您已经看到了最后一页。", "You have reached the end of the list.");
pub(crate) const BY_CUSTOMER: Word = Word("只看一位客户的订单", "Orders of one customer");
pub(crate) const ALL_CUSTOMERS: Word = Word("全部客户", "All customers");
pub(crate) const SHOW: Word = Word("查看", "Show");
pub(crate) const SHOW_ALL: Word = Word("查看全部订单", "See all orders");
pub(crate) const NONE_OF: Word = Word("这位客户还没有订单", "No orders of this customer yet");
pub(crate) const NONE_OF_HINT: Word =
    Word("代这位客户下单之后，会显示在这里。", "Once something has been ordered for this customer, it is listed here.");
pub(crate) const NO: Word = Word("订单号", "Order");
pub(crate) const PLACED: Word = Word("下单日期", "Placed");
pub(crate) const CUSTOMER: Word = Word("客户", "Customer");
pub(crate) const OWN_REF: Word = Word("您的参考号", "Your reference");
pub(crate) const ALL_BY: Word = Word("预计到齐", "All here by");
pub(crate) const LINES: Word = Word("品种", "Titles");
pub(crate) const ARRIVED: Word = Word("已到册数", "Arrived");
pub(crate) const ARRIVED_OF: Word = Word("已到 {part} 册，共 {whole} 册", "{part} of {whole} copies have arrived");
pub(crate) const PART_OF: Word = Word("{part} / {whole}", "{part} of {whole}");
pub(crate) const STATE: Word = Word("状态", "State");
pub(crate) const TOTAL: Word = Word("金额", "Total");
pub(crate) const NEEDED_BY: Word = Word("最晚到货日", "Needed by");
pub(crate) const URGENT: Word = Word("加急", "Urgent");
pub(crate) const PAST: Word = Word("已过期", "past");
pub(crate) const TOO_LATE: Word = Word("多半赶不上", "probably late");
pub(crate) const MAY_BE_LATE: Word = Word("可能赶不上", "may be late");

// States
const WAITING: Word = Word("待采购", "Waiting to be bought");
const ON_THE_WAY: Word = Word("在途", "On its way");
const PARTLY_ARRIVED: Word = Word("部分到货", "Partly arrived");
const ARRIVED_ALL: Word = Word("已到齐", "Arrived");
const DROPPED: Word = Word("不再供应", "Will not come");

/// What a person calls the state of a line or an order.
pub(crate) const fn state(state: State) -> Word {
    match state {
        State::Waiting => WAITING,
        State::OnTheWay => ON_THE_WAY,
        State::PartlyArrived => PARTLY_ARRIVED,
        State::Arrived => ARRIVED_ALL,
        State::Dropped => DROPPED,
    }
}

// One order
pub(crate) const ORDER_NO: Word = Word("订单 {no}", "Order {no}");
pub(crate) const ASK: Word = Word("对这份订单有疑问", "Something wrong with this order?");
pub(crate) const ABOUT: Word = Word("订单信息", "About this order");
pub(crate) const PLACED_BY: Word = Word("下单人", "Placed by");
pub(crate) const ON_BEHALF: Word = Word("代订单位", "Ordered for you by");
pub(crate) const NOTE: Word = Word("备注", "Note");
pub(crate) const COMPLAINTS: Word = Word("投诉与咨询", "Complaints");

// Where the copies are
pub(crate) const STANDING: Word = Word("现在到了哪里", "Where the copies are");
pub(crate) const ALL_HERE: Word =
    Word("全部送达，没有在途的册数。", "Everything has been delivered; nothing is on its way.");
pub(crate) const JUST_MOVED: Word = Word("刚刚更新：{what}。", "Just moved: {what}.");
pub(crate) const MOVED_TO: Word = Word("{n} 册到「{to}」", "{n} to {to}");
pub(crate) const AND: Word = Word("，", ", ");
pub(crate) const CHANGED: Word = Word("刚更新", "Just moved");
pub(crate) const LINES_OF: Word = Word("各品种的去向", "Line by line");
pub(crate) const LINE_NO: Word = Word("行", "Line");
pub(crate) const BOOK: Word = Word("书目", "Book");
pub(crate) const COPIES: Word = Word("册数", "Copies");
pub(crate) const PRICE: Word = Word("单价", "Price");
pub(crate) const SUM: Word = Word("小计", "Sum");
pub(crate) const WHERE: Word = Word("现在在哪里", "Where now");
pub(crate) const ONE_COPY: Word = Word("{n} 册", "{n} copy");
pub(crate) const SOME_COPIES: Word = Word("{n} 册", "{n} copies");
pub(crate) const SINCE: Word = Word("{day}起", "since {day}");
pub(crate) const REF: Word = Word("参考号 {no}", "reference {no}");
pub(crate) const NEEDED: Word = Word("最晚到货日 {day}", "needed by {day}");
pub(crate) const PLACED_ON: Word = Word("{day}下单", "placed {day}");
pub(crate) const AT_DESK: Word = Word("由{desk}经办", "with the {desk}");
pub(crate) const STEPS_ONE: Word = Word("第 {line} 行的全程（{n} 步）", "Every step of line {line} ({n} step)");
pub(crate) const STEPS: Word = Word("第 {line} 行的全程（{n} 步）", "Every step of line {line} ({n} steps)");
pub(crate) const ORDERED: Word = Word("订购 {copies}", "{copies} ordered");
pub(crate) const FROM_TO: Word = Word("{copies}：{from} → {to}", "{copies}: {from} → {to}");
pub(crate) const TAKEN_BACK: Word = Word("更正：{copies}退回「{to}」", "Correction: {copies} back to {to}");
pub(crate) const IN_BATCH: Word = Word("批次 {no}", "Batch {no}");
pub(crate) const REASON: Word = Word("原因：{reason}", "Reason: {reason}");
pub(crate) const ASK_LINE: Word = Word("这一行有问题", "Something wrong with this line?");
pub(crate) const CANCEL: Word = Word("取消这些册", "Cancel these copies");
pub(crate) const CANCEL_COPIES: Word = Word("取消册数", "Copies to cancel");
pub(crate) const CANCEL_HINT: Word = Word(
    "尚未采购的有 {copies}，可以取消，占用的额度随即退还。",
    "{copies} not bought yet: these can be cancelled, and their credit is free again at once.",
);

// A new order
pub(crate) const NEW_LEAD: Word = Word(
    "把书单贴进来：一行一种，书号在前，册数在后。提交之前，每一行都会核对给您看。",
    "Paste your list: one book a line, the ISBN first, then the copies. You see what became of every line before you order.",
);
pub(crate) const LIST: Word = Word("书单", "Your list");
pub(crate) const TEXT: Word = Word("书号和册数，一行一种", "ISBN and copies, one book a line");
pub(crate) const TEXT_HINT: Word = Word(
    "ISBN-10、ISBN-13 都可以，有没有连字符都行。不写册数就是 1 册；可以直接从 Excel 复制两列。最多 5,000 行。",
    "ISBN-10 or ISBN-13, with or without hyphens. No number means one copy; two columns copied from a spreadsheet are fine. At most 5,000 lines.",
);
pub(crate) const CHECK: Word = Word("核对书单", "Check the list");
pub(crate) const DETAILS: Word = Word("订单信息", "About this order");
pub(crate) const FOR_WHOM: Word = Word("为谁订购", "For whom");
pub(crate) const OWN_REF_HINT: Word =
    Word("贵单位自己的编号，日后可以凭它查找。", "Your own number for it; you can find the order by it later.");
pub(crate) const NEEDED_HINT: Word =
    Word("晚于这一天就没有用了。可以不填。", "The day after which it is of no use. May stay empty.");
pub(crate) const COURSE: Word = Word("课程或学期", "Course or term");
pub(crate) const COURSE_HINT: Word = Word(
    "同一门课的订单会汇总在一起，开课前一眼看清能否到齐。可以不填。",
    "Orders for one course are gathered, so that you see before it starts whether all books will be there. May stay empty.",
);
pub(crate) const URGENT_LABEL: Word =
    Word("加急：不等成批，单独采购", "Urgent: bought at once, without waiting for a batch");
pub(crate) const NOTE_LABEL: Word = Word("给本社的备注", "Note to the house");
pub(crate) const PLACE: Word = Word("提交订单", "Place the order");
pub(crate) const PLACE_REST: Word =
    Word("先订其余各行，有疑问的不订", "Order the rest now, without the lines in question");
pub(crate) const SENDING: Word = Word("正在提交…", "Sending…");
pub(crate) const TRY_AGAIN: Word = Word("再试一次", "Try again");
pub(crate) const SEE_ORDERS: Word = Word("查看已有订单", "See your orders");
pub(crate) const START_NEW: Word = Word("另开一份新订单", "Open a new order");
pub(crate) const PLACED_AS: Word = Word("这份书单已经提交，订单号 {no}。", "This list was placed as order {no}.");
pub(crate) const PLACED_ONCE: Word =
    Word("再次打开这一页不会重复下单。", "Coming back to this page does not order anything again.");
pub(crate) const SEE_ORDER: Word = Word("查看订单 {no}", "See order {no}");

// What was understood
pub(crate) const CHECKED: Word = Word("核对结果", "What we understood");
pub(crate) const CHECKING: Word = Word("正在核对…", "Checking…");
pub(crate) const UNDERSTOOD_ALL_ONE: Word = Word("共 {n} 行，全部看懂了。", "{n} line, understood.");
pub(crate) const UNDERSTOOD_ALL: Word = Word("共 {n} 行，全部看懂了。", "All {n} lines understood.");
pub(crate) const UNDERSTOOD: Word =
    Word("共 {all} 行，看懂了 {good} 行，{questions}。", "{good} of {all} lines understood, {questions}.");
pub(crate) const QUESTIONS_ONE: Word = Word("有 {n} 行需要您看一下", "{n} needs a look");
pub(crate) const QUESTIONS: Word = Word("有 {n} 行需要您看一下", "{n} need a look");
pub(crate) const FIRST_QUESTION: Word = Word("到第一处", "Go to the first");
pub(crate) const NOTHING_YET: Word = Word(
    "书单还是空的。贴进来之后，这里逐行显示书名、册数和价格。",
    "The list is empty. Paste it, and every line shows here with its title, copies and price.",
);
pub(crate) const TYPED: Word = Word("您写的", "As typed");
pub(crate) const ADDED_TO: Word =
    Word("与第 {line} 行是同一种书，册数已并到那一行。", "The same book as line {line}; its copies were added there.");
pub(crate) const NOT_AN_ISBN: Word = Word("书号有误：{why}。", "Not an ISBN: {why}.");
pub(crate) const MEANT: Word = Word("是不是这一种？", "Did you mean:");
pub(crate) const TAKE: Word = Word("改用这个书号", "Use this one");
pub(crate) const TAKE_NAMED: Word =
    Word("改用这个书号：第 {line} 行改为 {isbn}", "Use this one: {isbn} in line {line}");
pub(crate) const NOT_IN_CATALOGUE: Word = Word(
    "书号没有写错，但书目里没有这种书。请先删去这一行，向我们咨询能否进口。",
    "A valid ISBN, but not in our catalogue. Take the line out and ask us whether we can import it.",
);
pub(crate) const NO_PRICE: Word = Word(
    "有这种书，但暂时没有价格，要先向出版社询价。",
    "We know this book, but have no price yet: the publisher must be asked first.",
);
pub(crate) const BAD_COPIES: Word =
    Word("册数要写成不小于 1 的整数。", "The copies must be a whole number, at least 1.");
pub(crate) const TOO_MANY_COPIES: Word = Word(
    "册数太多：每种最多 9,999 册，重复的行合并计算。",
    "Too many copies: at most 9,999 of one book, repeated lines added up.",
);
pub(crate) const ORDERED_BEFORE: Word = Word("以前订过 {n} 册", "ordered before: {n} copies");
pub(crate) const ORDERED_BEFORE_ONE: Word = Word("以前订过 {n} 册", "ordered before: {n} copy");
pub(crate) const NOT_ALL_SHOWN: Word = Word(
    "看懂的行只显示前 {shown} 行，需要您看的行都在上面。提交时全部计入。",
    "Only the first {shown} understood lines are shown, and every line that needs a look. All of them will be ordered.",
);
pub(crate) const FREE: Word = Word("可用额度", "Free credit");
pub(crate) const LEFT: Word = Word("下单后剩余", "Left after this order");
pub(crate) const SHORT: Word = Word("额度不足", "Not enough credit");
