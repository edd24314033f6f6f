//! The way of the copies, as far as it can be said without the database: kinds of stages, and the one function that derives
//! the state of a line or an order from where its copies are.

use serde::{Deserialize, Serialize};

/// What a stage means for the way. Which stages there are, in which order, is rows of the database, not code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StageKind {
    /// Ordered, not yet in a purchase batch.
    Open,
    /// A port on the way.
    Way,
    /// With the customer.
    End,
    /// Left the way for good: cancelled, unavailable, lost, returned.
    Exit,
}

impl StageKind {
    /// Reads the code of the database.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "open" => Some(Self::Open),
            "way" => Some(Self::Way),
            "end" => Some(Self::End),
            "exit" => Some(Self::Exit),
            _ => None,
        }
    }
}

/// What a person wants to hear first about a line or an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// No copy has left the house's order list yet.
    Waiting,
    /// At least one copy is on its way, none has arrived.
    OnTheWay,
    /// Some copies are with the customer, others still on the way or waiting.
    PartlyArrived,
    /// Every copy that will come has come.
    Arrived,
    /// No copy will come.
    Dropped,
}

impl State {
    /// A stable code, for tones of badges and for filters.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::OnTheWay => "on_the_way",
            Self::PartlyArrived => "partly_arrived",
            Self::Arrived => "arrived",
            Self::Dropped => "dropped",
        }
    }
}

/// Derives the state from the copies in each kind of stage. Nobody stores a state anywhere.
pub fn state(copies: impl IntoIterator<Item = (StageKind, i64)>) -> State {
    let (mut open, mut way, mut end) = (0, 0, 0);
    for (kind, count) in copies {
        match kind {
            StageKind::Open => open += count,
            StageKind::Way => way += count,
            StageKind::End => end += count,
            StageKind::Exit => {}
        }
    }
    match (open, way, end) {
        (0, 0, 0) => State::Dropped,
        (0, 0, _) => State::Arrived,
        (_, _, end) if end > 0 => State::PartlyArrived,
        (_, 0, _) => State::Waiting,
        _ => State::OnTheWay,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{StageKind as K, State as S, *};

    #[test]
    fn the_state_follows_the_copies() {
        assert_eq!(state([(K::Open, 3)]), S::Waiting);
        assert_eq!(state([(K::Open, 1), (K::Way, 2)]), S::OnTheWay);
        assert_eq!(state([(K::Way, 1), (K::End, 2)]), S::PartlyArrived);
        assert_eq!(state([(K::Open, 1), (K::End, 2)]), S::PartlyArrived);
        assert_eq!(state([(K::End, 2), (K::Exit, 1)]), S::Arrived);
        assert_eq!(state([(K::Exit, 3)]), S::Dropped);
        assert_eq!(state([]), S::Dropped);
    }

    proptest! {
        #[test]
        fn the_order_of_the_slices_does_not_matter(open in 0_i64..3, way in 0_i64..3, end in 0_i64..3, exit in 0_i64..3) {
            let forward = [(K::Open, open), (K::Way, way), (K::End, end), (K::Exit, exit)];
            let mut backward = forward;
            backward.reverse();
            prop_assert_eq!(state(forward), state(backward));
        }
    }
}
