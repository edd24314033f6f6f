//! The rules of what was promised about arrivals: the ledger is the truth, what is shown is its last word, and what became of
//! a line is compared with what it says.

use store::{Conn, Result, sql};

use super::{MOST_PLACES, Violation, gather};
use crate::days::DAY_MS;

/// Checks all of them.
pub(super) async fn check(conn: &mut Conn, found: &mut Vec<Violation>) -> Result<()> {
    gather(found, "promises", first(conn).await?);
    gather(found, "arrivals", shown(conn).await?);
    gather(found, "arrivals-open", open(conn).await?);
    gather(found, "outcomes", outcomes(conn).await?);
    gather(found, "hand-promises", by_hand(conn).await?);
    gather(found, "kept-days", added_up(conn).await?);
    Ok(())
}

/// What a person promised and has not ended is what is shown, and the last word of the ledger.
async fn by_hand(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no || ' line ' || cast(l.position as text) from hand_promises h
         join order_lines l on l.org_id = h.org_id and l.id = h.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where h.ended_at is null and not exists (
           select 1 from arrivals a join promises p on p.org_id = a.org_id and p.line_id = a.line_id
           where a.org_id = h.org_id and a.line_id = h.line_id and a.low = h.low and a.high = h.high and p.low = h.low
             and p.high = h.high and p.reason = 'house' and p.author_id = h.given_by and p.at = h.given_at)
         limit $1",
        MOST_PLACES
    )
}

/// The first promise of a line, and no other, is the one of its order.
async fn first(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no || ' line ' || cast(l.position as text) from promises p
         join order_lines l on l.org_id = p.org_id and l.id = p.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where (p.reason = 'ordered') = exists (
           select 1 from promises e where e.org_id = p.org_id and e.line_id = p.line_id and (e.at, e.id) < (p.at, p.id))
         limit $1",
        MOST_PLACES
    )
}

/// What is shown of a line is the last range that was promised.
async fn shown(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no || ' line ' || cast(l.position as text) from arrivals a
         join order_lines l on l.org_id = a.org_id and l.id = a.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where not exists (
           select 1 from promises p
           where p.org_id = a.org_id and p.line_id = a.line_id and p.low = a.low and p.high = a.high and not exists (
             select 1 from promises e where e.org_id = p.org_id and e.line_id = p.line_id and (e.at, e.id) > (p.at, p.id)))
         limit $1",
        MOST_PLACES
    )
}

/// Something is shown of exactly the lines with copies on their way. The house looks at a line soon after it moved and at
/// each of them every day, so only a line that has stood for a day when it last looked can be wrong.
async fn open(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no || ' line ' || cast(l.position as text) from order_lines l
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where exists (select 1 from arrivals a where a.org_id = l.org_id and a.line_id = l.id) <> exists (
             select 1 from slices s join stages g on g.code = s.stage
             where s.org_id = l.org_id and s.line_id = l.id and g.kind in ('open', 'way'))
           and (select max(m.at) from movements m where m.org_id = l.org_id and m.line_id = l.id) + $1
             < (select max(made_at) from arrivals)
         limit $2",
        DAY_MS,
        MOST_PLACES
    )
}

/// What became of a line is told once it is no longer on its way, beside its first and its last promise.
async fn outcomes(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select o.no || ' line ' || cast(l.position as text) from outcomes u
         join order_lines l on l.org_id = u.org_id and l.id = u.line_id
         join orders o on o.org_id = l.org_id and o.id = l.order_id
         where exists (select 1 from arrivals a where a.org_id = u.org_id and a.line_id = u.line_id)
           or not exists (
             select 1 from promises p
             where p.org_id = u.org_id and p.line_id = u.line_id and p.low = u.first_low and p.high = u.first_high
               and not exists (select 1 from promises e where e.org_id = p.org_id and e.line_id = p.line_id
                               and (e.at, e.id) < (p.at, p.id)))
           or not exists (
             select 1 from promises p
             where p.org_id = u.org_id and p.line_id = u.line_id and p.low = u.last_low and p.high = u.last_high
               and not exists (select 1 from promises e where e.org_id = p.org_id and e.line_id = p.line_id
                               and (e.at, e.id) > (p.at, p.id)))
         limit $1",
        MOST_PLACES
    )
}

/// What became of the promises of a day is added up as it was written down, line by line.
async fn added_up(conn: &mut Conn) -> Result<Vec<(String,)>> {
    sql!(
        fetch_all as (String,),
        conn,
        "select p.name || ' on day ' || cast(odd.day as text)
         from (select day, publisher_id from (
                 select arrived_on as day, publisher_id, 1 as lines,
                        case when arrived_on <= first_high then 1 else 0 end as in_time,
                        case when arrived_on <= last_high then 1 else 0 end as last_in_time,
                        case when arrived_on between last_low and last_high then 1 else 0 end as last_held,
                        case when arrived_on > first_high then arrived_on - first_high else 0 end as late_days
                 from outcomes
                 union all
                 select day, publisher_id, -lines, -in_time, -last_in_time, -last_held, -late_days from kept_days) every_sum
               group by day, publisher_id
               having sum(lines) <> 0 or sum(in_time) <> 0 or sum(last_in_time) <> 0 or sum(last_held) <> 0
                 or sum(late_days) <> 0) odd
         join publishers p on p.id = odd.publisher_id limit $1",
        MOST_PLACES
    )
}
