//! How a complaint stands, and what each act makes of it: the whole machine of states, the clock of the house's promise and
//! the level of escalation. Pure; who may act and what is stored is the matter of the verbs.

use super::clock::working_days_after;
use crate::days::DAY_MS;

/// An answer is promised within so many working days.
const ANSWER_DAYS: u32 = 2;
/// After an escalation, within so many.
const ESCALATED_DAYS: u32 = 1;
/// A closed complaint can be opened again for so long.
const REOPEN_MS: i64 = 30 * DAY_MS;
/// A customer can ask for escalation once in so long.
const ESCALATE_MS: i64 = DAY_MS;

/// Whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// The house's.
    Open,
    /// The customer's.
    Answered,
    /// Nobody's.
    Closed,
}

impl State {
    pub(crate) const ALL: [Self; 3] = [Self::Open, Self::Answered, Self::Closed];

    /// The code in the database and in the shapes.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }
}

impl TryFrom<String> for State {
    type Error = String;

    fn try_from(code: String) -> Result<Self, String> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or(code)
    }
}

/// What can be done to a complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// The customer writes.
    Reply,
    /// The customer is content.
    Close,
    /// The customer is not content after all.
    Reopen,
    /// The customer asks for somebody above.
    Escalate,
    /// The house writes to the customer.
    Answer,
    /// The house writes to itself.
    Note,
    /// The house gives it to another desk.
    HandOver,
    /// The promise was broken.
    Overdue,
}

/// The state after an act; `None` when the act does not belong to the state.
pub(crate) const fn next_state(state: State, act: Act) -> Option<State> {
    match (state, act) {
        (State::Open | State::Answered, Act::Reply | Act::Escalate) => Some(State::Open),
        (State::Open | State::Answered, Act::Close) => Some(State::Closed),
        (State::Open | State::Answered, Act::Answer) => Some(State::Answered),
        (State::Open | State::Answered, Act::HandOver) => Some(state),
        (State::Open, Act::Overdue) | (State::Closed, Act::Reopen) => Some(State::Open),
        (_, Act::Note) => Some(state),
        (State::Open | State::Answered, Act::Reopen)
        | (State::Answered, Act::Overdue)
        | (State::Closed, Act::Reply | Act::Close | Act::Escalate | Act::Answer | Act::HandOver | Act::Overdue) => None,
    }
}

/// How a complaint stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Standing {
    #[sqlx(try_from = "String")]
    pub(crate) state: State,
    /// How often it was escalated.
    pub(crate) level: i64,
    /// The house has promised to act until then: exactly while it is open.
    pub(crate) due_at: Option<i64>,
    /// Exactly while it is closed.
    pub(crate) closed_at: Option<i64>,
}

impl Standing {
    /// A complaint that is filed now.
    pub(super) const fn filed(now: i64) -> Self {
        Self { state: State::Open, level: 0, due_at: Some(working_days_after(now, ANSWER_DAYS)), closed_at: None }
    }

    /// How it stands after an act; `None` when the act is not possible, or not any more.
    pub(crate) fn after(self, act: Act, now: i64) -> Option<Self> {
        let state = next_state(self.state, act)?;
        if act == Act::Reopen && self.closed_at.is_none_or(|at| now - at > REOPEN_MS) {
            return None;
        }
        Some(Self {
            state,
            level: self.level + i64::from(matches!(act, Act::Escalate | Act::Overdue)),
            due_at: (state == State::Open).then(|| self.promise(act, now)),
            closed_at: (state == State::Closed).then(|| self.closed_at.unwrap_or(now)),
        })
    }

    /// Until when the house has to act. A customer who adds a sentence does not push the promise away, and an escalation
    /// only ever brings it nearer, unless it was broken already.
    fn promise(self, act: Act, now: i64) -> i64 {
        match act {
            Act::Escalate | Act::Overdue => {
                let sooner = working_days_after(now, ESCALATED_DAYS);
                self.due_at.filter(|due| *due > now).map_or(sooner, |due| due.min(sooner))
            }
            _ => self.due_at.unwrap_or_else(|| working_days_after(now, ANSWER_DAYS)),
        }
    }
}

