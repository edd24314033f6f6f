//! Words of the start page, for those who are signed in and for those who are not.

use super::Word;

pub(crate) const WELCOME: Word = Word("进口图书，一路看得见", "Imported books, in plain view");
pub(crate) const WELCOME_LEAD: Word = Word(
    "面向图书馆、高校、研究机构和各地外文书店的自助服务：下订单，查每一册书走到哪一环节、何时到货，投诉与咨询有人答复。",
    "For libraries, universities, institutes and bookstores: order, see for each copy where it is and when it comes, and get an answer when something is wrong.",
);

pub(crate) const HOME: Word = Word("今日书况", "Your books today");
pub(crate) const WHERE: Word = Word("我的书在哪里？", "Where is my book?");
pub(crate) const FIND_OWN: Word = Word("查找您订的书", "Find what you ordered");
pub(crate) const WHERE_FIELD: Word = Word("书号、书名、订单号、运单号……", "ISBN, title, order, tracking number …");
pub(crate) const FIND: Word = Word("查找", "Find");

pub(crate) const FOR_YOUR_EYES: Word = Word("已答复，请您确认", "Answered, waiting for you");
pub(crate) const UNDER_WAY: Word = Word("在途订单", "Orders under way");
pub(crate) const ALL_ORDERS: Word = Word("全部订单", "All orders");
pub(crate) const ALL_ARRIVED: Word =
    Word("最近的订单都已到货，没有在途的书。", "Everything you ordered lately has arrived. Nothing is under way.");
pub(crate) const ORDER: Word = Word("订单", "Order");
pub(crate) const OWN_REF: Word = Word("您的参考号", "Your reference");
pub(crate) const CUSTOMER: Word = Word("客户", "Customer");
pub(crate) const PLACED: Word = Word("下单日期", "Placed");
pub(crate) const ARRIVED: Word = Word("已到册数", "Arrived");
pub(crate) const NEEDED_BY: Word = Word("最晚到货日", "Needed by");
pub(crate) const STATE: Word = Word("状态", "State");

pub(crate) const PICKS: Word = Word("为您推荐", "For you");
pub(crate) const ALL_PICKS: Word = Word("更多推荐", "More");

pub(crate) const FIRST: Word = Word("从第一份订单开始", "Start with a first order");
pub(crate) const FIRST_HINT: Word = Word(
    "把书号和册数贴进来，每行一种。下单之后，每一册走到哪里，这里都看得见。",
    "Paste ISBNs and copies, one title a line. From then on you see here where each copy is.",
);
pub(crate) const NOTHING_YET: Word = Word("贵单位还没有订单", "Your organisation has no orders yet");
pub(crate) const NOTHING_YET_HINT: Word =
    Word("有了订单，每一册走到哪里，这里都看得见。", "Once there is one, you see here where each copy is.");
