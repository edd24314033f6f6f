//! Parcels: what stands in the last port of the way is packed for each customer, sent, delivered, and accepted line by line
//! by whoever opens it. What is refused becomes a complaint at once; what nobody confirms closes by itself.
//!
//! A parcel says which copies of a batch it holds, not where copies are: that is the ledger's alone. Copies in a parcel stand
//! in its batch until it is delivered, and leave it in no other way ([`untouched`]). No amount of money is known here.

mod accept;
mod clock;
mod contents;
mod deliver;
mod desk;
mod find;
mod list;
mod pack;
mod rows;
mod send;

pub use accept::{AcceptLine, AcceptParcel, accept};
pub use clock::{ask_and_close, close};
pub use deliver::delivered;
pub use desk::{of_batch, slips, waiting};
pub use find::{by_number, find};
pub use list::{list, to_confirm};
pub use pack::{pack, pack_rest, unpack};
pub use send::{SendParcels, read_list, send};

pub(crate) use contents::untouched;
pub(crate) use deliver::{hand_over, take_back};
pub(crate) use find::of_order;

use kernel::Refusal;
use store::{Result, Tx, sql};
use uuid::Uuid;

use crate::scope::Scope;

/// The letter of the numbers of parcels (包裹).
const LETTER: &str = "B";

/// A parcel that an act is about, with its batch.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Handled {
    org_id: Uuid,
    id: Uuid,
    no: String,
    batch_id: Uuid,
    batch_no: String,
    stage: String,
    desk: String,
    sent_at: Option<i64>,
    delivered_at: Option<i64>,
    closed_at: Option<i64>,
}

/// The parcel with this number.
///
/// # Errors
/// `NotFound` outside of what the person sees.
async fn handled(tx: &mut Tx, scope: &Scope, no: &str) -> Result<Handled> {
    let found = sql!(
        fetch_optional as Handled,
        tx,
        "select p.org_id, p.id, p.no, p.batch_id, b.no as batch_no, b.stage, s.desk, p.sent_at, p.delivered_at, p.closed_at
         from parcels p join batches b on b.id = p.batch_id join stages s on s.code = b.stage
         where p.no = $1 and p.org_id in (select org_id from org_tree where above_id = $2)",
        no,
        scope.org_id
    )?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

impl Handled {
    /// Counts the version up, so that of two people only the first one acts.
    ///
    /// # Errors
    /// `Stale` when it was changed since the page was made.
    async fn claim(&self, tx: &mut Tx, version: i64) -> Result<()> {
        let claimed = sql!(
            execute,
            tx,
            "update parcels set version = version + 1 where org_id = $1 and id = $2 and version = $3",
            self.org_id,
            self.id,
            version
        )?;
        if claimed == 1 { Ok(()) } else { Err(Refusal::Stale.into()) }
    }
}

/// The number of a parcel as it is looked up: people type small letters and blanks.
fn number(typed: &str) -> String {
    typed.trim().to_uppercase()
}
