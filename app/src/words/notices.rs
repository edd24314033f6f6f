//! Words of notices, of their settings, of causes on batches, of links without an account, and of what could not be sent.
//! A notice's sentence is the same in the portal and in a letter; the latter's other words are in `letters`.

use kernel::Lang;
use kernel::shapes::{CauseNote, MovedDates, NoticeRow, Pace, Topic};

use super::{Word, fill_in};
use crate::parts::{between_in, instant_of};

pub(crate) const NOTICES: Word = Word("通知", "Notices");
pub(crate) const NOTICES_LEAD: Word = Word(
    "您的订单走到哪里、出了什么情况、谁答复了您，都按时间先后列在这里。",
    "Where your orders got to, what went wrong, who answered you: all of it, newest first.",
);
pub(crate) const NOTICES_LEAD_HOUSE: Word = Word(
    "转到本科室的工单、到期上报的工单，都按时间先后列在这里。",
    "Tickets that were handed to your desk or went up, newest first.",
);
pub(crate) const NONE: Word = Word("还没有通知", "No notices yet");
pub(crate) const NONE_HINT: Word = Word(
    "订单一有动静，这里就会告诉您；需要时也会发邮件。",
    "As soon as something moves you read it here, and by mail if you wish.",
);
pub(crate) const NONE_HINT_HOUSE: Word = Word(
    "有工单转来或上报，这里就会告诉您；需要时也会发邮件。",
    "When a ticket comes to your desk or goes up you read it here, and by mail if you wish.",
);
pub(crate) const UNREAD: Word = Word("未读", "Unread");
pub(crate) const UNREAD_ONE: Word = Word("1 条未读通知", "1 unread notice");
pub(crate) const UNREAD_MANY: Word = Word("{n} 条未读通知", "{n} unread notices");
pub(crate) const READ_ALL: Word = Word("全部标为已读", "Mark all as read");
pub(crate) const READ: Word = Word("标为已读", "Mark as read");
pub(crate) const SETTINGS: Word = Word("通知设置", "Notice settings");
pub(crate) const WHAT: Word = Word("内容", "What");
pub(crate) const WHEN: Word = Word("时间", "When");
pub(crate) const ORDERS: Word = Word("订单", "Orders");
pub(crate) const ACTS: Word = Word("操作", "Actions");
pub(crate) const TOPIC: Word = Word("类别", "About");

const EXCEPTION: Word = Word("异常", "Problems");
const CAUSE: Word = Word("整批受阻", "Whole batch held up");
const ALERT: Word = Word("交期预警", "Deadline warnings");
const ANSWERED: Word = Word("投诉答复", "Answers to complaints");
const TICKET: Word = Word("本科室的工单", "Tickets of your desk");
const REDATED: Word = Word("到货日期变动", "Changed arrival dates");
const TO_CONFIRM: Word = Word("待验收的包裹", "Parcels to confirm");
const PARCEL: Word = Word("包裹发出", "Parcels on their way");
const ARRIVED: Word = Word("到货", "Arrivals");
const MOVED: Word = Word("运送进度", "Progress on the way");
const BOUGHT: Word = Word("列入采购", "Purchases");
const PLACED: Word = Word("他人下单", "Orders placed by others");
const CANCELLED: Word = Word("他人取消", "Cancellations by others");

/// What a topic is called.
pub(crate) const fn topic(topic: Topic) -> Word {
    match topic {
        Topic::Exception => EXCEPTION,
        Topic::Cause => CAUSE,
        Topic::Alert => ALERT,
        Topic::Answered => ANSWERED,
        Topic::Confirm => TO_CONFIRM,
        Topic::Ticket => TICKET,
        Topic::Redated => REDATED,
        Topic::Parcel => PARCEL,
        Topic::Arrived => ARRIVED,
        Topic::Moved => MOVED,
        Topic::Bought => BOUGHT,
        Topic::Placed => PLACED,
        Topic::Cancelled => CANCELLED,
    }
}

