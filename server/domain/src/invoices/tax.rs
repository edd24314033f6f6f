//! The number of the tax office's invoice (税务发票), which finance makes elsewhere: people have it on paper and ask by it.

use kernel::{FaultCode, Faults, Refusal};
use store::{Result, Tx, sql};

use super::{DESK, handled, number};
use crate::scope::Staff;

/// A number as it was typed.
#[derive(Clone, Debug)]
pub struct SetTaxNo {
    /// Number of the invoice.
    pub no: String,
    /// What the page was made from.
    pub version: i64,
    /// The tax office's number; empty takes it away.
    pub tax_no: String,
}

/// Writes down under which number the tax office knows an invoice. One of its invoices may stand for several of ours.
///
/// # Errors
/// `NotAllowed` for another desk's people, `NotFound`, `Stale`; `tax_no: TooLong | Unreadable | NothingChanges`.
pub async fn set_tax_no(tx: &mut Tx, staff: &Staff<'_>, wish: &SetTaxNo) -> Result<()> {
    staff.holds(DESK)?;
    let invoice = handled(tx, staff, &wish.no).await?;
    let mut faults = Faults::new();
    let tax_no = number(&faults.line("tax_no", &wish.tax_no, 0, 40));
    if tax_no == invoice.tax_no {
        faults.add("tax_no", FaultCode::NothingChanges);
    }
    faults.check()?;
    let set = sql!(
        execute,
        tx,
        "update invoices set tax_no = $4, version = version + 1 where org_id = $1 and id = $2 and version = $3",
        invoice.org_id,
        invoice.id,
        wish.version,
        &tax_no
    )?;
    if set == 0 {
        return Err(Refusal::Stale.into());
    }
    let detail = serde_json::json!({ "was": invoice.tax_no, "became": tax_no });
    invoice.record(tx, staff, "invoice.tax_no", detail).await
}
