//! Words of notices, of their settings, and of what could not be sent. A notice's sentence is the same in the portal and in a
//! letter; the latter's other words are in `letters`.

use kernel::Lang;
use kernel::shapes::{MovedDates, NoticeRow, Pace, Topic};

use super::causes::{cause_kind, cause_text};
use super::{Word, fill_in};
use crate::parts::{between_in, instant_of, yuan};

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
const INVOICE: Word = Word("结算单", "Invoices");
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
        Topic::Invoice => INVOICE,
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
const SAYS_BILLED: Word =
    Word("结算单 {no}：{what}，共 {total}，请于{day}前付清", "Invoice {no}: {total} for {what}, to be paid by {day}");
const SAYS_PAID: Word = Word("结算单 {no}：{what}，共 {total}，已付清", "Invoice {no}: {total} for {what}, paid");
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
        (Topic::Invoice, _) => billed(row, &what, lang),
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

/// What an invoice asks for, and for what.
fn billed(row: &NoticeRow, what: &str, lang: Lang) -> String {
    let Some(invoice) = &row.invoice else { return topic(row.topic).of(lang).to_owned() };
    let due = instant_of(invoice.due_day);
    let (total, day) = (yuan(invoice.total_fen), between_in(lang, due, due));
    let values: [(&str, &dyn std::fmt::Display); 4] =
        [("no", &invoice.no), ("total", &total), ("day", &day), ("what", &what)];
    fill_in(lang, if invoice.paid { SAYS_PAID } else { SAYS_BILLED }, &values)
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

// Ending letters ------------------------------------------------------------------------------------------------------------

pub(crate) const UNSUBSCRIBE: Word = Word("不再收邮件", "No more mail");
pub(crate) const UNSUBSCRIBE_LEAD: Word = Word(
    "以后不再向 {email} 发通知邮件；站内通知照常。",
    "No notices will be sent to {email} any more. The portal still shows them all.",
);
pub(crate) const UNSUBSCRIBE_YES: Word = Word("不再发邮件给我", "Stop sending me mail");
pub(crate) const UNSUBSCRIBE_GONE: Word = Word("此链接已失效", "This link does not work any more");
pub(crate) const UNSUBSCRIBE_GONE_HINT: Word =
    Word("登录后可在「通知设置」里停收邮件。", "Sign in to end letters in the notice settings.");
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
