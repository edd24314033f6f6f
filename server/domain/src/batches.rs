//! Batches: copies of many lines that go through one stage together. A desk gathers open lines of one publisher, moves them
//! from port to port (at each port in another batch, alone or with what comes from others), splits and joins what stands in
//! one port, holds back what has to wait, takes out what is damaged, and takes a move back.

mod expect;
mod find;
mod gather;
mod hold;
mod onward;
mod pour;
mod reshape;
mod take_out;
mod undo;

pub use expect::{Expect, expect};
pub use find::{find, list};
pub use gather::{Gather, OpenFilter, gather, gather_urgent, open_groups, open_lines, open_page};
pub use hold::{Hold, Release, hold, release};
pub use onward::{Onward, forward};
pub use pour::Part;
pub use reshape::{Merge, merge, split};
pub use take_out::{TakeOut, take_back, take_out};
pub use undo::undo;

pub(crate) use expect::read as read_expected;
pub(crate) use find::{head, late};
pub(crate) use hold::keep_back;
pub(crate) use onward::pass_on;
pub(crate) use pour::{Held, HeldSlice, NewBatch, Taken, claim, open, slices_in, take};
pub(crate) use take_out::exclude;

use store::{Result, Tx, sql};
use uuid::Uuid;

use crate::events;
use crate::scope::Staff;

/// Tells open pages of every order whose copies moved, once each, and of the batch.
pub(crate) async fn tell(tx: &mut Tx, staff: &Staff<'_>, mut orders: Vec<(Uuid, Uuid)>, batch: Uuid) -> Result<()> {
    orders.sort_unstable();
    orders.dedup();
    events::record_each(tx, staff.now, "order.moved", &orders).await?;
    events::record(tx, staff.now, staff.org_id, "batch.changed", batch).await
}

/// Writes down beside a batch what stands in it now. One without copies has gone on; one that got copies back is there again.
/// Every act calls it for the batches that lost or gained copies; `fsck` compares.
pub(crate) async fn recount(tx: &mut Tx, batch: Uuid, now: i64) -> Result<()> {
    sql!(
        execute,
        tx,
        "update batches set lines = n.lines, copies = n.copies,
                moved_at = case when n.lines > 0 then null else cast($2 as bigint) end
         from (select count(*) as lines, coalesce(cast(sum(s.copies) as bigint), 0) as copies
               from slices s where s.batch_id = $1) n
         where id = $1",
        batch,
        now
    )?;
    Ok(())
}

/// Writes down what stands in each batch of a house that came in as a whole.
pub(crate) async fn recount_all(tx: &mut Tx) -> Result<()> {
    sql!(
        execute,
        tx,
        "update batches set lines = n.lines, copies = n.copies
         from (select s.batch_id, count(*) as lines, cast(sum(s.copies) as bigint) as copies
               from slices s where s.batch_id is not null group by s.batch_id) n
         where n.batch_id = id"
    )?;
    Ok(())
}
