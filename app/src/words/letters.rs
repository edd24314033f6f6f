//! Words of letters that are not also on a page. They are put together on the server, outside of any page, so each takes
//! its language.

use super::Word;

pub(crate) const ONE_NOTICE: Word = Word("{what}", "{what}");
pub(crate) const NOTICES: Word = Word("海图：{n} 条订单动态", "Portolan: {n} notices about your orders");
pub(crate) const HELLO: Word = Word("{name}，您好：", "Dear {name},");
pub(crate) const HELLO_NOBODY: Word = Word("您好：", "Hello,");
pub(crate) const LEAD: Word = Word("以下是您的订单动态。", "This is what happened to your orders.");
pub(crate) const ORDER: Word = Word("订单 {no}", "Order {no}");
pub(crate) const COMPLAINT: Word = Word("投诉 {no}", "Complaint {no}");
pub(crate) const PARCEL: Word = Word("包裹 {no}", "Parcel {no}");
pub(crate) const INVOICE: Word = Word("结算单 {no}", "Invoice {no}");
pub(crate) const TICKET: Word = Word("工单 {no}", "Ticket {no}");
pub(crate) const SEE_ALL: Word = Word("查看全部通知", "See all notices");
pub(crate) const CHANGE: Word = Word("更改通知设置", "Change what you are told");
pub(crate) const UNSUBSCRIBE: Word = Word("不再收邮件", "No more mail");
pub(crate) const FOOT: Word = Word("海图", "Portolan");
pub(crate) const ASK_SUBJECT: Word =
    Word("请确认：《{title}》到货时通知您", "Please confirm: a mail when “{title}” is there");
pub(crate) const ASK: Word = Word(
    "有人（应该是您）请我们在《{title}》送达时发邮件到这个地址。请打开下面的链接确认，七天内有效。",
    "Somebody, presumably you, asked to be told at this address when “{title}” is delivered. Please open this link to confirm; it works for seven days.",
);
pub(crate) const ASK_ALL_SUBJECT: Word =
    Word("请确认：您的图书到货时通知您", "Please confirm: a mail when your books are there");
pub(crate) const ASK_ALL: Word = Word(
    "有人（应该是您）请我们在一批图书到货时发邮件到这个地址：每次到货一封（一天最多一封），到齐时再说一声。请打开下面的链接确认，七天内有效。",
    "Somebody, presumably you, asked to be told at this address when the books of an order arrive: at each arrival, once a day at most, and when all are there. Please open this link to confirm; it works for seven days.",
);
pub(crate) const ASK_YES: Word = Word("确认", "Confirm");
pub(crate) const ASK_IGNORE: Word =
    Word("如果不是您，请忽略此信，不会再有邮件。", "If it was not you, ignore this mail and nothing more will come.");
pub(crate) const ARRIVED_SUBJECT: Word = Word("已送达：《{title}》", "Delivered: “{title}”");
pub(crate) const ARRIVED: Word = Word(
    "您等的《{title}》已送达贵单位，请向采访或图书馆同事领取。这是关于此书的唯一一封通知。",
    "“{title}”, which you waited for, was delivered to your organisation; please ask your library. This is the only mail about it.",
);
pub(crate) const SOME_CAME_SUBJECT: Word =
    Word("您等的图书到了 {n} 种，还有 {open} 种在途", "{n} of your titles are there, {open} still to come");
pub(crate) const SOME_CAME: Word = Word(
    "您等的图书已有 {n} 种送达贵单位，还有 {open} 种在途。请向采访或图书馆同事领取。",
    "{n} of the titles that you wait for were delivered to your organisation, {open} are still on their way. Please ask your library.",
);
pub(crate) const ALL_CAME_SUBJECT: Word = Word("您等的图书已到齐", "All your books are there");
pub(crate) const ALL_CAME: Word = Word(
    "您等的图书已到齐，共 {n} 种送达贵单位，请向采访或图书馆同事领取。以后不再有关于它们的邮件。",
    "Everything that you wait for has come: {n} titles were delivered to your organisation. Please ask your library. This is the last mail about them.",
);
pub(crate) const CAME_TITLE: Word = Word("《{title}》", "“{title}”");