const NOW: Word = Word("几分钟内", "Within minutes");
const DAILY: Word = Word("每天一封汇总", "Daily digest");
const WEEKLY: Word = Word("每周一封汇总", "Weekly digest");
const NEVER: Word = Word("不发邮件", "No mail");

/// What a pace is called.
pub(crate) const fn pace(pace: Pace) -> Word {
    match pace {
        Pace::Now => NOW,
        Pace::Daily => DAILY,
        Pace::Weekly => WEEKLY,
        Pace::Never => NEVER,
    }
}

pub(crate) const SETTINGS_LEAD: Word = Word(
    "站内通知总是即时可见；这里决定哪些内容另发邮件、何时发。同一件事一天最多告诉您一次。",
    "The portal always shows everything at once. Here you choose what is also sent by mail, and when. You hear of one cause once a day at most.",
);
pub(crate) const BY_MAIL: Word = Word("邮件", "By mail");
pub(crate) const SENT_TO: Word = Word("发到 {email}", "Sent to {email}");
pub(crate) const QUIET: Word = Word("免打扰时段（北京时间）", "Quiet hours (Beijing time)");
pub(crate) const QUIET_HINT: Word = Word(
    "这段时间不发邮件，过后再发。起止相同即不设免打扰。每日汇总在早上八点，每周汇总在周一早上八点。",
    "No mail in these hours; it comes afterwards. The same hour twice means none. Daily digests go out at eight, weekly ones on Mondays at eight.",
);
pub(crate) const QUIET_FROM: Word = Word("从", "From");
pub(crate) const QUIET_TO: Word = Word("到", "To");
pub(crate) const HOUR: Word = Word("{n}:00", "{n}:00");
pub(crate) const SAVE: Word = Word("保存", "Save");
pub(crate) const SEND_NOW: Word = Word("现在就寄来汇总", "Send the digest now");
pub(crate) const SEND_NOW_HINT: Word = Word(
    "把等着汇总的通知马上寄来；今天已寄过的事，明早再寄。",
    "What waits for the next digest is sent at once. What you heard of by mail today still waits for tomorrow.",
);
pub(crate) const SENDING: Word =
    Word("马上寄出。没有等着的通知就不寄。", "On its way. Nothing is sent when nothing waits.");
pub(crate) const SAVED: Word = Word("已保存。", "Saved.");

// The sentence of a notice ------------------------------------------------------------------------------------------------

const ONE_TITLE: Word = Word("《{title}》", "“{title}”");
const ONE_LINE: Word = Word("1 种图书", "1 title");
const LINES: Word = Word("{n} 种图书", "{n} titles");
const COPIES: Word = Word("{what}（{n} 册）", "{what} ({n} copies)");
const ONE_COPY: Word = Word("{what}（1 册）", "{what} (1 copy)");
const SAYS_BOUGHT: Word = Word("{what}已列入采购批次 {batch}", "{what}: in purchase batch {batch}");
const SAYS_GIVEN: Word =
    Word("{what}不必再采购，已在「{stage}」环节：{reason}", "{what}: at {stage} without a purchase. {reason}");
const SAYS_MOVED: Word = Word("{what}已到「{stage}」环节", "{what}: reached {stage}");
const SAYS_ARRIVED: Word = Word("{what}已送达", "{what}: delivered");
const SAYS_EXCEPTION: Word = Word("{what}：{reason}", "{what}: {reason}");
const SAYS_PLACED: Word = Word("已为贵单位订购{what}", "Ordered for you: {what}");
const SAYS_CANCELLED: Word = Word("{what}已取消", "{what}: cancelled");
const SAYS_ALERT: Word =
    Word("{what}赶不上最晚到货日的可能超过 {n}%", "{what}: more than {n}% likely to miss the day you need it by");
const ACT_BY: Word =
    Word("{day}之前加急订购，还有九成把握赶上。", "An urgent order by {day} would still be in time 9 times in 10.");
