//! What is in the parcels of a batch, and what is in none.

use std::collections::HashMap;

use kernel::{FaultCode, Refusal};
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use crate::batches::HeldSlice;
use crate::moves::Portion;

/// Copies of each line of a batch that are in parcels which were not delivered.
#[derive(Default)]
pub(super) struct Packed(HashMap<(Uuid, Uuid), i64>);

impl Packed {
    /// Reads them.
    pub(super) async fn of(conn: &mut Conn, batch: Uuid) -> Result<Self> {
        let rows = sql!(
            fetch_all as Portion,
            conn,
            "select i.org_id, i.line_id, cast(sum(i.copies) as bigint) as copies
             from parcels p join parcel_items i on i.org_id = p.org_id and i.parcel_id = p.id
             where p.batch_id = $1 and p.delivered_at is null group by i.org_id, i.line_id",
            batch
        )?;
        Ok(Self(rows.into_iter().map(|row| ((row.org_id, row.line_id), row.copies)).collect()))
    }

    /// Copies of a line that stand in the batch and are in no parcel.
    pub(super) fn loose(&self, org_id: Uuid, line_id: Uuid, standing: i64) -> i64 {
        standing - self.0.get(&(org_id, line_id)).copied().unwrap_or_default()
    }

    /// What is in no parcel, of some slices.
    pub(super) fn rest(&self, slices: &[HeldSlice]) -> Vec<Portion> {
        let rest = slices.iter().map(|slice| Portion {
            org_id: slice.org_id,
            line_id: slice.line_id,
            copies: self.loose(slice.org_id, slice.line_id, slice.copies),
        });
        rest.filter(|portion| portion.copies > 0).collect()
    }

    /// The chosen copies, if none of them has to be taken out of a parcel.
    ///
    /// # Errors
    /// `slices: InParcel`.
    pub(super) fn free(&self, chosen: &[(HeldSlice, i64)]) -> Result<Vec<Portion>, Refusal> {
        let portion = |(slice, copies): &(HeldSlice, i64)| {
            let loose = self.loose(slice.org_id, slice.line_id, slice.copies);
            let portion = Portion { org_id: slice.org_id, line_id: slice.line_id, copies: *copies };
            (*copies <= loose).then_some(portion)
        };
        let portions: Option<Vec<Portion>> = chosen.iter().map(portion).collect();
        portions.ok_or_else(|| Refusal::field("slices", FaultCode::InParcel))
    }
}

/// Looks that what is in parcels of a batch still stands in it, after an act that took copies out of the batch.
///
/// # Errors
/// `slices: InParcel`: the parcel has to be unpacked first.
pub(crate) async fn untouched(tx: &mut Tx, batch: Uuid) -> Result<()> {
    let torn = sql!(
        fetch_optional as (Uuid,),
        tx,
        "select i.line_id from parcels p join parcel_items i on i.org_id = p.org_id and i.parcel_id = p.id
         where p.batch_id = $1 and p.delivered_at is null group by i.org_id, i.line_id
         having sum(i.copies) > coalesce((
           select sum(s.copies) from slices s where s.batch_id = $1 and s.org_id = i.org_id and s.line_id = i.line_id), 0)
         limit 1",
        batch
    )?;
    match torn {
        Some(_) => Err(Refusal::field("slices", FaultCode::InParcel).into()),
        None => Ok(()),
    }
}
