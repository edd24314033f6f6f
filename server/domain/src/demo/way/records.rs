//! What the simulated way writes down: batches, acts, movements and, at its end, slices. Things refer to each other by
//! their places in the lists.

use uuid::Uuid;

use super::Stage;

/// Copies of a line that are together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::demo) struct Lot {
    pub(in crate::demo) line: u32,
    pub(in crate::demo) copies: u32,
    pub(in crate::demo) since: i64,
}

/// A batch.
pub(in crate::demo) struct Batch {
    pub(in crate::demo) id: Uuid,
    pub(in crate::demo) no: String,
    pub(in crate::demo) stage: Stage,
    pub(in crate::demo) publisher: Option<usize>,
    pub(in crate::demo) by: Option<usize>,
    pub(in crate::demo) created_at: i64,
    /// When its last copy left.
    pub(in crate::demo) moved_at: Option<i64>,
    /// What has not been called on.
    pub(super) lots: Vec<Lot>,
    /// Since when its copies are in it: its making, or the undoing of a move out of it.
    pub(super) since: i64,
    pub(super) rush: bool,
    /// Copies in it now, those called on included.
    pub(super) copies: u32,
}

/// What kind of act moved copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::demo) enum ActKind {
    Place,
    Batch,
    Forward,
    Deliver,
    TakeOut,
    Cancel,
    Undo,
}

impl ActKind {
    /// Code in the database.
    pub(in crate::demo) const fn code(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Batch => "batch",
            Self::Forward => "forward",
            Self::Deliver => "deliver",
            Self::TakeOut => "take_out",
            Self::Cancel => "cancel",
            Self::Undo => "undo",
        }
    }
}

/// Why copies left the usual way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::demo) enum Reason {
    Damaged,
    WrongBook,
    Short,
    OutOfPrint,
    PublisherCancelled,
    CustomsRefused,
    LostInTransit,
    ReturnedDamaged,
    CustomerCancelled,
    Mistake,
}

impl Reason {
    /// Code of its row.
    pub(in crate::demo) const fn code(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::WrongBook => "wrong_book",
            Self::Short => "short",
            Self::OutOfPrint => "out_of_print",
            Self::PublisherCancelled => "publisher_cancelled",
            Self::CustomsRefused => "customs_refused",
            Self::LostInTransit => "lost_in_transit",
            Self::ReturnedDamaged => "returned_damaged",
            Self::CustomerCancelled => "customer_cancelled",
            Self::Mistake => "mistake",
        }
    }
}

/// One act.
pub(in crate::demo) struct Act {
    pub(in crate::demo) id: Uuid,
    pub(in crate::demo) kind: ActKind,
    pub(in crate::demo) from: Option<u32>,
    pub(in crate::demo) to: Option<u32>,
    pub(in crate::demo) reason: Option<Reason>,
    pub(in crate::demo) by: Option<usize>,
    pub(in crate::demo) at: i64,
    pub(in crate::demo) undoes: Option<u32>,
}

impl Act {
    pub(super) const fn new(kind: ActKind, at: i64) -> Self {
        Self { id: Uuid::nil(), kind, from: None, to: None, reason: None, by: None, at, undoes: None }
    }
}

/// Copies of a line that went from somewhere to somewhere in an act.
#[derive(Clone, Copy, Debug)]
pub(in crate::demo) struct Movement {
    pub(in crate::demo) act: u32,
    pub(in crate::demo) line: u32,
    pub(in crate::demo) from: Option<Stage>,
    pub(in crate::demo) to: Stage,
    pub(in crate::demo) from_batch: Option<u32>,
    pub(in crate::demo) to_batch: Option<u32>,
    pub(in crate::demo) copies: u32,
}

/// Where copies of a line are at the end.
#[derive(Clone, Copy, Debug)]
pub(in crate::demo) struct Slice {
    pub(in crate::demo) line: u32,
    pub(in crate::demo) stage: Stage,
    pub(in crate::demo) batch: Option<u32>,
    pub(in crate::demo) copies: u32,
    pub(in crate::demo) since: i64,
}
