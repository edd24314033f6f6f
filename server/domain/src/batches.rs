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
pub use gather::{Gather, OpenFilter, gather, gather_urgent, open_groups, open_lines};
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

/// A batch without copies has gone on; one that got copies back is there again.
pub(crate) async fn mark_emptiness(tx: &mut Tx, batch: Uuid, now: i64) -> Result<()> {
    sql!(
        execute,
        tx,
        "update batches set moved_at = case when exists (select 1 from slices s where s.batch_id = $1) then null else cast($2 as bigint) end
         where id = $1",
        batch,
        now
    )?;
    Ok(())
}
