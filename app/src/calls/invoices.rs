//! Invoices: what is owed, what was paid, and that it was paid.

use kernel::Refusal;
use kernel::shapes::{InvoicePage, InvoiceRow, Invoices, Owed};
use leptos::prelude::*;
#[cfg(feature = "ssr")]
use {crate::door, domain::invoices, kernel::shapes::InvoiceState};

/// Invoices in a state (`open`, `overdue`, `paid`; what is to be paid by default) that this person may see.
#[server(endpoint = "/invoices/list", prefix = "/api")]
pub async fn list(#[server(default)] state: Option<String>, after: Option<String>) -> Result<Invoices, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    let state = state.as_deref().and_then(InvoiceState::from_code).unwrap_or(InvoiceState::Open);
    Ok(invoices::list(&mut conn, &scope, invoices::Wanted { state, after: after.as_deref() }).await?)
}

/// One invoice.
#[server(name = FindInvoice, endpoint = "/invoices/find", prefix = "/api")]
pub async fn find(no: String) -> Result<InvoicePage, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(invoices::find(&mut conn, &scope, &no).await?)
}

/// What the reader's organisation owes: open orders and unpaid invoices.
#[server(name = FindOwed, endpoint = "/invoices/owed", prefix = "/api")]
pub async fn owed() -> Result<Owed, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(invoices::owed(&mut conn, &scope).await?)
}

/// What was billed of a parcel, for who pays.
#[server(name = InvoicesOfParcel, endpoint = "/invoices/of_parcel", prefix = "/api")]
pub async fn of_parcel(no: String) -> Result<Vec<InvoiceRow>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(invoices::of_parcel(&mut conn, &scope, &no).await?)
}

/// The invoices on which lines of an order are, for who pays.
#[server(name = InvoicesOfOrder, endpoint = "/invoices/of_order", prefix = "/api")]
pub async fn of_order(no: String) -> Result<Vec<InvoiceRow>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(invoices::of_order(&mut conn, &scope, &no).await?)
}

/// The page of an invoice.
#[cfg(feature = "ssr")]
fn page(no: &str) -> String {
    format!("/invoices/{no}")
}

/// Writes down on which day an invoice was paid and by which reference the bank knows it.
#[server(name = PayInvoice, endpoint = "/invoices/pay", prefix = "/api")]
pub async fn pay(no: String, version: i64, day: String, reference: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&page(&no));
    let wish = invoices::PayInvoice { no, version, day, reference };
    let paid = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { invoices::pay(tx, &scope.staff()?, wish).await })
    });
    Ok(paid.await?)
}

/// Takes back that an invoice was paid.
#[server(name = UndoPayment, endpoint = "/invoices/undo_payment", prefix = "/api")]
pub async fn undo_payment(no: String, version: i64, note: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&page(&no));
    let wish = invoices::UndoPayment { no, version, note };
    let undone = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { invoices::undo_payment(tx, &scope.staff()?, wish).await })
    });
    Ok(undone.await?)
}

/// Writes down the tax office's number of an invoice; an empty one takes it away.
#[server(name = SetTaxNo, endpoint = "/invoices/set_tax_no", prefix = "/api")]
pub async fn set_tax_no(no: String, version: i64, tax_no: String) -> Result<(), Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    scope.staff()?;
    door::go_to(&page(&no));
    let wish = invoices::SetTaxNo { no, version, tax_no };
    let set = house.db.write((scope, wish), |tx, (scope, wish)| {
        Box::pin(async move { invoices::set_tax_no(tx, &scope.staff()?, wish).await })
    });
    Ok(set.await?)
}
