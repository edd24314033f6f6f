//! What the model is told and asked: lines that come to stages. Plain values.

/// Days since 1970-01-01, where the house is.
pub type Day = i64;

/// How a line travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// With its publisher's batch.
    Ordinary,
    /// At once.
    Urgent,
}

impl Lane {
    pub(crate) const ALL: [Self; 2] = [Self::Ordinary, Self::Urgent];

    pub(crate) const fn index(self) -> usize {
        self as usize
    }
}

/// Where a line comes from and how. Publishers and countries are numbered from 0 by the caller, without large gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route {
    /// The publisher's number.
    pub publisher: u32,
    /// The number of the publisher's country.
    pub country: u32,
    /// How it travels.
    pub lane: Lane,
}

/// Where a line comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A stage of the way; 0 is the wait for the publisher's cut-off.
    Stage(usize),
    /// The reader.
    Arrived,
    /// Nowhere: cancelled, unavailable, lost.
    Gone,
}

/// The rearmost copies of a line came to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The caller's number of the line.
    pub line: u64,
    /// Where it comes from and how.
    pub route: Route,
    /// Where it came to.
    pub place: Place,
    /// When.
    pub day: Day,
}

/// Where copies are, for which an arrival is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Standing {
    /// Where they come from and how.
    pub route: Route,
    /// In which stage they are.
    pub stage: usize,
    /// Since when.
    pub since: Day,
    /// In stage 0: the cut-off with which they will go, if it is known. Not looked at in other stages.
    pub cutoff: Option<Day>,
}
