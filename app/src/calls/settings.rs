//! The house's own rows: the calendar, the surcharge of the urgent lane, the ranks of contracts, how long the house waits.
//! Every desk reads them, supervisors change them.

use kernel::shapes::{CalendarDay, CalendarYear, Contracts, SettingsHead, Surcharges, Waits};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::calendar, domain::settings};

/// All settings at a glance.
#[server(endpoint = "/settings/overview", prefix = "/api")]
pub async fn overview() -> Result<SettingsHead, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(settings::overview(&mut conn, &scope.staff()?).await?)
}

/// The calendar of a year, by default of the present one.
#[server(endpoint = "/settings/calendar", prefix = "/api")]
pub async fn year(#[server(default)] year: Option<i16>) -> Result<CalendarYear, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(calendar::find(&mut conn, &scope.staff()?, year).await?)
}

/// Enters a day that is not what its weekday says: `kind` is `rest` or `work`.
#[server(endpoint = "/settings/set_day", prefix = "/api")]
pub async fn set_day(day: String, kind: String, name_zh: String, name_en: String) -> Result<CalendarDay, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&year_of(&day));
    let wish = calendar::SetDay { day, kind, name_zh, name_en };
    let day = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { calendar::set(tx, &scope.staff()?, wish).await })
    });
    Ok(day.await?)
}

/// The calendar on which a day stands that was typed as `2026-10-01`.
#[cfg(feature = "ssr")]
fn year_of(day: &str) -> String {
    let year = day.trim().split('-').next().and_then(|year| year.parse::<i16>().ok());
    year.map_or_else(|| "/desk/settings/calendar".to_owned(), |year| format!("/desk/settings/calendar?year={year}"))
}

/// Takes a day out: it is again what its weekday says. `year` is the calendar that the page shows.
#[server(endpoint = "/settings/remove_day", prefix = "/api")]
pub async fn remove_day(day: i64, year: i16) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&format!("/desk/settings/calendar?year={year}"));
    let done = house.db.write((scope, day), |tx, (scope, day)| {
        Box::pin(async move { calendar::remove(tx, &scope.staff()?, *day).await })
    });
    Ok(done.await?)
}

/// Enters a year's list as it was pasted. Answers how many days were new.
#[server(endpoint = "/settings/set_year", prefix = "/api")]
pub async fn set_year(year: i16, text: String) -> Result<i64, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    let wish = calendar::SetYear { year, text };
    let entered = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { calendar::set_year(tx, &scope.staff()?, wish).await })
    });
    let entered = entered.await?;
    door::go_to(&format!("/desk/settings/calendar?year={year}&entered={entered}"));
    Ok(entered)
}

/// What urgent orders cost on top: now, before, and from a coming day on.
#[server(name = FindSurcharges, endpoint = "/settings/surcharges", prefix = "/api")]
pub async fn surcharges() -> Result<Surcharges, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(settings::surcharges(&mut conn, &scope.staff()?).await?)
}

/// Sets what urgent orders placed from a day on cost on top, in per cent.
#[server(endpoint = "/settings/set_surcharge", prefix = "/api")]
pub async fn set_surcharge(percent: String, from: String, version: i64) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to("/desk/settings/surcharges");
    let wish = settings::SetSurcharge { percent, from, version };
    let done = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { settings::set_surcharge(tx, &scope.staff()?, wish).await })
    });
    Ok(done.await?)
}

/// Takes a surcharge back that has not begun.
#[server(endpoint = "/settings/drop_surcharge", prefix = "/api")]
pub async fn drop_surcharge(day: i64) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to("/desk/settings/surcharges");
    let done = house.db.write((scope, day), |tx, (scope, day)| {
        Box::pin(async move { settings::drop_surcharge(tx, &scope.staff()?, *day).await })
    });
    Ok(done.await?)
}

/// Who pays the house, by the rank of the contract; of those whose name contains `q`.
#[server(name = FindContracts, endpoint = "/settings/contracts", prefix = "/api")]
pub async fn contracts(
    #[server(default)] q: String,
    #[server(default)] after: Option<String>,
) -> Result<Contracts, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(settings::contracts(&mut conn, &scope.staff()?, &q, after.as_deref()).await?)
}

/// Ranks a contract. `q` is what the page was searched for.
#[server(endpoint = "/settings/set_rank", prefix = "/api")]
pub async fn set_rank(org: Uuid, version: i64, priority: String, #[server(default)] q: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&format!("/desk/settings/customers?q={}", crate::addresses::encoded(&q)));
    let wish = settings::SetRank { org_id: org, version, priority };
    let done = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { settings::set_rank(tx, &scope.staff()?, wish).await })
    });
    Ok(done.await?)
}

/// How long the house waits before it does something by itself.
#[server(name = FindWaits, endpoint = "/settings/waits", prefix = "/api")]
pub async fn waits() -> Result<Waits, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(settings::waits(&mut conn, &scope.staff()?).await?)
}

/// Sets how many days the house waits.
#[server(endpoint = "/settings/set_wait", prefix = "/api")]
pub async fn set_wait(code: String, version: i64, days: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to("/desk/settings/waits");
    let wish = settings::SetWait { code, version, days };
    let done = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { settings::set_wait(tx, &scope.staff()?, wish).await })
    });
    Ok(done.await?)
}
