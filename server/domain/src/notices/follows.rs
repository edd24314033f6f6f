//! Following an order that a colleague placed.

use kernel::Refusal;
use serde_json::json;
use store::{Conn, Result, Tx, sql};
use uuid::Uuid;

use crate::audit::{self, Entry};
use crate::scope::Scope;

/// Whether the person follows an order. Who placed it hears of it anyway, and is not offered to follow: `None`.
///
/// # Errors
/// `NotFound` for an order outside of what the person sees.
pub async fn follows(conn: &mut Conn, scope: &Scope, order_no: &str) -> Result<Option<bool>> {
    let user_id = scope.person()?;
    let found = sql!(
        fetch_optional as (Uuid, Option<i64>),
        conn,
        "select o.placed_by, f.at from orders o
         join org_tree t on t.org_id = o.org_id and t.above_id = $2
         left join follows f on f.org_id = o.org_id and f.order_id = o.id and f.user_id = $3 where o.no = $1",
        order_no,
        scope.org_id,
        user_id
    )?;
    let (placed_by, followed_at) = found.ok_or(Refusal::NotFound)?;
    let is_told_anyway = placed_by == user_id || scope.staff().is_ok();
    Ok((!is_told_anyway).then_some(followed_at.is_some()))
}

/// Follows an order; a repeat changes nothing.
///
/// # Errors
/// `NotFound` for an order outside of what the person sees.
pub async fn follow(tx: &mut Tx, scope: &Scope, order_no: &str) -> Result<()> {
    let user_id = scope.person()?;
    let order = order(tx, scope, order_no).await?;
    let begun = sql!(
        execute,
        tx,
        "insert into follows (org_id, order_id, user_id, user_org, at) values ($1, $2, $3, $4, $5)
         on conflict (org_id, order_id, user_id) do nothing",
        order.org_id,
        order.id,
        user_id,
        scope.org_id,
        scope.now
    )?;
    if begun == 1 { note(tx, scope, &order, (order_no, "order.follow")).await } else { Ok(()) }
}

/// Follows an order no longer; a repeat changes nothing.
///
/// # Errors
/// `NotFound` for an order outside of what the person sees.
pub async fn unfollow(tx: &mut Tx, scope: &Scope, order_no: &str) -> Result<()> {
    let user_id = scope.person()?;
    let order = order(tx, scope, order_no).await?;
    let ended = sql!(
        execute,
        tx,
        "delete from follows where org_id = $1 and order_id = $2 and user_id = $3",
        order.org_id,
        order.id,
        user_id
    )?;
    if ended == 1 { note(tx, scope, &order, (order_no, "order.unfollow")).await } else { Ok(()) }
}

#[derive(sqlx::FromRow)]
struct Order {
    org_id: Uuid,
    id: Uuid,
}

async fn order(conn: &mut Conn, scope: &Scope, no: &str) -> Result<Order> {
    let found = sql!(
        fetch_optional as Order,
        conn,
        "select o.org_id, o.id from orders o
         join org_tree t on t.org_id = o.org_id and t.above_id = $2 where o.no = $1",
        no,
        scope.org_id
    )?;
    found.ok_or_else(|| Refusal::NotFound.into())
}

async fn note(tx: &mut Tx, scope: &Scope, order: &Order, (no, verb): (&str, &str)) -> Result<()> {
    let entry = Entry { org_id: order.org_id, verb, subject: no.to_owned(), detail: json!({}) };
    audit::record(tx, scope, entry).await
}
