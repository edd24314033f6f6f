//! Links for those who have no account. What a visitor with a link calls needs no sign-in.

use kernel::shapes::{TrackLink, TrackedBooks};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::tracking, kernel::FaultCode};

/// Who looks, with nothing but a token.
#[cfg(feature = "ssr")]
fn visit(token: String) -> tracking::Visit {
    let visitor = door::visitor();
    tracking::Visit { token, lang: visitor.lang, address: visitor.address, now: visitor.now }
}

/// Makes a link to one line, or to all lines of an order when no line is chosen, and leads to what it shows: the address of
/// that page is the link.
#[server(endpoint = "/tracking/make", prefix = "/api")]
pub async fn make(
    #[server(default)] order: String,
    #[server(default)] line: String,
    days: String,
) -> Result<String, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    let to = match line.as_str() {
        "" => tracking::LinkTo::Order(order),
        line => tracking::LinkTo::Line(Uuid::parse_str(line).map_err(|_| Refusal::NotFound)?),
    };
    let days = days.parse().map_err(|_| Refusal::field("days", FaultCode::UnknownChoice))?;
    let verb = (scope, to, days);
    let token = house.db.write(verb, |tx, (scope, to, days)| Box::pin(tracking::make(tx, scope, to, *days))).await?;
    door::go_to(&format!("/track/{token}?made=1"));
    Ok(token)
}

/// The links of an order that work.
#[server(endpoint = "/tracking/links", prefix = "/api")]
pub async fn links(no: String) -> Result<Vec<TrackLink>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(tracking::links(&mut conn, &scope, &no).await?)
}

/// Takes a link back.
#[server(endpoint = "/tracking/revoke", prefix = "/api")]
pub async fn revoke(link: Uuid) -> Result<String, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    Ok(house.db.write((scope, link), |tx, (scope, link)| Box::pin(tracking::revoke(tx, scope, *link))).await?)
}

/// What a link shows.
#[server(endpoint = "/tracking/find", prefix = "/api")]
pub async fn find(token: String) -> Result<TrackedBooks, Refusal> {
    let house = door::house()?;
    Ok(tracking::find(&house.db, &visit(token)).await?)
}

/// Asks an address whether its owner wants to be told of the arrival.
#[server(endpoint = "/tracking/watch", prefix = "/api")]
pub async fn watch(token: String, email: String) -> Result<(), Refusal> {
    let house = door::house()?;
    // A token that works is hexadecimal, so it can stand in an address as it is.
    let done = format!("/track/{token}?asked=1");
    tracking::watch(&house.db, &visit(token), &email).await?;
    door::go_to(&done);
    Ok(())
}

/// What the question in a letter is about, and whether it was answered.
#[server(endpoint = "/tracking/question", prefix = "/api")]
pub async fn question(key: String) -> Result<(Option<String>, bool), Refusal> {
    let (visitor, house) = (door::visitor(), door::house()?);
    Ok(tracking::question(&mut house.db.read().await?, &key, visitor.now).await?)
}

/// Says yes to it.
#[server(endpoint = "/tracking/confirm", prefix = "/api")]
pub async fn confirm(key: String) -> Result<(), Refusal> {
    let (visitor, house) = (door::visitor(), door::house()?);
    let done = format!("/track/confirm/{key}");
    house.db.write((key, visitor.now), |tx, (key, now)| Box::pin(tracking::confirm(tx, key, *now))).await?;
    door::go_to(&done);
    Ok(())
}
