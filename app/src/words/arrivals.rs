//! Words of arrivals: the range, how sure it is, what it is made of, what was said before.

use kernel::shapes::PromiseReason;

use super::Word;

// In one line
pub(crate) const RANGE: Word = Word("预计{range}到货", "arrives {range}");
pub(crate) const SURE: Word = Word("{n} 成把握", "{n} in 10");
pub(crate) const WORKING: Word = Word("到货日期正在推算", "arrival date being worked out");
pub(crate) const CUTOFF: Word = Word("{day}截单，随批采购", "to be bought with the batch that closes on {day}");
pub(crate) const LATE: Word = Word("{percent}% 的可能赶不上{day}", "{percent}% chance of missing {day}");
pub(crate) const SILENT: Word =
    Word("{n} 天没有动静，{day}已向{desk}查问", "no news for {n} days; the {desk} was asked on {day}");
pub(crate) const SILENT_ONE: Word =
    Word("{n} 天没有动静，{day}已向{desk}查问", "no news for {n} day; the {desk} was asked on {day}");

// Of a whole order
pub(crate) const REDATED: Word = Word("到货日期有更新。", "There is a new arrival date.");
pub(crate) const ALL_BY: Word = Word("最后一册预计{range}到货（{sure}）。", "The last copy arrives {range} ({sure}).");
pub(crate) const SOME_WORKING: Word =
    Word("有些行的到货日期正在推算，稍后再看。", "Some dates are being worked out; look again in a moment.");
pub(crate) const AT_RISK: Word =
    Word("有 {n} 行可能赶不上您的最晚到货日{day}。", "{n} lines may miss {day}, the day you need them by.");
pub(crate) const AT_RISK_ONE: Word =
    Word("有 {n} 行可能赶不上您的最晚到货日{day}。", "{n} line may miss {day}, the day you need it by.");
pub(crate) const WHAT_TO_DO: Word = Word("看是哪几种、能怎么办", "See which, and what can be done");
pub(crate) const HELD: Word = Word(
    "过去一年，这样的预计 {percent}% 说中了（共 {lines} 行）。",
    "In the last year {percent}% of such ranges held ({lines} lines).",
);

// What it is made of
pub(crate) const MADE_OF: Word =
    Word("第 {line} 行的到货日期是怎么算出来的", "What the date of line {line} is made of");
pub(crate) const STAGE: Word = Word("环节", "Stage");
pub(crate) const USUALLY: Word = Word("通常", "Usually");
pub(crate) const THIS_ONE: Word = Word("这一行", "This line");
pub(crate) const DAYS: Word = Word("{low}–{high} 天", "{low}–{high} days");
pub(crate) const DAYS_SAME: Word = Word("{n} 天", "{n} days");
pub(crate) const DAYS_ONE: Word = Word("{n} 天", "{n} day");
pub(crate) const SO_FAR: Word = Word("已 {n} 天", "{n} days so far");
pub(crate) const SO_FAR_ONE: Word = Word("已 {n} 天", "{n} day so far");
pub(crate) const AHEAD: Word = Word("还没到", "ahead");
pub(crate) const FAN: Word = Word(
    "上面一条是通常的快慢，下面一条是这一行：到今天走了 {sofar} 天，预计{range}到货。",
    "Above the usual pace, below this line: {sofar} days so far, arriving {range}.",
);
pub(crate) const FAN_USUAL: Word = Word("通常", "Usual");
pub(crate) const FAN_THIS: Word = Word("这一行", "This line");
pub(crate) const FAN_TODAY: Word = Word("今天", "today");
pub(crate) const FAN_NEEDED: Word = Word("最晚到货日", "needed by");
pub(crate) const EXTRA: Word = Word("其中因故推迟 {n} 天。", "{n} days of it are because of what holds it up.");

// What was said before
pub(crate) const SAID: Word = Word("说过的到货日期", "What we have said");
pub(crate) const SAID_LINE: Word = Word("{range}（{why}）", "{range} ({why})");
const ORDERED: Word = Word("下单时", "when it was ordered");
const MOVED: Word = Word("进到下一环节后", "after it had moved");
const TIME: Word = Word("按最近的快慢重新推算", "worked out anew from the latest pace");
const CAUSE: Word = Word("有事耽搁或已恢复", "something held it up, or no longer did");
const LANE: Word = Word("转为加急后", "after it had become urgent");
const HOUSE: Word = Word("经办人更正", "corrected by the desk");

/// Why a range was given.
pub(crate) const fn reason(reason: PromiseReason) -> Word {
    match reason {
        PromiseReason::Ordered => ORDERED,
        PromiseReason::Moved => MOVED,
        PromiseReason::Time => TIME,
        PromiseReason::Cause => CAUSE,
        PromiseReason::Lane => LANE,
        PromiseReason::House => HOUSE,
    }
}

// Before ordering
pub(crate) const EXPECTED: Word =
    Word("今天下单，最后一册预计{range}到货（{sure}）。", "Ordered today, the last copy arrives {range} ({sure}).");
pub(crate) const NEXT_CUTOFF: Word = Word("下一批{day}截单。", "The next batch closes on {day}.");
pub(crate) const SOONER: Word = Word("加急约早 {n} 天。", "Urgent: about {n} days sooner.");
pub(crate) const SOONER_FOR: Word =
    Word("加急约早 {n} 天，加价 {money}。", "Urgent: about {n} days sooner, for {money} more.");
pub(crate) const NO_SOONER: Word = Word("加急也快不了几天。", "Urgent would gain next to nothing.");
