//! The rule of rounds: what a round counts is what its batches say.

use store::{Conn, Result, sql};

use super::{MOST_PLACES, Violation, gather};

/// Every batch of a round is in its counters, once. That none of them waits when it has ended follows: the table ties the end
/// of a round to its counters.
pub(super) async fn check(conn: &mut Conn, found: &mut Vec<Violation>) -> Result<()> {
    let places = sql!(
        fetch_all as (String,),
        conn,
        "select r.act || ' begun at ' || cast(r.begun_at as text) from rounds r
         left join (
           select round_id, count(*) as items, sum(case when state = 'done' then 1 else 0 end) as done,
                  sum(case when state = 'refused' then 1 else 0 end) as refused
           from round_items group by round_id) i on i.round_id = r.id
         where r.items <> coalesce(i.items, 0) or r.done <> coalesce(i.done, 0) or r.refused <> coalesce(i.refused, 0)
         limit $1",
        MOST_PLACES
    )?;
    gather(found, "rounds", places);
    Ok(())
}
