//! The work list of a person of the house: what wants to be done today, most urgent first.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How soon something wants to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// It should have been done.
    Late,
    /// Today.
    Today,
    /// In the next working days.
    Soon,
    /// Whenever there is time for a look.
    Look,
}

/// What wants to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prompt {
    /// A ticket is to be answered.
    Ticket {
        /// Its number.
        no: String,
        /// Its subject.
        subject: String,
        /// The customer.
        org: String,
        /// Until when.
        due_at: i64,
        /// Whether the reader has written in it before.
        mine: bool,
    },
    /// A batch should go on.
    Batch {
        /// Its number.
        no: String,
        /// Name of its stage.
        stage: String,
        /// Its copies.
        copies: i64,
        /// Until when.
        expected_at: i64,
        /// Since when it is there.
        since: i64,
        /// Usual days in its stage.
        usual_days: i64,
    },
    /// A batch holds its copies back, and nobody has looked at it for a while.
    Held {
        /// Its number.
        no: String,
        /// Name of its stage.
        stage: String,
        /// Name of the reason.
        reason: String,
        /// Its copies.
        copies: i64,
        /// Since when.
        since: i64,
    },
    /// A publisher's lines are gathered soon, or should have been.
    Cutoff {
        /// The publisher.
        publisher_id: Uuid,
        /// Its name.
        publisher: String,
        /// When.
        at: i64,
        /// Lines that wait.
        lines: i64,
        /// Their copies.
        copies: i64,
        /// Urgent lines among them.
        urgent: i64,
    },
    /// Urgent lines wait to be bought.
    Urgent {
        /// How many.
        lines: i64,
    },
    /// A batch was begun to be received and is not finished.
    Receipt {
        /// Its number.
        no: String,
        /// Name of its stage.
        stage: String,
        /// Who began.
        by: String,
        /// When.
        since: i64,
    },
    /// Lines that have stood longer than nineteen in twenty do.
    Silent {
        /// How many; `most` when there may be more.
        lines: i64,
        /// Where counting ends.
        most: i64,
    },
    /// Lines that will probably miss their customer's day.
    AtRisk {
        /// How many; `most` when there may be more.
        lines: i64,
        /// Where counting ends.
        most: i64,
    },
    /// Parcels whose customers were asked to confirm them and have not.
    Parcels {
        /// How many.
        parcels: i64,
        /// When the first of them was asked.
        since: i64,
    },
    /// Messages that were given up.
    Undelivered {
        /// How many.
        rows: i64,
    },
    /// A round of the reader ended, and batches of it were refused.
    Round {
        /// Its key.
        id: Uuid,
        /// How many batches.
        refused: i64,
        /// When it ended.
        ended_at: i64,
    },
    /// There are more of a kind than the list shows.
    More {
        /// What kind: `ticket`, `batch`, `held`, `cutoff` or `receipt`.
        of: String,
        /// How many more.
        n: i64,
    },
}

/// One line of the work list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What putting it off is remembered by; empty for what cannot be put off.
    pub key: String,
    /// How soon.
    pub urgency: Urgency,
    /// Name of the desk whose it is; empty when it is nobody's alone.
    pub desk: String,
    /// What.
    pub prompt: Prompt,
}

/// What came to a stage since the house closed last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameIn {
    /// Code of the stage.
    pub stage: String,
    /// Its name.
    pub name: String,
    /// Batches; lines where lines wait singly.
    pub count: i64,
    /// Copies.
    pub copies: i64,
    /// Whether `count` counts lines.
    pub singly: bool,
}

/// What a desk has to do today.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worklist {
    /// Code of the desk that is looked at; `None` for all.
    pub desk: Option<String>,
    /// Code and name of the desks that the reader may look at instead; empty for who has a desk.
    pub desks: Vec<(String, String)>,
    /// What is to be done, most urgent first.
    pub tasks: Vec<Task>,
    /// What the reader has put off.
    pub put_off: Vec<Task>,
    /// The last closing of the house.
    pub closed_at: i64,
    /// What came since.
    pub came: Vec<CameIn>,
}

/// A line that has gone silent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SilentRow {
    /// Number of the order.
    pub order_no: String,
    /// Its place in the order.
    pub position: i64,
    /// Customer.
    pub org: String,
    /// ISBN-13.
    pub isbn: String,
    /// Title.
    pub title: String,
    /// Copies ordered.
    pub copies: i64,
    /// Name of the stage in which its rearmost copies stand.
    pub stage: String,
    /// Number of the batch in which they have stood the longest there; `None` when they stand singly.
    pub batch: Option<String>,
    /// Since when they stand there.
    pub since: i64,
    /// When that was found to be longer than usual.
    pub silent_at: i64,
}
