//! One outbox row becomes notices, in one transaction with the mark that it is done: a row is never told twice.

use kernel::shapes::{MessageKind, Topic};
use store::{Result, Tx, sql};
use uuid::Uuid;

use super::spread::{Tiding, spread};
use super::staff::{self, Ticket};
use super::{acts, alerts, invoices, parcels, redated};
use crate::outbox::{self, Due, Kind};

/// Tells everybody whom it touches. A letter is not told but sent, and left alone here.
pub async fn tell(tx: &mut Tx, due: &Due, now: i64) -> Result<()> {
    if due.kind == Kind::Letter || !outbox::done(tx, due.id, now).await? {
        return Ok(());
    }
    match due.kind {
        Kind::Move => {
            acts::tell(tx, due, now).await?;
            joined(tx, due, now).await
        }
        Kind::Answer => answered(tx, due, now).await,
        Kind::Cause => held(tx, due, (due.subject, 0), now).await,
        Kind::CauseOver => over(tx, due, now).await,
        Kind::Parcel => parcels::sent(tx, due, now).await,
        Kind::Acceptance => parcels::asked(tx, due, now).await,
        Kind::Invoice => invoices::issued(tx, due, now).await,
        Kind::Redated => redated::tell(tx, due, now).await,
        Kind::Alert => alerts::tell(tx, due, now).await,
        Kind::Letter => Ok(()),
    }
}

/// The house wrote to a customer, or a ticket came to another desk or went up.
async fn answered(tx: &mut Tx, due: &Due, now: i64) -> Result<()> {
    let found = sql!(
        fetch_optional as (Uuid, String, Option<Uuid>, String, String, String),
        tx,
        "select c.id, c.no, m.author_id, c.desk, m.kind, m.body from messages m
         join complaints c on c.org_id = m.org_id and c.id = m.complaint_id where m.id = $1",
        due.subject
    )?;
    let Some((id, no, by, desk, kind, step)) = found else { return Ok(()) };
    if kind == MessageKind::Step.code() {
        return staff::tell(tx, due, (&Ticket { id, no, desk, by }, &step), now).await;
    }
    sql!(
        execute,
        tx,
        "insert into outbox_orders (outbox_id, org_id, order_id, lines, copies, title)
         select $1, c.org_id, c.order_id, case when c.line_id is null then 0 else 1 end, 0, coalesce(t.title, '')
         from complaints c left join order_lines l on l.org_id = c.org_id and l.id = c.line_id
         left join titles t on t.id = l.title_id where c.no = $2",
        due.id,
        &no
    )?;
    let tiding = Tiding { complaint: Some(no), by, ..Tiding::new(Topic::Answered, format!("answered:{id}")) };
    spread(tx, due, &tiding, now).await
}

/// A batch is held: every customer who has not heard of this cause hears of the lines linked since an instant.
async fn held(tx: &mut Tx, due: &Due, (cause, since): (Uuid, i64), now: i64) -> Result<()> {
    lines_of(tx, due, cause, since).await?;
    let tiding = Tiding { once: true, ..about(tx, cause).await? };
    spread(tx, due, &tiding, now).await
}

/// A cause is over: all who had lines in it hear so.
async fn over(tx: &mut Tx, due: &Due, now: i64) -> Result<()> {
    lines_of(tx, due, due.subject, 0).await?;
    let tiding = about(tx, due.subject).await?;
    spread(tx, due, &tiding, now).await
}

async fn about(tx: &mut Tx, cause: Uuid) -> Result<Tiding> {
    let (batch, by) = sql!(
        fetch_one as (Uuid, Option<Uuid>),
        tx,
        "select batch_id, coalesce(closed_by, posted_by) from causes where id = $1",
        cause
    )?;
    let tiding = Tiding::new(Topic::Cause, format!("cause:{cause}"));
    Ok(Tiding { batch: Some(batch), cause_id: Some(cause), by, ..tiding })
}

async fn lines_of(tx: &mut Tx, due: &Due, cause: Uuid, since: i64) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into outbox_orders (outbox_id, org_id, order_id, lines, copies, title)
         select $1, l.org_id, l.order_id, count(*), cast(sum(l.copies) as bigint), min(t.title)
         from cause_lines h join order_lines l on l.org_id = h.org_id and l.id = h.line_id join titles t on t.id = l.title_id
         where h.cause_id = $2 and h.at >= $3 group by l.org_id, l.order_id",
        due.id,
        cause,
        since
    )?;
    Ok(())
}

/// Lines that an act brought into a batch that is held are held as well.
async fn joined(tx: &mut Tx, due: &Due, now: i64) -> Result<()> {
    let linked = sql!(
        fetch_all as (Uuid,),
        tx,
        "insert into cause_lines (org_id, line_id, cause_id, at)
         select h.org_id, h.line_id, h.id, $2 from (
           select distinct m.org_id, m.line_id, c.id
           from movements m join causes c on c.batch_id = m.to_batch and c.closed_at is null
           where m.move_id = $1) h where true on conflict (org_id, line_id, cause_id) do nothing returning cause_id",
        due.subject,
        due.at
    )?;
    let mut causes: Vec<Uuid> = linked.into_iter().map(|(cause,)| cause).collect();
    causes.sort_unstable();
    causes.dedup();
    for cause in causes {
        held(tx, due, (cause, due.at), now).await?;
    }
    Ok(())
}
