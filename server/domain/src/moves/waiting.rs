//! Copies that wait to be bought, once more: `open_lines` says in one small table, by publisher, what slices in open stages,
//! their lines and their orders say together, so that a board adds it up without going through the ledger. It is written in the
//! transaction that changes one of them; `fsck` compares.
//!
//! In an open stage no copy is in a batch: what goes from batch to batch is nothing to this module.

use store::{Result, Tx, sql};
use uuid::Uuid;

use super::Place;

/// Whether one of two places may be an open stage.
pub(super) const fn may_wait(from: &Place, to: &Place) -> bool {
    from.batch.is_none() || to.batch.is_none()
}

/// Writes down what waits of one line now.
pub(crate) async fn follow_line(tx: &mut Tx, org_id: Uuid, line_id: Uuid) -> Result<()> {
    sql!(execute, tx, "delete from open_lines where org_id = $1 and line_id = $2", org_id, line_id)?;
    sql!(
        execute,
        tx,
        "insert into open_lines (org_id, line_id, publisher_id, copies, since, urgent_at, needed_by)
         select l.org_id, l.id, l.publisher_id, cast(sum(s.copies) as bigint), min(s.since), l.urgent_at, o.needed_by
         from slices s cross join stages g cross join order_lines l cross join orders o
         where s.org_id = $1 and s.line_id = $2 and g.code = s.stage and g.kind = 'open'
           and l.org_id = s.org_id and l.id = s.line_id and o.org_id = l.org_id and o.id = l.order_id
         group by l.org_id, l.id, l.publisher_id, l.urgent_at, o.needed_by",
        org_id,
        line_id
    )?;
    Ok(())
}

/// Writes down what waits now of the lines whose copies an act moved.
pub(super) async fn follow_act(tx: &mut Tx, move_id: Uuid) -> Result<()> {
    sql!(
        execute,
        tx,
        "delete from open_lines
         where (org_id, line_id) in (select m.org_id, m.line_id from movements m where m.move_id = $1)",
        move_id
    )?;
    begin(tx, move_id).await
}

/// As [`follow_act`], for lines of which nothing was written down before.
pub(super) async fn begin(tx: &mut Tx, move_id: Uuid) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into open_lines (org_id, line_id, publisher_id, copies, since, urgent_at, needed_by)
         select l.org_id, l.id, l.publisher_id, cast(sum(s.copies) as bigint), min(s.since), l.urgent_at, o.needed_by
         from (select distinct org_id, line_id from movements where move_id = $1) m
         cross join slices s cross join stages g cross join order_lines l cross join orders o
         where s.org_id = m.org_id and s.line_id = m.line_id and g.code = s.stage and g.kind = 'open'
           and l.org_id = m.org_id and l.id = m.line_id and o.org_id = l.org_id and o.id = l.order_id
         group by l.org_id, l.id, l.publisher_id, l.urgent_at, o.needed_by",
        move_id
    )?;
    Ok(())
}

/// Writes down what waits in a house that came in as a whole.
pub(crate) async fn follow_all(tx: &mut Tx) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into open_lines (org_id, line_id, publisher_id, copies, since, urgent_at, needed_by)
         select l.org_id, l.id, l.publisher_id, cast(sum(s.copies) as bigint), min(s.since), l.urgent_at, o.needed_by
         from stages g cross join slices s cross join order_lines l cross join orders o
         where g.kind = 'open' and s.stage = g.code and l.org_id = s.org_id and l.id = s.line_id
           and o.org_id = l.org_id and o.id = l.order_id
         group by l.org_id, l.id, l.publisher_id, l.urgent_at, o.needed_by"
    )?;
    Ok(())
}
