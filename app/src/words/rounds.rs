//! Words of rounds: one wish about many batches, its progress, its report.

use kernel::shapes::RoundAct;
use kernel::{FaultCode, Refusal};

use super::{Word, refusals, t};

// Beginning one ------------------------------------------------------------------------------------------------------

pub(crate) const BEGIN: Word = Word("批量处理勾选的批次", "Do something with the ticked batches");
pub(crate) const BEGIN_HINT: Word = Word(
    "每批单独处理，可单独撤销；不能处理的会说明原因，不影响其余各批。",
    "Each batch by itself, and each can be taken back. Those that cannot be moved are named with the reason; the others go on.",
);
pub(crate) const ALL_SHOWN: Word = Word("本页全部 {n} 批", "All {n} batches shown");
pub(crate) const WHAT: Word = Word("要做的事", "What to do");
pub(crate) const DAY: Word = Word("预计转出日期", "Expected day");
pub(crate) const DAY_HINT: Word = Word("只在更改日期时填写。", "Only for another expected day.");
pub(crate) const NOTE: Word = Word("原因", "Why");
pub(crate) const NOTE_HINT: Word = Word("更改日期或解除暂停时填写。", "For another expected day, and for releasing.");
pub(crate) const GO: Word = Word("开始处理", "Carry it out");

const FORWARD_ACT: Word = Word("逐批转入下一环节", "Move each on to its next stage");
const EXPECT_ACT: Word = Word("更改预计转出日期", "Give another expected day");
const RELEASE_ACT: Word = Word("解除暂停", "Release what is held back");

/// What is done with each batch.
pub(crate) const fn act(act: RoundAct) -> Word {
    match act {
        RoundAct::Forward => FORWARD_ACT,
        RoundAct::Expect => EXPECT_ACT,
        RoundAct::Release => RELEASE_ACT,
    }
}

// One round ----------------------------------------------------------------------------------------------------------

pub(crate) const ROUND: Word = Word("批量处理", "Round");
pub(crate) const PROGRESS: Word = Word("进度", "Progress");
pub(crate) const OF_ALL: Word = Word("{over} / {all} 批", "{over} of {all} batches");
pub(crate) const RUNNING: Word = Word(
    "正在处理。您可以离开这一页，处理不会中断；结束后这里是结果。",
    "At work. You can leave this page, it goes on without you; the report will be here.",
);
pub(crate) const SO_FAR_REFUSED: Word = Word("其中 {n} 批未能处理", "{n} of them could not be moved");
pub(crate) const REPORT: Word = Word("处理结果", "Report");
pub(crate) const ALL_DONE_ONE: Word = Word("{n} 批处理完毕。", "Done with {n} batch.");
pub(crate) const ALL_DONE: Word = Word("全部 {n} 批处理完毕。", "Done with all {n} batches.");
pub(crate) const SOME_REFUSED: Word = Word(
    "处理了 {done} 批，{refused} 批未能处理，原因见下表。",
    "Done with {done}; {refused} could not be moved, for the reasons below.",
);
pub(crate) const LINES: Word = Word("涉及行数", "Lines in them");
pub(crate) const DONE: Word = Word("已处理", "Done");
pub(crate) const REFUSED: Word = Word("未能处理", "Not done");
pub(crate) const REFUSED_LIST: Word = Word("未能处理的批次", "Batches that could not be moved");
pub(crate) const DONE_LIST: Word = Word("已处理的批次", "Batches that are done");
pub(crate) const WHY: Word = Word("原因", "Reason");
pub(crate) const INTO: Word = Word("现在在", "Now in");
pub(crate) const DELIVERED: Word = Word("已送达", "Delivered");
pub(crate) const UNCHANGED: Word = Word("原批次", "The same batch");
pub(crate) const AGAIN: Word = Word("再试勾选的批次", "Try the ticked ones again");
pub(crate) const AGAIN_HINT: Word = Word(
    "按批次现在的内容再试一次；已经转空的批次不再列入。",
    "Tries them as they are now. Batches that are empty by now are left out.",
);
pub(crate) const BY: Word = Word("{who}，{when}", "{who}, {when}");
pub(crate) const UNTIL: Word = Word("改为 {day}", "now expected {day}");

// The list -----------------------------------------------------------------------------------------------------------

pub(crate) const ROUNDS: Word = Word("批量处理记录", "Rounds");
pub(crate) const NONE: Word = Word("还没有批量处理", "No round yet");
pub(crate) const NONE_HINT: Word = Word(
    "在批次页勾选几批，选择要做的事，处理的进度和结果会留在这里。",
    "Tick some batches on the page of batches and say what to do. Progress and report are kept here.",
);
pub(crate) const BEGUN: Word = Word("开始时间", "Begun");
pub(crate) const WHO: Word = Word("经手人", "By");
pub(crate) const BATCHES: Word = Word("批数", "Batches");
pub(crate) const STATE: Word = Word("状态", "State");
pub(crate) const AT_WORK: Word = Word("处理中", "At work");
pub(crate) const ENDED: Word = Word("已结束", "Ended");

/// Why a batch of a round was left as it was.
pub(crate) fn reason(act: RoundAct, why: &Refusal) -> String {
    let word = match why {
        Refusal::Stale => {
            Word("选定之后，这一批已被他人改动或转出。", "Somebody changed it or moved it on after it was chosen.")
        }
        Refusal::NotAllowed => Word(
            "轮到这一批时，它由其他科室经手，或经手人已无此权限。",
            "When its turn came, another desk held it, or whoever began this may not do it any more.",
        ),
        Refusal::NotFound => Word("这一批之后没有下一环节。", "There is no next stage for it."),
        Refusal::Invalid(faults) => match faults.0.first().map(|fault| &fault.code) {
            Some(FaultCode::OnHold) => Word("这一批处于暂停状态，请先解除暂停。", "It is held back. Release it first."),
            Some(FaultCode::NothingChosen) if act == RoundAct::Release => {
                Word("这一批没有暂停。", "It is not held back.")
            }
            Some(FaultCode::NothingChosen | FaultCode::CopiesGone) => {
                Word("批内已经没有册数。", "There are no copies in it any more.")
            }
            Some(code) => return refusals::fault(code),
            None => return refusals::sentence(why),
        },
        _ => return refusals::sentence(why),
    };
    t(word).to_owned()
}
