//! Lines that wait for a batch are ordered urgently after all: bought at once, at the price of haste. It costs what it would
//! have cost to order them so; a line of which copies were bought already is in its batch, and only the desk can hurry that.

use std::collections::BTreeMap;

use kernel::paste::MAX_COPIES;
use kernel::{FaultCode, Refusal};
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::chosen::chosen;
use crate::credit::Debt;
use crate::prices::Surcharge;
use crate::scope::Scope;
use crate::{audit, credit, events, moves, prices};

/// What became of the lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hurried {
    /// Numbers of the orders whose lines are urgent now and were not before.
    pub orders: Vec<String>,
    /// How many lines that are.
    pub lines: i64,
    /// What it costs on top, in fen.
    pub more_fen: i64,
}

/// A line, and how many of its copies can still be hurried.
#[derive(sqlx::FromRow)]
struct Line {
    org_id: Uuid,
    order_id: Uuid,
    order_no: String,
    payer_id: Uuid,
    id: Uuid,
    copies: i64,
    price_fen: i64,
    urgent_at: Option<i64>,
    /// Copies that wait.
    waiting: i64,
    /// Copies that were bought, or have come.
    bought: i64,
}

impl Line {
    const fn debt(&self) -> Debt {
        Debt { payer: self.payer_id, org_id: self.org_id, order_id: self.order_id }
    }
}

/// Makes lines urgent: all of them or none. Those that are already stay as they are, so a repeat costs nothing. Who promises
/// arrivals must promise those of the orders anew.
///
/// # Errors
/// `lines: NothingChosen`, `TooManyLines`, and `Bought` when copies of some are in a batch already; `NotFound` for a foreign
/// line; `NotAllowed` for who does not pay for them; `Credit`.
pub async fn hurry(tx: &mut Tx, scope: &Scope, lines: &[Uuid]) -> Result<Hurried> {
    scope.buyer()?;
    let lines = ordinary(tx, scope, lines).await?;
    let surcharge = prices::urgent(tx, scope.now).await?;
    let mut by_order: BTreeMap<Uuid, Vec<Line>> = BTreeMap::new();
    for line in lines {
        by_order.entry(line.order_id).or_default().push(line);
    }
    let mut hurried = Hurried::default();
    for lines in by_order.into_values() {
        let more = raise(tx, scope, &lines, surcharge).await?;
        hurried.more_fen = hurried.more_fen.saturating_add(more);
        hurried.lines += i64::try_from(lines.len()).unwrap_or(i64::MAX);
        hurried.orders.extend(lines.into_iter().next().map(|line| line.order_no));
    }
    Ok(hurried)
}

/// The lines that are not urgent yet, each checked.
async fn ordinary(tx: &mut Tx, scope: &Scope, ids: &[Uuid]) -> Result<Vec<Line>> {
    let ids = chosen(ids)?;
    let mut lines = Vec::with_capacity(ids.len());
    for id in ids {
        let line = find(tx, scope, id).await?.ok_or(Refusal::NotFound)?;
        if line.payer_id != scope.org_id {
            return Err(Refusal::NotAllowed.into());
        }
        lines.push(line);
    }
    lines.retain(|line| line.urgent_at.is_none());
    let bought = lines.iter().filter(|line| line.bought > 0 || line.waiting == 0).count();
    if bought > 0 {
        let count = u32::try_from(bought).unwrap_or(u32::MAX);
        return Err(Refusal::field("lines", FaultCode::Bought { count }).into());
    }
    Ok(lines)
}

async fn find(tx: &mut Tx, scope: &Scope, id: Uuid) -> Result<Option<Line>> {
    sql!(
        fetch_optional as Line,
        tx,
        "select l.org_id, l.order_id, o.no as order_no, o.payer_id, l.id, l.copies, l.price_fen, l.urgent_at,
                coalesce(cast(sum(case when g.kind = 'open' then s.copies end) as bigint), 0) as waiting,
                coalesce(cast(sum(case when g.kind in ('way', 'end') then s.copies end) as bigint), 0) as bought
         from org_tree t cross join order_lines l cross join orders o cross join slices s cross join stages g
         where t.above_id = $1 and l.org_id = t.org_id and l.id = $2 and o.org_id = l.org_id and o.id = l.order_id
           and s.org_id = l.org_id and s.line_id = l.id and g.code = s.stage
         group by l.org_id, l.order_id, o.no, o.payer_id, l.id, l.copies, l.price_fen, l.urgent_at",
        scope.org_id,
        id
    )
}

/// Makes lines of one order urgent and answers with what that costs: of the copies that still come. The order's total counts
/// every copy that was ordered, as it always does.
async fn raise(tx: &mut Tx, scope: &Scope, lines: &[Line], surcharge: Surcharge) -> Result<i64> {
    let Some(first) = lines.first() else { return Ok(0) };
    let (mut total, mut owed) = (0_i64, 0_i64);
    for line in lines {
        let more = raise_line(tx, scope, line, surcharge).await?;
        total = total.checked_add(more * line.copies).ok_or_else(too_dear)?;
        owed += more * line.waiting;
    }
    sql!(
        execute,
        tx,
        "update orders set total_fen = total_fen + $3, version = version + 1,
           urgent = not exists (select 1 from order_lines l where l.org_id = orders.org_id and l.order_id = orders.id
                                and l.urgent_at is null)
         where org_id = $1 and id = $2",
        first.org_id,
        first.order_id,
        total
    )?;
    credit::level(tx, first.debt(), "hurried", scope.now).await?;
    let ids: Vec<Uuid> = lines.iter().map(|line| line.id).collect();
    let detail = serde_json::json!({ "lines": ids, "more_fen": owed });
    let entry = audit::Entry { org_id: first.org_id, verb: "order.hurry", subject: first.order_no.clone(), detail };
    audit::record(tx, scope, entry).await?;
    events::record(tx, scope.now, first.org_id, "order.moved", first.order_id).await?;
    Ok(owed)
}

/// Raises the price of one line and gives by how much a copy is dearer.
async fn raise_line(tx: &mut Tx, scope: &Scope, line: &Line, surcharge: Surcharge) -> Result<i64> {
    let price_fen = surcharge.price_fen(line.price_fen).ok_or_else(too_dear)?;
    price_fen.checked_mul(line.copies).ok_or_else(too_dear)?;
    let raised = sql!(
        execute,
        tx,
        "update order_lines set price_fen = $3, surcharge_bp = $4, urgent_at = $5, version = version + 1
         where org_id = $1 and id = $2 and urgent_at is null",
        line.org_id,
        line.id,
        price_fen,
        surcharge.basis_points,
        scope.now
    )?;
    if raised != 1 {
        return Err(Refusal::Stale.into());
    }
    moves::follow_line(tx, line.org_id, line.id).await?;
    Ok(price_fen - line.price_fen)
}

/// Beyond what can be counted.
fn too_dear() -> Refusal {
    Refusal::field("lines", FaultCode::OutOfRange { min: 1, max: MAX_COPIES })
}
