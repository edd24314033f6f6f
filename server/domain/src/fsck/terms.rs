//! The rules of the urgent lane, of what was ordered instead of what, and of who was told that something may be late.

use store::{Conn, Result, sql};

use super::{MOST_PLACES, Violation, gather};
use crate::days::DAY_MS;

/// Checks all of them.
pub(super) async fn check(conn: &mut Conn, found: &mut Vec<Violation>) -> Result<()> {
    gather(found, "lanes", lanes(conn).await?);
    gather(found, "surcharges", surcharges(conn).await?);
    gather(found, "instead-of", instead_of(conn).await?);
    gather(found, "alerts", alerts(conn).await?);
    Ok(())
}

/// An order is urgent exactly when all its lines are.
async fn lanes(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no from orders o
         where o.urgent = exists (select 1 from order_lines l
                                  where l.org_id = o.org_id and l.order_id = o.id and l.urgent_at is null) limit $1",
        MOST_PLACES
    )
}

/// Only what is urgent pays for haste.
async fn surcharges(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no || ' line ' || cast(l.position as text) from order_lines l
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where l.surcharge_bp > 0 and l.urgent_at is null limit $1",
        MOST_PLACES
    )
}

/// What takes the place of a line takes it within one customer, for one payer, after it.
async fn instead_of(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no || ' line ' || cast(l.position as text) from order_lines l
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where l.instead_of is not null and not exists (
           select 1 from order_lines f join orders p on p.org_id = f.org_id and p.id = f.order_id
           where f.org_id = l.org_id and f.id = l.instead_of and p.payer_id = o.payer_id and p.id <> o.id
             and p.placed_at <= o.placed_at)
         limit $1",
        MOST_PLACES
    )
}

/// A line counts as over a chance exactly while what is shown of it is. The house looks at every line each day, so only what
/// has been shown for a day when it last looked can be wrong.
async fn alerts(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no || ' line ' || cast(l.position as text) || ' over ' || cast(n.band as text) from alerts n
         join order_lines l on l.org_id = n.org_id and l.id = n.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         left join arrivals a on a.org_id = n.org_id and a.line_id = n.line_id
         where a.line_id is null or ((n.left_at is null) <> (coalesce(a.late, 0) >= n.band)
                                     and a.made_at + $1 < (select max(made_at) from arrivals))
         limit $2",
        DAY_MS,
        MOST_PLACES
    )
}
