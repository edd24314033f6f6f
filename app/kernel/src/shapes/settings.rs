//! The house's own rows, as its supervisors set them: the calendar, the surcharge, the ranks of contracts, how long it waits.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One change of a setting: who set what to what, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingChange<T> {
    /// When.
    pub at: i64,
    /// By whom; empty for a job.
    pub by: String,
    /// What was set, in words of the page: a name, a day.
    pub subject: String,
    /// What it was; nothing when it was not there.
    pub was: Option<T>,
    /// What it became; nothing when it was taken away.
    pub became: Option<T>,
}

/// What a day is, against its weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// A weekday on which the house rests.
    Rest,
    /// A weekend on which it works.
    Work,
}

impl DayKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Rest, Self::Work];

    /// As it is stored and sent.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::Work => "work",
        }
    }

    /// Of its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A day that is not what its weekday says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    /// Days since 1970 in Beijing.
    pub day: i64,
    /// What it is.
    pub kind: DayKind,
    /// Why, in Chinese.
    pub name_zh: String,
    /// Why, in English.
    pub name_en: String,
}

/// The house's calendar of one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarYear {
    /// Of the Gregorian calendar.
    pub year: i16,
    /// Today.
    pub today: i64,
    /// The days that are not what their weekday says, in order.
    pub days: Vec<CalendarDay>,
    /// The year that begins soon and whose days of rest nobody has entered; cut-offs would fall on holidays.
    pub missing: Option<i16>,
    /// Whether the reader may change it.
    pub mine: bool,
    /// Who changed what, newest first.
    pub changes: Vec<SettingChange<CalendarDay>>,
}

/// What a lane costs on top from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurchargeStep {
    /// The first day on which orders pay it; 0 for always.
    pub from_day: i64,
    /// Basis points of the price.
    pub basis_points: i64,
}

/// What urgent orders cost on top: now, before, and from a coming day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Surcharges {
    /// What an urgent order of today pays, basis points of the price.
    pub basis_points: i64,
    /// Today.
    pub today: i64,
    /// For optimistic locking.
    pub version: i64,
    /// Newest first.
    pub steps: Vec<SurchargeStep>,
    /// Whether the reader may change it.
    pub mine: bool,
    /// Who changed what, newest first.
    pub changes: Vec<SettingChange<i64>>,
}

/// An organisation that pays, and the rank of its contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractRow {
    /// The organisation.
    pub org_id: Uuid,
    /// Its name.
    pub name: String,
    /// Its city.
    pub city: String,
    /// Rank when copies are short, the smaller first.
    pub priority: i64,
    /// For optimistic locking.
    pub version: i64,
}

/// The ranks of contracts, a page of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contracts {
    /// By rank, then by name.
    pub rows: Vec<ContractRow>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// Whether the reader may change them.
    pub mine: bool,
    /// Who changed what, newest first.
    pub changes: Vec<SettingChange<i64>>,
}

/// How many days the house waits before it does something by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitRow {
    /// Before what: a code.
    pub code: String,
    /// Days.
    pub days: i64,
    /// For optimistic locking.
    pub version: i64,
}

/// How long the house waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waits {
    /// In the order in which they come due.
    pub rows: Vec<WaitRow>,
    /// Whether the reader may change them.
    pub mine: bool,
    /// Who changed what, newest first.
    pub changes: Vec<SettingChange<i64>>,
}

/// All settings at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsHead {
    /// The year whose days of rest are missing.
    pub missing: Option<i16>,
    /// Days of rest and worked weekends still to come.
    pub days_ahead: i64,
    /// What an urgent order of today pays, basis points of the price.
    pub basis_points: i64,
    /// The surcharge that is set for a coming day.
    pub coming: Option<SurchargeStep>,
    /// Organisations whose contract is ranked otherwise than usual.
    pub ranked: i64,
    /// How long the house waits.
    pub waits: Vec<WaitRow>,
}
