//! The fixed sentences of the parts: what every page shares (shell, tables, routes, pagers), in both languages.
//! Knows nothing of any page; sentences of one page live in that page's own module of `words`.

use super::Word;

pub(crate) const HOUSE: Word = Word("海图", "Portolan");
pub(crate) const HOUSE_OTHER: Word = Word("Portolan", "海图");
pub(crate) const MOTTO: Word =
    Word("每一册都有去处，每一程都有记录。", "Every copy accounted for, every port on the record.");

pub(crate) const SKIP: Word = Word("跳到正文", "Skip to content");
pub(crate) const MAIN_NAV: Word = Word("主导航", "Main");
pub(crate) const MENU: Word = Word("菜单", "Menu");
pub(crate) const WHERE_IS_MY_BOOK: Word = Word("我的书在哪里", "Where is my book?");
pub(crate) const WHERE_HINT: Word = Word("书号、书名、订单号、运单号……", "ISBN, title, order, tracking number …");
pub(crate) const SEARCH: Word = Word("查找", "Find");
pub(crate) const LANGUAGE: Word = Word("语言", "Language");
pub(crate) const ACCOUNT: Word = Word("账户", "Account");
pub(crate) const MY_ACCOUNT: Word = Word("我的账户", "My account");
pub(crate) const NOTICES: Word = Word("通知", "Notices");
pub(crate) const BELL_NONE: Word = Word("通知，没有未读", "Notices, none unread");
pub(crate) const BELL_ONE: Word = Word("通知，1 条未读", "Notices, 1 unread");
pub(crate) const BELL_MANY: Word = Word("通知，{n} 条未读", "Notices, {n} unread");
pub(crate) const SIGN_OUT: Word = Word("退出登录", "Sign out");
pub(crate) const PATH: Word = Word("所在位置", "Breadcrumb");
pub(crate) const NAV_COUNT: Word = Word("{n} 项待看", "{n} waiting");

pub(crate) const REQUIRED: Word = Word("必填", "required");
pub(crate) const FAULT: Word = Word("有误：", "Fault: ");

pub(crate) const INFO: Word = Word("提示", "Note");
pub(crate) const GOOD: Word = Word("已完成", "Done");
pub(crate) const WARN: Word = Word("请注意", "Attention");
pub(crate) const BAD: Word = Word("出错了", "Problem");

pub(crate) const PAGES: Word = Word("翻页", "Pages");
pub(crate) const PREVIOUS: Word = Word("上一页", "Previous");
pub(crate) const NEXT: Word = Word("下一页", "Next");

pub(crate) const ROUTE: Word = Word("航程", "The way of the copies");
pub(crate) const EXITS: Word = Word("离开航线", "Left the route");
pub(crate) const COPIES: Word = Word("{n} 册", "{n} copies");
pub(crate) const ONE_COPY: Word = Word("{n} 册", "{n} copy");
pub(crate) const PORT_DONE: Word = Word("已过", "passed");
pub(crate) const PORT_HERE: Word = Word("现在此处", "here now");
pub(crate) const PORT_AHEAD: Word = Word("尚未到达", "still ahead");
pub(crate) const PORT_SKIPPED: Word = Word("不经此处", "skipped");

pub(crate) const YOU: Word = Word("您", "You");
pub(crate) const INTERNAL: Word = Word("内部备注，客户不可见", "Internal note, never shown to the customer");

pub(crate) const OF: Word = Word("{part}，共 {whole}", "{part} of {whole}");