const ACT_NOW: Word = Word(
    "加急也没有九成把握了：可以改订其他版本，或问经办人还有什么办法。",
    "Even an urgent order is less sure than that: order another edition, or ask the desk what can be done.",
);
pub(crate) const SEE_TERM: Word = Word("看能怎么办", "See what can be done");
const SAYS_ANSWERED: Word = Word("您的投诉 {no} 已有答复", "Your complaint {no} was answered");
const SAYS_SENT: Word = Word("包裹 {no} 已发出：{what}", "Parcel {no} is on its way: {what}");
const SAYS_CONFIRM: Word = Word("请验收包裹 {no}：{what}", "Please confirm what was in parcel {no}: {what}");
const SAYS_HELD: Word = Word("{what}受阻：{kind}", "{what}: held up, {kind}");
const SAYS_OVER: Word = Word("{what}恢复运送：{kind}已解除", "{what}: on the way again, {kind} is over");
const SAYS_RAISED: Word = Word("工单 {no} 到期未答复，已上报", "Ticket {no} was not answered in time and went up");
const SAYS_HANDED: Word = Word("工单 {no} 已转到本科室", "Ticket {no} was handed to your desk");
const SAYS_LATER: Word =
    Word("{what}改为预计{new}到货，晚于原先的{old}", "{what}: now expected {new}, later than {old}");
const SAYS_SOONER: Word =
    Word("{what}改为预计{new}到货，早于原先的{old}", "{what}: now expected {new}, sooner than {old}");
const SAYS_BACK: Word = Word(
    "更正：“{topic}”一步已由本社撤回，图书回到原来的环节",
    "Correction: the house took a step back ({topic}); the books are where they were before",
);

/// What a notice says, in one sentence.
pub(crate) fn sentence(row: &NoticeRow, lang: Lang) -> String {
    let what = what(row, lang);
    let say = |word: Word, places: &[(&str, &dyn std::fmt::Display)]| fill_in(lang, word, places);
    let (stage, batch) = (row.stage.as_deref().unwrap_or_default(), row.batch.as_deref().unwrap_or_default());
    match (row.topic, &row.cause) {
        (Topic::Alert, _) => say(SAYS_ALERT, &[("what", &what), ("n", &(row.band.unwrap_or_default() / 10))]),
        (Topic::Answered, _) => say(SAYS_ANSWERED, &[("no", &row.complaint.as_deref().unwrap_or_default())]),
        (Topic::Cause, Some(cause)) => {
            let word = if cause.over.is_some() { SAYS_OVER } else { SAYS_HELD };
            say(word, &[("what", &what), ("kind", &cause_kind(&cause.kind).of(lang))])
        }
        (Topic::Ticket, _) => {
            let word = if row.raised { SAYS_RAISED } else { SAYS_HANDED };
            say(word, &[("no", &row.complaint.as_deref().unwrap_or_default())])
        }
        (Topic::Redated, _) => redated(row, &what, lang),
        (kind, _) if row.lines() <= 0 => say(SAYS_BACK, &[("topic", &topic(kind).of(lang))]),
        (Topic::Bought, _) => match &row.reason {
            Some(reason) => say(SAYS_GIVEN, &[("what", &what), ("stage", &stage), ("reason", reason)]),
            None => say(SAYS_BOUGHT, &[("what", &what), ("batch", &batch)]),
        },
        (Topic::Parcel, _) => say(SAYS_SENT, &[("no", &row.parcel.as_deref().unwrap_or_default()), ("what", &what)]),
        (Topic::Confirm, _) => {
            say(SAYS_CONFIRM, &[("no", &row.parcel.as_deref().unwrap_or_default()), ("what", &what)])
        }
        (Topic::Arrived, _) => say(SAYS_ARRIVED, &[("what", &what)]),
        (Topic::Placed, _) => say(SAYS_PLACED, &[("what", &what)]),
        (Topic::Cancelled, _) => say(SAYS_CANCELLED, &[("what", &what)]),
        (Topic::Exception, _) => {
            say(SAYS_EXCEPTION, &[("what", &what), ("reason", &row.reason.as_deref().unwrap_or(stage))])
        }
        (Topic::Moved | Topic::Cause, _) => say(SAYS_MOVED, &[("what", &what), ("stage", &stage)]),
    }
}

