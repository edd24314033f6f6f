//! Parcels: what their customers see and confirm, and what the desk packs and sends.

use std::collections::HashMap;

use kernel::shapes::{Accepted, PackedBatch, ParcelPage, Parcels, Slip};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use {
    super::batches::typed_part,
    crate::door,
    domain::{batches, parcels},
    kernel::{Fault, FaultCode, Faults, forms},
};

/// The parcels that this person may see; `after` pages through those that are done with.
#[server(endpoint = "/parcels/list", prefix = "/api")]
pub async fn list(after: Option<String>) -> Result<Parcels, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(parcels::list(&mut conn, &scope, after.as_deref()).await?)
}

/// How many parcels wait for this person's confirmation.
#[server(endpoint = "/parcels/to_confirm", prefix = "/api")]
pub async fn to_confirm() -> Result<i64, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(parcels::to_confirm(&mut conn, &scope).await?)
}

/// One parcel.
#[server(name = FindParcel, endpoint = "/parcels/find", prefix = "/api")]
pub async fn find(no: String) -> Result<ParcelPage, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(parcels::find(&mut conn, &scope, &no).await?)
}

/// What is said of one line of a parcel, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SaidForm {
    /// Copies of which nothing was said when the page was made.
    pub unsaid: i64,
    /// Copies in order; empty for all that are not refused.
    pub accepted: String,
    /// Copies refused; empty for none.
    pub refused: String,
    /// Code of the reason.
    pub reason: String,
    /// Note.
    pub note: String,
}

/// The name of a line in `lines` of [`accept`]. In a form a name that begins with a digit is read as a place in a list.
pub fn line_name(line: Uuid) -> String {
    format!("line-{line}")
}

/// The field of a line in the form, as the browser sends it.
pub fn line_field(line: Uuid, field: &str) -> String {
    format!("lines[{}][{field}]", line_name(line))
}

/// Takes down what a customer says of a parcel. `id` is made before the first send: a repeat says nothing twice. `lines` are
/// named by [`line_name`]; a line with nothing filled in is accepted as a whole.
#[server(endpoint = "/parcels/accept", prefix = "/api")]
pub async fn accept(
    no: String,
    version: i64,
    id: Uuid,
    #[server(default)] lines: HashMap<String, SaidForm>,
) -> Result<Accepted, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    let lines = said(&lines)?;
    let named: Vec<Uuid> = lines.iter().map(|line| line.line_id).collect();
    door::go_to(&format!("/parcels/{no}"));
    let wish = parcels::AcceptParcel { no, version, key: id, whole: false, lines };
    let done = house.db.write((scope, wish), |tx, (scope, wish)| Box::pin(parcels::accept(tx, scope, wish)));
    let typed = |place: usize, field: &str| named.get(place).map(|line| line_field(*line, field));
    done.await.map_err(|fault| beside(fault.into(), typed))
}

/// Reads the lines, with every fault that can be told without the parcel.
#[cfg(feature = "ssr")]
fn said(lines: &HashMap<String, SaidForm>) -> Result<Vec<parcels::AcceptLine>, Refusal> {
    let (mut faults, mut read) = (Faults::new(), Vec::with_capacity(lines.len()));
    for (name, form) in lines {
        let line_id = name.strip_prefix("line-").and_then(|key| Uuid::parse_str(key).ok());
        let line_id = line_id.ok_or_else(|| Refusal::field("lines", FaultCode::UnknownChoice))?;
        let mut number = |field: &str, text: &str, empty: i64| match text.trim() {
            "" => empty,
            typed => forms::whole("", typed, 0, form.unsaid).unwrap_or_else(|_| {
                faults.add(&line_field(line_id, field), FaultCode::OutOfRange { min: 0, max: form.unsaid });
                0
            }),
        };
        let refused = number("refused", &form.refused, 0);
        let accepted = number("accepted", &form.accepted, (form.unsaid - refused).max(0));
        let (reason, note) = (form.reason.clone(), form.note.clone());
        read.push(parcels::AcceptLine { line_id, accepted, refused, reason, note });
    }
    faults.check()?;
    Ok(read)
}

/// Faults of `lines.3.note` or `parcels.3.no` under the names that their fields have on the page, so that each is shown beside
/// what was typed. `typed` names the field of a place.
#[cfg(feature = "ssr")]
fn beside(refusal: Refusal, typed: impl Fn(usize, &str) -> Option<String>) -> Refusal {
    let Refusal::Invalid(Faults(faults)) = refusal else { return refusal };
    let renamed = faults.into_iter().map(|fault| {
        let mut parts = fault.field.splitn(3, '.').skip(1);
        let place = parts.next().and_then(|place| place.parse().ok());
        let field = place.zip(parts.next()).and_then(|(place, field)| typed(place, field));
        Fault { field: field.unwrap_or(fault.field), code: fault.code }
    });
    Refusal::Invalid(Faults(renamed.collect()))
}

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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn nothing_filled_in_accepts_the_line() {
        let line = Uuid::from_u128(7);
        let read = |form: SaidForm| said(&HashMap::from([(line_name(line), form)]));
        let of = |form: SaidForm| read(form).map(|lines| (lines[0].line_id, lines[0].accepted, lines[0].refused));
        let form = SaidForm { unsaid: 3, ..SaidForm::default() };
        assert_eq!(of(form.clone()), Ok((line, 3, 0)));
        assert_eq!(of(SaidForm { refused: "1".to_owned(), ..form.clone() }), Ok((line, 2, 1)), "the rest is in order");
        assert_eq!(of(SaidForm { accepted: "0".to_owned(), ..form.clone() }), Ok((line, 0, 0)), "not counted yet");
        for wrong in ["4", "-1", "x"] {
            let refused = of(SaidForm { refused: wrong.to_owned(), ..form.clone() }).unwrap_err();
            assert!(
                refused.faults().is_some_and(|faults| faults.of(&line_field(line, "refused")).is_some()),
                "{wrong}"
            );
        }
        assert!(said(&HashMap::from([("7".to_owned(), form)])).is_err());
    }

    #[test]
    fn a_fault_is_named_as_its_field_on_the_page() {
        let typed = |place: usize, field: &str| (place == 1).then(|| row_field("B26-000002", field));
        let named = |field: &str| match beside(Refusal::field(field, FaultCode::Taken), typed) {
            Refusal::Invalid(faults) => faults.0[0].field.clone(),
            other => other.to_string(),
        };
        assert_eq!(named("parcels.1.no"), "rows[B26-000002][no]");
        assert_eq!(named("parcels.7.no"), "parcels.7.no");
        assert_eq!(named("carrier"), "carrier");
        assert_eq!(beside(Refusal::Stale, typed), Refusal::Stale);
    }
}
