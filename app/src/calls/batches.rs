//! Batches, for the desks.

use std::collections::HashMap;

use kernel::shapes::{BatchPage, DeskWork, OpenPage};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::batches, domain::desks, kernel::FaultCode, kernel::forms};

/// The board: open lines by publisher (those that are looked for), batches (of one stage, if named), the load of each stage.
/// The first few of each, unless `more` asks for all `publishers` or for all `batches`.
#[server(endpoint = "/batches/work", prefix = "/api")]
pub async fn work(
    stage: Option<String>,
    #[server(default)] publisher: String,
    #[server(default)] country: String,
    #[server(default)] currency: String,
    #[server(default)] more: String,
) -> Result<DeskWork, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    let looked = desks::Looked {
        stage,
        filter: batches::OpenFilter { publisher, country, currency },
        every_publisher: more == "publishers",
        every_batch: more == "batches",
    };
    Ok(desks::work(&mut conn, &scope.staff()?, &looked).await?)
}

/// What waits at one publisher.
#[server(endpoint = "/batches/open_lines", prefix = "/api")]
pub async fn open_lines(publisher: Uuid) -> Result<OpenPage, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(batches::open_page(&mut conn, &scope.staff()?, publisher).await?)
}

/// Makes a purchase batch of one publisher's open lines: the ticked ones, or all when none is ticked.
#[server(endpoint = "/batches/gather", prefix = "/api")]
pub async fn gather(publisher: Uuid, #[server(default)] slices: Vec<Uuid>) -> Result<String, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let verb = (scope, batches::Gather { publisher_id: publisher, slices });
    let no = house
        .db
        .write(verb, |tx, (scope, wish)| Box::pin(async move { batches::gather(tx, &scope.staff()?, wish).await }));
    let no = no.await?;
    door::go_to(&format!("/desk/batches/{no}"));
    Ok(no)
}

/// Buys everything urgent at once, a batch for each publisher. Answers with their numbers.
#[server(endpoint = "/batches/gather_urgent", prefix = "/api")]
pub async fn gather_urgent() -> Result<Vec<String>, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let numbers =
        house.db.write(scope, |tx, scope| Box::pin(async move { batches::gather_urgent(tx, &scope.staff()?).await }));
    let numbers = numbers.await?;
    door::go_to("/desk/batches");
    Ok(numbers)
}

/// One batch.
#[server(endpoint = "/batches/find", prefix = "/api")]
pub async fn find(no: String) -> Result<BatchPage, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(batches::find(&mut conn, &scope.staff()?, &no).await?)
}

/// The name of a slice in `part` of [`forward`]. A key alone would not do: in a form a name that begins with a digit, as
/// `part[01a0…]`, is read as a place in a list.
pub fn part_name(slice: Uuid) -> String {
    format!("slice-{slice}")
}

/// The slice of a name in `part`.
pub fn part_slice(name: &str) -> Option<Uuid> {
    name.strip_prefix("slice-").and_then(|key| Uuid::parse_str(key).ok())
}

/// Reads a part as it was typed; a field that was left empty chooses nothing.
#[cfg(feature = "ssr")]
pub(super) fn typed_part(part: HashMap<String, String>) -> Result<Vec<(Uuid, i64)>, Refusal> {
    let mut chosen = Vec::new();
    for (name, copies) in part.iter().filter(|(_, copies)| !copies.trim().is_empty()) {
        let slice = part_slice(name).ok_or_else(|| Refusal::field("copies", FaultCode::CopiesGone))?;
        // Nothing of a line is said by leaving the field empty: zeros alone must not come to mean everything.
        chosen.push((slice, forms::whole("copies", copies, 1, i64::MAX)?));
    }
    Ok(chosen)
}

/// Moves a batch to the next port. `part` holds slices (see [`part_name`]) with the copies of each that go on; everything
/// goes when it is empty. Answers with the number of the batch in which the copies are now.
#[server(endpoint = "/batches/forward", prefix = "/api")]
pub async fn forward(
    no: String,
    version: i64,
    #[server(default)] part: HashMap<String, String>,
) -> Result<Option<String>, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let part = batches::Part { no: no.clone(), version, slices: typed_part(part)? };
    let verb = (scope, batches::Onward { parts: vec![part], into: None });
    let into = house
        .db
        .write(verb, |tx, (scope, wish)| Box::pin(async move { batches::forward(tx, &scope.staff()?, wish).await }));
    let into = into.await?;
    door::go_to(&format!("/desk/batches/{}", into.as_ref().unwrap_or(&no)));
    Ok(into)
}

/// Takes copies out of a batch with a reason.
#[server(endpoint = "/batches/take_out", prefix = "/api")]
pub async fn take_out(
    no: String,
    version: i64,
    slice: Uuid,
    copies: String,
    reason: String,
    #[server(default)] note: String,
) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let copies = forms::whole("copies", &copies, 1, i64::MAX)?;
    door::go_to(&format!("/desk/batches/{no}"));
    let verb = (scope, batches::TakeOut { no, version, slice, copies, reason, note });
    let taken = house
        .db
        .write(verb, |tx, (scope, wish)| Box::pin(async move { batches::take_out(tx, &scope.staff()?, wish).await }));
    Ok(taken.await?)
}

/// Takes delivered copies of a line back from the customer; the ticket's page shows them.
#[server(endpoint = "/batches/take_back", prefix = "/api")]
pub async fn take_back(
    line: Uuid,
    copies: String,
    reason: String,
    #[server(default)] ticket: String,
) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let copies = forms::whole("copies", &copies, 1, i64::MAX)?;
    door::go_to(&format!("/desk/tickets/{ticket}"));
    let taken = house.db.write((scope, line, copies, reason), |tx, (scope, line, copies, reason)| {
        Box::pin(async move { batches::take_back(tx, &scope.staff()?, *line, *copies, reason).await })
    });
    Ok(taken.await?)
}

/// Takes a move back, with a reason in words. Answers with the number of the batch to look at.
#[server(endpoint = "/batches/undo", prefix = "/api")]
pub async fn undo(act: Uuid, note: String) -> Result<Option<String>, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let no = house.db.write((scope, act, note), |tx, (scope, act, note)| {
        Box::pin(async move { batches::undo(tx, &scope.staff()?, *act, note).await })
    });
    let no = no.await?;
    door::go_to(&no.as_ref().map_or_else(|| "/desk/batches".to_owned(), |no| format!("/desk/batches/{no}")));
    Ok(no)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_what_was_typed_and_zeros_are_not_everything() {
        let slice = Uuid::from_u128(7);
        let part = |copies: &str| typed_part(HashMap::from([(part_name(slice), copies.to_owned())]));
        assert_eq!(part(" 2 "), Ok(vec![(slice, 2)]));
        assert_eq!(part("  "), Ok(Vec::new()));
        for wrong in ["0", "-1", "x"] {
            assert!(part(wrong).is_err(), "{wrong}");
        }
        let foreign = typed_part(HashMap::from([(slice.to_string(), "2".to_owned())]));
        assert_eq!(foreign, Err(Refusal::field("copies", FaultCode::CopiesGone)));
    }
}
