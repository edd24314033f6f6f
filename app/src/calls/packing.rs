//! Packing: what the desk at the last port puts into parcels, gives to a carrier and hears has come.

use std::collections::HashMap;

use kernel::Refusal;
use kernel::shapes::{PackedBatch, Slip};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use {
    super::batches::typed_part,
    super::parcels::beside,
    crate::door,
    domain::{batches, parcels},
    kernel::FaultCode,
};

/// Closes a parcel that its customer does not confirm, with a note.
#[server(name = CloseParcel, endpoint = "/parcels/close", prefix = "/api")]
pub async fn close(no: String, version: i64, note: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&format!("/parcels/{no}"));
    let done = house.db.write((scope, no, version, note), |tx, (scope, no, version, note)| {
        Box::pin(async move { parcels::close(tx, &scope.staff()?, no, *version, note).await })
    });
    Ok(done.await?)
}

/// What of a batch is packed and what is not.
#[server(endpoint = "/parcels/of_batch", prefix = "/api")]
pub async fn of_batch(no: String) -> Result<PackedBatch, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(parcels::of_batch(&mut conn, &scope.staff()?, &no).await?)
}

/// The packing slips of a batch.
#[server(endpoint = "/parcels/slips", prefix = "/api")]
pub async fn slips(no: String) -> Result<Vec<Slip>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(parcels::slips(&mut conn, &scope.staff()?, &no).await?)
}

/// The page on which a batch is packed.
#[cfg(feature = "ssr")]
fn packing(no: &str) -> String {
    format!("/desk/batches/{no}/parcels")
}

/// Packs copies of one customer. `part` holds slices with their copies, as for moving a batch on. Answers with the number of
/// the parcel.
#[server(endpoint = "/parcels/pack", prefix = "/api")]
pub async fn pack(
    no: String,
    version: i64,
    #[server(default)] part: HashMap<String, String>,
) -> Result<String, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&packing(&no));
    let wish = batches::Part { no, version, slices: typed_part(part)? };
    let parcel = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { parcels::pack(tx, &scope.staff()?, wish).await })
    });
    Ok(parcel.await?)
}

/// Packs all that is in no parcel, one parcel for each customer. Answers how many.
#[server(endpoint = "/parcels/pack_rest", prefix = "/api")]
pub async fn pack_rest(no: String, version: i64) -> Result<i64, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&packing(&no));
    let packed = house.db.write((scope, no, version), |tx, (scope, no, version)| {
        Box::pin(async move { parcels::pack_rest(tx, &scope.staff()?, no, *version).await })
    });
    Ok(packed.await?)
}

/// A parcel in the desk's list, as it was ticked and typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RowForm {
    /// Whether its box was ticked.
    pub ticked: bool,
    /// What the page was made from.
    pub version: i64,
    /// The carrier's number.
    pub tracking: String,
}

/// The field of a parcel in the desk's list, as the browser sends it.
pub fn row_field(no: &str, field: &str) -> String {
    format!("rows[{no}][{field}]")
}

/// The numbers of the parcels that were ticked, with their rows, in the order of numbers.
#[cfg(feature = "ssr")]
fn chosen(rows: HashMap<String, RowForm>, is_chosen: impl Fn(&RowForm) -> bool) -> Vec<(String, RowForm)> {
    let mut chosen: Vec<_> = rows.into_iter().filter(|(_, row)| is_chosen(row)).collect();
    chosen.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    chosen
}

/// A carrier took parcels of a batch: those that were ticked or got a tracking number. Answers how many.
#[server(name = SendParcels, endpoint = "/parcels/send", prefix = "/api")]
pub async fn send(
    no: String,
    carrier: String,
    #[server(default)] rows: HashMap<String, RowForm>,
) -> Result<i64, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&packing(&no));
    let rows = chosen(rows, |row| row.ticked || !row.tracking.trim().is_empty());
    let named: Vec<String> = rows.iter().map(|(parcel, _)| parcel.clone()).collect();
    let parcels = rows.into_iter().map(|(parcel, row)| (parcel, row.tracking)).collect();
    let wish = parcels::SendParcels { carrier, parcels };
    let sent = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { parcels::send(tx, &scope.staff()?, wish).await })
    });
    let typed = |place: usize, field: &str| named.get(place).map(|parcel| row_field(parcel, field));
    sent.await.map_err(|fault| beside(fault.into(), typed))
}

/// The same from a pasted list, a parcel and its tracking number on each line.
#[server(endpoint = "/parcels/send_list", prefix = "/api")]
pub async fn send_list(no: String, carrier: String, list: String) -> Result<i64, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&packing(&no));
    let wish = parcels::SendParcels { carrier, parcels: parcels::read_list(&list) };
    let sent = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { parcels::send(tx, &scope.staff()?, wish).await })
    });
    Ok(sent.await?)
}

/// The ticked parcels have come to their customers. Answers how many came by this.
#[server(endpoint = "/parcels/delivered", prefix = "/api")]
pub async fn delivered(no: String, #[server(default)] rows: HashMap<String, RowForm>) -> Result<i64, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&packing(&no));
    let came: Vec<String> = chosen(rows, |row| row.ticked).into_iter().map(|(parcel, _)| parcel).collect();
    let done = house.db.write((scope, came), |tx, (scope, came)| {
        Box::pin(async move { parcels::delivered(tx, &scope.staff()?, came).await })
    });
    Ok(done.await?)
}

/// Takes the ticked parcels apart again.
#[server(endpoint = "/parcels/unpack", prefix = "/api")]
pub async fn unpack(no: String, #[server(default)] rows: HashMap<String, RowForm>) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&packing(&no));
    let rows = chosen(rows, |row| row.ticked);
    if rows.is_empty() {
        return Err(Refusal::field("parcels", FaultCode::NothingChosen));
    }
    let done = house.db.write((scope, rows), |tx, (scope, rows)| {
        Box::pin(async move {
            for (parcel, row) in rows {
                parcels::unpack(tx, &scope.staff()?, parcel, row.version).await?;
            }
            Ok(())
        })
    });
    Ok(done.await?)
}
