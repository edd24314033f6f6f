//! Copies too many: those that were given to lines are exactly the copies that an act moved which still stands, and no others
//! name an act.

use store::{Conn, Result, sql};

use super::{MOST_PLACES, Violation, gather};

pub(super) async fn check(conn: &mut Conn, found: &mut Vec<Violation>) -> Result<()> {
    let places = sql!(
        fetch_all as (String,),
        conn,
        "select x.isbn || ' with ' || b.no from extras x join batches b on b.id = x.batch_id
         where (x.state = 'given' and x.move_id is null) or (x.state <> 'given' and x.move_id is not null)
            or (x.state = 'given' and (
              x.copies <> (select coalesce(sum(m.copies), 0) from movements m where m.move_id = x.move_id)
              or exists (select 1 from moves u where u.undoes = x.move_id)))
         limit $1",
        MOST_PLACES
    )?;
    gather(found, "extras", places);
    Ok(())
}