/// Which dates moved, and where to.
fn redated(row: &NoticeRow, what: &str, lang: Lang) -> String {
    let Some(MovedDates { old, new }) = row.dates else { return topic(row.topic).of(lang).to_owned() };
    let word = if new.1 > old.1 { SAYS_LATER } else { SAYS_SOONER };
    let [old, new] = [old, new].map(|(low, high)| between_in(lang, instant_of(low), instant_of(high)));
    fill_in(lang, word, &[("what", &what), ("old", &old), ("new", &new)])
}

/// What can be done about what a notice says, or why it is so; in one sentence.
pub(crate) fn why(row: &NoticeRow, lang: Lang) -> Option<String> {
    if row.topic == Topic::Alert {
        let until = |day: i64| between_in(lang, instant_of(day), instant_of(day));
        let act = row.act_by.map(|day| fill_in(lang, ACT_BY, &[("day", &until(day))]));
        return Some(act.unwrap_or_else(|| ACT_NOW.of(lang).to_owned()));
    }
    row.cause.as_ref().filter(|cause| cause.over.is_none()).map(|cause| cause_text(cause, lang))
}

/// Title or number of titles, and copies.
fn what(row: &NoticeRow, lang: Lang) -> String {
    let what = match (row.title(), row.lines()) {
        (Some(title), _) => fill_in(lang, ONE_TITLE, &[("title", &title)]),
        (None, 1) => ONE_LINE.of(lang).to_owned(),
        (None, n) => fill_in(lang, LINES, &[("n", &n)]),
    };
    match row.copies() {
        1 => fill_in(lang, ONE_COPY, &[("what", &what)]),
        n if n > 1 => fill_in(lang, COPIES, &[("what", &what), ("n", &n)]),
        _ => what,
    }
}

// Causes ------------------------------------------------------------------------------------------------------------------

const KIND_CUSTOMS: Word = Word("海关查验", "customs inspection");
const KIND_REPRINT: Word = Word("出版社重印", "a reprint at the publisher");
const KIND_REVIEW: Word = Word("内容审核", "a review of contents");
const KIND_OTHER: Word = Word("其他原因", "another cause");

/// What a kind of cause is called.
pub(crate) fn cause_kind(code: &str) -> Word {
    match code {
        "customs" => KIND_CUSTOMS,
        "reprint" => KIND_REPRINT,
        "review" => KIND_REVIEW,
        _ => KIND_OTHER,
    }
}

const CAUSE_DAYS: Word = Word("预计多等约 {n} 天。", "Expect about {n} more days.");
const CAUSE_ONE_DAY: Word = Word("预计多等约 1 天。", "Expect about one more day.");

/// What a desk says of a cause, with the days that it costs.
pub(crate) fn cause_text(note: &CauseNote, lang: Lang) -> String {
    let days = match note.extra_days {
        0 => return note.text.clone(),
        1 => CAUSE_ONE_DAY.of(lang).to_owned(),
        n => fill_in(lang, CAUSE_DAYS, &[("n", &n)]),
    };
    match lang {
        Lang::Zh => format!("{}{days}", note.text),
        Lang::En => format!("{} {days}", note.text),
    }
}

