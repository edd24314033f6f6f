//! What waits to be bought, by publisher, is what slices, lines and orders say together.

use store::{Conn, Result, sql};

use super::{MOST_PLACES, Violation, gather};

/// Checks all of it.
pub(super) async fn check(conn: &mut Conn, found: &mut Vec<Violation>) -> Result<()> {
    gather(found, "open-lines", copies(conn).await?);
    gather(found, "open-lines", beside(conn).await?);
    Ok(())
}

/// As many copies wait as stand in open stages.
async fn copies(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no || ' line ' || cast(l.position as text)
         from (select org_id, line_id from (
                 select s.org_id, s.line_id, s.copies from stages g cross join slices s
                 where g.kind = 'open' and s.stage = g.code
                 union all
                 select org_id, line_id, -copies from open_lines) every_copy
               group by org_id, line_id having sum(copies) <> 0) odd
         join order_lines l on l.org_id = odd.org_id and l.id = odd.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id limit $1",
        MOST_PLACES
    )
}

/// What is told beside the copies is what the line, its order and its oldest slice say.
async fn beside(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no || ' line ' || cast(l.position as text) from open_lines w
         join order_lines l on l.org_id = w.org_id and l.id = w.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where w.publisher_id <> l.publisher_id or w.urgent_at is distinct from l.urgent_at
           or w.needed_by is distinct from o.needed_by
           or w.since <> (select min(s.since) from slices s join stages g on g.code = s.stage
                          where s.org_id = w.org_id and s.line_id = w.line_id and g.kind = 'open') limit $1",
        MOST_PLACES
    )
}