/// The seconds until a customer who asked for escalation at `asked` can ask again; `None` when nothing stands in the way.
pub(super) fn wait_to_escalate(asked: Option<i64>, now: i64) -> Option<u32> {
    let left = asked? + ESCALATE_MS - now;
    (left > 0).then(|| u32::try_from(left.div_euclid(1_000) + 1).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::{Act as A, State as S, *};

    const ACTS: [A; 8] = [A::Reply, A::Close, A::Reopen, A::Escalate, A::Answer, A::Note, A::HandOver, A::Overdue];

    #[test]
    fn every_act_in_every_state_has_one_answer() {
        let (open, answered, closed) = (Some(S::Open), Some(S::Answered), Some(S::Closed));
        #[rustfmt::skip]
        let table = [
            // reply   close   reopen  escalate answer    note      hand_over overdue
            [open,     closed, None,   open,    answered, open,     open,     open],
            [open,     closed, None,   open,    answered, answered, answered, None],
            [None,     None,   open,   None,    None,     closed,   None,     None],
        ];
        for (state, row) in S::ALL.into_iter().zip(table) {
            for (act, next) in ACTS.into_iter().zip(row) {
                assert_eq!(next_state(state, act), next, "{act:?} when {state:?}");
            }
        }
    }

    #[test]
    fn the_codes_are_read_back() {
        for state in S::ALL {
            assert_eq!(S::try_from(state.code().to_owned()), Ok(state));
        }
        assert_eq!(S::try_from("lost".to_owned()), Err("lost".to_owned()));
    }

    #[test]
    fn a_sentence_more_does_not_push_the_promise_away() {
        let filed = Standing::filed(0);
        assert_eq!(filed.after(A::Reply, 5).unwrap().due_at, filed.due_at);
        let answered = filed.after(A::Answer, 10).unwrap();
        assert_eq!(answered.due_at, None);
        assert_eq!(answered.after(A::Reply, 20).unwrap().due_at, Some(working_days_after(20, ANSWER_DAYS)));
    }

    #[test]
    fn an_escalation_never_buys_the_house_time() {
        let filed = Standing::filed(0);
        let due = filed.due_at.unwrap();
        assert_eq!(filed.after(A::Escalate, 5).unwrap().due_at, Some(working_days_after(5, ESCALATED_DAYS)));
        assert_eq!(filed.after(A::Escalate, due - 1).unwrap().due_at, Some(due));
        assert_eq!(filed.after(A::Overdue, due).unwrap().due_at, Some(working_days_after(due, ESCALATED_DAYS)));
    }

    #[test]
    fn the_way_back_is_open_for_thirty_days() {
        let closed = Standing::filed(0).after(A::Close, 1_000).unwrap();
        assert_eq!(closed.after(A::Note, 2_000), Some(closed));
        assert!(closed.after(A::Reopen, 1_000 + REOPEN_MS).is_some());
        assert_eq!(closed.after(A::Reopen, 1_001 + REOPEN_MS), None);
    }

    #[test]
    fn a_customer_asks_for_escalation_once_a_day() {
        assert_eq!(wait_to_escalate(None, 5), None);
        assert_eq!(wait_to_escalate(Some(1_000), 1_000 + DAY_MS), None);
        assert_eq!(wait_to_escalate(Some(1_000), DAY_MS), Some(2));
        assert_eq!(wait_to_escalate(Some(1_000), 1_000), Some(86_401));
    }

    proptest! {
        #[test]
        fn the_clock_runs_exactly_while_the_house_has_the_turn(
            acts in prop::collection::vec((select(&ACTS[..]), 0_i64..10 * DAY_MS), 0..40),
        ) {
            let mut now = 1_800_000_000_000;
            let mut standing = Standing::filed(now);
            for (act, pause) in acts {
                now += pause;
                let Some(next) = standing.after(act, now) else { continue };
                prop_assert_eq!(next.due_at.is_some(), next.state == S::Open);
                prop_assert_eq!(next.closed_at.is_some(), next.state == S::Closed);
                prop_assert!(next.level >= standing.level);
                standing = next;
            }
        }
    }
}