pub(crate) const HELD_UP: Word = Word("这批书受阻：{kind}", "Held up: {kind}");
pub(crate) const HELD_FIRST: Word = Word(
    "发送之前请看：本社已知情况，正在处理。如您的问题与此有关，不必再发。",
    "Before you send: the house knows of this and is dealing with it. If it answers your question, there is no need to write.",
);
pub(crate) const HELD_LINES: Word = Word("第 {n} 行《{title}》", "Line {n}, “{title}”");
pub(crate) const CAUSES: Word = Word("整批受阻", "What holds the batch");
pub(crate) const CAUSE_LEAD: Word = Word(
    "发布一次，批次内每位客户收到一条通知；解除时再各收一条。询问的客户先看到它。",
    "Posted once, each customer in the batch is told once, and once again when it is over. Who asks reads it first.",
);
pub(crate) const CAUSE_KIND: Word = Word("原因", "Cause");
pub(crate) const CHOOSE: Word = Word("请选择", "Choose one");
pub(crate) const CAUSE_ZH: Word = Word("告诉中文读者", "For Chinese readers");
pub(crate) const CAUSE_EN: Word = Word("告诉英文读者", "For English readers");
pub(crate) const EXTRA_DAYS: Word = Word("预计多等几天", "Extra days expected");
pub(crate) const EXTRA_DAYS_HINT: Word = Word("说不准就留空。", "Leave empty when nobody can say.");
pub(crate) const NEW_CAUSE: Word = Word("告诉客户", "What the customers are told");
pub(crate) const POST_CAUSE: Word = Word("发布并通知客户", "Post and tell the customers");
pub(crate) const CLOSE_CAUSE: Word = Word("解除并通知客户", "It is over: tell the customers");
pub(crate) const CAUSE_TOUCHES: Word =
    Word("涉及 {lines} 种、{customers} 家客户", "{lines} titles of {customers} customers");
pub(crate) const CAUSE_SINCE: Word = Word("{when}，{who}", "{when}, {who}");
pub(crate) const CAUSE_OVER: Word = Word("已于 {when} 解除", "Over since {when}");
pub(crate) const HAS_CAUSE: Word =
    Word("这个批次已有未解除的原因，请先解除。", "This batch has an open cause already; close that one first.");
pub(crate) const NO_COPIES: Word = Word("批次里已没有图书。", "There are no copies left in the batch.");

// Following, and links without an account -----------------------------------------------------------------------------------

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

// Ending letters ------------------------------------------------------------------------------------------------------------

pub(crate) const UNSUBSCRIBE: Word = Word("不再收邮件", "No more mail");
pub(crate) const UNSUBSCRIBE_LEAD: Word = Word(
    "以后不再向 {email} 发通知邮件；站内通知照常。",
    "No notices will be sent to {email} any more. The portal still shows them all.",
);
pub(crate) const UNSUBSCRIBE_YES: Word = Word("不再发邮件给我", "Stop sending me mail");
pub(crate) const UNSUBSCRIBED: Word = Word(
    "已停发。想恢复时，登录后到「通知设置」里改。",
    "Done. To start again, sign in and go to the notice settings.",
);

// What could not be sent ------------------------------------------------------------------------------------------------------

pub(crate) const OUTBOX: Word = Word("未能送出的通知", "What could not be sent");
pub(crate) const OUTBOX_LEAD: Word =
    Word("多次重试仍未成功的通知和邮件。", "Notices and letters that were given up after many tries.");
pub(crate) const OUTBOX_EMPTY: Word = Word("全部已送出", "Everything went out");
pub(crate) const OUTBOX_EMPTY_HINT: Word = Word("没有积压。", "Nothing was given up.");
pub(crate) const OUTBOX_KIND: Word = Word("类型", "Kind");
pub(crate) const OUTBOX_LETTER: Word = Word("邮件", "Letter");
pub(crate) const OUTBOX_TELLING: Word = Word("站内通知", "Notice in the portal");
pub(crate) const OUTBOX_TO: Word = Word("收件人", "To");
pub(crate) const OUTBOX_TRIES: Word = Word("次数", "Tries");
pub(crate) const OUTBOX_FAULT: Word = Word("最后一次的错误", "What went wrong last");
pub(crate) const OUTBOX_AT: Word = Word("放弃时间", "Given up");
pub(crate) const OUTBOX_RETRY: Word = Word("全部重试", "Try all again");
