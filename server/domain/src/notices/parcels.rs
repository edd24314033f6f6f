//! What customers are told of parcels: that one is on its way, and that the house would like to hear what was in it.

use kernel::shapes::Topic;
use store::{Result, Tx, sql};

use super::spread::{Tiding, spread};
use crate::outbox::Due;

/// How the causes of notices about a parcel begin; its number follows.
const SENT: &str = "parcel:";
const ASKED: &str = "confirm:";

/// The number of the parcel that a cause is about.
pub(super) fn of_cause(cause: &str) -> Option<&str> {
    cause.strip_prefix(SENT).or_else(|| cause.strip_prefix(ASKED))
}

/// A carrier took a parcel. One that is with its customer already needs no telling.
pub(super) async fn sent(tx: &mut Tx, due: &Due, now: i64) -> Result<()> {
    let found = sql!(
        fetch_optional as (String,),
        tx,
        "select no from parcels where id = $1 and delivered_at is null",
        due.subject
    )?;
    match found {
        Some((no,)) => about(tx, due, Tiding::new(Topic::Parcel, format!("{SENT}{no}")), now).await,
        None => Ok(()),
    }
}

/// A parcel waits to be confirmed.
pub(super) async fn asked(tx: &mut Tx, due: &Due, now: i64) -> Result<()> {
    let found = sql!(
        fetch_optional as (String,),
        tx,
        "select no from parcels where id = $1 and delivered_at is not null and closed_at is null",
        due.subject
    )?;
    match found {
        Some((no,)) => about(tx, due, Tiding::new(Topic::Confirm, format!("{ASKED}{no}")), now).await,
        None => Ok(()),
    }
}

/// Tells the people of every order of which copies are in the parcel.
async fn about(tx: &mut Tx, due: &Due, tiding: Tiding, now: i64) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into outbox_orders (outbox_id, org_id, order_id, lines, copies, title)
         select $1, l.org_id, l.order_id, count(*), cast(sum(i.copies) as bigint), min(t.title)
         from parcels p cross join parcel_items i cross join order_lines l cross join titles t
         where p.id = $2 and i.org_id = p.org_id and i.parcel_id = p.id and l.org_id = i.org_id and l.id = i.line_id
           and t.id = l.title_id
         group by l.org_id, l.order_id",
        due.id,
        due.subject
    )?;
    spread(tx, due, &Tiding { once: true, ..tiding }, now).await
}
