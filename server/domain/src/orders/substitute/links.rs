//! Which lines of an order take the place of others, and which others take theirs.

use kernel::shapes::{LinePlace, LineRow};
use store::{Conn, Result, sql};
use uuid::Uuid;

/// A line of the order, with the line at the other end of the link.
#[derive(sqlx::FromRow)]
struct Link {
    line_id: Uuid,
    order_no: String,
    position: i64,
    /// Whether the other line is the older one.
    is_older: bool,
}

/// Says of each line what it was ordered instead of, and what was ordered instead of it, oldest first. The key must come from
/// a check of what the reader may see; whoever sees a line sees both ends, because both are of one organisation.
pub(in crate::orders) async fn mark(
    conn: &mut Conn,
    (org_id, order_id): (Uuid, Uuid),
    lines: &mut [LineRow],
) -> Result<()> {
    // `cross join` keeps SQLite to the lines of the order; the second half asks the index of links alone.
    let links = sql!(
        fetch_all as Link,
        conn,
        "select l.id as line_id, o.no as order_no, f.position as position, true as is_older, o.placed_at
         from order_lines l cross join order_lines f cross join orders o
         where l.org_id = $1 and l.order_id = $2 and f.org_id = l.org_id and f.id = l.instead_of
           and o.org_id = f.org_id and o.id = f.order_id
         union all
         select l.id as line_id, o.no as order_no, i.position as position, false as is_older, o.placed_at
         from order_lines l cross join order_lines i cross join orders o
         where l.org_id = $1 and l.order_id = $2 and i.org_id = l.org_id and i.instead_of = l.id
           and o.org_id = i.org_id and o.id = i.order_id
         order by placed_at, order_no, position",
        org_id,
        order_id
    )?;
    for Link { line_id, order_no, position, is_older } in links {
        let Some(line) = lines.iter_mut().find(|line| line.id == line_id) else { continue };
        let place = LinePlace { order_no, position };
        if is_older { line.instead_of = Some(place) } else { line.instead.push(place) }
    }
    Ok(())
}
