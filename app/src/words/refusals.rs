//! What the house says when it says no, and what is wrong with a field. The only place where a code becomes a sentence.

use kernel::isbn::IsbnFault;
use kernel::money::grouped;
use kernel::{FaultCode, Refusal};

use super::{Word, count, fill, t};

/// Heading of a page that does not exist, or not for this reader.
pub const NOT_FOUND: Word = Word("没有找到", "Not found");
/// What that means.
pub const NOTHING_TO_SEE: Word = Word("这里没有您可以查看的内容", "There is nothing here that you can see");
/// What to do then.
pub const NOT_FOUND_HINT: Word = Word(
    "请核对编号，或用「书在哪里」按书号、订单号、您的参考号查找。",
    "Check the number, or search “Where is my book” by ISBN, order number or your own reference.",
);
/// What to do then, for who is not signed in.
pub const NOT_FOUND_OUTSIDE: Word = Word(
    "请核对地址。订单、包裹和批次都要登录后才能查看。",
    "Check the address. Orders, parcels and batches are shown once you are signed in.",
);
/// The way to the same page once more, when what stopped it may pass.
pub const AGAIN: Word = Word("重新打开这一页", "Open this page again");
/// Above a form that was sent after the session had ended.
pub const SIGNED_IN_AGAIN: Word = Word(
    "提交时登录已经过期，所以没有提交。您填写的内容都在下面，请核对后再提交一次。",
    "Your session had ended when you sent this, so nothing was sent. All that you typed is here: look it over and send it again.",
);
const SIGN_IN: Word = Word("请先登录。", "Please sign in first.");
const NOT_ALLOWED: Word = Word(
    "您的权限不包括这项操作，请联系贵单位管理员。",
    "Your role does not include this. Ask your organisation's administrator.",
);
const INVALID: Word =
    Word("请更正下面标出的内容，其余内容已为您保留。", "Please mend what is marked below. All the rest has been kept.");
const STALE: Word = Word(
    "这一页打开之后，内容已被他人更改，本次操作没有执行。请核对现在的内容后再试。",
    "Somebody changed this after you opened the page, so nothing was done. Look at the present state and try again.",
);
const ALTERED_REPEAT: Word = Word(
    "这份订单已经提交过，内容与这次不同。请打开新订单页重新填写。",
    "This order was already sent with another content. Open a new order to send this one.",
);
const CREDIT: Word = Word(
    "可用信用额度不足，还差 {short}。请减少订购，或与本社联系。",
    "Your free credit is {short} short. Order less, or talk to the house.",
);
const TOO_MANY: Word = Word("尝试次数过多，请在 {n} 秒后再试。", "Too many tries. Please come back in {n} seconds.");
const TOO_LARGE: Word = Word("内容过大，未能接收。", "That is more than can be sent at once.");
/// Heading of the page about a form that was too large to be read.
pub const TOO_LARGE_TITLE: Word = Word("内容过大，未能接收", "Too much to be sent at once");
/// What became of it.
pub const TOO_LARGE_NOTHING: Word = Word("没有保存任何内容", "Nothing was stored");
/// How to go on.
pub const TOO_LARGE_HINT: Word = Word(
    "请按浏览器的「后退」：您填写的内容还在刚才的页面上。一份书单最多 {lines} 行，请分成几份，再分别提交。",
    "Use your browser’s Back: what you typed is still on the page before. One list takes at most {lines} lines; split it and send the parts one by one.",
);
/// The way to the page of the form, without what was typed.
pub const TOO_LARGE_AGAIN: Word = Word("重新打开空白页面", "Open that page again, empty");
const BUSY: Word = Word(
    "系统正忙，没有执行任何操作，请稍后再试。",
    "The house is very busy. Nothing was done; please try again in a moment.",
);
const BROKEN: Word = Word(
    "系统出错了，没有保存任何内容。报障编号：{reference}",
    "Something broke on our side and nothing was stored. Reference: {reference}",
);
const UNREACHABLE: Word = Word(
    "与服务器的连接中断。您填写的内容还在，请再试一次，不会重复下单。",
    "The connection was cut. What you typed is still here; try again, nothing will be ordered twice.",
);

/// The sentence for a refusal.
pub fn sentence(refusal: &Refusal) -> String {
    match refusal {
        Refusal::SignIn => t(SIGN_IN).to_owned(),
        Refusal::NotFound => t(NOT_FOUND_HINT).to_owned(),
        Refusal::NotAllowed => t(NOT_ALLOWED).to_owned(),
        Refusal::Invalid(_) => t(INVALID).to_owned(),
        Refusal::Stale => t(STALE).to_owned(),
        Refusal::AlteredRepeat => t(ALTERED_REPEAT).to_owned(),
        Refusal::Credit { short_fen } => fill(CREDIT, &[("short", &kernel::money::yuan(*short_fen))]),
        Refusal::TooMany { seconds } => fill(TOO_MANY, &[("n", seconds)]),
        Refusal::TooLarge => t(TOO_LARGE).to_owned(),
        Refusal::Busy => t(BUSY).to_owned(),
        Refusal::Broken { reference } => fill(BROKEN, &[("reference", reference)]),
        Refusal::Unreachable => t(UNREACHABLE).to_owned(),
    }
}

