//! Invoices: what was accepted of a parcel is billed in the transaction that closes it, to who ordered it; the house writes
//! down when it was paid, which gives the credit back.
//!
//! An invoice is shown to who pays and to the house, to nobody else: a partner's customer never learns what the partner pays.
//! It is never changed. Copies that are taken back after they were billed are not credited here: what was paid for them is
//! settled outside of the portal.

mod find;
mod issue;
mod list;
mod pay;
mod rows;
mod tax;

pub use find::{by_number, find, of_order, of_parcel};
pub(crate) use issue::issue;
pub use list::{Wanted, list, owed};
pub use pay::{PayInvoice, UndoPayment, pay, undo_payment};
pub use tax::{SetTaxNo, set_tax_no};

use kernel::{OrgKind, Refusal};
use store::{Result, Tx, sql};
use uuid::Uuid;

use crate::scope::{Scope, Staff};
use crate::{audit, events};

/// The letter of the numbers of invoices (发票).
const LETTER: &str = "F";
/// The desk that deals with those who order: it writes down what they paid.
const DESK: &str = "orders";

/// An invoice that an act is about.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Handled {
    org_id: Uuid,
    id: Uuid,
    no: String,
    payer_id: Uuid,
    tax_no: String,
    total_fen: i64,
}

/// The invoice with this number, for the house.
///
/// # Errors
/// `NotFound` for a number that is none.
async fn handled(tx: &mut Tx, staff: &Staff<'_>, no: &str) -> Result<Handled> {
    let found = sql!(
        fetch_optional as Handled,
        tx,
        "select i.org_id, i.id, i.no, i.payer_id, i.tax_no, i.total_fen from invoices i
         where i.no = $1 and exists (
           select 1 from org_tree t where t.above_id = $2 and t.org_id = i.payer_id)",
        number(no),
        staff.org_id
    )?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

impl Handled {
    /// Writes an act down and tells open pages.
    async fn record(self, tx: &mut Tx, staff: &Staff<'_>, verb: &str, detail: serde_json::Value) -> Result<()> {
        let entry = audit::Entry { org_id: self.payer_id, verb, subject: self.no, detail };
        audit::record(tx, staff, entry).await?;
        events::record(tx, staff.now, self.payer_id, "invoice.changed", self.id).await
    }
}

/// How far below its own organisation a reader sees invoices: the house all the way down the tree, everybody else not at
/// all. As [`crate::prices::visible`] says of rows.
const fn depth(scope: &Scope) -> i64 {
    if matches!(scope.kind, OrgKind::House) { i64::MAX } else { 0 }
}

/// The number of an invoice as it is looked up: people type small letters and blanks.
fn number(typed: &str) -> String {
    typed.trim().to_uppercase()
}
