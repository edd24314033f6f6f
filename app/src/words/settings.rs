//! Words of the house's own rows: calendar, surcharge, ranks of contracts, how long the house waits.

use kernel::shapes::DayKind;

use super::{Word, t};

pub(crate) const TITLE: Word = Word("设置", "Settings");
pub(crate) const LEAD: Word = Word(
    "本社自己定的规则。各科都可以查看，由主管更改；每次更改都有记录。",
    "The rules that the house sets itself. Every desk reads them, supervisors change them, and every change is written down.",
);
pub(crate) const WHICH: Word = Word("设置分类", "Which settings");
pub(crate) const SETTING: Word = Word("项目", "Setting");
pub(crate) const NOW: Word = Word("目前", "Now");
pub(crate) const READ_ONLY: Word = Word("由主管更改，您可以查看。", "Supervisors change this. You can read it.");
pub(crate) const SAVE: Word = Word("保存", "Save");

// What was changed ---------------------------------------------------------------------------------------------------

pub(crate) const CHANGES: Word = Word("更改记录", "What was changed");
pub(crate) const NO_CHANGE: Word = Word("还没有人改过。", "Nobody has changed anything yet.");
pub(crate) const CHANGED_AT: Word = Word("时间", "When");
pub(crate) const CHANGED_BY: Word = Word("由谁", "By");
pub(crate) const CHANGED_WHAT: Word = Word("对象", "What");
pub(crate) const WAS: Word = Word("原来", "Was");
pub(crate) const BECAME: Word = Word("改为", "Became");
pub(crate) const NONE: Word = Word("无", "nothing");

// Calendar -----------------------------------------------------------------------------------------------------------

pub(crate) const CALENDAR: Word = Word("节假日与调休", "Holidays and worked weekends");
pub(crate) const CALENDAR_LEAD: Word = Word(
    "截单日遇休息日顺延到下一个工作日。这里的每次更改，截单日会立即跟着变。",
    "A cut-off on a day of rest is put off to the next working day. Cut-offs follow each change here at once.",
);
pub(crate) const CALENDAR_NOW: Word =
    Word("今后还有 {n} 天放假或调休", "{n} days of rest or worked weekends are ahead");
pub(crate) const CALENDAR_NOW_ONE: Word =
    Word("今后还有 {n} 天放假或调休", "{n} day of rest or worked weekend is ahead");
pub(crate) const YEARS: Word = Word("年份", "Year");
pub(crate) const YEAR: Word = Word("{year}年", "{year}");
pub(crate) const MONTHS_OF: Word = Word("{year}年日历", "Calendar of {year}");
pub(crate) const LEGEND: Word =
    Word("「休」为节假日，「班」为调休上班的周末。", "R is a day of rest, W a weekend that is worked.");
pub(crate) const REST_SIGN: Word = Word("休", "R");
pub(crate) const WORK_SIGN: Word = Word("班", "W");
pub(crate) const MISSING: Word = Word("{year}年的节假日还没有录入", "The days of rest of {year} have not been entered");
pub(crate) const MISSING_HINT: Word = Word(
    "国务院办公厅一般在十一月公布。录入之前，截单日会落在节假日里。",
    "The State Council publishes them in November. Until they are entered, cut-offs fall on holidays.",
);
pub(crate) const MISSING_ACT: Word = Word("录入{year}年", "Enter {year}");
pub(crate) const DAYS_OF: Word = Word("{year}年的放假日与调休上班日", "Days of rest and worked weekends of {year}");
pub(crate) const NO_DAYS: Word = Word("这一年还没有录入", "Nothing was entered for this year");
pub(crate) const NO_DAYS_HINT: Word =
    Word("可以粘贴国务院的通知，或逐日录入。", "Paste the notice of the State Council, or enter day by day.");
pub(crate) const DAY: Word = Word("日期", "Day");
pub(crate) const DAY_IS: Word = Word("类别", "It is");
pub(crate) const NAME: Word = Word("名称", "Name");
pub(crate) const NAME_ZH: Word = Word("中文名称", "Name in Chinese");
pub(crate) const NAME_EN: Word = Word("英文名称", "Name in English");
pub(crate) const REMOVE: Word = Word("移除", "Remove");
pub(crate) const REMOVE_DAY: Word = Word("移除 {day}：{name}", "Remove {day}: {name}");
pub(crate) const ADD_DAY: Word = Word("录入一天", "Enter a day");
pub(crate) const ADD_HINT: Word = Word(
    "周末本来就休息，周一至周五本来就上班，只需录入例外。",
    "Weekends are free and weekdays are worked anyway: only what differs is entered.",
);
pub(crate) const ADD: Word = Word("录入", "Enter");
pub(crate) const PASTE: Word = Word("粘贴全年安排", "Paste a whole year");
pub(crate) const PASTE_TEXT: Word = Word("{year}年的放假安排", "Days of rest of {year}");
pub(crate) const PASTE_HINT: Word = Word(
    "粘贴国务院办公厅通知的原文即可；也可每行一天，例如：2027-10-01 休 国庆节。已有的日子保持不变。",
    "Paste the State Council's notice as it is, or a day a line: 2027-10-01 rest 国庆节 National Day. Days that are there stay as they are.",
);
pub(crate) const PASTE_NOW: Word = Word("录入全年", "Enter the year");
pub(crate) const UNREAD: Word =
    Word("以下各行没有读懂，所以什么都没有录入：", "These lines were not understood, so nothing was entered:");
pub(crate) const ENTERED: Word = Word("新录入了 {n} 天。", "{n} days were entered.");

/// What a day is.
pub(crate) fn day_kind(kind: DayKind) -> &'static str {
    t(match kind {
        DayKind::Rest => Word("休息", "Day of rest"),
        DayKind::Work => Word("上班", "Worked"),
    })
}

