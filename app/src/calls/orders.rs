//! Orders.

use kernel::shapes::{Checked, CustomerRow, OrderPage, Orders, Placed, Redrawn};
use kernel::{Refusal, Uuid};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use {
    crate::door,
    crate::draft,
    crate::pages::orders::{checklist, expected, journey::news},
    domain::{arrivals, orders},
};

/// An order form as it is sent. Everything that a person types is text here, so that the fault can be named beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OrderForm {
    /// Made before the first send.
    pub id: Uuid,
    /// The customer, when a partner orders for one; empty otherwise.
    pub for_org: String,
    /// The pasted list.
    pub text: String,
    /// Own reference number.
    pub own_ref: String,
    /// Deadline.
    pub needed_by: String,
    /// Skips batching.
    pub urgent: bool,
    /// For which course or term.
    pub course: String,
    /// Note to the house.
    pub note: String,
    /// Order what is understood, although some lines are not.
    pub rest: bool,
}

/// The customer that was chosen; the own organisation when none was.
#[cfg(feature = "ssr")]
fn chosen(for_org: &str) -> Result<Option<Uuid>, Refusal> {
    if for_org.is_empty() {
        return Ok(None);
    }
    Uuid::parse_str(for_org).map(Some).map_err(|_| Refusal::field("for_org", kernel::FaultCode::UnknownChoice))
}

/// What the house makes of a pasted list, drawn. Nothing is stored.
#[server(endpoint = "/orders/check", prefix = "/api")]
pub async fn check(form: OrderForm) -> Result<Checked, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    let outlook = door::house()?.outlook();
    draft::keep();
    let asked = (chosen(&form.for_org)?, form.text.as_str());
    let mut list = orders::check(&mut conn, &scope, asked, outlook.as_deref()).await?;
    list.said = expected::of_list(&list);
    Ok(checklist::drawn(&list))
}

/// Places an order.
#[server(endpoint = "/orders/place", prefix = "/api")]
pub async fn place(form: OrderForm) -> Result<Placed, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    let wish = orders::PlaceOrder {
        id: form.id,
        for_org: chosen(&form.for_org)?,
        text: form.text,
        own_ref: form.own_ref,
        needed_by: form.needed_by,
        urgent: form.urgent,
        course: form.course,
        note: form.note,
        rest: form.rest,
    };
    let verb = (scope, wish, house.outlook());
    let placed = house.db.write(verb, |tx, (scope, wish, outlook)| {
        Box::pin(async move {
            let placed = orders::place(tx, scope, wish).await?;
            if let Some(outlook) = outlook {
                arrivals::promise(tx, scope, outlook, &placed.no).await?;
            }
            Ok(placed)
        })
    });
    let placed = placed.await?;
    door::go_to(&format!("/orders/{}", placed.no));
    Ok(placed)
}

/// The number of the order that was placed under this id, if it was and this person may see it.
#[server(name = PlacedAs, endpoint = "/orders/placed", prefix = "/api")]
pub async fn placed(id: Uuid) -> Result<Option<String>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(orders::placed(&mut conn, &scope, id).await?)
}

/// A page of the orders that this person may see, of one customer alone if one is named.
#[server(endpoint = "/orders/list", prefix = "/api")]
pub async fn list(customer: Option<Uuid>, after: Option<String>) -> Result<Orders, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(orders::list(&mut conn, &scope, customer, after.as_deref()).await?)
}

/// One order.
#[server(endpoint = "/orders/find", prefix = "/api")]
pub async fn find(no: String) -> Result<OrderPage, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    found(&mut conn, &scope, &no).await
}

/// An order, and how well the house's dates held.
#[cfg(feature = "ssr")]
async fn found(conn: &mut domain::Conn, scope: &domain::Scope, no: &str) -> Result<OrderPage, Refusal> {
    let held = door::house()?.outlook().and_then(|outlook| outlook.held());
    Ok(OrderPage { held, ..orders::find(conn, scope, no).await? })
}

/// Its lines as an open page draws them, when they moved beyond what `seen` marks.
#[server(name = DrawAgain, endpoint = "/orders/redrawn", prefix = "/api")]
pub async fn redrawn(
    no: String,
    opened: Option<i64>,
    #[server(default)] seen: String,
) -> Result<Option<Redrawn>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    if news::seen(&orders::lines(&mut conn, &scope, &no).await?) == seen {
        return Ok(None);
    }
    Ok(Some(news::redrawn(found(&mut conn, &scope, &no).await?, opened, &seen)))
}

/// Cancels copies that were not bought yet.
#[server(endpoint = "/orders/cancel", prefix = "/api")]
pub async fn cancel(line: Uuid, copies: String) -> Result<String, Refusal> {
    let (scope, house) = (door::scope()?, door::house()?);
    let copies = kernel::forms::whole("copies", &copies, 1, kernel::paste::MAX_COPIES)?;
    let verb = (scope, line, copies);
    let no =
        house.db.write(verb, |tx, (scope, line, copies)| Box::pin(orders::cancel(tx, scope, *line, *copies))).await?;
    door::go_to(&format!("/orders/{no}"));
    Ok(no)
}

/// Whom this person may order for.
#[server(endpoint = "/orders/customers", prefix = "/api")]
pub async fn customers() -> Result<Vec<CustomerRow>, Refusal> {
    let (scope, mut conn) = door::reader().await?;
    Ok(domain::orgs::customers(&mut conn, &scope).await?)
}
