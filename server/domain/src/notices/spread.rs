//! From one thing that happened to everybody whom it touches: the orders wait in `outbox_orders`, the view `audience` says
//! who hears of them, and a few statements write all notices.

use kernel::shapes::{MovedDates, Topic};
use store::{Result, Tx, insert_many, sql};
use uuid::Uuid;

use super::pace::Dues;
use crate::days::today;
use crate::outbox::Due;
use crate::scope::new_id;

/// What people are told, the same for all.
#[derive(Clone, Debug)]
pub(super) struct Tiding {
    pub(super) topic: Topic,
    /// What makes two notices of one day the same one.
    pub(super) cause: String,
    /// The stage that the copies came to.
    pub(super) stage: Option<String>,
    pub(super) batch: Option<Uuid>,
    /// Code of the reason.
    pub(super) reason: Option<String>,
    /// Number of the complaint.
    pub(super) complaint: Option<String>,
    pub(super) cause_id: Option<Uuid>,
    /// The chance over which lines rose, in thousandths, and the last day on which an urgent order would be in time.
    pub(super) alert: Option<(i64, Option<i64>)>,
    /// The dates that moved.
    pub(super) dates: Option<MovedDates>,
    /// The organisation whose people hear of it, when it is not for all.
    pub(super) only: Option<Uuid>,
    /// Who did it, and knows.
    pub(super) by: Option<Uuid>,
    /// Whether what happens again adds to the lines of the same day's notice, instead of taking its place.
    pub(super) adds: bool,
    /// Whether who heard of this cause before, on whatever day, hears no more of it.
    pub(super) once: bool,
}

impl Tiding {
    /// A tiding of nothing but a topic and a cause.
    pub(super) const fn new(topic: Topic, cause: String) -> Self {
        Self {
            topic,
            cause,
            stage: None,
            batch: None,
            reason: None,
            complaint: None,
            cause_id: None,
            alert: None,
            dates: None,
            only: None,
            by: None,
            adds: false,
            once: false,
        }
    }
}

/// Tells it about the orders that were put into `outbox_orders`, and takes them out.
pub(super) async fn spread(tx: &mut Tx, due: &Due, tiding: &Tiding, now: i64) -> Result<()> {
    let people = notices(tx, due, tiding, now).await?;
    orders(tx, due, tiding).await?;
    sql!(execute, tx, "delete from outbox_orders where outbox_id = $1", due.id)?;
    ring(tx, now, people).await
}

/// One notice for each person; gives those who got one.
async fn notices(tx: &mut Tx, due: &Due, tiding: &Tiding, now: i64) -> Result<Vec<(Uuid, Uuid)>> {
    let dues = Dues::of(now);
    let dates = tiding.dates.map(|dates| (dates.old, dates.new)).unzip();
    let ((old_low, old_high), (new_low, new_high)) = (dates.0.unzip(), dates.1.unzip());
    sql!(
        fetch_all as (Uuid, Uuid),
        tx,
        "insert into notices (org_id, user_id, cause, day, topic, stage, batch_id, reason, complaint_no, cause_id, at, due_at,
                              band, act_by, old_low, old_high, new_low, new_high)
         select a.org_id, a.user_id, $2, $3, $4, $5, $6, $7, $8, $9, $10,
           case coalesce(p.pace, $11) when 'now' then cast($12 as bigint) when 'daily' then $13 when 'weekly' then $14 end,
           $17, $18, cast($19 as bigint), cast($20 as bigint), cast($21 as bigint), cast($22 as bigint)
         from (select distinct org_id, user_id from audience where outbox_id = $1) a
         left join notice_paces p on p.org_id = a.org_id and p.user_id = a.user_id and p.topic = $4
         where a.user_id <> $15 and a.org_id = coalesce($23, a.org_id)
           and ($16 = 0 or not exists (
             select 1 from notices n where n.org_id = a.org_id and n.user_id = a.user_id and n.cause = $2))
         on conflict (org_id, user_id, cause, day) do update
           set stage = excluded.stage, at = excluded.at, read_at = null, due_at = excluded.due_at,
               act_by = excluded.act_by, new_low = excluded.new_low, new_high = excluded.new_high
         returning org_id, user_id",
        due.id,
        &tiding.cause,
        today(due.at),
        tiding.topic.code(),
        &tiding.stage,
        tiding.batch,
        &tiding.reason,
        &tiding.complaint,
        tiding.cause_id,
        due.at,
        tiding.topic.usual_pace().code(),
        dues.now,
        dues.daily,
        dues.weekly,
        tiding.by.unwrap_or_default(),
        i64::from(tiding.once),
        tiding.alert.map(|(band, _)| band),
        tiding.alert.and_then(|(_, act_by)| act_by),
        old_low,
        old_high,
        new_low,
        new_high,
        tiding.only
    )
}

/// The orders of the notices that were just written.
async fn orders(tx: &mut Tx, due: &Due, tiding: &Tiding) -> Result<()> {
    sql!(
        execute,
        tx,
        "insert into notice_orders (org_id, user_id, cause, day, about_id, order_id, lines, copies, title)
         select n.org_id, n.user_id, n.cause, n.day, x.org_id, x.order_id, x.lines, x.copies, x.title
         from outbox_orders x
         join audience a on a.outbox_id = x.outbox_id and a.about_id = x.org_id and a.order_id = x.order_id
         join notices n on n.org_id = a.org_id and n.user_id = a.user_id and n.cause = $2 and n.day = $3 and n.at = $4
         where x.outbox_id = $1
         on conflict (org_id, user_id, cause, day, about_id, order_id) do update
           set lines = excluded.lines + $5 * notice_orders.lines, copies = excluded.copies + $5 * notice_orders.copies,
               title = excluded.title",
        due.id,
        &tiding.cause,
        today(due.at),
        due.at,
        i64::from(tiding.adds)
    )?;
    Ok(())
}

/// Tells the open pages of these people.
pub(super) async fn ring(tx: &mut Tx, now: i64, people: Vec<(Uuid, Uuid)>) -> Result<()> {
    let row = |(org_id, user_id): (Uuid, Uuid)| {
        vec![new_id().into(), now.into(), org_id.into(), "notice.made".into(), user_id.into()]
    };
    insert_many(tx, "events", &["id", "at", "org_id", "kind", "subject_id"], people.into_iter().map(row).collect())
        .await
}
