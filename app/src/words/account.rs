//! Words of the sign-in page, the own account and a partner's customers.

use kernel::Role;

use super::{Word, t};

pub(crate) const SIGN_IN: Word = Word("登录", "Sign in");
pub(crate) const SIGN_IN_LEAD: Word =
    Word("用本社为您开通的邮箱和密码登录。", "Use the e-mail address and password of your account with the house.");
pub(crate) const EMAIL: Word = Word("邮箱", "E-mail");
pub(crate) const PASSWORD: Word = Word("密码", "Password");
pub(crate) const NO_ENTRY: Word = Word("进不来？", "Cannot get in?");
pub(crate) const NO_ENTRY_HELP: Word = Word(
    "忘记密码或尚未开通账户，请找贵单位管理员，或与您的业务员联系：本社核实身份后为您重设密码。",
    "Forgotten password or no account yet: ask your organisation's administrator or your contact at the house. We set a new password once we know it is you.",
);

pub(crate) const ACCOUNT: Word = Word("我的账户", "My account");
pub(crate) const ME: Word = Word("我的信息", "About me");
pub(crate) const NAME: Word = Word("姓名", "Name");
pub(crate) const ORGANISATION: Word = Word("单位", "Organisation");
pub(crate) const ROLE: Word = Word("角色", "Role");
pub(crate) const DESK: Word = Word("科室", "Desk");
pub(crate) const UNIT: Word = Word("部门", "Unit");

pub(crate) const CREDIT: Word = Word("信用额度", "Credit");
pub(crate) const CREDIT_FREE: Word = Word("可用额度", "Free");
pub(crate) const CREDIT_USED: Word = Word("已用额度", "Used");
pub(crate) const CREDIT_LIMIT: Word = Word("信用额度", "Limit");
pub(crate) const CREDIT_NOTE: Word = Word(
    "已用额度是尚未结算的订单加上未付的结算单；付清、取消或不能供应的册数会自动退还额度。",
    "Used credit is what your open orders cost and your unpaid invoices ask for. What is paid, cancelled or cannot be had gives it back at once.",
);
pub(crate) const CREDIT_GAUGE: Word = Word("已用 {used}，额度共 {limit}", "{used} used of {limit}");

pub(crate) const COLLEAGUES: Word = Word("同单位用户", "People of your organisation");
pub(crate) const COLLEAGUES_NOTE: Word = Word(
    "增减用户或调整权限，请与您的业务员联系。",
    "To add or remove people or change a role, talk to your contact at the house.",
);

pub(crate) const SESSIONS: Word = Word("登录记录", "Where you are signed in");
pub(crate) const BROWSER: Word = Word("浏览器", "Browser");
pub(crate) const SIGNED_IN_AT: Word = Word("登录时间", "Signed in");
pub(crate) const SEEN_AT: Word = Word("最近使用", "Last used");
pub(crate) const ACT: Word = Word("操作", "Action");
pub(crate) const HERE: Word = Word("本机", "this one");
pub(crate) const END: Word = Word("退出", "Sign out");
pub(crate) const END_LABEL: Word = Word("退出 {browser}（{when} 登录）", "Sign out {browser}, signed in {when}");
pub(crate) const END_OTHERS: Word = Word("退出其他所有登录", "Sign out everywhere else");
pub(crate) const UNKNOWN_BROWSER: Word = Word("未知浏览器", "Unknown browser");
pub(crate) const BROWSER_ON: Word = Word("{browser}（{system}）", "{browser} on {system}");

pub(crate) const CHANGE_PASSWORD: Word = Word("修改密码", "Change password");
pub(crate) const OLD_PASSWORD: Word = Word("现在的密码", "Present password");
pub(crate) const NEW_PASSWORD: Word = Word("新密码", "New password");
pub(crate) const NEW_PASSWORD_HINT: Word = Word(
    "至少 12 个字符。几个互不相关的词连成一句，好记也难猜。",
    "At least 12 characters. A few words that do not belong together are easy to remember and hard to guess.",
);
pub(crate) const OLD_PASSWORD_WRONG: Word = Word("与现在的密码不符。", "That is not your present password.");
pub(crate) const PASSWORD_CHANGED: Word = Word(
    "密码已修改，其他设备上的登录均已退出。",
    "Your password is changed, and you were signed out everywhere else.",
);

pub(crate) const CUSTOMERS: Word = Word("我的客户", "My customers");
pub(crate) const CUSTOMERS_LEAD: Word = Word(
    "每位客户在途的书、等您答复的投诉，和由贵店结算的金额。",
    "For each customer: books under way, complaints that wait for an answer, and what you owe the house for it.",
);
pub(crate) const CUSTOMER: Word = Word("客户", "Customer");
pub(crate) const OPEN_ORDERS: Word = Word("未完成订单", "Open orders");
pub(crate) const WAITING: Word = Word("待采购（册）", "Not bought yet");
pub(crate) const ON_THE_WAY: Word = Word("在途（册）", "On the way");
pub(crate) const PAST_DEADLINE: Word = Word("已过最晚到货日", "Past needed-by");
pub(crate) const ANSWERED: Word = Word("投诉待您确认", "Complaints answered");
pub(crate) const OWED: Word = Word("贵店应付", "You owe");
pub(crate) const LAST_ORDER: Word = Word("最近下单", "Last order");
pub(crate) const NEVER: Word = Word("尚无订单", "none yet");
pub(crate) const ORDERS_OF: Word = Word("（查看订单）", ": see the orders");
pub(crate) const ORDER_FOR: Word = Word("代下订单", "Order");
pub(crate) const ORDER_FOR_SPOKEN: Word = Word("（{name}）", " for {name}");
pub(crate) const NO_CUSTOMERS: Word = Word("还没有客户", "No customers yet");
pub(crate) const NO_CUSTOMERS_HINT: Word = Word(
    "本社登记贵店的客户后，您就可以在这里代他们下单、查看他们的每一册书。",
    "Once the house has registered your customers, you order for them here and follow each of their copies.",
);

/// The name of a role.
pub(crate) fn role(role: Role) -> &'static str {
    t(match role {
        Role::Viewer => Word("查看", "Viewer"),
        Role::Buyer => Word("采购", "Buyer"),
        Role::Admin => Word("管理员", "Administrator"),
        Role::Desk => Word("科室人员", "Desk"),
        Role::Supervisor => Word("主管", "Supervisor"),
    })
}