/// The sentence for what is wrong with one field.
pub fn fault(code: &FaultCode) -> String {
    match code {
        FaultCode::Required => t(Word("请填写。", "Please fill this in.")).to_owned(),
        FaultCode::TooLong { max } => {
            fill(Word("太长：最多 {max} 个字符。", "Too long: at most {max} characters."), &[("max", max)])
        }
        FaultCode::TooShort { min } => {
            fill(Word("太短：至少 {min} 个字符。", "Too short: at least {min} characters."), &[("min", min)])
        }
        FaultCode::UnknownChoice => t(Word("请从所列各项中选择。", "Please choose one of those offered.")).to_owned(),
        FaultCode::OutOfRange { min, max } => {
            fill(Word("应在 {min} 到 {max} 之间。", "Must be between {min} and {max}."), &[("min", min), ("max", max)])
        }
        FaultCode::NotADate => {
            t(Word("不是日期，请写成 2027-09-01 的形式。", "Not a date. Write it like 2027-09-01.")).to_owned()
        }
        FaultCode::DatePassed => t(Word("这一天已经过去。", "That day has passed.")).to_owned(),
        FaultCode::DateAhead => t(Word("这一天还没有到。", "That day has not come yet.")).to_owned(),
        FaultCode::TooManyLines { max } => fill(
            Word("每份订单最多 {max} 行，请分成几份。", "At most {max} lines in one order; please split the list."),
            &[("max", &grouped(u64::from(*max)))],
        ),
        FaultCode::LinesInQuestion { count: lines } => count(
            Word(
                "有 {n} 行需要处理：请更正或删除，或选择「先订其余各行」。",
                "{n} line needs a look: mend or remove it, or choose “order the rest now”.",
            ),
            Word(
                "有 {n} 行需要处理：请更正或删除，或选择「先订其余各行」。",
                "{n} lines need a look: mend or remove them, or choose “order the rest now”.",
            ),
            i64::from(*lines),
        ),
        FaultCode::Unreadable => t(Word(
            "含有无法识别的字符，请检查文件编码（应为 UTF-8）。",
            "Contains unreadable characters. Check the text's encoding (UTF-8).",
        ))
        .to_owned(),
        FaultCode::WrongSignIn => t(Word("邮箱或密码不正确。", "E-mail and password do not match.")).to_owned(),
        FaultCode::EasyToGuess => t(Word(
            "太容易被猜到。可用几个互不相关的词连成一句。",
            "Too easy to guess. A few words that do not belong together make a good one.",
        ))
        .to_owned(),
        FaultCode::Taken => t(Word("已被使用。", "Already in use.")).to_owned(),
        FaultCode::NothingChosen => t(Word("请至少选择一项。", "Choose at least one.")).to_owned(),
        FaultCode::CopiesGone => {
            t(Word("这些册数已不在此处，请刷新后核对。", "Those copies are no longer here. Reload and look again."))
                .to_owned()
        }
        FaultCode::NothingChanges => {
            t(Word("本来就是如此，无需更改。", "That is how it is already: nothing would change.")).to_owned()
        }
        FaultCode::InParcel => {
            t(Word("这些册数已装入包裹，请先拆包。", "Those copies are in a parcel. Unpack it first.")).to_owned()
        }
        FaultCode::NotSent => t(Word(
            "这个包裹还没有寄出，请收到后再验收。",
            "This parcel has not been sent yet. Please confirm it when it has come.",
        ))
        .to_owned(),
        FaultCode::Bought { count: lines } => count(
            Word(
                "有 {n} 行已列入采购批次，不能再加急或取消。请不要勾选它，改为询问经办人或另订替代。",
                "{n} line was bought already and is in a batch. Leave it out, and ask the desk or order something instead.",
            ),
            Word(
                "有 {n} 行已列入采购批次，不能再加急或取消。请不要勾选它们，改为询问经办人或另订替代。",
                "{n} lines were bought already and are in batches. Leave them out, and ask the desk or order something instead.",
            ),
            i64::from(*lines),
        ),
        FaultCode::OnHold => {
            t(Word("这些册数处于暂停状态，请先解除暂停。", "Those copies are held back. Release them first."))
                .to_owned()
        }
    }
}

/// The sentence for a text that is not an ISBN.
pub fn isbn_fault(fault: IsbnFault) -> &'static str {
    match fault {
        IsbnFault::Length => t(Word("不是 10 位或 13 位", "not 10 or 13 digits long")),
        IsbnFault::Character => t(Word("含有书号以外的字符", "contains something that is no part of an ISBN")),
        IsbnFault::NotABook => {
            t(Word("不是图书条码（应以 978 或 979 开头）", "not a book's bar code (those begin with 978 or 979)"))
        }
        IsbnFault::CheckDigit => t(Word(
            "校验位不符，有数字写错或写颠倒",
            "the check digit does not fit: a digit is wrong or two are swapped",
        )),
    }
}
