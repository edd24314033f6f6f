//! Words of following an order, and of links for those who have no account.

use super::Word;

pub(crate) const FOLLOW: Word = Word("关注此订单", "Follow this order");
pub(crate) const UNFOLLOW: Word = Word("不再关注", "Stop following");
pub(crate) const SHARE: Word = Word("给申请人的链接", "Link for the requester");
pub(crate) const SHARE_LEAD: Word = Word(
    "把链接发给申请这些书的老师：不用登录就能看到书到哪里了，看不到价格、订单号和别人的名字。可以给一种图书，也可以给整份订单。",
    "For the professor who asked: shows where the books are, without sign-in, without prices, order numbers or names. For one book or for the whole order.",
);
pub(crate) const SHARE_DAYS: Word = Word("有效期", "Works for");
pub(crate) const SHARE_DAYS_N: Word = Word("{n} 天", "{n} days");
pub(crate) const MAKE_LINK: Word = Word("生成链接", "Make a link");
pub(crate) const LINKS: Word = Word("有效的链接", "Links that work");
pub(crate) const NO_LINKS: Word = Word("还没有链接。", "There are no links yet.");
pub(crate) const LINK_BOOK: Word = Word("图书", "Book");
pub(crate) const WHOLE_ORDER: Word = Word("整份订单", "The whole order");
pub(crate) const LINK_BY: Word = Word("生成人", "Made by");
pub(crate) const LINK_MADE: Word = Word("生成日期", "Made");
pub(crate) const LINK_UNTIL: Word = Word("有效至", "Works until");
pub(crate) const LINK_WATCHERS: Word = Word("等候到货通知", "Wait to be told");
pub(crate) const REVOKE: Word = Word("收回", "Take back");
pub(crate) const TRACK: Word = Word("书到哪里了", "Where your book is");
pub(crate) const TRACK_GONE: Word = Word("此链接已失效", "This link does not work any more");
pub(crate) const TRACK_GONE_WHY: Word = Word("可能已经过期，或者已被收回", "It has expired or was taken back");
pub(crate) const TRACK_GONE_HINT: Word = Word("请向给您链接的人再要一个。", "Ask whoever gave it to you for another.");
pub(crate) const TRACK_MADE: Word = Word("链接已生成", "The link is ready");
pub(crate) const TRACK_MADE_HINT: Word = Word(
    "请从浏览器地址栏复制本页地址（到问号为止）发给申请人。本社不保存链接，这一页关掉后无法再查到，只能另做一个。",
    "Copy the address of this page (up to the question mark) and send it to the requester. The house does not keep it: once this page is closed, only a new one can be made.",
);
pub(crate) const TRACK_SINCE: Word = Word("{day}起", "since {day}");
pub(crate) const TRACK_ALL: Word = Word("您的图书到哪里了", "Where your books are");
pub(crate) const TRACK_TITLE_ONE: Word = Word("1 种图书", "1 title");
pub(crate) const TRACK_TITLES: Word = Word("{n} 种图书", "{n} titles");
pub(crate) const TRACK_COMMA: Word = Word("，", ", ");
pub(crate) const TRACK_HERE: Word = Word("{n} 种已送达", "{n} delivered");
pub(crate) const TRACK_MORE: Word = Word("另有 {n} 种未列出。", "{n} more are not listed.");
pub(crate) const TRACK_WHEN: Word = Word("预计到货", "Expected");
pub(crate) const WATCH_ALL_HINT: Word = Word(
    "先发一封确认邮件；您确认后，每有到货发一封（一天最多一封），到齐时再说一声。邮箱不作他用。",
    "You get a mail that asks you to confirm, then one whenever books arrive (once a day at most), until all are there. The address is used for nothing else.",
);
pub(crate) const WATCH: Word = Word("到货时通知我", "Tell me when it is there");
pub(crate) const WATCH_HINT: Word = Word(
    "先发一封确认邮件；您确认后，到货时发一封，仅此一封。邮箱不作他用。",
    "You get a mail that asks you to confirm, and one when the book is there. The address is used for nothing else.",
);
pub(crate) const WATCH_EMAIL: Word = Word("您的邮箱", "Your e-mail address");
pub(crate) const WATCH_SEND: Word = Word("通知我", "Tell me");
pub(crate) const WATCH_ASKED: Word = Word(
    "请查收邮箱里的确认邮件，点其中的链接即可。",
    "Please look into your mailbox: a link there confirms that you want to be told.",
);
pub(crate) const CONFIRM: Word = Word("到货时通知您", "Be told of the arrival");
pub(crate) const CONFIRM_LEAD: Word =
    Word("《{title}》送达时，给您发一封邮件。", "One mail when “{title}” is delivered.");
pub(crate) const CONFIRM_ALL_LEAD: Word = Word(
    "您的图书每有到货就发一封邮件（一天最多一封），直到到齐。",
    "A mail whenever some of your books arrive, once a day at most, until all are there.",
);
pub(crate) const CONFIRM_YES: Word = Word("是的，请通知我", "Yes, tell me");
pub(crate) const CONFIRMED: Word = Word("好的，到货时会通知您。", "Done: you will be told when it is there.");
