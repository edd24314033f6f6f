//! What the desks do with batches besides moving one on: several go on together, parts become batches of their own or join
//! others, copies are held back and released, a day is expected.

use std::collections::HashMap;

use kernel::Refusal;
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {super::batches::typed_part, crate::door, domain::batches, kernel::FaultCode};

/// A batch as a box on a list names it: its number and the version that the list was made from.
pub fn batch_value(no: &str, version: i64) -> String {
    format!("{no}:{version}")
}

/// Reads the boxes that were ticked: numbers and versions.
///
/// # Errors
/// `batches: UnknownChoice` for what no page of ours has made.
#[cfg(feature = "ssr")]
pub(super) fn ticked<'v>(values: impl IntoIterator<Item = &'v str>) -> Result<Vec<(String, i64)>, Refusal> {
    let read = |value: &str| {
        let (no, version) = value.rsplit_once(':')?;
        Some((no.to_owned(), version.parse().ok()?))
    };
    let read: Option<Vec<_>> = values.into_iter().filter(|value| !value.is_empty()).map(read).collect();
    read.ok_or_else(|| Refusal::field("batches", FaultCode::UnknownChoice))
}

/// The boxes that count: those that were ticked, or all that were shown.
#[cfg(feature = "ssr")]
pub(super) fn chosen<'v>(boxes: &'v [String], (all, shown): (bool, &'v str)) -> Vec<&'v str> {
    if all { shown.split_whitespace().collect() } else { boxes.iter().map(String::as_str).collect() }
}

/// The chosen batches, whole.
#[cfg(feature = "ssr")]
fn whole_batches(values: Vec<&str>) -> Result<Vec<batches::Part>, Refusal> {
    let whole = |(no, version)| batches::Part { no, version, slices: Vec::new() };
    Ok(ticked(values)?.into_iter().map(whole).collect())
}

/// Moves several batches of one stage on into one: a new one, or the batch `into`. Each of `batches` is a [`batch_value`]; where
/// `all` is ticked, those of `shown` are meant, one after the other with blanks between.
#[server(endpoint = "/batches/together", prefix = "/api")]
pub async fn together(
    #[server(default)] batches: Vec<String>,
    #[server(default)] into: String,
    #[server(default)] shown: String,
    #[server(default)] all: bool,
) -> Result<Option<String>, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let parts = whole_batches(chosen(&batches, (all, &shown)))?;
    let wish = batches::Onward { parts, into: Some(into) };
    let no = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { batches::forward(tx, &scope.staff()?, wish).await })
    });
    let no = no.await?;
    door::go_to(&no.as_ref().map_or_else(|| "/desk/batches".to_owned(), |no| format!("/desk/batches/{no}")));
    Ok(no)
}

/// A batch, or part of it, goes on into the batch `into` of the next stage, or into a new one. Answers with the number of the
/// batch in which the copies are now.
#[server(endpoint = "/batches/onward", prefix = "/api")]
pub async fn onward(
    no: String,
    version: i64,
    #[server(default)] into: String,
    #[server(default)] part: HashMap<String, String>,
) -> Result<Option<String>, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let part = batches::Part { no: no.clone(), version, slices: typed_part(part)? };
    let wish = batches::Onward { parts: vec![part], into: Some(into) };
    let next = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { batches::forward(tx, &scope.staff()?, wish).await })
    });
    let next = next.await?;
    door::go_to(&format!("/desk/batches/{}", next.as_ref().unwrap_or(&no)));
    Ok(next)
}

/// Part of a batch becomes a batch of its own. Answers with its number.
#[server(endpoint = "/batches/split", prefix = "/api")]
pub async fn split(
    no: String,
    version: i64,
    #[server(default)] part: HashMap<String, String>,
) -> Result<String, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let wish = batches::Part { no, version, slices: typed_part(part)? };
    let no = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { batches::split(tx, &scope.staff()?, wish).await })
    });
    let no = no.await?;
    door::go_to(&format!("/desk/batches/{no}"));
    Ok(no)
}

/// A batch, or part of it, joins another of the same stage. Answers with its number.
#[server(endpoint = "/batches/merge", prefix = "/api")]
pub async fn merge(
    no: String,
    version: i64,
    into: String,
    #[server(default)] part: HashMap<String, String>,
) -> Result<String, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let part = batches::Part { no, version, slices: typed_part(part)? };
    let wish = batches::Merge { parts: vec![part], into };
    let no = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { batches::merge(tx, &scope.staff()?, wish).await })
    });
    let no = no.await?;
    door::go_to(&format!("/desk/batches/{no}"));
    Ok(no)
}

/// A batch, or part of it, is held back for a reason. Answers with the number of the batch that holds it.
#[server(endpoint = "/batches/hold", prefix = "/api")]
pub async fn hold(
    no: String,
    version: i64,
    reason: String,
    #[server(default)] note: String,
    #[server(default)] part: HashMap<String, String>,
) -> Result<String, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let part = batches::Part { no, version, slices: typed_part(part)? };
    let wish = batches::Hold { part, reason, note };
    let no = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { batches::hold(tx, &scope.staff()?, wish).await })
    });
    let no = no.await?;
    door::go_to(&format!("/desk/batches/{no}"));
    Ok(no)
}

/// Copies that were held back go on again, in a batch of their own or in `into`. Answers with its number. With `receive` the
/// browser goes on to counting it.
#[server(endpoint = "/batches/release", prefix = "/api")]
pub async fn release(
    no: String,
    version: i64,
    note: String,
    #[server(default)] into: String,
    #[server(default)] receive: bool,
    #[server(default)] part: HashMap<String, String>,
) -> Result<String, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let part = batches::Part { no, version, slices: typed_part(part)? };
    let wish = batches::Release { part, into: Some(into), note };
    let no = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { batches::release(tx, &scope.staff()?, wish).await })
    });
    let no = no.await?;
    door::go_to(&format!("/desk/batches/{no}{}", if receive { "/receive" } else { "" }));
    Ok(no)
}

/// Says until when a batch should go on, and why.
#[server(endpoint = "/batches/expect", prefix = "/api")]
pub async fn expect(no: String, version: i64, day: String, note: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&format!("/desk/batches/{no}/part"));
    let wish = batches::Expect { no, version, day, note };
    let done = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { batches::expect(tx, &scope.staff()?, wish).await })
    });
    Ok(done.await?)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_ticked_box_is_read_as_it_was_made() {
        let (boxes, shown) = ([batch_value("P26-000012", 7), String::new()], "P26-000001:1 P26-000002:4");
        let read = ticked(chosen(&boxes, (false, shown)));
        assert_eq!(read, Ok(vec![("P26-000012".to_owned(), 7)]));
        assert_eq!(ticked(chosen(&boxes, (true, shown))).map(|read| read.len()), Ok(2));
        for wrong in ["P26-000012", "P26-000012:x", ":"] {
            assert!(ticked([wrong]).is_err(), "{wrong}");
        }
    }
}
