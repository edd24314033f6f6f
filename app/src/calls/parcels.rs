//! Parcels, for those who get them: what is in each, and what they say of it.

use std::collections::HashMap;

use kernel::shapes::{Accepted, ParcelPage, Parcels};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use {
    crate::door,
    domain::parcels,
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
pub(super) fn beside(refusal: Refusal, typed: impl Fn(usize, &str) -> Option<String>) -> Refusal {
    let Refusal::Invalid(Faults(faults)) = refusal else { return refusal };
    let renamed = faults.into_iter().map(|fault| {
        let mut parts = fault.field.splitn(3, '.').skip(1);
        let place = parts.next().and_then(|place| place.parse().ok());
        let field = place.zip(parts.next()).and_then(|(place, field)| typed(place, field));
        Fault { field: field.unwrap_or(fault.field), code: fault.code }
    });
    Refusal::Invalid(Faults(renamed.collect()))
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
        let typed = |place: usize, field: &str| (place == 1).then(|| format!("rows[{field}]"));
        let named = |field: &str| match beside(Refusal::field(field, FaultCode::Taken), typed) {
            Refusal::Invalid(faults) => faults.0[0].field.clone(),
            other => other.to_string(),
        };
        assert_eq!(named("parcels.1.no"), "rows[no]");
        assert_eq!(named("parcels.7.no"), "parcels.7.no");
        assert_eq!(named("carrier"), "carrier");
        assert_eq!(beside(Refusal::Stale, typed), Refusal::Stale);
    }
}