/// Heads of the week, Monday first.
pub(crate) const WEEK: [Word; 7] = [
    Word("一", "Mo"),
    Word("二", "Tu"),
    Word("三", "We"),
    Word("四", "Th"),
    Word("五", "Fr"),
    Word("六", "Sa"),
    Word("日", "Su"),
];

/// A day of the week in a list.
pub(crate) const WEEKDAY: Word = Word("周{day}", "{day}");

/// Months with their year.
pub(crate) const MONTHS: [Word; 12] = [
    Word("{year}年1月", "January {year}"),
    Word("{year}年2月", "February {year}"),
    Word("{year}年3月", "March {year}"),
    Word("{year}年4月", "April {year}"),
    Word("{year}年5月", "May {year}"),
    Word("{year}年6月", "June {year}"),
    Word("{year}年7月", "July {year}"),
    Word("{year}年8月", "August {year}"),
    Word("{year}年9月", "September {year}"),
    Word("{year}年10月", "October {year}"),
    Word("{year}年11月", "November {year}"),
    Word("{year}年12月", "December {year}"),
];

// Surcharge ----------------------------------------------------------------------------------------------------------

pub(crate) const SURCHARGE: Word = Word("加急附加费", "Surcharge for haste");
pub(crate) const SURCHARGE_LEAD: Word = Word(
    "加急订单不等截单，在书价之上加收的比例。已下的订单按下单那天的比例，不再变动。",
    "What an urgent order, which waits for no cut-off, pays on top of the price. Orders that were placed keep what they paid.",
);
pub(crate) const SURCHARGE_NOW: Word = Word("书价的 {percent}", "{percent} of the price");
pub(crate) const SURCHARGE_THEN: Word =
    Word("书价的 {percent}；{day}起 {coming}", "{percent} of the price; {coming} from {day}");
pub(crate) const SURCHARGE_TODAY: Word = Word("今天的加急订单", "Urgent orders of today");
pub(crate) const STEPS: Word = Word("各期比例", "What is paid from when");
pub(crate) const FROM: Word = Word("起始日", "From");
pub(crate) const ALWAYS: Word = Word("一直以来", "from the beginning");
pub(crate) const PERCENT: Word = Word("比例（%）", "Per cent");
pub(crate) const PERCENT_HINT: Word = Word("最多两位小数，例如 12.5。", "At most two decimals, such as 12.5.");
pub(crate) const FROM_DAY: Word = Word("从哪天下单起", "For orders placed from");
pub(crate) const STATE: Word = Word("状态", "State");
pub(crate) const COMING: Word = Word("尚未开始", "to come");
pub(crate) const IN_FORCE: Word = Word("现行", "in force");
pub(crate) const OVER: Word = Word("已过", "over");
pub(crate) const SET_SURCHARGE: Word = Word("更改附加费", "Change the surcharge");
pub(crate) const DROP: Word = Word("撤回", "Take back");
pub(crate) const DROP_STEP: Word = Word("撤回 {day} 起的 {percent}", "Take back {percent} from {day}");

// Contracts ----------------------------------------------------------------------------------------------------------

pub(crate) const CONTRACTS: Word = Word("合同等级", "Ranks of contracts");
pub(crate) const CONTRACTS_LEAD: Word = Word(
    "到货不足时，先看需要日期，再看下单日期，最后看合同等级：数字小的在前。等级属于付款的单位。",
    "When copies are short, the deadline decides, then the day of the order, then the rank of the payer's contract: the smaller first.",
);
pub(crate) const CONTRACTS_NOW: Word =
    Word("{n} 家单位另有等级，其余为 100", "{n} organisations have a rank of their own, all others 100");
pub(crate) const FIND_CONTRACT: Word = Word("查找单位", "Find an organisation");
pub(crate) const ORG_NAME: Word = Word("单位名称", "Name of the organisation");
pub(crate) const FIND: Word = Word("查找", "Find");
pub(crate) const SHOW_ALL: Word = Word("显示全部", "Show all");
pub(crate) const ORG: Word = Word("单位", "Organisation");
pub(crate) const CITY: Word = Word("城市", "City");
pub(crate) const RANK: Word = Word("等级", "Rank");
pub(crate) const RANK_OF: Word = Word("{org}的合同等级", "Rank of {org}");
pub(crate) const SAVE_RANK: Word = Word("保存{org}的等级", "Save the rank of {org}");
pub(crate) const NO_ORG: Word = Word("没有符合的单位", "No organisation fits");
pub(crate) const NO_ORG_HINT: Word = Word("换几个字，或显示全部。", "Try other words, or show all.");

// Waits --------------------------------------------------------------------------------------------------------------

pub(crate) const WAITS: Word = Word("等待天数", "How long the house waits");
pub(crate) const WAITS_LEAD: Word = Word(
    "到期后系统自动处理，从更改之后的下一次检查起生效。",
    "What the house does by itself when the time is over, from its next look on.",
);
pub(crate) const WAITS_NOW: Word = Word("{days} 天", "{days} days");
pub(crate) const DAYS: Word = Word("天数", "Days");
pub(crate) const SAVE_WAIT: Word = Word("保存：{what}", "Save: {what}");

/// What the house waits for.
pub(crate) fn wait(code: &str) -> &str {
    match code {
        "acceptance_ask" => t(Word("送达后未验收，提醒客户", "Reminder to confirm a delivery")),
        "acceptance_close" => t(Word("送达后仍未验收，包裹自动办结", "Unconfirmed parcels close by themselves")),
        "invoice_due" => t(Word("开出结算单后，多少天内付款", "From the invoice to the day on which it is due")),
        other => other,
    }
}
